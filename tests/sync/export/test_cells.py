"""How each cell of an export is understood."""

import datetime as dt
from typing import Any

import pytest

from profiles.reference import rows
from sync.export import cells
from sync.export.cells import READERS, SECTIONS
from sync.sonar.records import Unusable

MARKERS = [None, "", "  ", "NNB", "nnb", "??", "?", "Onbekend", "99999", 99999, 99999.0]


def refused(column: str, cell: Any) -> str:
    with pytest.raises(Unusable) as caught:
        READERS[column](cell)
    return caught.value.reason


class TestUnknown:
    @pytest.mark.parametrize("column", READERS)
    @pytest.mark.parametrize("marker", MARKERS)
    def test_every_marker_of_sonar_is_unknown_in_every_column(self, column: str, marker: Any) -> None:
        assert not READERS[column](marker)


class TestDays:
    @pytest.mark.parametrize(
        "cell",
        [
            *(dt.datetime(2020, 2, 1, 13, 5, tzinfo=dt.UTC), dt.date(2020, 2, 1), 43862, 43862.0, 43862.75, "43862"),
            *(
                "2020-02-01",
                "01-02-2020",
                "1-2-2020",
                "1/2/2020",
                "1.2.2020",
                "1-2-2020 00:00",
                "2020-02-01 13:05:00",
            ),
        ],
    )
    def test_a_day_is_a_date_a_serial_number_or_text_with_the_day_first(self, cell: Any) -> None:
        assert cells.day(cell) == "2020-02-01"

    @pytest.mark.parametrize(
        "cell", ["30-02-2020", "2020-13-01", "gisteren", "1-2-20", 5, 999_999, 1e300, float("nan")]
    )
    def test_what_is_no_day_is_refused(self, cell: Any) -> None:
        assert refused("Inschrijfdatum", cell) == "bad_date"


class TestCodes:
    @pytest.mark.parametrize(
        ("cell", "code"),
        [
            *(("basisonderwijs", "1"), ("VMBO", "2"), ("havo", "3"), ("vwo", "3"), ("HAVO/VWO", "3"), ("mbo", "4")),
            *(("hbo", "5"), ("bachelor", "5"), ("wo", "6"), ("Master", "6"), (4, "4"), (4.0, "4"), ("Anders", "9")),
        ],
    )
    def test_an_education_is_a_word_or_a_code(self, cell: Any, code: str) -> None:
        assert cells.education(cell) == code

    @pytest.mark.parametrize("column", ["Opleidingsniveau", "Mondeling Nederlands", "Rijbewijs", "Beroepssector"])
    def test_another_code_is_refused_and_never_taken_for_other(self, column: str) -> None:
        assert refused(column, "Zwemdiploma") == "unknown_code"

    def test_licences_are_a_list_with_commas(self) -> None:
        assert cells.licences("A,B, C,D,BE,CE,DE,T") == ["A", "B", "C", "D", "BE", "CE", "DE", "T"]
        assert cells.licences("Geen") == ["GEEN"]
        assert cells.licences("B, NNB") == ["B"]

    @pytest.mark.parametrize(
        ("cell", "sections"),
        [
            *(("56101", ["I"]), (56101, ["I"]), ("01110", ["A"]), ("1110", ["C"]), ("81", ["N"]), ("C", ["C"])),
            *(("81, 56101; 81", ["N", "I"]), ("Landbouw, bosbouw en visserij", ["A"]), ("81,99999", ["N"])),
        ],
    )
    def test_a_sector_is_a_section_of_sbi(self, cell: Any, sections: list[str]) -> None:
        assert cells.sectors(cell) == sections

    def test_a_number_that_may_have_lost_its_zero_is_unknown_rather_than_guessed(self) -> None:
        assert cells.sectors(1110) == []

    def test_every_section_is_there(self) -> None:
        assert [section for _, section in SECTIONS] == [row["code"] for row in rows("vocabularies/beroepssectoren")]

    @pytest.mark.parametrize("cell", ["24 uur", "24,5", 24.5, -8, 100])
    def test_hours_are_whole(self, cell: Any) -> None:
        assert refused("Beschikbare uren/wk", cell) == "wrong_type"

    @pytest.mark.parametrize("cell", ["misschien", 7, "Ja?"])
    @pytest.mark.parametrize("column", ["Banenafspraak", "Klantprofiel", "Toestemming"])
    def test_yes_and_no_are_words(self, column: str, cell: Any) -> None:
        assert refused(column, cell) == "unknown_code"


class TestMunicipalities:
    @pytest.mark.parametrize("cell", ["Emmen", "emmen", " EMMEN ", "Gemeente Emmen", 114, 114.0, "0114", "GM0114"])
    def test_one_is_a_name_a_code_or_a_number(self, cell: Any) -> None:
        assert cells.municipality(cell) in ("GM0114", "0114", "114")

    def test_brackets_and_accents_do_not_matter(self) -> None:
        assert cells.municipality("Hengelo (O.)") == "GM0164"
        assert cells.municipality("Sudwest Fryslan") == cells.municipality("Súdwest-Fryslân") == "GM1900"

    def test_a_former_one_keeps_its_code(self) -> None:
        assert cells.municipality("Appingedam") == "GM0003"

    def test_a_name_that_is_none_is_unknown(self) -> None:
        assert cells.municipality("Klazienaveen") is None


class TestHostileContent:
    @pytest.mark.parametrize("column", READERS)
    @pytest.mark.parametrize(
        "cell",
        ["=cmd|' /C calc'!A0", "<script>", "x" * 100_000, "a\x00b", "\ud800", float("inf"), dt.time(1), ["a"], b"x"],
        ids=repr,
    )
    def test_is_refused_or_nothing_but_text(self, column: str, cell: Any) -> None:
        assert _outcome(column, cell) in {
            "wrong_type",
            "too_long",
            "bad_text",
            "unknown_code",
            "bad_date",
            "harmless",
        }


def _outcome(column: str, cell: Any) -> str:
    try:
        value = READERS[column](cell)
    except Unusable as refusal:
        return refusal.reason
    return "harmless" if not value or column in ("BSN", "ID_WZ", "GSD Kantoor") else str(value)
