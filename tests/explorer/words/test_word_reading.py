"""What the word box makes of a search text."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.search.words import understand
from explorer.search.words.lexicon import Lexicon
from explorer.search.words.text import tokens
from explorer.search.words.values import Note, NoteKind, Option, Understood


def notes(found: Understood, kind: NoteKind) -> list[Note]:
    return [note for note in found.notes if note.kind is kind]


def test_words_become_criteria_in_their_order(lexicon: Lexicon) -> None:
    found = understand("heftruk Emmen rijbewijs b 24 uur", lexicon)
    assert found.criteria == (
        ("taaksoort", "TS06"),
        ("werkplek", "Emmen"),
        ("rijbewijs", "B"),
        ("urenPerWeekMinimaal", "24"),
    )


def test_a_correction_is_told(lexicon: Lexicon) -> None:
    (note,) = notes(understand("heftruk", lexicon), NoteKind.CORRECTED)
    assert (note.word, note.options[0].label) == ("heftruk", "heftruck")


def test_a_word_of_four_letters_is_not_corrected_but_asked_about(lexicon: Lexicon) -> None:
    found = understand("Emen", lexicon)
    assert found.criteria == ()
    assert ("Emen", "Emmen") in {(one.word, one.value) for one in found.suggestions}


def test_a_typing_error_with_two_readings_is_asked_about(lexicon: Lexicon) -> None:
    found = understand("hoter", lexicon)
    assert found.criteria == ()
    assert ("hoter", "sector", "I") in {(one.word, one.key, one.value) for one in found.suggestions}


def test_ordinary_words_are_not_taken_for_misspelt_ones(lexicon: Lexicon) -> None:
    found = understand("postcode later kennen staat", lexicon)
    assert found.not_understood == ("postcode", "later", "kennen", "staat")


def test_nothing_is_said_twice(lexicon: Lexicon) -> None:
    found = understand("kok koks koken blorp blorp", lexicon)
    assert found.criteria == (("taaksoort", "TS11"),)
    assert found.not_understood == ("blorp",)


def test_of_several_minima_the_lowest_counts(lexicon: Lexicon) -> None:
    found = understand("hbo of mbo, 32 uur of 24 uur", lexicon)
    assert found.criteria == (("opleidingsniveauMinimaal", "4"), ("urenPerWeekMinimaal", "24"))


def test_a_level_of_education_is_a_minimum_unless_the_words_say_otherwise(lexicon: Lexicon) -> None:
    assert understand("mbo", lexicon).criteria == (("opleidingsniveauMinimaal", "4"),)
    assert understand("alleen mbo", lexicon).criteria == (("opleidingsniveau", "4"),)
    assert understand("hoogstens vmbo", lexicon).criteria == (("opleidingsniveau", "1"), ("opleidingsniveau", "2"))


def test_finer_licences_and_levels_than_the_card_shows_are_told(lexicon: Lexicon) -> None:
    found = understand("rijbewijs c en mbo niveau 2", lexicon)
    assert found.criteria == (("rijbewijs", "BMeer"), ("opleidingsniveauMinimaal", "4"))
    assert [note.kind for note in found.notes] == [NoteKind.FINER_LICENCE, NoteKind.FINER_EDUCATION]


def test_a_licence_that_is_not_on_the_card_is_no_criterion(lexicon: Lexicon) -> None:
    found = understand("rijbewijs am", lexicon)
    assert found.criteria == ()
    assert found.notes == (Note(NoteKind.FINER_LICENCE, "rijbewijs am"),)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("maximaal 20 uur", NoteKind.HOURS_MINIMUM),
        ("parttime", NoteKind.HOURS_MINIMUM),
        ("8 uur per dag", NoteKind.NOT_ON_CARD),
        ("5 jaar ervaring", NoteKind.NOT_ON_CARD),
        ("jonge", NoteKind.NOT_ON_CARD),
    ],
)
def test_what_cannot_be_searched_is_told(text: str, kind: NoteKind, lexicon: Lexicon) -> None:
    assert understand(text, lexicon) == Understood(notes=(Note(kind, text),))


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("geen horeca wel schoonmaak", "geen horeca"),
        ("schoonmaak, rijbewijs niet nodig", "rijbewijs niet nodig"),
        ("schoonmaak niet in de horeca", "niet in de horeca"),
        ("geen horeca of winkel maar schoonmaak", "geen horeca of winkel"),
    ],
)
def test_what_is_denied_is_no_criterion(text: str, denied: str, lexicon: Lexicon) -> None:
    found = understand(text, lexicon)
    assert found.criteria == (("taaksoort", "TS07"),)
    assert notes(found, NoteKind.NEGATED) == [Note(NoteKind.NEGATED, denied)]


def test_work_that_a_task_type_covers_also_offers_the_occupation(lexicon: Lexicon) -> None:
    (note,) = notes(understand("schoonmaker", lexicon), NoteKind.ALSO)
    assert note.options == (Option("Schoonmakers in hotels, kantoren e.d.", "beroep", "9112"),)


def test_a_word_that_only_occurs_in_titles_is_asked_about(lexicon: Lexicon) -> None:
    found = understand("webshopbeheerder schoorsteen", lexicon)
    assert "schoorsteen" in {one.word for one in found.suggestions}


def test_accents_capitals_and_hyphens_do_not_matter(lexicon: Lexicon) -> None:
    one = understand("CAISSIERE order-picker data entry", lexicon)
    assert one.criteria == understand("caissière orderpicker data-entry", lexicon).criteria


@pytest.mark.parametrize("text", ["", "   ", "?!", "\x00", "🧹", "'", "de het een"])
def test_a_text_without_meaning_asks_for_nothing(text: str, lexicon: Lexicon) -> None:
    assert understand(text, lexicon) == Understood()


@pytest.mark.parametrize("text", ["kok " * 21, "x" * 201, "kok " * 2500])
def test_a_text_that_is_too_long_is_refused(text: str, lexicon: Lexicon) -> None:
    assert understand(text, lexicon) == Understood(notes=(Note(NoteKind.TOO_LONG, ""),))


def test_a_text_keeps_its_words_as_typed() -> None:
    assert [token.text for token in tokens("'s-Hertogenbosch 24u, ICT’er")] == [
        "s",
        "Hertogenbosch",
        "24",
        "u",
        "ICT’er",
    ]


def test_the_word_box_needs_no_django() -> None:
    code = "import sys, explorer.search.words, explorer.search.words.workload; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(max_size=220))
def test_no_text_breaks_it_and_only_typed_words_are_said(lexicon: Lexicon, text: str) -> None:
    found = understand(text, lexicon)
    said = [*found.not_understood, *(one.word for one in found.suggestions), *(note.word for note in found.notes)]
    assert all(word in text for word in said)
    assert len(set(found.criteria)) == len(found.criteria)
    assert sum(key == "werkplek" for key, _value in found.criteria) <= 1


@given(st.permutations(["schoonmaker", "Emmen", "24 uur", "rijbewijs b", "per direct", "minimaal mbo"]))
def test_the_order_of_what_is_asked_does_not_matter(lexicon: Lexicon, pieces: list[str]) -> None:
    criteria = understand(", ".join(pieces), lexicon).criteria
    assert set(criteria) == {
        ("taaksoort", "TS07"),
        ("werkplek", "Emmen"),
        ("urenPerWeekMinimaal", "24"),
        ("rijbewijs", "B"),
        ("beschikbaarheid", "direct"),
        ("opleidingsniveauMinimaal", "4"),
    }


def test_more_days_than_a_week_of_work_has_are_not_understood(lexicon: Lexicon) -> None:
    assert understand("8 dagen", lexicon).criteria == ()


def test_a_denial_that_follows_nothing_denies_nothing(lexicon: Lexicon) -> None:
    assert understand("niet nodig", lexicon).criteria == ()
    assert understand("met een niet nodig heftruck", lexicon).criteria == (("taaksoort", "TS06"),)
