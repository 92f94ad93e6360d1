"""The examples in deploy/ name commands, settings, queues and secrets that exist."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from explorer.search.index.store import PRIORITY
from explorer.secrets import IN_FILES
from profiles.workers import QUEUES
from sync.celery import app

ROOT = Path(__file__).parents[1]
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
DOCUMENTED = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.M))
OF_OTHERS = {"PATH", "PYTHONUNBUFFERED", "POSTGRES_USER", "POSTGRES_PASSWORD"}
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
CONTAINERS = {name: " ".join(service.get("command", [])) for name, service in SERVICES.items()}
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def _commands() -> dict[str, str]:
    """Where each command line stands, and the line."""
    units = {path.stem: re.findall(r"^ExecStart=(.*)$", path.read_text(), re.M)[0] for path in UNITS}
    lines = [line for line in DOCKERFILE.splitlines() if line.startswith(("RUN", "CMD"))]
    return {**units, **CONTAINERS, "Dockerfile": "\n".join(lines).replace('", "', " ")}


def _names_set() -> set[str]:
    units = [path.read_text(encoding="utf-8") for path in [*UNITS, ROOT / "deploy/systemd/site.env.example"]]
    names = set(re.findall(r"^(?:Environment=)?([A-Z_]+)=", "\n".join(units), re.M))
    for service in SERVICES.values():
        names |= set(service.get("environment", {}))
    names |= set(re.findall(r"(?:^ENV|^RUN|^ARG|\s)\s?\b([A-Z_]+)=", DOCKERFILE, re.M))
    return names


def test_every_management_command_exists() -> None:
    named = {name for line in _commands().values() for name in re.findall(r"manage\.py (\w+)", line)}

    assert {"migrate", "database_roles", "sonar_mock", "collectstatic"} <= named <= set(get_commands())


def test_servers_and_workers_start_what_is_there() -> None:
    for line in _commands().values():
        assert set(re.findall(r"gunicorn (\S+)", line)) <= {"explorer.wsgi"}
        assert set(re.findall(r"python:(\S+)", line)) <= {"explorer.server"}
        assert set(re.findall(r"celery .*-A (\S+)", line)) <= {"sync"}


def test_every_name_in_the_environment_is_a_setting() -> None:
    known = DOCUMENTED | OF_OTHERS | {f"{name}_FILE" for name in (*IN_FILES, "POSTGRES_PASSWORD")}

    assert "PROCESS" in _names_set()
    assert _names_set() - known == set()


@pytest.mark.parametrize(
    "lines", [{p.stem: _commands()[p.stem] for p in UNITS}, CONTAINERS], ids=["systemd", "compose"]
)
def test_every_queue_has_a_process(lines: dict[str, str]) -> None:
    worked_at = {queue for line in lines.values() for queue in re.findall(r"--queues (\S+)", line)}
    rung = {job.get("options", {}).get("queue", "celery") for job in app.conf.beat_schedule.values()}

    assert rung <= worked_at == set(QUEUES)
    assert set(app.amqp.queues) == {"celery", "contact"}


def test_only_staff_and_its_worker_hold_the_private_key() -> None:
    units = {path.stem for path in UNITS if "LINK_PRIVATE_KEY" in path.read_text(encoding="utf-8")}
    containers = {name for name, service in SERVICES.items() if "link-private-key" in service.get("secrets", [])}

    assert units == {"verkenner-staff@", "verkenner-contact"}
    assert containers == {"staff", "contact"}


def test_the_public_site_cannot_make_the_key_of_a_person() -> None:
    units = {path.stem for path in UNITS if "pseudonym-key" in path.read_text(encoding="utf-8")}
    containers = {name for name, service in SERVICES.items() if "pseudonym-key" in service.get("secrets", [])}

    assert units == {"verkenner-staff@", "verkenner-worker", "verkenner-contact"}
    assert containers == {"migrate", "staff", "worker", "contact"}


def test_workers_give_way_to_pages_wherever_they_run() -> None:
    procfile = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines())
    unit = (ROOT / "deploy/systemd/verkenner-worker.service").read_text(encoding="utf-8")

    assert shlex.split(procfile["worker"])[:3] == list(PRIORITY)
    assert {"CPUWeight=10", "Nice=10"} <= set(unit.splitlines())
    assert SERVICES["worker"]["cpu_shares"] < 1024, "the share of every other container"


def test_every_secret_of_a_container_is_declared_and_read() -> None:
    used = {secret for service in SERVICES.values() for secret in service.get("secrets", [])}

    assert used == set(COMPOSE["secrets"])
    for service in SERVICES.values():
        paths = [str(value) for name, value in service.get("environment", {}).items() if name.endswith("_FILE")]
        assert sorted(path.removeprefix("/run/secrets/") for path in paths) == sorted(service.get("secrets", []))
