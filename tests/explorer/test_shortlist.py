"""Actions on shortlists: nobody stands on one twice, order is one's own, and a note holds no personal data."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from explorer import retention, shortlist
from explorer.models import ShortlistEntry
from explorer.models.shortlist import Holder
from profiles import keys
from profiles.models import Route
from tests.factories import NOW, make_membership, published

pytestmark = pytest.mark.django_db
VISIT = Holder(visit="v:s")
PEOPLE = [keys.profile_key(f"person {number}") for number in range(4)]
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def person() -> Holder:
    """Someone with an account."""
    membership = make_membership()
    return Holder(user=membership.user_id, organisation=membership.organisation_id)


def keep(holder: Holder, *people: int, query: str = "") -> list[ShortlistEntry]:
    return [shortlist.keep(holder=holder, profile=PEOPLE[number], query=query, at=NOW) for number in people]


def kept(holder: Holder) -> list[int]:
    entries = ShortlistEntry.objects.of(holder).kept().order_by("position", "pk")
    return [PEOPLE.index(entry.profile_key) for entry in entries]


def test_who_is_kept_last_stands_last(person: Holder) -> None:
    keep(person, 2, 0, 1)

    assert kept(person) == [2, 0, 1]


def test_nobody_stands_on_a_shortlist_twice(person: Holder) -> None:
    keep(person, 0, 1, 0)

    assert kept(person) == [0, 1]


def test_the_database_refuses_the_same_candidate_twice(person: Holder) -> None:
    (entry,) = keep(person, 0)
    entry.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


def test_shortlists_of_others_are_not_mine(person: Holder) -> None:
    (theirs,) = keep(person, 0)
    keep(VISIT, 1)

    assert (kept(person), kept(VISIT)) == ([0], [1])
    with pytest.raises(ShortlistEntry.DoesNotExist):
        shortlist.remove(holder=VISIT, key=theirs.key, at=NOW)
    with pytest.raises(ShortlistEntry.DoesNotExist):
        shortlist.write_note(holder=VISIT, key=theirs.key, text="niet van mij")


@pytest.mark.parametrize(
    ("place", "up", "order"), [(2, True, [0, 2, 1]), (0, False, [1, 0, 2]), (0, True, [0, 1, 2])]
)
def test_a_candidate_moves_one_place_and_not_past_the_end(
    person: Holder, place: int, up: bool, order: list[int]
) -> None:
    entries = keep(person, 0, 1, 2)
    shortlist.move(holder=person, key=entries[place].key, up=up)

    assert kept(person) == order


def test_who_was_removed_comes_back_in_the_same_place_with_the_note(person: Holder) -> None:
    entries = keep(person, 0, 1, 2)
    shortlist.write_note(holder=person, key=entries[1].key, text="Goede indruk")
    shortlist.remove(holder=person, key=entries[1].key, at=NOW)
    assert kept(person) == [0, 2]

    shortlist.restore(holder=person, key=entries[1].key)

    assert kept(person) == [0, 1, 2]
    assert ShortlistEntry.objects.get(key=entries[1].key).note == "Goede indruk"


def test_who_was_removed_can_be_kept_anew(person: Holder) -> None:
    (entry,) = keep(person, 0)
    shortlist.remove(holder=person, key=entry.key, at=NOW)
    keep(person, 1, 0)

    assert kept(person) == [1, 0]


def test_what_was_removed_is_erased_after_an_hour(person: Holder) -> None:
    (entry,) = keep(person, 0)
    shortlist.remove(holder=person, key=entry.key, at=NOW)

    assert retention.forget_removed(at=NOW + HOUR) == 0
    assert retention.forget_removed(at=NOW + 2 * HOUR) == 1


def test_a_full_shortlist_says_what_to_do(person: Holder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortlist, "MOST", 2)
    keep(person, 0, 1)

    with pytest.raises(shortlist.CannotKeepError, match=r"al 2 kandidaten\. Haal er eerst een weg"):
        keep(person, 2)
    keep(person, 1)
    assert kept(person) == [0, 1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("bel 06 1234 5678", "een telefoonnummer"),
        ("x" * 501, "hooguit 500 tekens"),
        ("Jan: jan@example.org", "e-mail"),
    ],
)
def test_a_note_with_personal_data_or_without_end_is_refused(person: Holder, text: str, reason: str) -> None:
    (entry,) = keep(person, 0)

    with pytest.raises(shortlist.CannotKeepError, match=reason):
        shortlist.write_note(holder=person, key=entry.key, text=text)
    entry.refresh_from_db()
    assert entry.note == ""


def test_the_search_is_kept_in_its_canonical_form_and_a_mistaken_one_not_at_all(person: Holder) -> None:
    keep(person, 0, query="utm_source=mail&regio=4&taaksoort=TS06")
    keep(person, 1, query="foo=1")

    assert list(ShortlistEntry.objects.order_by("pk").values_list("query", flat=True)) == [
        "regio=4&taaksoort=TS06",
        "",
    ]


def test_signing_in_brings_the_visits_shortlist_behind_ones_own(person: Holder) -> None:
    keep(person, 0, 1)
    keep(VISIT, 3, 1, 2)
    shortlist.take_over(visit=VISIT.visit, holder=person)

    assert (kept(person), kept(VISIT)) == ([0, 1, 3, 2], [])


def test_signing_in_brings_back_who_was_removed_but_kept_again_in_the_visit(person: Holder) -> None:
    (entry,) = keep(person, 0)
    shortlist.remove(holder=person, key=entry.key, at=NOW)
    keep(VISIT, 0)
    shortlist.take_over(visit=VISIT.visit, holder=person)

    assert kept(person) == [0]


def test_of_who_is_no_longer_published_nothing_stays_but_that_there_was_somebody(person: Holder) -> None:
    published({}, {})
    entries = keep(person, 0, 1, query="regio=4")
    shortlist.write_note(holder=person, key=entries[0].key, text="Goede indruk")
    Route.objects.filter(profile_key=PEOPLE[0]).delete()
    retention.erase_withdrawn()

    left = ShortlistEntry.objects.get(key=entries[0].key)
    assert (left.profile_key, left.note, left.query) == ("", "", "")
    assert ShortlistEntry.objects.of(person).departed().count() == 1
    assert kept(person) == [1]


def test_who_was_removed_and_then_withdrew_leaves_nothing_at_all(person: Holder) -> None:
    (entry,) = keep(person, 0)
    shortlist.remove(holder=person, key=entry.key, at=NOW)
    retention.erase_withdrawn()

    assert not ShortlistEntry.objects.exists()


def test_a_note_cannot_be_written_beside_who_left(person: Holder) -> None:
    (entry,) = keep(person, 0)
    retention.erase_withdrawn()

    with pytest.raises(ShortlistEntry.DoesNotExist):
        shortlist.write_note(holder=person, key=entry.key, text="nog een")


def test_shortlists_of_visits_and_of_idle_people_are_erased(person: Holder) -> None:
    keep(person, 0)
    keep(VISIT, 1)
    retention.forget_visitors(at=NOW + dt.timedelta(days=15))
    assert (kept(person), kept(VISIT)) == ([0], [])

    assert retention.forget_idle_shortlists(at=NOW + dt.timedelta(days=729)) == 0
    assert retention.forget_idle_shortlists(at=NOW + dt.timedelta(days=731)) == 1
