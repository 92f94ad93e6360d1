"""The page docs/api.md, carried out: its walk with curl and its generated client, against a site that runs."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.e2e.conftest import ROOT, own_environment, running

pytestmark = pytest.mark.slow
TOLD_SITE, TOLD_REFERENCE = "http://127.0.0.1:8000", "D7K-4MPQ"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return own_environment(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def site(environment: dict[str, str]) -> Iterator[str]:
    with running(environment, "tests.e2e.town") as address:
        yield address


@pytest.fixture(scope="module")
def token(site: str, environment: dict[str, str]) -> str:
    """That of the demo's intermediary, as `make fuzz-api` gets it."""
    assert site
    command = [sys.executable, "manage.py", "api_credentials", "intermediary"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip().removeprefix("Authorization: Bearer ")


def blocks(language: str) -> list[str]:
    """The pieces of code in the page."""
    page = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def reference_of(site: str, headers: dict[str, str]) -> str:
    answer = httpx.get(f"{site}/api/v1/kandidaten", headers=headers, trust_env=False)
    found: str = answer.json()["kandidaten"][0]["referentie"]
    return found


def walked(line: str, **variables: str) -> tuple[int, str]:
    """Status and content type of what curl is answered."""
    told = "%{stderr}%{http_code} %{content_type}"
    script = line.replace("curl -s", f"curl -s -o /dev/null -w {shlex.quote(told)}", 1)
    environment = {"PATH": os.environ["PATH"], **variables}
    done = subprocess.run(["/bin/bash", "-c", script], env=environment, capture_output=True, text=True, check=True)
    status, _blank, media = done.stderr.partition(" ")
    return int(status), media


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_every_line_of_the_walk_with_curl_is_answered_well(site: str, token: str) -> None:
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("curl")]
    by_token: dict[str, str] = {"Authorization": f"Bearer {token}"}
    given = {"TOKEN": token, "AUTH": f"Authorization: Bearer {token}", "JSON": "Content-Type: application/json"}
    statuses = {}
    for line in lines:
        reference = reference_of(site, by_token if "AUTH" in line or "TOKEN" in line else {})
        told = line.replace(TOLD_SITE, site).replace(TOLD_REFERENCE, reference)
        statuses[line], _media = walked(told, API=f"{site}/api/v1", **given)

    assert len(lines) >= 12
    assert {line: status for line, status in statuses.items() if status not in (200, 201)} == {}


def test_the_generated_client_searches_pages_reads_a_profile_and_keeps_a_search(
    site: str, token: str, tmp_path: Path
) -> None:
    """The python of the page, with this site and this token."""
    generate = ["make", "-o", ".venv/.dev", "client-api", f"API={site}/api/v1", f"CLIENT={tmp_path}/client"]
    subprocess.run(generate, cwd=ROOT, check=True, capture_output=True)
    (code,) = blocks("python")
    told = code.replace(TOLD_SITE, site).replace("kv_…", token)
    shown = (
        "import json\nprint(json.dumps([[one.referentie for one in page.kandidaten] for page in (first, second)]))"
    )
    asked = f"{told}\n{shown}\nprint(one.referentie)"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", asked], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    pages, profile = done.stdout.splitlines()
    first, second = json.loads(pages)
    kept = httpx.get(
        f"{site}/api/v1/zoekopdrachten?naam=drenthe", headers={"Authorization": f"Bearer {token}"}, trust_env=False
    )

    assert first
    assert second
    assert not set(first) & set(second)
    assert profile == first[0]
    assert [one["naam"] for one in kept.json()["zoekopdrachten"]] == ["Drenthe"]
