"""Whoever tampers with the log, even as the owner of the database, is found out: six ways, six times."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings
from pytest_django.fixtures import Settings

from profiles.audit import heads
from profiles.audit.marks import START, link_after, mark_of
from profiles.audit.seal import seal
from profiles.audit.verify import Verdict, verify
from profiles.models import AuditEvent, AuditSeal
from tests.auditing import LOG, empty_log, logged, run_sql, triggers_off
from tests.factories import NOW

pytestmark = pytest.mark.django_db
EVENTS, MIDDLE = 12, 6


@pytest.fixture
def _log() -> None:
    """Twelve looks, sealed two by two."""
    for number in range(0, EVENTS, 2):
        logged(f"key{number}", "everyone")
        logged(f"key{number + 1}", "everyone")
        seal(at=NOW + dt.timedelta(seconds=number))


def id_of(number: int) -> int:
    return AuditSeal.objects.get(number=number).event_id


def change() -> None:
    """Someone's look becomes somebody else's."""
    run_sql("UPDATE profiles_auditevent SET actor = 'smit' WHERE id = %s", id_of(MIDDLE))


def swap() -> None:
    """Two whole events change places, marks included."""
    one, other = id_of(MIDDLE), id_of(MIDDLE + 1)
    for old, new in ((one, -1), (other, one), (-1, other)):
        run_sql("UPDATE profiles_auditevent SET id = %s WHERE id = %s", new, old)


def delete_middle() -> None:
    """One event goes, and its seal too; the numbers close up behind it."""
    run_sql("DELETE FROM profiles_auditevent WHERE id = %s", id_of(MIDDLE))
    run_sql("DELETE FROM profiles_auditseal WHERE number = %s", MIDDLE)
    for number in range(MIDDLE + 1, EVENTS + 1):
        run_sql("UPDATE profiles_auditseal SET number = %s WHERE number = %s", number - 1, number)


def cut_tail() -> None:
    """The last looks go with their seals: what is left is a perfect chain."""
    run_sql("DELETE FROM profiles_auditevent WHERE id > %s", id_of(MIDDLE))
    run_sql("DELETE FROM profiles_auditseal WHERE number > %s", MIDDLE)


def wipe() -> None:
    """Nothing is left, as on the first day."""
    for table in LOG:
        run_sql(f"DELETE FROM profiles_{table}")


def chain_anew() -> None:
    """A look goes, and all after it are chained anew with another key, as the owner of the database only could."""
    run_sql("DELETE FROM profiles_auditevent WHERE id = %s", id_of(MIDDLE))
    run_sql("DELETE FROM profiles_auditseal")
    make_chain()


def make_chain() -> None:
    link = START
    for number, event in enumerate(AuditEvent.objects.order_by("pk"), 1):
        link = link_after(link, number, event.pk, event.mac)
        AuditSeal.objects.create(number=number, event=event, link=link, sealed_at=NOW)


@dataclass(frozen=True)
class Attack:
    """What was done, and where it must show."""

    done: Callable[[], None]
    first_bad: int


ATTACKS = {
    "change": Attack(change, MIDDLE),
    "swap": Attack(swap, MIDDLE),
    "delete middle": Attack(delete_middle, MIDDLE),
    "cut tail": Attack(cut_tail, MIDDLE + 1),
    "wipe": Attack(wipe, 1),
    "chain anew": Attack(chain_anew, 1),
}


@pytest.mark.usefixtures("_log")
def test_a_log_that_nobody_touched_is_right() -> None:
    assert verify() == Verdict(ok=True, events=EVENTS)


def test_an_empty_log_is_right() -> None:
    assert verify() == Verdict(ok=True, events=0)


@pytest.mark.usefixtures("_log")
def test_events_that_still_wait_for_their_seal_are_counted_and_checked() -> None:
    logged("key1")
    assert verify() == Verdict(ok=True, events=EVENTS + 1, unsealed=1)

    with triggers_off():
        run_sql("UPDATE profiles_auditevent SET role = 'x' WHERE id = (SELECT max(id) FROM profiles_auditevent)")

    assert verify().first_bad == EVENTS + 1


@pytest.mark.usefixtures("_log")
@pytest.mark.parametrize("name", ATTACKS)
def test_tampering_shows(name: str, settings: Settings) -> None:
    attack, key = ATTACKS[name], settings.AUDIT_KEY
    settings.AUDIT_KEY = "the attacker knows the code, not the key"
    with triggers_off():
        attack.done()
    settings.AUDIT_KEY = key

    verdict = verify()

    assert (verdict.ok, verdict.first_bad) == (False, attack.first_bad), verdict


@pytest.mark.usefixtures("_log")
def test_even_with_the_key_a_chain_made_anew_shows_by_the_second_place() -> None:
    with triggers_off():
        event = AuditEvent.objects.get(pk=id_of(MIDDLE))
        event.actor = "smit"
        event.mac = mark_of(event)
        run_sql("UPDATE profiles_auditevent SET actor = 'smit', mac = %s WHERE id = %s", event.mac, event.pk)
        run_sql("DELETE FROM profiles_auditseal")
        make_chain()

    assert verify().first_bad == MIDDLE


@pytest.mark.usefixtures("_log")
def test_a_cut_tail_still_shows_when_the_log_went_on_after_it() -> None:
    with triggers_off():
        cut_tail()
    for number in range(EVENTS):
        logged(f"later{number}")
    seal(at=NOW + dt.timedelta(hours=1))

    assert verify().first_bad == MIDDLE + 2


@pytest.mark.usefixtures("_log")
def test_an_event_put_in_by_hand_shows() -> None:
    with triggers_off():
        run_sql(
            "INSERT INTO profiles_auditevent (at, viewer, actor, organisation, role, origin, purpose, action, about,"
            " people, mac) SELECT at, viewer, 'smit', organisation, role, origin, purpose, action, about, people, mac"
            " FROM profiles_auditevent WHERE id = %s",
            id_of(1),
        )

    assert verify().first_bad == EVENTS + 1


@pytest.mark.usefixtures("_log")
def test_an_event_that_was_taken_away_before_its_seal_shows() -> None:
    logged("key1")
    with triggers_off():
        run_sql("DELETE FROM profiles_auditevent WHERE id = (SELECT max(id) FROM profiles_auditevent)")

    assert verify().first_bad == EVENTS + 1


@pytest.mark.usefixtures("_log")
def test_a_second_place_that_was_emptied_shows() -> None:
    for path in settings.AUDIT_HEADS_DIR.iterdir():
        path.unlink()

    assert not verify().ok


@pytest.mark.usefixtures("_log")
def test_heads_can_come_from_the_export_of_a_log_server() -> None:
    known = heads.read()
    with triggers_off():
        empty_log()
    for path in settings.AUDIT_HEADS_DIR.iterdir():
        path.unlink()
    export = settings.AUDIT_HEADS_DIR / "syslog.txt"
    lines = (f"<14>Nov 25 22:00:01 worker celery: audit head {number} {link}\n" for number, link in known.items())
    export.write_text("".join(["kernel: something else\n", *lines]), encoding="utf-8")

    assert verify().ok, "nothing here knows better"
    assert verify(heads.read([export])).first_bad == 1
