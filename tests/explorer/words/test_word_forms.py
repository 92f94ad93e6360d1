"""Inflections, compounds and misspelt words lead to the same work."""

import pytest

from explorer.search.words import understand
from explorer.search.words.lexicon import Lexicon
from explorer.search.words.text import Stemmer, fold


@pytest.mark.parametrize(
    "text",
    [
        "schoonmaker",
        "schoonmakers",
        "schoonmaakster",
        "schoonmaken",
        "schoonmaak",
        "schoon maken",
        "schoonmaakwerkzaamheden",
        "schoonmaak-medewerkers",
        "Schoonmaakmedewerkster",
        "shcoonmaker",
        "schoonmaaker",
        "ziekenhuisschoonmakers",
    ],
)
def test_all_forms_of_cleaning_are_one_task_type(text: str, lexicon: Lexicon) -> None:
    assert understand(text, lexicon).criteria == (("taaksoort", "TS07"),)


@pytest.mark.parametrize(
    "text", ["heftruckrijder", "heftruck chauffeurs", "reachtruckbestuurder", "heftruck-certificaat"]
)
def test_the_first_part_counts_when_the_head_says_nothing(text: str, lexicon: Lexicon) -> None:
    assert understand(text, lexicon).criteria == (("taaksoort", "TS06"),)


def test_the_head_counts_when_it_names_the_work(lexicon: Lexicon) -> None:
    assert understand("kaasverkoper", lexicon).criteria == (("taaksoort", "TS14"),)


@pytest.mark.parametrize(
    ("text", "criteria"),
    [
        ("metselaars", ["beroep=7112"]),
        ("loodgeiter", ["beroep=7126"]),
        ("tandartsen", ["beroep=2261"]),
        ("koster", ["taaksoort=TS24", "taaksoort=TS27"]),
        ("wegwerker", ["sector=F"]),
        ("Conciërges", ["taaksoort=TS24", "taaksoort=TS27"]),
    ],
)
def test_a_title_is_a_task_type_a_unit_group_or_a_sector(text: str, criteria: list[str], lexicon: Lexicon) -> None:
    assert [f"{key}={value}" for key, value in understand(text, lexicon).criteria] == criteria


def test_of_equally_near_words_the_one_that_sounds_the_same_counts(lexicon: Lexicon) -> None:
    assert understand("stucadoor", lexicon).criteria == (("beroep", "7123"),)


def test_a_head_written_apart_leaves_the_meaning_to_what_goes_before(lexicon: Lexicon) -> None:
    assert understand("ept chauffeur", lexicon).criteria == (("taaksoort", "TS06"),)
    assert understand("schoonmaker chauffeur", lexicon).criteria == (("taaksoort", "TS07"), ("taaksoort", "TS21"))


def test_an_empty_word_before_composed_work_adds_nothing(lexicon: Lexicon) -> None:
    assert understand("medewerker groenvoorziening", lexicon).criteria == (("taaksoort", "TS09"),)


def test_folding_keeps_letters_only() -> None:
    assert fold("Crèche’s Ĳmuiden") == "creches ijmuiden"


def test_a_stem_is_the_same_for_a_word_and_for_the_compound_that_ends_in_it() -> None:
    stem = Stemmer()
    assert stem("magazijnmedewerkers") == "magazijn" + stem("medewerkers")
    assert stem("vrachtwagenchauffeurs") == "vrachtwagenchauffeur"
