"""What becomes of every field of a client profile."""

import datetime as dt
from typing import Any

import pytest

from profiles.models import Municipality
from profiles.reference import rows
from sync.mapping import (
    StagedValues,
    Vocabularies,
    staged_values,
)
from sync.sonar.records import Unusable, parse
from tests.sync.items import item

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
LISTS = {
    "sectoren": ("sectors", "C", "H"),
    "taaksoorten": ("task_types", "TS06", "TS01"),
    "beroepen": ("occupations", "8344", "9112"),
    "vaardigheden": ("skills", "ESCO-S6", "ESCO-S1"),
    "affiniteiten": ("affinities", "AF13", "AF01"),
}
"""By field of the feed: the field that keeps it, and two codes out of alphabetical or list order."""


def codes_of(vocabulary: str) -> list[str]:
    return [row["code"] for row in rows(f"vocabularies/{vocabulary}")]


def staged(codes: Vocabularies, raw: dict[str, Any] | None = None, /, **profile: Any) -> StagedValues:
    """What is staged of a person with this client profile."""
    record = parse(raw or item(klantprofiel=profile))
    return staged_values(record, "person key", codes, TODAY)


class TestEducation:
    @pytest.mark.parametrize("level", codes_of("opleidingsniveaus"))
    def test_every_level_is_kept_as_it_is(self, codes: Vocabularies, level: str) -> None:
        assert staged(codes, opleidingsniveau=level).education == level

    def test_not_filled_in_is_unknown_and_never_another_level(self, codes: Vocabularies) -> None:
        assert staged(codes, opleidingsniveau="NNB").education == ""

    @pytest.mark.parametrize("level", ["0", "7", "12", "91", "mbo"])
    def test_a_level_that_is_not_in_the_list_is_refused(self, codes: Vocabularies, level: str) -> None:
        with pytest.raises(Unusable, match="unknown_code opleidingsniveau"):
            staged(codes, opleidingsniveau=level)


class TestHours:
    @pytest.mark.parametrize(
        ("hours", "band"),
        [
            (0, "U00"),
            (11, "U00"),
            (12, "U12"),
            (19, "U12"),
            (20, "U20"),
            (27, "U20"),
            (28, "U28"),
            (35, "U28"),
            (36, "U36"),
            (40, "U36"),
            (99, "U36"),
        ],
    )
    def test_hours_become_one_of_five_bands(self, codes: Vocabularies, hours: int, band: str) -> None:
        assert staged(codes, urenPerWeek=hours).hours == band

    def test_hours_that_are_not_filled_in_are_unknown(self, codes: Vocabularies) -> None:
        assert staged(codes, urenPerWeek="??").hours == ""


class TestLicence:
    @pytest.mark.parametrize(
        ("licences", "kept"),
        [
            ([], ""),
            (["NNB"], ""),
            (["GEEN"], "geen"),
            *(([code], "geen") for code in ("AM", "A", "A1", "A2", "T")),
            (["AM", "T"], "geen"),
            (["B"], "B"),
            (["AM", "B"], "B"),
            (["GEEN", "B"], "B"),
            *(([code], "BMeer") for code in ("B+", "BE", "C", "C1", "CE", "C1E", "D", "D1", "DE", "D1E")),
            (["A,B,C,D,BE,CE,DE,T"], "BMeer"),
        ],
    )
    def test_licences_say_no_b_or_b_or_more_than_b(self, codes: Vocabularies, licences: list[str], kept: str) -> None:
        assert staged(codes, rijbewijzen=licences).licence == kept

    @pytest.mark.parametrize("licence", codes_of("rijbewijzen"))
    def test_every_licence_of_the_standard_is_understood(self, codes: Vocabularies, licence: str) -> None:
        assert staged(codes, rijbewijzen=[licence]).licence in ("geen", "B", "BMeer")

    @pytest.mark.parametrize("licence", ["b", "X", "E"])
    def test_another_licence_is_refused(self, codes: Vocabularies, licence: str) -> None:
        with pytest.raises(Unusable, match="unknown_code rijbewijzen"):
            staged(codes, rijbewijzen=["B", licence])


class TestTravel:
    @pytest.mark.parametrize(
        ("radius", "band"),
        [("1", "T05"), ("2", "T15"), ("3", "T15"), ("4", "T25"), ("5", "T50")]
        + [(code, "T75") for code in ("6", "7", "8", "9")],
    )
    def test_a_radius_becomes_one_of_five_bands(self, codes: Vocabularies, radius: str, band: str) -> None:
        assert staged(codes, regiostraal=radius).travel == band

    def test_no_radius_is_unknown(self, codes: Vocabularies) -> None:
        assert staged(codes).travel == ""

    @pytest.mark.parametrize("radius", ["0", "10", "25 km"])
    def test_another_radius_is_refused(self, codes: Vocabularies, radius: str) -> None:
        with pytest.raises(Unusable, match="unknown_code regiostraal"):
            staged(codes, regiostraal=radius)


