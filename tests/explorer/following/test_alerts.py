"""Mail about saved searches: only after a second yes, one a person, with counts and links, and one click stops it."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.test import Client

from explorer import saved_searches
from explorer.following import alerts, consent
from explorer.following.evaluate import evaluate
from explorer.models import MailConsent, Membership, OutgoingMail, SavedSearch
from tests.factories import NOW, make_membership, published

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)  # NOW is a Monday, one o'clock in the Netherlands


@pytest.fixture
def membership() -> Membership:
    """Someone with a mail address who said yes."""
    membership = make_membership()
    membership.user.email = "bea@example.org"
    membership.user.save()
    said_yes(membership)
    return membership


def said_yes(membership: Membership) -> None:
    consent.ask(user=membership.user, at=NOW)
    consent.confirm(key=MailConsent.objects.get(user=membership.user).confirm_key, at=NOW)
    OutgoingMail.objects.all().delete()


def saved(membership: Membership, name: str = "Magazijn", frequency: str = "daily", query: str = "") -> SavedSearch:
    row = saved_searches.save(membership=membership, name=name, query=query, at=NOW)
    SavedSearch.objects.filter(pk=row.pk).update(frequency=frequency)
    return row


def released(*cards: dict[str, str]) -> None:
    published(*cards)
    evaluate()


def test_one_mail_tells_of_all_searches_with_counts_and_links(membership: Membership) -> None:
    first, second = saved(membership), saved(membership, "Keuken", query="urenPerWeekMinimaal=20")
    released({})
    assert alerts.tell_everyone(at=NOW) == 0
    released({"hours": "U28"}, {"hours": "U28"})

    assert alerts.tell_everyone(at=NOW + DAY) == 1
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == ("bea@example.org", "2 nieuwe kandidaten")
    assert "Keuken: 1 nieuw, 1 voldoet nu zeker" in mail.text
    assert "Magazijn: 1 nieuw" in mail.text
    for search in (first, second):
        assert f"http://127.0.0.1:8000/zoekopdrachten/{search.key}/" in mail.text


def test_nothing_of_a_profile_is_in_the_mail(membership: Membership) -> None:
    saved(membership)
    released({})
    released({}, {"place": "04-1", "hours": "U28", "education": "4"})
    alerts.tell_everyone(at=NOW)

    text = OutgoingMail.objects.get().text
    assert re.search(r"[A-Z0-9]{3}-[A-Z0-9]{4}", re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text)) is None
    assert not [word for word in ("Emmen", "uur", "mbo") if word in text]


def test_what_was_told_is_not_told_again(membership: Membership) -> None:
    saved(membership)
    released({})
    released({}, {})

    assert [alerts.tell_everyone(at=NOW + days * DAY) for days in range(3)] == [1, 0, 0]


@pytest.mark.parametrize(("frequency", "told"), [("never", []), ("daily", [0, 1, 2]), ("weekly", [0])])
def test_how_often_is_up_to_the_owner(membership: Membership, frequency: str, told: list[int]) -> None:
    saved(membership, frequency=frequency)
    released({})
    days = []
    for day in range(3):
        released(*[{}] * (day + 2))
        days += [day] * alerts.tell_everyone(at=NOW + day * DAY)
        assert alerts.tell_everyone(at=NOW + day * DAY) == 0

    assert days == told


def test_nobody_is_woken(membership: Membership) -> None:
    saved(membership)
    released({})
    released({}, {})

    assert alerts.tell_everyone(at=NOW.replace(hour=3)) == 0


def test_without_the_second_yes_there_is_no_mail(membership: Membership) -> None:
    saved(membership)
    released({})
    released({}, {})
    membership.user.email = "ander@example.org"  # nobody at this address said yes
    membership.user.save()

    assert alerts.tell_everyone(at=NOW) == 0


@pytest.mark.parametrize("what", ["account", "organisation", "membership"])
def test_who_was_stopped_gets_no_mail(membership: Membership, what: str) -> None:
    saved(membership)
    released({})
    released({}, {})
    if what == "membership":
        membership.delete()
    elif what == "account":
        membership.user.is_active = False
        membership.user.save()
    else:
        membership.organisation.suspended_at = NOW
        membership.organisation.save()

    assert alerts.tell_everyone(at=NOW) == 0


def test_the_second_yes_is_a_button_behind_a_mailed_link(client: Client) -> None:
    user = make_membership().user
    user.email = "jo@example.org"
    user.save()
    assert consent.ask(user=user, at=NOW)
    assert not consent.ask(user=user, at=NOW)  # nobody is bothered twice
    (path,) = re.findall(r"http://127.0.0.1:8000(\S+)", OutgoingMail.objects.get().text)
    MailConsent.objects.update(asked_at=dt.datetime.now(dt.UTC))

    client.get(path)
    assert not consent.is_given(user)
    assert client.post(path).status_code == 200
    assert consent.is_given(user)
    assert client.post(path).status_code == 410


def test_an_old_link_confirms_nothing(membership: Membership) -> None:
    consent.ask(user=membership.user, at=NOW + DAY)
    key = MailConsent.objects.get().confirm_key

    with pytest.raises(consent.TooLateError):
        consent.confirm(key=key, at=NOW + 5 * DAY)


def test_one_click_stops_it_without_a_session_or_token(membership: Membership) -> None:
    saved(membership)
    released({})
    released({}, {})
    alerts.tell_everyone(at=NOW)
    headers = OutgoingMail.objects.get().headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")

    clicked = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert clicked.status_code == 200
    assert not consent.is_given(membership.user)


def test_an_unknown_stop_link_tells_nothing(client: Client) -> None:
    assert client.post(f"/berichten/stoppen/{uuid4()}/").status_code == 200


def test_a_worker_that_dies_while_telling_leaves_neither_mail_nor_note(
    membership: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(membership)
    released({})
    released({}, {})
    with monkeypatch.context() as broken:
        broken.setattr(alerts, "post", lambda **_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            alerts.tell_everyone(at=NOW)

    assert alerts.tell_everyone(at=NOW) == 1
    assert OutgoingMail.objects.count() == 1
