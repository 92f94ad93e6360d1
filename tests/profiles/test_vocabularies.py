"""The reference data as one value that a process reads once."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from profiles import vocabularies
from profiles.models import Fact, Label, Vocabulary
from profiles.vocabularies import Name, forget_reference, reference

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    """Nothing is remembered from an earlier test, nor for a later one."""
    forget_reference()
    yield
    forget_reference()


class TestReadingOnce:
    def test_a_second_time_no_question_is_asked(self) -> None:
        first = reference()

        with CaptureQueriesContext(connection) as asked:
            second = reference()

        assert second is first
        assert len(asked) == 0

    def test_after_a_load_it_is_read_anew(self) -> None:
        reference()
        Label.objects.filter(fact="licence", code="B").update(label_nl="Autorijbewijs")

        forget_reference()

        assert reference().labels["licence"]["B"].name.nl == "Autorijbewijs"

    def test_an_empty_database_is_not_remembered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        empty = replace(reference(), regions={})
        with monkeypatch.context() as patched:
            patched.setattr(vocabularies, "_read", lambda: empty)
            forget_reference()
            assert reference() is empty

        assert reference().regions


class TestWords:
    def test_every_label_and_term_has_a_name_in_both_languages(self) -> None:
        found = reference()

        names = [label.name for labels in found.labels.values() for label in labels.values()]
        names += [name for terms in found.terms.values() for name in terms.values()]

        assert len(names) > 4000
        assert all(name.nl and name.en for name in names)

    def test_a_name_is_said_in_the_language_of_the_page(self) -> None:
        name = Name("Auto", "Car")

        with override("en"):
            assert str(name) == "Car"
        with override("nl"):
            assert str(name) == "Auto"

    def test_labels_stand_in_the_order_in_which_they_are_shown(self) -> None:
        assert list(reference().labels["hours"]) == ["U00", "U12", "U20", "U28", "U36", "U0019", "U2040"]

    def test_every_fact_and_vocabulary_is_there(self) -> None:
        assert list(reference().labels) == Fact.values
        assert list(reference().terms) == Vocabulary.values

    def test_a_coarse_label_covers_what_its_fine_ones_cover(self) -> None:
        education = reference().labels["education"]

        assert education["12"].covers == education["1"].covers | education["2"].covers

    def test_a_licence_for_more_than_b_is_accepted_where_b_is_asked(self) -> None:
        assert reference().labels["licence"]["B"].accepts == {"B", "BMeer"}


class TestParents:
    def test_a_chain_goes_from_the_parent_to_the_top(self) -> None:
        occupations = reference().ancestors["beroep"]

        assert occupations["8344.1"] == ("8344", "834", "83", "8")

    def test_lists_without_parents_have_no_chains(self) -> None:
        found = reference()

        assert {name for name, chains in found.ancestors.items() if chains} == {"beroep", "vaardigheid"}

    def test_every_parent_is_a_term_of_the_same_list(self) -> None:
        found = reference()

        assert all(set(above.values()) <= found.terms[name].keys() for name, above in found.parents.items())


class TestPlaces:
    @pytest.mark.parametrize(
        ("label", "dutch", "english"),
        [
            ("04-1", "Emmen en omgeving", "Emmen and surroundings"),
            ("R4", "Drenthe", "Drenthe"),
            ("NL", "Nederland", "Netherlands"),
        ],
    )
    def test_every_place_label_has_a_name(self, label: str, dutch: str, english: str) -> None:
        with override("nl"):
            assert reference().place_name(label) == dutch
        with override("en"):
            assert reference().place_name(label) == english

    def test_every_town_lies_in_a_sub_region_of_its_region(self) -> None:
        found = reference()

        assert len(found.towns) == 342
        assert all(found.sub_regions[town.sub_region][1] == town.region for town in found.towns.values())

    def test_neighbours_know_each_other_and_not_themselves(self) -> None:
        near = reference().neighbours

        assert all(one in near[other] and one != other for one in near for other in near[one])
