"""Who can be found and why not the others: counts per municipality, never a person."""

import pytest

from profiles import keys
from profiles.models import Live, Mask, Route, VisibilityCount
from sync.models import CensusRow, StagedProfile
from sync.visibility import count_visible
from tests.factories import NOW, make_generation, staged
from tests.profiles.transparency.golden import census_row

pytestmark = pytest.mark.django_db


def published(*rows: StagedProfile) -> int:
    """A live generation that shows these people; its number."""
    generation = make_generation(k=1)
    Route.objects.bulk_create(
        Route(generation=generation, number=number, profile_key=keys.profile_key(row.person_key), sealed=b"")
        for number, row in enumerate(rows)
    )
    Live.objects.create(generation=generation, switched_at=NOW)
    return generation.pk


def counted() -> dict[str, tuple[int, ...]]:
    count_visible(at=NOW)
    columns = ("people", "with_profile", "allowed", "visible", "available")
    return {code: tuple(numbers) for code, *numbers in VisibilityCount.objects.values_list("municipality", *columns)}


def record(code: str = "GM0114", **values: object) -> StagedProfile:
    row = staged(**values)
    CensusRow.objects.filter(record_key=row.record_key).update(
        municipality=code, party="UWV", profile_on="2019-01-01", registered_on="2018-01-01"
    )
    return row


def test_everyone_is_visible_or_has_a_reason() -> None:
    seen, masked, _waiting = record(availability="direct"), record(), record(availability="direct")
    no_consent = census_row(record_key="a", person_key="a", profile_on=NOW.date())
    CensusRow.objects.bulk_create([no_consent, census_row(record_key="b", person_key="b")])
    generation = published(seen, masked)
    Mask.objects.create(generation_id=generation, number=1)

    assert counted() == {"GM0114": (5, 4, 3, 1, 2)}


def test_a_code_counts_for_todays_municipality_and_an_unusable_one_for_none() -> None:
    published(record("GM0003"), record(""))

    assert counted() == {"GM1979": (1, 1, 1, 1, 0), "": (1, 1, 1, 1, 0)}


def test_before_anything_is_published_nobody_is_visible_and_a_later_count_replaces_the_earlier() -> None:
    record()

    assert counted() == {"GM0114": (1, 1, 1, 0, 0)}
    assert counted() == {"GM0114": (1, 1, 1, 0, 0)}
