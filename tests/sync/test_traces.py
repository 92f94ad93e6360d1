"""Whoever is published can be asked about by any of their Sonar records, also after they left."""

import pytest

from profiles import keys
from profiles.models import RecordTrace
from sync.models import CensusRow, StagedProfile
from sync.release import release
from sync.traces import note_traces
from tests.factories import NOW, staged

pytestmark = pytest.mark.django_db


def traces() -> set[tuple[str, str]]:
    return set(RecordTrace.objects.values_list("record_key", "profile_key"))


def test_a_release_notes_whose_records_are_whose_profiles() -> None:
    rows = [staged() for _ in range(5)]
    release(k=5, clock=lambda: NOW)

    assert traces() == {(row.record_key, keys.profile_key(row.person_key)) for row in rows}


def test_noting_again_adds_nothing() -> None:
    staged()

    assert (note_traces(), note_traces()) == (1, 0)


def test_the_other_record_of_a_published_person_leads_to_them_too() -> None:
    row = staged()
    other = staged(person_key=row.person_key)
    CensusRow.objects.filter(pk=other.record_key).update(person_key=row.person_key)
    StagedProfile.objects.filter(pk=other.record_key).delete()
    note_traces()

    assert traces() == {(one.record_key, keys.profile_key(row.person_key)) for one in (row, other)}


def test_a_record_that_turns_out_to_be_someone_elses_leads_to_both() -> None:
    row = staged()
    note_traces()
    for model in (StagedProfile, CensusRow):
        model._default_manager.filter(pk=row.record_key).update(person_key="another person")
    note_traces()

    assert {profile for _, profile in traces()} == {
        keys.profile_key(row.person_key),
        keys.profile_key("another person"),
    }


def test_who_leaves_can_still_be_asked_about() -> None:
    row = staged()
    note_traces()
    StagedProfile.objects.all().delete()
    note_traces()

    assert traces() == {(row.record_key, keys.profile_key(row.person_key))}
