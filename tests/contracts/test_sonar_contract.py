"""What a Sonar feed promises its readers, asked over HTTP of the mock as `sonar_mock` starts it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[2]
CLIENT = ("contract-client", "contract-secret")
TODAY = "2026-11-23"
WAIT = 60  # seconds


def start(folder: Path, *options: str) -> "subprocess.Popen[str]":
    environment = {
        "PATH": os.environ["PATH"],
        "DEBUG": "1",
        "DATA_DIR": str(folder),
        "SONAR_CLIENT_ID": CLIENT[0],
        "SONAR_CLIENT_SECRET": CLIENT[1],
    }
    command = [sys.executable, "manage.py", "sonar_mock", "--profiles", "1", "--today", TODAY, *options]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A mock with Drenthe only, on a free port, told to stop afterwards."""
    with start(tmp_path_factory.mktemp("sonar"), "--port", "0") as process:
        assert process.stdout
        assert process.stderr
        line = process.stdout.readline()
        assert "http://127.0.0.1:" in line, process.stderr.read()
        yield line.split()[5]
        process.send_signal(signal.SIGTERM)
        assert process.wait(WAIT) == 0


@pytest.fixture(scope="module")
def stranger(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, trust_env=False, timeout=WAIT) as client:
        yield client


@pytest.fixture(scope="module")
def reader(address: str, stranger: httpx.Client) -> Iterator[httpx.Client]:
    answer = stranger.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=CLIENT)
    header = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    with httpx.Client(base_url=address, headers=header, trust_env=False, timeout=WAIT) as client:
        yield client


def pages(reader: httpx.Client, **query: str) -> Iterator[dict[str, Any]]:
    """All pages of one snapshot."""
    while True:
        answer = reader.get("/v1/klanten", params=query)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        yield body
        if body["volgende"] is None:
            return
        query |= {"cursor": body["volgende"], "momentopname": body["momentopname"]}


def assert_problem(answer: httpx.Response, status: int, about: str = "") -> None:
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert about in answer.json()["detail"]


def test_a_sign_of_life_needs_no_token(stranger: httpx.Client) -> None:
    assert stranger.get("/healthz").json() == {"ok": True}


def test_a_client_gets_a_token_by_header_or_by_form(stranger: httpx.Client) -> None:
    form = {"grant_type": "client_credentials"}
    named = form | {"client_id": CLIENT[0], "client_secret": CLIENT[1]}
    for answer in (
        stranger.post("/oauth/token", data=form, auth=CLIENT),
        stranger.post("/oauth/token", data=named),
    ):
        assert answer.status_code == 200
        assert answer.json().keys() == {"access_token", "token_type", "expires_in"}
        assert (answer.json()["token_type"], answer.json()["expires_in"]) == ("Bearer", 3600)


def test_a_wrong_secret_gets_no_token(stranger: httpx.Client) -> None:
    form = {"grant_type": "client_credentials"}
    assert_problem(stranger.post("/oauth/token", data=form, auth=(CLIENT[0], "wrong")), 401)


@pytest.mark.parametrize("path", ["/v1/klanten", "/v1/doelgroepregister?peildatum=2020-12-31"])
def test_nothing_is_given_without_a_token(stranger: httpx.Client, path: str) -> None:
    assert_problem(stranger.get(path), 401)
    assert_problem(stranger.get(path, headers={"Authorization": "Bearer made-up"}), 401)


def test_the_pages_of_a_snapshot_hold_every_client_once(reader: httpx.Client) -> None:
    found = list(pages(reader, limit="2000"))
    ids = [item["klantId"] for page in found for item in page["items"]]
    assert {page["totaal"] for page in found} == {len(ids)} == {len(set(ids))}
    assert len({page["momentopname"] for page in found}) == 1
    assert found[0].keys() == {"items", "volgende", "totaal", "momentopname"}


def test_regions_and_the_rest_are_the_whole(reader: httpx.Client) -> None:
    totals = {
        region: reader.get("/v1/klanten", params={"limit": "1", "regio": region}).json()["totaal"]
        for region in (*map(str, range(1, 36)), "overig")
    }
    assert sum(totals.values()) == reader.get("/v1/klanten").json()["totaal"]
    assert totals["4"] > 3470


def test_five_hundred_records_come_at_a_time(reader: httpx.Client) -> None:
    assert len(reader.get("/v1/klanten").json()["items"]) == 500


def test_changes_since_a_moment_are_part_of_the_whole(reader: httpx.Client) -> None:
    whole = {item["klantId"]: item for page in pages(reader, limit="2000") for item in page["items"]}
    since = {"gewijzigdSinds": "2026-06-01T00:00:00+02:00", "limit": "20"}
    found = list(pages(reader, **since))
    changed = [item for page in found for item in page["items"]]
    assert found[0]["totaal"] == len(changed) > 20
    assert all(whole[item["klantId"]] == item for item in changed)


def test_the_same_question_gets_the_same_bytes(reader: httpx.Client) -> None:
    one, other = (reader.get("/v1/klanten", params={"regio": "4"}).content for _ in range(2))
    assert one == other


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("kleur=rood", "kleur"),
        ("limit=2001", "limit"),
        ("regio=36", "regio"),
        ("cursor=x", "cursor"),
        ("gewijzigdSinds=ooit", "gewijzigdSinds"),
    ],
)
def test_a_bad_parameter_is_a_bad_request_that_names_it(reader: httpx.Client, query: str, name: str) -> None:
    assert_problem(reader.get(f"/v1/klanten?{query}"), 400, name)


def test_an_unknown_snapshot_is_gone(reader: httpx.Client) -> None:
    assert_problem(reader.get("/v1/klanten?momentopname=2020-01-01-00000000"), 410, "momentopname")


def test_the_register_counts_people_per_region(reader: httpx.Client) -> None:
    answer = reader.get("/v1/doelgroepregister", params={"peildatum": "2020-12-31"})
    assert answer.json() == {"peildatum": "2020-12-31", "regios": [{"regio": 4, "aantal": 4664}]}


def test_the_register_wants_a_day(reader: httpx.Client) -> None:
    assert_problem(reader.get("/v1/doelgroepregister"), 400, "peildatum")
    assert_problem(reader.get("/v1/doelgroepregister?peildatum=morgen"), 400, "peildatum")


def test_other_addresses_and_methods_do_not_exist(reader: httpx.Client) -> None:
    assert_problem(reader.get("/v1/klanten/"), 404)
    assert_problem(reader.post("/v1/klanten"), 405)


def test_items_are_clients_blank_rows_or_tombstones(reader: httpx.Client) -> None:
    fields = {"klantId", "versie", "verwijderd", "persoon", "gemeenteCode", "gemeenteSinds", "klantsoort"} | {
        *("klantsoortSinds", "banenafspraak", "toestemming", "inschrijfdatum", "uitschrijfdatum"),
        *("profieldatum", "profieleinddatum", "klantprofiel"),
    }
    for page in pages(reader, limit="2000"):
        for item in page["items"]:
            assert item.keys() == ({"klantId", "versie", "verwijderd"} if item["verwijderd"] else fields)


def test_a_busy_port_is_said_in_one_line(address: str, tmp_path: Path) -> None:
    port = address.rpartition(":")[2]
    with start(tmp_path, "--port", port) as process:
        _, error = process.communicate(timeout=WAIT)
    assert process.returncode != 0
    assert error.count("\n") == 1
    assert f"Port {port} is in use" in error
