"""`sync_sonar` and `verify_anonymity`, as an operator types them."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from profiles.display import FACTS
from profiles.models import Card, Live, Mask, Municipality
from sync.models import SyncRun
from tests.factories import NOW, published
from tests.sync.feed import Answer, Feed
from tests.sync.items import crowd

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_runs")]


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """The one JSON object on standard output."""
    call_command(*arguments, "--json")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


class TestSyncSonar:
    def test_it_prints_what_it_did_as_one_json_object(self, feed: Feed, capsys: pytest.CaptureFixture[str]) -> None:
        feed.holds(*crowd(6), "??")

        answer = printed(capsys, "sync_sonar")

        assert answer.pop("seconds") > 0
        assert answer.pop("records_per_second") > 0
        assert answer == {
            "state": "done",
            "read": 7,
            "applied": 6,
            "unchanged": 0,
            "quarantined": 1,
            "stale": 0,
            "withdrawn": 0,
            "published": 6,
            "generation": Live.objects.get().generation_id,
        }

    def test_a_second_time_it_applies_nothing(self, feed: Feed, capsys: pytest.CaptureFixture[str]) -> None:
        feed.holds(*crowd(6))
        printed(capsys, "sync_sonar")

        answer = printed(capsys, "sync_sonar", "--full")

        assert (answer["applied"], answer["unchanged"], answer["published"]) == (0, 6, 6)

    def test_without_json_it_speaks_in_lines(self, feed: Feed, capsys: pytest.CaptureFixture[str]) -> None:
        feed.holds(*crowd(5))

        call_command("sync_sonar")

        assert "published            5" in capsys.readouterr().out.splitlines()

    def test_a_feed_that_is_down_is_one_clear_line(self, feed: Feed) -> None:
        feed.instead.extend([Answer(status=503)] * 5)

        with pytest.raises(CommandError, match=r"^The feed answered 503 on /v1/klanten\.$"):
            call_command("sync_sonar")

    def test_two_at_once_are_refused(self) -> None:
        SyncRun.objects.create(started_at=NOW.replace(year=2126))

        with pytest.raises(CommandError, match="Another sync is running"):
            call_command("sync_sonar")

    def test_too_few_people_are_one_clear_line(self, feed: Feed) -> None:
        feed.holds(*crowd(4))

        with pytest.raises(CommandError, match=r"^4 people cannot be published with k = 5\.$"):
            call_command("sync_sonar")

    def test_without_reference_data_it_says_what_to_do_and_hides_nobody(self, feed: Feed) -> None:
        feed.holds(*crowd(5))
        call_command("sync_sonar", "--json")
        Municipality.objects.all().delete()

        with pytest.raises(CommandError, match="Run load_reference_data"):
            call_command("sync_sonar")

        assert Card.objects.visible().count() == 5


class TestVerifyAnonymity:
    def test_the_live_cards_are_proven_from_the_database(
        self, feed: Feed, capsys: pytest.CaptureFixture[str]
    ) -> None:
        feed.holds(*crowd(10, klantprofiel={"opleidingsniveau": "4"}))
        printed(capsys, "sync_sonar")

        answer = printed(capsys, "verify_anonymity")

        assert answer == {
            "ok": True,
            "k": 5,
            "profiles": 10,
            "smallest_class": 10,
            "share_k10": 1.0,
            "kept": dict.fromkeys(FACTS, 1.0),
            "kept_of_known": dict.fromkeys(FACTS, 1.0),
            "loss": 0.0,
            "withheld": 0,
            "terms_hidden": 0,
            "problems": [],
        }

    def test_a_class_that_is_too_small_is_named_and_fails(self, capsys: pytest.CaptureFixture[str]) -> None:
        published(*[{}] * 5, *[{"education": "4"}] * 3)

        with pytest.raises(CommandError, match="not k-anonymous"):
            call_command("verify_anonymity", "--json")

        answer = json.loads(capsys.readouterr().out)
        assert not answer["ok"]
        assert answer["problems"] == ["class 04-1/4//// has 3 profiles"]

    def test_cards_that_are_masked_or_not_live_do_not_count(self, capsys: pytest.CaptureFixture[str]) -> None:
        published(*[{"education": "1"}] * 3)
        live = published(*[{}] * 6)
        Mask.objects.create(generation=live, number=0)

        assert printed(capsys, "verify_anonymity")["profiles"] == 5

    def test_before_anything_is_published_it_says_what_to_do(self) -> None:
        with pytest.raises(CommandError, match=r"^Nothing is published yet\. Run sync_sonar first\.$"):
            call_command("verify_anonymity")

    def test_without_json_it_speaks_in_lines(self, capsys: pytest.CaptureFixture[str]) -> None:
        published(*[{}] * 5)

        call_command("verify_anonymity")

        assert "smallest_class   5" in capsys.readouterr().out.splitlines()
