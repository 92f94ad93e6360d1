"""Importing an exported file: what it adds, what it never touches, and what is told of it."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from profiles import keys
from profiles.models import Card, Live
from profiles.quarters import Quarter
from sync import census
from sync.export.items import MOST_ROWS, OLDEST
from sync.models import CensusRow, Rejection, Removal, StagedProfile, SyncRun
from sync.sonar.client import SonarClient
from sync.tallies import tallies_on
from tests.sync.export.workbook import Row, crowd, row, xlsx
from tests.sync.feed import Feed
from tests.sync.items import BSN, item, tombstone
from tests.sync.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reads_the_feed(feed: Feed, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SONAR_URL = feed.url
    monkeypatch.setattr(census, "OLDEST", Quarter(2026, 3))  # one quarter to count instead of thirty


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def imported(
    folder: Path, capsys: pytest.CaptureFixture[str], rows: list[Row], *options: str, **form: Any
) -> dict[str, Any]:
    """What the command prints of these rows."""
    call_command("sync_sonar", "--file", str(xlsx(folder / "export.xlsx", rows, **form)), "--json", *options)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def stored(klant_id: str) -> CensusRow:
    return CensusRow.objects.get(pk=keys.record_key(klant_id))


class TestReport:
    def test_an_import_says_what_became_of_every_row(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        rows = [
            *crowd(8),
            row("WZ1", Toestemming="Nee"),
            row("WZ2", Inschrijfdatum="gisteren"),
            row("NNB", BSN="NNB"),
        ]

        answer = imported(folder, capsys, rows, blank=563)

        assert (answer.pop("seconds"), answer.pop("records_per_second")) > (0, 0)
        assert answer == {
            "state": "done",
            "read": 11,
            "applied": 9,
            "unchanged": 0,
            "quarantined": 2,
            "stale": 0,
            "withdrawn": 0,
            "published": 8,
            "generation": Live.objects.get().generation_id,
            "blank": 563,
            "reasons": {"bad_date inschrijfdatum": 1, "missing klantId": 1},
        }

    def test_a_rehearsal_tells_the_same_and_writes_nothing(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        rows = [*crowd(6), row("WZ2", Inschrijfdatum="gisteren")]

        answer = imported(folder, capsys, rows, "--dry-run", blank=3)

        told = {name: answer[name] for name in ("state", "read", "applied", "quarantined", "blank", "reasons")}
        assert told == {
            "state": "dry-run",
            "read": 7,
            "applied": 6,
            "quarantined": 1,
            "blank": 3,
            "reasons": {"bad_date inschrijfdatum": 1},
        }
        assert not SyncRun.objects.exists()
        assert not CensusRow.objects.exists()

    def test_a_rehearsal_goes_through_the_columns(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        rows = [
            *crowd(5, Opleidingsniveau="pro", Bemiddelingsberoep="schoonmaker"),
            *crowd(2, Opleidingsniveau="mbo", Bemiddelingsberoep="iets met dieren"),
            row("WZ3", Opleidingsniveau="?? "),
        ]

        columns = imported(folder, capsys, rows, "--dry-run")["columns"]

        assert columns["Opleidingsniveau"] == {
            "understood": 2,
            "unknown": 1,
            "unrecognised": 0,
            "refused": {"unknown_code": 5},
            "codes": {"pro": 5},
        }
        assert columns["Bemiddelingsberoep"] == {
            "understood": 5,
            "unknown": 1,
            "unrecognised": 2,
            "refused": {},
            "codes": {},
        }

    def test_a_rehearsal_quotes_no_data_of_people(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        secrets = {"BSN": BSN, "Volledige Naam": "Sjoukje Wiersma", "Opleidingsniveau": "Sjoukje heeft vmbo"}
        rows = [row("Sjoukje", **secrets, Inschrijfdatum="Sjoukje"), *crowd(6, Gemeente="bij Sjoukje")]

        answer = json.dumps(imported(folder, capsys, rows, "--dry-run"))

        assert "jouk" not in answer
        assert BSN not in answer

    def test_without_json_it_speaks_in_lines(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = xlsx(folder / "export.xlsx", crowd(5, Rijbewijs="Zwemdiploma"))

        call_command("sync_sonar", "--file", str(path), "--dry-run")

        printed = capsys.readouterr().out.splitlines()
        assert "         5 × unknown_code rijbewijzen" in printed
        assert any(line.startswith("Rijbewijs ") and "zwemdiploma: 5" in line for line in printed)

    def test_missing_columns_are_one_clear_line_and_change_nothing(self, folder: Path) -> None:
        path = xlsx(folder / "export.xlsx", [], columns=["BSN", "ID_WZ", "Gemeente", "Rijbewijs", "Klantprofiel"])

        with pytest.raises(CommandError, match=r"^Missing columns: Datum melding, .*Toestemming\.$"):
            call_command("sync_sonar", "--file", str(path))

        assert not SyncRun.objects.exists()

    def test_a_rehearsal_needs_a_file(self) -> None:
        with pytest.raises(CommandError, match="goes with --file"):
            call_command("sync_sonar", "--dry-run")


class TestPeople:
    def test_a_row_becomes_what_the_feed_would_say(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        filled = {
            "Opleidingsniveau": "mbo",
            "Beschikbare uren/wk": 24,
            "Rijbewijs": "A,B,BE",
            "GSD Kantoor": "Emmen",
            "Beroepssector": "81",
            "Bemiddelingsberoep": "schoonmaaker",
            "Mondeling Nederlands": "Goed",
        }

        imported(folder, capsys, crowd(5, **filled))

        person = StagedProfile.objects.first()
        assert person is not None
        assert (person.education, person.hours, person.licence, person.dutch) == ("4", "U20", "BMeer", "3")
        assert (person.sectors.codes, person.occupations.codes) == (("N",), ("9112.2",))
        assert (person.travel, person.availability, person.sub_region) == ("", "", "04-1")
        assert CensusRow.objects.filter(party="GEM").count() == 5

    @pytest.mark.parametrize("unknown", ["NNB", "??", "Onbekend", None])
    def test_unknown_stays_unknown(
        self, folder: Path, capsys: pytest.CaptureFixture[str], unknown: str | None
    ) -> None:
        names = ("Opleidingsniveau", "Beschikbare uren/wk", "Rijbewijs", "Mondeling Nederlands", "Bemiddelingsberoep")

        imported(folder, capsys, crowd(5, **dict.fromkeys(names, unknown), Beroepssector=99999))

        person = StagedProfile.objects.first()
        assert person is not None
        assert (person.education, person.hours, person.licence, person.dutch) == ("", "", "", "")
        assert (person.sectors.codes, person.occupations.codes) == ((), ())

    def test_a_bsn_that_is_there_twice_is_one_person(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        answer = imported(folder, capsys, [*crowd(5), row("WZ1", BSN=int(BSN)), row("WZ2", BSN=BSN)])

        assert (answer["applied"], answer["published"]) == (7, 6)

    def test_without_an_id_the_bsn_tells_who_it_is(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        imported(folder, capsys, [*crowd(5), row("NNB", BSN=BSN)])
        again = imported(folder, capsys, [row("??", BSN=BSN)])

        assert again["unchanged"] == 1
        assert CensusRow.objects.count() == 6

    def test_without_a_profile_or_consent_one_is_counted_and_not_shown(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        hidden = [row("WZ1", Klantprofiel="Nee"), row("WZ2", Toestemming="NNB"), row("WZ3", Klantprofiel=None)]

        answer = imported(folder, capsys, [*crowd(5), *hidden])

        assert (answer["applied"], answer["published"]) == (8, 5)

    def test_a_profile_is_never_shown_as_fresher_than_it_is(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        imported(folder, capsys, crowd(5))

        assert set(Card.objects.values_list("freshness", flat=True)) == {"ouder"}


class TestFeedAndFiles:
    def test_a_file_never_overwrites_the_feed(
        self, folder: Path, capsys: pytest.CaptureFixture[str], feed: Feed, client: SonarClient
    ) -> None:
        feed.holds(item("WZ1", versie=0))
        read(client)

        answer = imported(folder, capsys, [*crowd(5), row("WZ1", Gemeente="Assen", **{"GSD Kantoor": "Assen"})])

        assert answer["stale"] == 1
        assert (stored("WZ1").version, stored("WZ1").party, stored("WZ1").municipality) == (0, "UWV", "GM0114")

    def test_a_file_does_not_bring_back_who_left_the_feed(
        self, folder: Path, capsys: pytest.CaptureFixture[str], feed: Feed, client: SonarClient
    ) -> None:
        feed.holds(*[item(f"WZ{serial}") for serial in range(100, 120)], item("WZ1"))
        read(client)
        feed.holds(tombstone("WZ1"))
        read(client)

        imported(folder, capsys, [row("WZ1")])

        assert not StagedProfile.objects.filter(pk=keys.record_key("WZ1")).exists()

    def test_what_the_feed_says_of_a_person_wins_whoever_registered_later(
        self, folder: Path, capsys: pytest.CaptureFixture[str], feed: Feed, client: SonarClient
    ) -> None:
        feed.holds(item("WZ1", persoon={"bsn": BSN}, toestemming="Nee"))
        read(client)

        answer = imported(folder, capsys, [*crowd(5), row("WZ2", BSN=BSN, Inschrijfdatum="2025-01-01", Gemeente=106)])

        assert answer["published"] == 5
        day = dt.date(2026, 11, 23)
        counted = tallies_on([day])[day].tallies
        assert {(tally.municipality, tally.people) for tally in counted} == {("GM0114", 6)}

    def test_who_is_only_in_a_file_is_not_missed_in_the_feed(
        self, folder: Path, capsys: pytest.CaptureFixture[str], feed: Feed
    ) -> None:
        imported(folder, capsys, crowd(30))
        feed.holds(*[item(f"WZ{serial}") for serial in range(5)])

        call_command("sync_sonar", "--full", "--json")

        answer = json.loads(capsys.readouterr().out)
        assert (answer["withdrawn"], answer["published"]) == (0, 35)

    def test_the_feed_overwrites_a_file(
        self, folder: Path, capsys: pytest.CaptureFixture[str], feed: Feed, client: SonarClient
    ) -> None:
        imported(folder, capsys, [*crowd(5), row("WZ1", **{"GSD Kantoor": "Emmen"})])
        feed.holds(item("WZ1", versie=0))

        read(client)

        assert (stored("WZ1").version, stored("WZ1").party) == (0, "UWV")

    def test_a_later_file_overwrites_an_earlier_one_and_the_same_changes_nothing(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        imported(folder, capsys, crowd(5))
        before = stored("WZ900000000")

        again = imported(folder, capsys, crowd(5))
        other = imported(folder, capsys, crowd(5, **{"GSD Kantoor": "Emmen"}))

        assert (again["unchanged"], other["applied"]) == (5, 5)
        assert OLDEST < before.version < stored("WZ900000000").version < 0
        assert stored("WZ900000000").party == "GEM"

    def test_the_last_row_of_somebody_counts(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        imported(folder, capsys, [*crowd(5), row("WZ1"), row("WZ1", **{"GSD Kantoor": "Emmen"})])

        assert stored("WZ1").party == "GEM"
        assert stored("WZ1").version % MOST_ROWS == 8

    def test_nobody_leaves_because_a_file_lacks_them(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        imported(folder, capsys, crowd(8))

        answer = imported(folder, capsys, crowd(5))

        assert (answer["withdrawn"], answer["published"]) == (0, 8)
        assert not Removal.objects.exists()

    def test_rows_that_cannot_be_used_are_in_quarantine(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        imported(folder, capsys, [*crowd(5), row("WZ1", Klantprofiel="misschien")])

        assert list(Rejection.objects.values_list("reason", "field")) == [("wrong_type", "klantprofiel")]


def test_a_file_works_without_a_feed(folder: Path, capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    settings.SONAR_URL = "http://127.0.0.1:1"

    assert imported(folder, capsys, crowd(5))["published"] == 5
