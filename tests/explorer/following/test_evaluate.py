"""What saved searches find at each release: the engine's own sets, kept between releases, and what differs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyroaring import BitMap

from explorer import retention, saved_searches
from explorer.filters import searched
from explorer.following.evaluate import carry_out, current, evaluate, release_of
from explorer.following.looks import note_look, since_looked
from explorer.following.members import Members, difference
from explorer.models import Membership, ProfileNumber, SavedSearch, SearchChange, SearchState
from explorer.search.find import NotReadyError, count
from profiles.models import Mask, Route
from tests.factories import NOW, make_membership, published

pytestmark = pytest.mark.django_db
HOURS = "urenPerWeekMinimaal=20"


@pytest.fixture
def membership() -> Membership:
    return make_membership()


def saved(membership: Membership, query: str = HOURS, name: str = "Magazijn") -> SavedSearch:
    return saved_searches.save(membership=membership, name=name, query=query, at=NOW)


def state_of(search: SavedSearch) -> SearchState:
    return SearchState.objects.get(search=search)


def counted(search: SavedSearch) -> tuple[int, int, int]:
    changed = since_looked(state_of(search))
    return len(changed.new), len(changed.firmer), changed.gone


def test_the_difference_of_two_moments_in_plain_sets() -> None:
    before = Members(certain=BitMap([1, 2]), possible=BitMap([3, 4]))
    now = Members(certain=BitMap([1, 3, 5]), possible=BitMap([6]))
    changed = difference(before, now, erased=2)

    assert (set(changed.new), set(changed.firmer), changed.gone) == ({5, 6}, {3}, 4)
    assert not difference(now, now)


def test_nothing_is_worked_out_while_nothing_is_published(membership: Membership) -> None:
    saved(membership)

    with pytest.raises(NotReadyError):
        evaluate()


def test_what_is_found_first_is_news_to_nobody(membership: Membership) -> None:
    published({"hours": "U28"}, {}, {"hours": "U00"})
    search = saved(membership)

    assert (evaluate(), evaluate()) == (1, 0)
    assert counted(search) == (0, 0, 0)
    assert not SearchChange.objects.exists()


def test_a_release_tells_who_is_new_who_is_certain_by_now_and_how_many_went(membership: Membership) -> None:
    published({"hours": "U28"}, {}, {"hours": "U00"}, {"hours": "U36"})
    search = saved(membership)
    evaluate()
    published({"hours": "U00"}, {"hours": "U28"}, {"hours": "U28"}, {"hours": "U36"})
    evaluate()

    assert counted(search) == (1, 1, 1)
    change = SearchChange.objects.get()
    assert (change.new, change.firmer, change.gone) == (1, 1, 1)


@pytest.mark.parametrize("query", ["", HOURS, "regio=4", "taaksoort=TS06", "regio=1", "werkplek=Emmen"])
def test_the_sets_are_those_that_search_counts(membership: Membership, query: str) -> None:
    published({"hours": "U28"}, {"travel": "T25"}, {"place": "01-1", "hours": "U2040"}, {"place": "NL"})
    Mask.objects.create(generation_id=Route.objects.all()[0].generation_id, number=0)
    search = saved(membership, query)
    evaluate()

    filters = searched(search.query)
    assert filters.form.is_valid()
    totals, members = count(asked=filters.asked, at=NOW), current(state_of(search))
    assert (len(members.certain), len(members.possible)) == (totals.certain, totals.possible)


def test_looking_starts_the_count_anew_and_a_newer_release_is_not_lost(membership: Membership) -> None:
    published({"hours": "U28"})
    search = saved(membership)
    evaluate()
    seen = published({"hours": "U28"}, {"hours": "U28"}).pk
    evaluate()
    published({"hours": "U28"}, {"hours": "U28"}, {"hours": "U28"})
    evaluate()

    assert not note_look(search=search, generation=seen, at=NOW)
    assert counted(search) == (2, 0, 0)
    assert note_look(search=search, generation=seen + 1, at=NOW)
    assert counted(search) == (0, 0, 0)


def test_who_withdraws_vanishes_from_every_set_and_is_still_counted_as_gone(membership: Membership) -> None:
    published({"hours": "U28"}, {"hours": "U28"})
    search = saved(membership)
    evaluate()
    (gone,) = ProfileNumber.objects.filter(profile_key=Route.objects.get(number=1).profile_key)
    Route.objects.all().delete()
    published({"hours": "U28"})
    evaluate()
    assert counted(search) == (0, 0, 1)

    retention.erase_withdrawn()

    row, number = state_of(search), gone.pk
    assert not ProfileNumber.objects.filter(pk=number).exists()
    for moment in ("", "looked_", "told_"):
        for name in ("certain", "possible"):
            assert number not in BitMap.deserialize(bytes(getattr(row, moment + name)))
    assert counted(search) == (0, 0, 1)


def test_a_number_is_never_given_twice(membership: Membership) -> None:
    saved(membership)
    published({})
    evaluate()
    first = ProfileNumber.objects.get().pk
    Route.objects.all().delete()
    retention.erase_withdrawn()
    published({})
    evaluate()

    assert ProfileNumber.objects.get().pk > first


def test_of_two_workers_at_once_one_notes_the_change(membership: Membership) -> None:
    published({})
    search = saved(membership, "")
    evaluate()
    generation = published({}, {}).pk
    twice = [list(SearchState.objects.select_related("search")) for _ in range(2)]
    for states in twice:
        carry_out(states, release_of(generation))

    assert SearchChange.objects.filter(search=search).count() == 1


def test_a_search_whose_filter_is_gone_does_not_stop_the_others(membership: Membership) -> None:
    published({"hours": "U28"})
    broken, fine = saved(membership, "", "Stuk"), saved(membership)
    SavedSearch.objects.filter(pk=broken.pk).update(query="regio=99")

    assert evaluate() == 2
    assert len(current(state_of(fine)).found) == 1


def test_another_search_under_the_same_name_counts_anew(membership: Membership) -> None:
    published({"hours": "U28"})
    search = saved(membership)
    evaluate()
    saved_searches.replace(saved=search, query="", at=NOW)
    published({"hours": "U28"}, {})
    evaluate()

    assert counted(search) == (0, 0, 0)


@pytest.mark.parametrize("number", [5, 50])
def test_the_work_for_each_search_is_one_write(membership: Membership, number: int) -> None:
    published({"hours": "U28"})
    SavedSearch.objects.bulk_create(
        SavedSearch(
            owner=membership.user, organisation=membership.organisation, name=str(one), query=HOURS, saved_at=NOW
        )
        for one in range(number)
    )
    with CaptureQueriesContext(connection) as asked:
        evaluate()

    assert len(asked) <= 50 + number
