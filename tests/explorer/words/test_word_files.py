"""The composed word lists: complete, without contradictions, and marked as composed."""

from collections import Counter, defaultdict

import pytest

from explorer.search.words.composed import composed_phrases, function_words
from explorer.search.words.lexicon import Lexicon
from explorer.search.words.text import norms, squashed
from explorer.search.words.values import Rank, Sources
from profiles.reference import rows

FILES = (
    "wensen",
    "feiten",
    "twijfel",
    "niet_op_de_kaart",
    "functiewoorden",
    "gebieden",
    "plaatsnamen",
    "isco_naar_wensen",
)


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_marked_as_composed(name: str) -> None:
    assert {row["herkomst"] for row in rows(f"words/{name}")} == {"samengesteld"}


def test_every_isco_group_of_three_digits_is_covered_and_nothing_else_but_finer_ones() -> None:
    groups = {row["isco08"] for row in rows("isco_groepen_nl")}
    table = {row["isco"] for row in rows("words/isco_naar_wensen")}
    assert {group for group in groups if len(group) == 3} <= table <= {group for group in groups if len(group) > 2}


def test_every_code_in_the_isco_table_exists_and_what_to_search_for_is_filled_in(sources: Sources) -> None:
    for row in rows("words/isco_naar_wensen"):
        assert set(row["taaksoorten"].split()) <= set(sources.terms["taaksoort"]), row
        assert set(row["sectoren"].split()) <= set(sources.terms["sector"]), row
        assert row["zoek"] == "beroep" or row[{"taaksoort": "taaksoorten", "sector": "sectoren"}[row["zoek"]]], row


def test_every_composed_criterion_exists(lexicon: Lexicon) -> None:
    for words, meaning in composed_phrases(dict(lexicon.names)):
        assert all(pair in lexicon.names for pair in meaning.criteria), words


def test_no_composed_word_means_two_things(lexicon: Lexicon) -> None:
    meanings = defaultdict(set)
    for words, meaning in composed_phrases(dict(lexicon.names)):
        meanings[squashed(norms(words))].add(meaning)
    assert [words for words, found in meanings.items() if len(found) > 1] == []


def test_no_ordinary_word_is_a_search_word(lexicon: Lexicon) -> None:
    composed = {squashed(norms(words)) for words, _meaning in composed_phrases(dict(lexicon.names))}
    stop = {squashed(norms(words)) for words in function_words().stop}
    assert lexicon.ordinary & (composed | stop) == set()


def test_a_province_is_the_regions_where_most_of_its_people_live() -> None:
    people: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows("gemeenten_2026"):
        people[row["regio_nummer"]][row["provincie"]] += int(row["inwoners"])
    mostly = {region: counts.most_common(1)[0][0] for region, counts in people.items()}
    for row in rows("words/gebieden"):
        for name in row["namen"].split("|"):
            if name.startswith("provincie ") and name not in ("provincie Friesland", "provincie Brabant"):
                province = name.removeprefix("provincie ")
                assert row["regios"].split() == sorted((r for r, p in mostly.items() if p == province), key=int), name


def test_every_other_place_name_stands_for_a_known_place(lexicon: Lexicon) -> None:
    for row in rows("words/plaatsnamen"):
        for name in row["namen"].split("|"):
            meanings = lexicon.exact[squashed(norms(name))]
            assert any(meaning.rank in (Rank.MUNICIPALITY, Rank.PLACE) for meaning in meanings), name
