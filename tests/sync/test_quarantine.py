"""The quarantine in the admin: what staff see of records that could not be used, and fetching them again."""

from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from explorer.models import Membership
from profiles import keys
from sync import run as runs
from sync.models import Rejection, Shard, StagedProfile, SyncRun
from sync.quarantine import ADVICE, groups, parts
from sync.tasks import run_sync
from tests.explorer.staff import staff
from tests.factories import NOW
from tests.sync.feed import Feed
from tests.sync.items import crowd, item

pytestmark = pytest.mark.django_db
Role = Membership.Role
PAGE = "/admin/sync/rejection/"


def rejected(run: SyncRun, **values: Any) -> None:
    least = {"run": run, "reason": "unknown_code", "field": "opleidingsniveau", "in_target_group": True}
    Rejection.objects.create(**{**least, **values})


@pytest.fixture
def run() -> SyncRun:
    return SyncRun.objects.create(state=SyncRun.State.DONE, started_at=NOW)


class TestThePage:
    def test_tells_why_where_how_many_and_what_to_do(self, run: SyncRun) -> None:
        for region in ("4", "4", "7"):
            rejected(run, region=region)
        rejected(run, reason="blank", field="")

        text = staff(Role.VIEWER).get(PAGE).content.decode()

        assert "onbekende code" in text
        assert "Is het een nieuwe code?" in text
        assert [(group.reason, group.field, group.records) for group in groups(Rejection.objects.all())] == [
            ("onbekende code", "opleidingsniveau", 3),
            ("lege regel", "", 1),
        ]

    def test_counts_what_was_filtered(self, run: SyncRun) -> None:
        rejected(run, region="4")
        rejected(run, region="7", reason="bad_date", field="inschrijfdatum")

        text = staff(Role.VIEWER).get(PAGE, {"region": "7"}).content.decode()

        assert "<code>inschrijfdatum</code>" in text
        assert "<code>opleidingsniveau</code>" not in text

    def test_says_so_when_there_is_nothing(self) -> None:
        assert "Er is niets afgekeurd." in staff(Role.VIEWER).get(PAGE).content.decode()

    def test_offers_fetching_again_to_operators_only(self, run: SyncRun) -> None:
        rejected(run)

        assert "Opnieuw ophalen" not in staff(Role.VIEWER).get(PAGE).content.decode()
        assert "Opnieuw ophalen" in staff(Role.OPERATOR).get(PAGE).content.decode()
        assert staff(Role.VIEWER).post(f"{PAGE}ophalen/").status_code == 403
        assert staff(Role.OPERATOR).get(f"{PAGE}ophalen/").status_code == 405

    def test_shows_who_is_bound_to_a_region_what_came_in_with_it(self, run: SyncRun) -> None:
        rejected(run, region="4")
        for other in ("7", "overig", ""):
            rejected(run, region=other, field="inschrijfdatum")
        client = staff(Role.OPERATOR, regions=[4])

        text = client.get(PAGE).content.decode()

        assert "<code>opleidingsniveau</code>" in text
        assert "inschrijfdatum" not in text
        foreign = Rejection.objects.get(region="7")
        assert client.get(f"{PAGE}{foreign.pk}/change/").status_code == client.get(f"{PAGE}0/change/").status_code
        assert "Opnieuw ophalen" not in text

    def test_of_a_run_they_see_the_totals_of_the_country_and_no_parts(self, run: SyncRun) -> None:
        Shard.objects.bulk_create(Shard(run=run, region=region) for region in ("4", "7"))
        client = staff(Role.OPERATOR, regions=[4])

        runs_page, page = client.get("/admin/sync/syncrun/"), client.get(f"/admin/sync/syncrun/{run.pk}/change/")

        assert [row.pk for row in runs_page.context["cl"].result_list] == [run.pk]
        assert "Nu alles ophalen" not in runs_page.content.decode()
        assert page.context["inline_admin_formsets"] == []

    @pytest.mark.parametrize(
        "address",
        [
            "rejection/ophalen",
            "syncrun/starten",
            "syncrun/{}/goedkeuren",
            "syncrun/{}/weigeren",
            "syncrun/{}/opnieuw",
        ],
    )
    def test_refuses_who_is_bound_to_a_region_what_is_about_the_whole_country(
        self, run: SyncRun, address: str
    ) -> None:
        client = staff(Role.OPERATOR, regions=[4])

        assert client.post(f"/admin/sync/{address.format(run.pk)}/").status_code == 403

    def test_every_reason_has_its_words(self) -> None:
        known = {
            "not_an_object",
            "blank",
            "missing",
            "wrong_type",
            "too_long",
            "unknown_code",
            "bad_date",
            "too_large",
        }
        assert {*known, "too_deep", "bad_text", "kills_worker"} == set(Rejection.Reason.values)
        assert set(ADVICE) <= set(Rejection.Reason.values)


class TestFetchingAgain:
    @pytest.mark.parametrize(
        ("regions", "asked"),
        [
            (["7", "4", "4"], {"kind": "part", "regions": ["4", "7"], "by_hand": True}),
            (["4", ""], {"kind": "full", "by_hand": True}),
            ([], {"kind": "full", "by_hand": True}),
        ],
    )
    def test_asks_for_the_parts_in_which_records_were_set_aside(
        self, run: SyncRun, monkeypatch: pytest.MonkeyPatch, regions: list[str], asked: dict[str, Any]
    ) -> None:
        sent: list[dict[str, Any]] = []
        monkeypatch.setattr(run_sync, "delay", lambda **options: sent.append(options))
        for region in regions:
            rejected(run, region=region)

        staff(Role.OPERATOR).post(f"{PAGE}ophalen/")

        assert sent == [asked]

    def test_reads_the_part_and_lets_out_what_can_be_read_now(
        self, feed: Feed, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The record is the same as before; the list of codes has grown."""
        settings.SONAR_URL = feed.url
        monkeypatch.setattr(runs, "REGIONS", ["4", "overig"])
        monkeypatch.setattr(runs, "count_quarters", lambda **_: None)
        people = [*crowd(6), item("WZ1", klantprofiel={"sectoren": ["ZZ"]})]
        feed.holds(*people)
        runs.carry_out(run=runs.start(at=timezone.now()), clock=timezone.now)
        assert parts() == ["overig"]
        feed.holds(*crowd(6), item("WZ1", klantprofiel={"sectoren": ["C"]}))

        again = runs.start(at=timezone.now(), kind=SyncRun.Kind.PART, regions=parts())
        done = runs.carry_out(run=again, clock=timezone.now)

        assert (done.state, done.read, done.unchanged, done.applied, done.quarantined) == ("done", 7, 6, 1, 0)
        assert StagedProfile.objects.filter(pk=keys.record_key("WZ1")).exists()
