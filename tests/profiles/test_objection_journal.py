"""An objection outlives the database: whatever fails, a restore hides one too many and never one too few."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from profiles import keys, objections
from profiles.models import Card, Objection
from tests.factories import NOW, published

pytestmark = pytest.mark.django_db
PERSON = keys.profile_key("person 0")


@pytest.fixture(autouse=True)
def journal(settings: Settings, tmp_path: Path) -> Path:
    """A journal of its own."""
    settings.OBJECTION_JOURNAL = tmp_path / "kept" / "objections.jsonl"
    return tmp_path / "kept" / "objections.jsonl"


def objected() -> list[str]:
    return list(Objection.objects.values_list("profile_key", flat=True))


def test_who_objects_is_hidden_and_in_the_journal_by_a_keyed_hash_only(journal: Path) -> None:
    published({}, {})

    objections.make(profile=PERSON, region=4, at=NOW)

    assert Card.objects.visible().count() == 1
    assert PERSON in journal.read_text()
    assert journal.stat().st_mode & 0o077 == 0


def test_a_journal_that_cannot_be_written_records_nothing(journal: Path) -> None:
    journal.mkdir(parents=True)

    with pytest.raises(IsADirectoryError):
        objections.make(profile=PERSON, region=4, at=NOW)

    assert objected() == []


def test_what_is_taken_back_without_a_note_comes_back_after_a_restore(journal: Path) -> None:
    objections.make(profile=PERSON, region=4, at=NOW)
    before = journal.read_text()
    objections.take_back(Objection.objects.get(), at=NOW)
    journal.write_text(before)

    assert objections.replay() == 1
    assert objected() == [PERSON]


def test_the_last_line_about_somebody_counts() -> None:
    objections.make(profile=PERSON, region=4, at=NOW)
    objections.take_back(Objection.objects.get(), at=NOW)
    Objection.objects.create(profile_key=PERSON, made_at=NOW)
    Objection.objects.create(profile_key=keys.profile_key("person 1"), made_at=NOW)

    assert objections.replay() == 1
    assert objected() == [keys.profile_key("person 1")]