class TestAvailability:
    def test_only_direct_is_available_at_once(self, codes: Vocabularies) -> None:
        assert staged(codes, beschikbaarheid="DIRECT").availability == "direct"

    @pytest.mark.parametrize("reason", [code for code in codes_of("beschikbaarheid") if code[0] not in "DO"])
    def test_every_reason_for_not_being_available_looks_the_same(self, codes: Vocabularies, reason: str) -> None:
        assert staged(codes, beschikbaarheid=reason).availability == "overleg"

    @pytest.mark.parametrize("nothing", ["ONBEKEND", "", None])
    def test_unknown_is_not_by_arrangement(self, codes: Vocabularies, nothing: str | None) -> None:
        assert staged(codes, beschikbaarheid=nothing).availability == ""

    def test_another_reason_is_refused(self, codes: Vocabularies) -> None:
        with pytest.raises(Unusable, match="unknown_code beschikbaarheid"):
            staged(codes, beschikbaarheid="ZIEK")


class TestDutch:
    @pytest.mark.parametrize("level", ["1", "2", "3", "4"])
    def test_a_level_is_kept(self, codes: Vocabularies, level: str) -> None:
        assert staged(codes, mondelingNederlands=level).dutch == level

    @pytest.mark.parametrize("level", ["0", "8", 0, None, "NNB"])
    def test_unknown_and_not_applicable_are_unknown(self, codes: Vocabularies, level: object) -> None:
        assert staged(codes, mondelingNederlands=level).dutch == ""

    @pytest.mark.parametrize("level", ["5", "9", "B1"])
    def test_another_level_is_refused(self, codes: Vocabularies, level: str) -> None:
        with pytest.raises(Unusable, match="unknown_code mondelingNederlands"):
            staged(codes, mondelingNederlands=level)


class TestLists:
    @pytest.mark.parametrize("field", LISTS)
    def test_a_list_keeps_its_codes_in_the_order_of_the_profile(self, codes: Vocabularies, field: str) -> None:
        kept, first, second = LISTS[field]

        terms = getattr(staged(codes, **{field: [first, second, first]}), kept)

        assert terms.codes == (first, second)
        assert not terms.more

    @pytest.mark.parametrize("field", LISTS)
    def test_a_code_that_is_not_in_the_vocabulary_is_refused(self, codes: Vocabularies, field: str) -> None:
        with pytest.raises(Unusable, match=f"unknown_code {field}"):
            staged(codes, **{field: [LISTS[field][1], "QQ"]})

    @pytest.mark.parametrize("mastery", codes_of("competentie_beheersing"))
    def test_a_competence_is_kept_if_it_is_mastered_well_or_sufficiently(
        self, codes: Vocabularies, mastery: str
    ) -> None:
        found = staged(codes, competenties=[{"code": "24105", "beheersing": mastery}])

        assert found.competences.codes == (("24105",) if mastery in ("1", "2") else ())

    def test_a_competence_of_unknown_mastery_is_not_kept(self, codes: Vocabularies) -> None:
        assert staged(codes, competenties=[{"code": "24105"}]).competences.codes == ()

    def test_a_competence_that_is_not_in_the_vocabulary_is_refused(self, codes: Vocabularies) -> None:
        with pytest.raises(Unusable, match="unknown_code competenties"):
            staged(codes, competenties=[{"code": "24103", "beheersing": "1"}])


class TestPlace:
    @pytest.mark.parametrize("written", ["GM0114", "0114", "114", 114])
    def test_a_municipality_becomes_its_sub_region_however_it_is_written(
        self, codes: Vocabularies, written: str | int
    ) -> None:
        assert staged(codes, item(gemeenteCode=written)).sub_region == "04-1"

    def test_a_merged_municipality_is_carried_to_todays_list(self, codes: Vocabularies) -> None:
        appingedam = staged(codes, item(gemeenteCode="GM0003"))
        eemsdelta = staged(codes, item(gemeenteCode="GM1979"))

        assert appingedam.sub_region == eemsdelta.sub_region == "01-4"

    @pytest.mark.parametrize("municipality", ["GM0788", "9999", "GM9999", "", None, "Emmen", "NNB"])
    def test_what_was_split_or_cannot_be_placed_has_no_sub_region(
        self, codes: Vocabularies, municipality: object
    ) -> None:
        assert staged(codes, item(gemeenteCode=municipality)).sub_region == ""

    def test_every_municipality_of_today_has_a_sub_region(self, codes: Vocabularies) -> None:
        today = Municipality.objects.today().values_list("code", flat=True)

        assert all(staged(codes, item(gemeenteCode=code)).sub_region for code in today)
