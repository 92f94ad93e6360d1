"""A site for one's own regions (ONLY_REGIONS): nobody else is asked for, taken in, shown or counted."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from profiles.models import Card, Live, RegisterCount
from profiles.quarters import Quarter
from profiles.transparency.publish import UnknownRegionError, report_for
from sync import census
from sync.models import CensusRow, StagedProfile, SyncRun
from sync.run import REGIONS, carry_out, start
from tests.factories import NOW
from tests.sync.feed import Answer, Feed
from tests.sync.items import crowd, item

pytestmark = pytest.mark.django_db
DRENTHE, GRONINGEN, ASSEN_IN_GRONINGEN = 4, 1, "GM0106"
LATER = NOW + dt.timedelta(hours=1)


class OfDrenthe(Feed):
    """All its pages are in the part of Drenthe."""

    def page(self, number: int, region: str = "overig") -> Answer:
        return super().page(number, "overig" if region == str(DRENTHE) else "elsewhere")


@pytest.fixture
def feed() -> Iterator[Feed]:
    with OfDrenthe() as feed:
        yield feed


@pytest.fixture(autouse=True)
def a_site_for_drenthe(feed: Feed, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SONAR_URL, settings.ONLY_REGIONS = feed.url, (DRENTHE,)
    monkeypatch.setattr(census, "OLDEST", Quarter(2026, 3))  # one quarter to count instead of thirty


def carried_out(at: dt.datetime = NOW, kind: str = SyncRun.Kind.FULL) -> SyncRun:
    return carry_out(run=start(at=at, kind=kind), clock=lambda: at)


def parts(feed: Feed) -> set[str]:
    """What was asked of the feed."""
    return {asked.query.get("regio", "") for asked in feed.asked if asked.path == "/v1/klanten"}


def test_a_run_asks_for_nobody_else(feed: Feed) -> None:
    feed.holds(*crowd(6))

    run = carried_out()

    assert (run.state, run.read, run.published) == ("done", 6, 6)
    assert parts(feed) == {str(DRENTHE)}


def test_nor_does_a_delta(feed: Feed) -> None:
    feed.holds(*crowd(6))
    carried_out()
    feed.asked.clear()

    run = carried_out(LATER, SyncRun.Kind.DELTA)

    assert (run.kind, run.state) == ("delta", "done")
    assert parts(feed) == {str(DRENTHE)}


def test_who_lives_elsewhere_is_not_taken_in_even_if_the_feed_sends_them(feed: Feed) -> None:
    feed.holds(*crowd(6), item("WZ1", gemeenteCode=ASSEN_IN_GRONINGEN), item("WZ2", gemeenteCode=None))

    run = carried_out()

    assert (run.applied, run.unchanged, run.published) == (6, 2, 6)
    assert CensusRow.objects.count() == StagedProfile.objects.count() == 6


def test_who_moves_away_is_hidden(feed: Feed) -> None:
    feed.holds(*crowd(8))
    carried_out()
    feed.holds(*crowd(7), item("WZ900000007", versie=11, gemeenteCode=ASSEN_IN_GRONINGEN))

    carried_out(LATER)

    assert Card.objects.of(Live.objects.get().generation_id).visible().count() == 7
    assert not StagedProfile.objects.filter(sub_region__startswith="01").exists()


def test_a_site_without_the_setting_asks_for_all_parts(settings: Settings) -> None:
    settings.ONLY_REGIONS = ()

    assert start(at=NOW).shards.count() == len(REGIONS) == 36


class TestTheFigures:
    def test_are_of_these_regions(self, feed: Feed) -> None:
        feed.holds(*crowd(6))
        carried_out()

        report = report_for(Quarter(2026, 3))

        assert [region.number for region in report.regions] == [DRENTHE]
        assert " gemeenten en 1 arbeidsmarktregio, zoals" in report.classification
        assert set(RegisterCount.objects.values_list("region", flat=True)) <= {DRENTHE}
        with pytest.raises(UnknownRegionError):
            report_for(Quarter(2026, 3), GRONINGEN)

    def test_can_be_published_as_an_edition(self, feed: Feed) -> None:
        feed.holds(*crowd(6))
        carried_out()
        call_command("transparency", "--quarter", "2026-Q3", "--publish", "--format", "csv")

        shown, other = (Client().get(reverse("figures", args=["2026-Q3", region])) for region in (DRENTHE, GRONINGEN))

        assert (shown.status_code, other.status_code) == (200, 404)
        sitemap = Client().get(reverse("sitemap")).content.decode()
        assert reverse("figures", args=["2026-Q3", DRENTHE]) in sitemap
        assert reverse("figures", args=["2026-Q3", GRONINGEN]) not in sitemap


@pytest.mark.parametrize("text", ["0", "36", "Drenthe", "4;5"])
def test_the_site_does_not_start_with_another_list(text: str, tmp_path: Path) -> None:
    environment = {**os.environ, "DEBUG": "1", "DATA_DIR": str(tmp_path), "ONLY_REGIONS": text}
    command = [sys.executable, "-c", "import explorer.settings"]

    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert "ONLY_REGIONS are numbers" in done.stderr
