"""What Prometheus is told: complete, documented, and for nobody else."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from django.test import Client, override_settings

from profiles import workers
from profiles.progress import report_complete
from sync.models import SyncRun
from tests.factories import NOW, published

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"\bverkenner_\w+")
OF_HISTOGRAM = re.compile(r"(_bucket|_count|_sum|_created)$")


def names(text: str) -> set[str]:
    return {OF_HISTOGRAM.sub("", name) for name in NAME.findall(text)}


def documented() -> set[str]:
    written = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `(verkenner_\w+)` \|", written, re.MULTILINE))


@pytest.fixture
def told(db: None, client: Client, broker_url: str) -> str:
    """The page of a site with cards, a finished run, a search and a refusal."""
    published({})
    report_complete(at=NOW)
    SyncRun.objects.create(
        state=SyncRun.State.DONE, started_at=NOW, finished_at=NOW + dt.timedelta(seconds=10), read=200, applied=200
    )
    client.get("/kandidaten/?rijbewijs=B")
    with override_settings(DEMO=True, REDIS_URL=broker_url):
        answer = client.get("/metrics")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_metric_is_told_and_explained_and_no_other(told: str) -> None:
    assert names(told) == documented()


@pytest.mark.parametrize("file", ["deploy/alerts.yml", "deploy/grafana-dashboard.json"])
def test_rules_and_dashboard_ask_for_what_there_is(file: str) -> None:
    asked = names((ROOT / file).read_text(encoding="utf-8"))

    assert asked
    assert asked - documented() == set()


def test_the_dashboard_shows_every_metric() -> None:
    shown = names((ROOT / "deploy/grafana-dashboard.json").read_text(encoding="utf-8"))

    assert documented() - shown == set()


def test_every_alarm_is_explained() -> None:
    raised = re.findall(r"alert: (\w+)", (ROOT / "deploy/alerts.yml").read_text(encoding="utf-8"))
    explained = re.findall(
        r"^\| `([A-Z][a-z]\w+)` \|", (ROOT / "docs/operations.md").read_text("utf-8"), re.MULTILINE
    )

    assert raised == explained
    json.loads((ROOT / "deploy/grafana-dashboard.json").read_text(encoding="utf-8"))


def test_an_address_is_measured_by_its_name(told: str) -> None:
    assert 'verkenner_request_seconds_count{status="2xx",view="search"}' in told
    assert "rijbewijs" not in told
    assert 'verkenner_engine_seconds_count{engine="orm"}' in told
    assert 'verkenner_sync_records_per_second{kind="full"} 20.0' in told


@pytest.mark.parametrize(
    ("token", "demo", "headers", "status"),
    [
        ("", True, {}, 200),
        ("", True, {"x-forwarded-for": "10.0.0.1"}, 404),
        ("", False, {}, 404),
        ("word", True, {}, 404),
        ("word", False, {"authorization": "Bearer wrong"}, 404),
        ("word", False, {"authorization": "Bearer word"}, 200),
    ],
)
def test_who_may_read_it(
    db: None, client: Client, token: str, demo: bool, headers: dict[str, str], status: int
) -> None:
    with override_settings(METRICS_TOKEN=token, DEMO=demo, REDIS_URL="redis://127.0.0.1:1/0"):
        answer = client.get("/metrics", headers=headers)

    assert answer.status_code == status
    assert ("verkenner_broker_up 0.0" in answer.content.decode()) == (status == 200)


def test_who_gave_no_sign_for_three_minutes_is_not_alive() -> None:
    signs = {b"a": b'[1000, ["celery"]]', b"b": b'[1190, ["celery", "mail"]]'}

    assert workers.alive(signs, 1200) == {"celery": 1, "contact": 0, "audit": 0, "mail": 1}
    assert workers.silent(signs, 1000 + workers.KEPT + 1) == [b"a"]
