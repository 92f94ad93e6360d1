"""Places in the word box: a workplace, a region, or something to choose."""

import pytest

from explorer.search.words import understand
from explorer.search.words.lexicon import Lexicon
from explorer.search.words.values import NoteKind, Option


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("emmen", "werkplek", "Emmen"),
        ("7811AB", "werkplek", "7811"),
        ("s-gravenhage", "werkplek", "'s-Gravenhage"),
        ("gemeente Midden-Groningen", "werkplek", "Midden-Groningen"),
        ("Groningen", "werkplek", "Groningen"),
        ("regio groningen", "regio", "1"),
        ("zeeland", "regio", "29"),
        ("regio 4", "regio", "4"),
        ("Emmen e.o.", "deelgebied", "04-1"),
        ("te Dieren", "werkplek", "Dieren"),
        ("Dieren", "affiniteit", "AF08"),
        ("winkel", "sector", "G"),
    ],
)
def test_a_name_means_one_place(text: str, key: str, value: str, lexicon: Lexicon) -> None:
    assert understand(text, lexicon).criteria == ((key, value),)


def test_a_name_with_another_reading_offers_it(lexicon: Lexicon) -> None:
    (note,) = understand("Groningen", lexicon).notes
    assert note.kind is NoteKind.ALSO
    assert note.options == (Option("Regio Groningen", "regio", "1"),)


def test_a_place_in_several_municipalities_is_asked_about(lexicon: Lexicon) -> None:
    found = understand("bergen", lexicon)
    assert found.criteria == ()
    assert {option.value for option in found.notes[0].options} == {"Bergen (NH.)", "Bergen (L.)"}
    assert found.notes[0].kind is NoteKind.SEVERAL_PLACES


def test_villages_of_one_name_are_told_apart_by_postcode(lexicon: Lexicon) -> None:
    (note,) = understand("Nes", lexicon).notes
    assert {option.label for option in note.options} == {
        "Nes (Ameland)",
        "Nes (Heerenveen)",
        "Nes (Noardeast-Fryslân)",
    }
    assert all(option.value in lexicon.postcodes for option in note.options)


def test_there_is_one_workplace_and_the_first_counts(lexicon: Lexicon) -> None:
    found = understand("Emmen Hoogeveen", lexicon)
    assert found.criteria == (("werkplek", "Emmen"),)
    assert [(note.kind, note.word) for note in found.notes] == [(NoteKind.ONE_PLACE, "Hoogeveen")]


def test_a_postcode_that_does_not_exist_is_not_understood(lexicon: Lexicon) -> None:
    assert understand("1000 AA", lexicon).not_understood[0] == "1000"


def test_small_places_are_not_guessed_from_a_short_word(lexicon: Lexicon) -> None:
    assert understand("grijs", lexicon).criteria == ()
