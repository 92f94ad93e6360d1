"""Profiles use the codes of the reference lists, with the dirt of the real system among them."""

import pytest

from profiles.reference import rows
from tests.sync.mocksonar.reading import Item, usable

ITEM_FIELDS = [
    "klantId",
    "versie",
    "verwijderd",
    "persoon",
    "gemeenteCode",
    "gemeenteSinds",
    "klantsoort",
    "klantsoortSinds",
    "banenafspraak",
    "toestemming",
    "inschrijfdatum",
    "uitschrijfdatum",
    "profieldatum",
    "profieleinddatum",
    "klantprofiel",
]
PROFILE_FIELDS = [
    "opleidingsniveau",
    "urenPerWeek",
    "rijbewijzen",
    "regiostraal",
    "beschikbaarheid",
    "sectoren",
    "taaksoorten",
    "beroepen",
    "competenties",
    "vaardigheden",
    "affiniteiten",
    "mondelingNederlands",
    "toelichting",
]
UNKNOWN = {None, "", "NNB", "??", "Onbekend"}


def codes(vocabulary: str) -> set[str]:
    return {row["code"] for row in rows(f"vocabularies/{vocabulary}")}


def test_items_and_profiles_have_the_fields_of_the_contract(items: list[Item], profiles: list[Item]) -> None:
    assert {tuple(item) for item in items if not item["verwijderd"]} == {tuple(ITEM_FIELDS)}
    assert {tuple(item) for item in items if item["verwijderd"]} == {("klantId", "versie", "verwijderd")}
    assert {tuple(profile) for profile in profiles} == {tuple(PROFILE_FIELDS)}


@pytest.mark.parametrize(
    ("field", "vocabulary"),
    [
        ("opleidingsniveau", "opleidingsniveaus"),
        ("regiostraal", "regiostralen"),
        ("beschikbaarheid", "beschikbaarheid"),
        ("mondelingNederlands", "taalbeheersing"),
    ],
)
def test_single_answers_are_codes_or_known_dirt(profiles: list[Item], field: str, vocabulary: str) -> None:
    values = {profile[field] for profile in profiles}
    assert values - UNKNOWN <= codes(vocabulary)
    assert field == "mondelingNederlands" or values >= UNKNOWN


@pytest.mark.parametrize(
    ("field", "vocabulary"),
    [("taaksoorten", "taaksoorten"), ("affiniteiten", "affiniteiten"), ("sectoren", "beroepssectoren")],
)
def test_lists_hold_codes(profiles: list[Item], field: str, vocabulary: str) -> None:
    assert {code for profile in profiles for code in profile[field] or ()} - {"99999"} == codes(vocabulary)


def test_skills_are_of_the_kinds_that_are_published(profiles: list[Item]) -> None:
    kinds = ("vaardigheid", "transversaal", "kennis")
    known = {row["code"] for row in rows("skills_nl") if row["type"] in kinds}
    assert {code for profile in profiles for code in profile["vaardigheden"]} <= known


def test_occupations_are_esco_codes_and_now_and_then_isco_groups(profiles: list[Item]) -> None:
    esco = {row["esco_code"] for row in rows("occupation_synonyms")}
    isco = {row["isco08"] for row in rows("isco_groepen_nl")}
    found = {code for profile in profiles for code in profile["beroepen"]}
    assert found <= esco | isco
    assert found & (isco - esco)


def test_competences_carry_a_level(profiles: list[Item]) -> None:
    entries = [entry for profile in profiles for entry in profile["competenties"]]
    assert {entry["code"] for entry in entries} == codes("competenties")
    assert {entry["beheersing"] for entry in entries} == codes("competentie_beheersing")


def test_licences_are_lists_comma_lists_or_an_explicit_none(profiles: list[Item]) -> None:
    found = [profile["rijbewijzen"] for profile in profiles]
    assert all(form in found for form in (None, [], ["GEEN"], ["B"], "A,B,BE", ["A,B,BE"]))
    lists = (value.split(",") if isinstance(value, str) else ",".join(value or ()).split(",") for value in found)
    assert {code for codes_ in lists for code in codes_} - {"", "GEEN"} <= codes("rijbewijzen")


def test_hours_are_whole_numbers_or_known_dirt(profiles: list[Item]) -> None:
    hours = {profile["urenPerWeek"] for profile in profiles}
    assert hours >= UNKNOWN
    assert hours - UNKNOWN <= set(range(41))


def test_texts_hold_markup_accents_and_names_but_no_nul(profiles: list[Item]) -> None:
    texts = " ".join(profile["toelichting"] or "" for profile in profiles)
    assert all(mark in texts for mark in ("<script>", "<b>", "één", "\x07"))
    assert "\x00" not in texts


def test_some_rows_are_blank_and_some_are_tombstones(items: list[Item]) -> None:
    blank = [item for item in items if not item["verwijderd"] and item["persoon"] is None]
    assert all(set(item.values()) == {item["klantId"], None} for item in blank)
    assert len(blank) / len(items) == pytest.approx(0.0005, abs=0.0002)
    assert sum(bool(item["verwijderd"]) for item in items) / len(items) == pytest.approx(0.003, abs=0.001)


def test_one_in_a_thousand_is_unusable(items: list[Item]) -> None:
    filled = [item for item in items if not item["verwijderd"] and item["persoon"]]
    share = sum(not usable(item) for item in filled) / len(items)
    assert share == pytest.approx(0.001, abs=0.0005)


def test_municipality_codes_are_sometimes_odd_or_useless(items: list[Item]) -> None:
    found = {item.get("gemeenteCode") for item in items}
    assert {"", None, "9999", "GM9999"} <= found
    assert any(isinstance(code, int) for code in found)
    assert any(isinstance(code, str) and len(code) == 4 and code != "9999" for code in found)


def test_two_percent_are_not_surely_in_the_target_group(items: list[Item]) -> None:
    answers = [item["banenafspraak"] for item in items if item.get("persoon")]
    assert set(answers) == {"Ja", "Nee", "", "Onbekend"}
    assert sum(answer != "Ja" for answer in answers) / len(answers) == pytest.approx(0.02, abs=0.004)
