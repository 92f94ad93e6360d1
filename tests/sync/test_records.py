"""What a record of the feed says."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.sonar.records import ClientProfile, SonarRecord, absent_keys, parse, says_yes
from tests.sync.items import BSN, CODES, IDENTITY, LISTS, TEXTS, item, refused, tombstone

NOTHING = ClientProfile(None, None, (), None, None, None, (), (), (), (), (), ())
MARKERS = ["", " ", "NNB", "nnb", "??", "?", " Onbekend ", "ONBEKEND", "99999", 99999, None]


def profile(**values: Any) -> ClientProfile:
    found = parse(item(klantprofiel=values)).profile
    assert found is not None
    return found


class TestAUsableRecord:
    def test_every_field_arrives_with_its_meaning(self) -> None:
        raw = item(
            "WZ7",
            versie=3,
            persoon=IDENTITY,
            uitschrijfdatum="2026-01-02",
            profieleinddatum="2026-12-31",
            klantprofiel={
                "opleidingsniveau": 4,
                "urenPerWeek": "24",
                "rijbewijzen": ["B", "BE"],
                "regiostraal": "4",
                "beschikbaarheid": "DIRECT",
                "mondelingNederlands": "3",
                "sectoren": ["C"],
                "taaksoorten": ["TS06"],
                "beroepen": ["8344"],
                "competenties": [{"code": "24105", "beheersing": "1"}],
                "vaardigheden": ["ESCO-S6"],
                "affiniteiten": ["AF01"],
                "toelichting": "Ik heet Sjoukje.",
            },
        )

        assert parse(raw) == SonarRecord(
            klant_id="WZ7",
            version=3,
            deleted=False,
            bsn=BSN,
            municipality="GM0114",
            municipality_since=dt.date(2020, 3, 1),
            party="UWV",
            party_since=dt.date(2020, 2, 1),
            in_target_group=True,
            consents=True,
            registered_on=dt.date(2020, 1, 1),
            deregistered_on=dt.date(2026, 1, 2),
            profile_on=dt.date(2026, 10, 5),
            profile_ended_on=dt.date(2026, 12, 31),
            profile=ClientProfile(
                education="4",
                hours=24,
                licences=("B", "BE"),
                radius="4",
                availability="DIRECT",
                dutch="3",
                sectors=("C",),
                task_types=("TS06",),
                occupations=("8344",),
                competences=(("24105", "1"),),
                skills=("ESCO-S6",),
                affinities=("AF01",),
            ),
        )

    def test_of_the_person_only_the_bsn_is_taken_in(self) -> None:
        record = repr(parse(item(persoon=IDENTITY, klantprofiel={"toelichting": "Bel mij gerust"})))

        assert BSN in record
        assert not any(value in record for name, value in IDENTITY.items() if name not in ("bsn", "geslacht"))
        assert "Bel mij" not in record

    def test_a_record_without_person_or_profile_can_be_used(self) -> None:
        record = parse(item(persoon=None, klantprofiel=None))

        assert record.bsn is None
        assert record.profile is None

    def test_an_empty_profile_is_a_profile_in_which_everything_is_unknown(self) -> None:
        assert profile() == NOTHING

    def test_a_tombstone_has_only_a_number_and_a_version(self) -> None:
        assert parse(tombstone("WZ7", 12)) == SonarRecord(klant_id="WZ7", version=12, deleted=True)

    def test_nothing_else_in_a_tombstone_is_read(self) -> None:
        raw = item("WZ7", versie=12, verwijderd=True, persoon="??", inschrijfdatum=["?"])

        assert parse(raw) == SonarRecord(klant_id="WZ7", version=12, deleted=True)

    def test_only_true_is_a_tombstone(self) -> None:
        assert not parse(item(verwijderd="Ja")).deleted

    def test_a_number_as_sonar_id_is_read_as_text(self) -> None:
        assert parse(item(klantId=40213)).klant_id == "40213"


class TestUnknown:
    @pytest.mark.parametrize("marker", MARKERS)
    def test_every_marker_in_every_field_of_a_profile_is_unknown(self, marker: Any) -> None:
        assert profile(**dict.fromkeys([*TEXTS, *LISTS], marker)) == NOTHING

    @pytest.mark.parametrize("marker", MARKERS)
    def test_every_marker_inside_a_list_of_competences_is_skipped(self, marker: Any) -> None:
        listed = profile(competenties=[marker, {"code": marker, "beheersing": "1"}, {"code": "24105"}])

        assert listed.competences == (("24105", ""),)

    @pytest.mark.parametrize("marker", [marker for marker in MARKERS if marker is not None])
    def test_every_marker_inside_a_list_of_codes_is_skipped(self, marker: Any) -> None:
        listed = profile(**{field: [marker, "A", f"B,{marker}"] for field in CODES})

        assert {listed.licences, listed.sectors, listed.skills} == {("A", "B")}

    @pytest.mark.parametrize("marker", MARKERS)
    def test_every_marker_for_a_day_is_no_day(self, marker: Any) -> None:
        record = parse(item(gemeenteSinds=marker, uitschrijfdatum=marker, profieldatum=marker))

        assert (record.municipality_since, record.deregistered_on, record.profile_on) == (None, None, None)

    @pytest.mark.parametrize("marker", MARKERS)
    def test_unknown_is_not_yes(self, marker: Any) -> None:
        record = parse(item(banenafspraak=marker, toestemming=marker))

        assert not record.in_target_group
        assert not record.consents

    @pytest.mark.parametrize("marker", MARKERS)
    @pytest.mark.parametrize("field", ["klantId", "klantsoort", "inschrijfdatum"])
    def test_what_cannot_be_missed_may_not_be_unknown(self, field: str, marker: Any) -> None:
        assert refused(item(**{field: marker})) == ("missing", field)

    @pytest.mark.parametrize("field", ["klantId", "klantsoort", "inschrijfdatum"])
    def test_what_cannot_be_missed_may_not_be_absent(self, field: str) -> None:
        raw = item()
        del raw[field]

        assert refused(raw) == ("missing", field)


class TestLists:
    @pytest.mark.parametrize(
        ("written", "codes"),
        [
            ("A,B,C,D,BE,CE,DE,T", ("A", "B", "C", "D", "BE", "CE", "DE", "T")),
            (["A,B,BE"], ("A", "B", "BE")),
            (["B", "B,BE", " BE "], ("B", "BE")),
            (" B ,, BE,", ("B", "BE")),
            ("B", ("B",)),
            ([4, 5], ("4", "5")),
            (7, ("7",)),
            ([], ()),
            ([""], ()),
        ],
    )
    def test_codes_come_in_order_and_once_however_they_are_written(
        self, written: object, codes: tuple[str, ...]
    ) -> None:
        assert profile(rijbewijzen=written).licences == codes

    def test_the_last_mastery_of_a_competence_holds(self) -> None:
        twice = [{"code": "24105", "beheersing": "4"}, {"code": "24105", "beheersing": "1"}]

        assert profile(competenties=twice).competences == (("24105", "1"),)

    def test_a_hundred_entries_are_enough(self) -> None:
        assert len(profile(sectoren=[str(number) for number in range(100)]).sectors) == 100

    @pytest.mark.parametrize("field", LISTS)
    def test_more_are_refused(self, field: str) -> None:
        assert refused(item(klantprofiel={field: ["A"] * 101})) == ("too_long", field)

    @pytest.mark.parametrize("field", CODES)
    def test_an_entry_has_a_hundred_characters_at_most(self, field: str) -> None:
        assert refused(item(klantprofiel={field: ["A" * 101]})) == ("too_long", field)


class TestBsn:
    @pytest.mark.parametrize("written", [BSN, int(BSN), f" {BSN} "])
    def test_nine_digits_that_pass_the_eleven_test_are_a_bsn(self, written: object) -> None:
        assert parse(item(persoon={"bsn": written})).bsn == BSN

    @pytest.mark.parametrize("written", ["12345672", 12345672, "012345672"])
    def test_a_leading_zero_may_be_lost(self, written: object) -> None:
        assert parse(item(persoon={"bsn": written})).bsn == "012345672"

    @pytest.mark.parametrize(
        "written", ["111222334", "000000000", "1112223330", "1234567", "11122233X", "۱۱۱۲۲۲۳۳۳", "NNB", None, ""]
    )
    def test_anything_else_is_nobodys_bsn_and_the_record_can_still_be_used(self, written: object) -> None:
        assert parse(item(persoon={"bsn": written})).bsn is None

    @given(st.integers(0, 999_999_999))
    def test_the_eleven_test_is_that_of_the_law(self, number: int) -> None:
        """9a + 8b + 7c + 6d + 5e + 4f + 3g + 2h - i is divisible by 11 (and not 0)."""
        a, b, c, d, e, f, g, h, i = map(int, f"{number:09d}")
        total = 9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i

        passes = total % 11 == 0 and total > 0

        assert (parse(item(persoon={"bsn": f"{number:09d}"})).bsn is not None) == passes

    @given(st.integers(0, 8), st.integers(1, 9))
    def test_one_wrong_digit_is_always_noticed(self, place: int, by: int) -> None:
        wrong = [*BSN]
        wrong[place] = str((int(wrong[place]) + by) % 10)

        assert parse(item(persoon={"bsn": "".join(wrong)})).bsn is None


class TestYes:
    @pytest.mark.parametrize("value", ["Ja", "ja", "JA ", "J", "1", 1, "true", True])
    def test_yes_is_said_in_many_ways(self, value: object) -> None:
        assert says_yes({"toestemming": value}, "toestemming")

    @pytest.mark.parametrize("value", ["Nee", "nee", "N", "2", 2, "0", 0, "false", False])
    def test_no_is_said_in_many_ways(self, value: object) -> None:
        assert not says_yes({"toestemming": value}, "toestemming")

    def test_what_is_not_an_object_says_nothing(self) -> None:
        assert not says_yes(["Ja"], "banenafspraak")


class TestAbsentKeys:
    def test_a_field_that_is_empty_is_not_absent(self) -> None:
        assert absent_keys(item()) == ()
        assert absent_keys(dict.fromkeys(item())) == ()

    @pytest.mark.parametrize("field", [*item()][3:])
    def test_a_field_that_is_not_even_mentioned_is(self, field: str) -> None:
        assert absent_keys({name: value for name, value in item().items() if name != field}) == (field,)

    @pytest.mark.parametrize("field", [*TEXTS, *LISTS])
    def test_so_are_those_of_the_profile(self, field: str) -> None:
        raw = item()
        del raw["klantprofiel"][field]

        assert absent_keys(raw) == (field,)

    def test_so_is_the_bsn(self) -> None:
        assert absent_keys(item(persoon={})) == ("bsn",)

    @pytest.mark.parametrize("raw", [tombstone(), "??", None, []])
    def test_a_tombstone_and_what_is_no_record_miss_nothing(self, raw: object) -> None:
        assert absent_keys(raw) == ()
