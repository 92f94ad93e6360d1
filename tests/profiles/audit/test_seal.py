"""One sealer chains the events: gap-free numbers, nobody skipped, the head written to a second place."""

import datetime as dt

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction

from profiles.audit import heads
from profiles.audit.marks import START, link_after
from profiles.audit.seal import BATCH, LEASE, TERM, head, seal
from profiles.models import AuditAction, AuditEvent, AuditPending, AuditSeal, LastShown, Lease
from profiles.tasks import seal_audit
from tests.auditing import logged
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(seconds=5)


def chain() -> list[tuple[int, int]]:
    """Number and event of every seal."""
    return list(AuditSeal.objects.order_by("number").values_list("number", "event_id"))


def test_every_event_gets_one_seal_that_follows_the_one_before() -> None:
    for _ in range(3):
        logged("key1")
    assert seal(at=NOW) == 3

    link = START
    for one in AuditSeal.objects.select_related("event").order_by("number"):
        assert one.link == link_after(link, one.number, one.event_id, one.event.mac)
        link = one.link
    assert [number for number, _ in chain()] == [1, 2, 3]
    assert not AuditPending.objects.exists()


def test_sealing_again_goes_on_where_it_ended() -> None:
    logged("key1")
    seal(at=NOW)
    logged("key2")

    assert (seal(at=LATER), seal(at=LATER)) == (1, 0)
    assert [number for number, _ in chain()] == [1, 2]


def test_an_event_that_commits_late_under_a_smaller_id_is_not_skipped() -> None:
    logged("key1")
    seal(at=NOW)
    late = AuditEvent.objects.get()
    late.pk -= 1
    late.save(force_insert=True)

    seal(at=LATER)

    assert chain() == [(1, late.pk + 1), (2, late.pk)]


def test_many_events_are_sealed_batch_by_batch() -> None:
    for number in range(BATCH + 1):
        logged(f"key{number}")

    assert seal(at=NOW) == BATCH + 1
    assert head().number == BATCH + 1


def test_two_sealers_cannot_work_at_once() -> None:
    logged("key1")
    assert Lease.objects.take(LEASE, holder="another", at=NOW, term=TERM)

    assert seal(at=NOW) == 0
    assert seal(at=NOW + TERM) == 1, "a sealer that died loses its lease"


def test_a_number_is_given_once_so_the_chain_has_no_fork() -> None:
    logged("key1")
    seal(at=NOW)
    logged("key2")
    waiting = AuditPending.objects.get()

    with pytest.raises(DatabaseError, match=r"append-only|unique"), transaction.atomic():
        AuditSeal.objects.create(number=1, event_id=waiting.event_id, link="x", sealed_at=NOW)


def test_the_moment_of_sealing_never_goes_back() -> None:
    logged("key1")
    seal(at=LATER)
    logged("key2")
    seal(at=NOW)

    assert set(AuditSeal.objects.values_list("sealed_at", flat=True)) == {LATER}


def test_the_head_is_written_to_a_second_place_each_time() -> None:
    logged("key1")
    logged("key2")
    seal(at=NOW)
    first = head()
    logged("key3")
    seal(at=LATER)

    assert heads.read() == {2: first.link, 3: head().link}
    assert heads.file_of(NOW.date()).parent == settings.AUDIT_HEADS_DIR


def test_the_task_seals_and_says_nothing() -> None:
    logged("key1")
    seal_audit()

    assert len(chain()) == 1


def test_the_sealer_notes_who_was_shown_last_when() -> None:
    logged("key1", "key2")
    logged("key3", action=AuditAction.LOOKUP)
    seal(at=NOW)
    logged("key2", at=LATER)
    seal(at=LATER)

    assert dict(LastShown.objects.values_list("profile_key", "shown_at")) == {"key1": NOW, "key2": LATER}
    assert list(LastShown.objects.since(LATER).values_list("profile_key", flat=True)) == ["key2"]


def test_what_one_turn_cannot_seal_waits_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("profiles.audit.seal.BATCH", 1)
    monkeypatch.setattr("profiles.audit.seal.BATCHES", 2)
    for _ in range(3):
        logged("key1")

    assert (seal(at=NOW), seal(at=LATER)) == (2, 1)
    assert [number for number, _ in chain()] == [1, 2, 3]
