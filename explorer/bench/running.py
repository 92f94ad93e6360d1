"""Runs a whole site for a measurement: the processes of the Procfile on free ports, ended by their own id."""

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template

import httpx
import psutil

from explorer.bench.step import ROOT, surroundings

PROCESSES = ("broker", "web", "sealer", "beat")
"""Those of the Procfile that a page needs, or that work while pages are asked."""
PATIENCE = 600.0


class NotStartedError(Exception):
    """The site does not answer; the message holds the last that its processes wrote."""


@dataclass(frozen=True)
class Running:
    """A site that runs: where, and its processes by name."""

    address: str
    processes: Mapping[str, "subprocess.Popen[bytes]"]

    def processor_seconds(self) -> dict[str, float]:
        """Of each process with its children, and of this one, the generator."""
        found = {name: _seconds(one.pid) for name, one in self.processes.items()}
        return {**found, "generator": _seconds(os.getpid(), children=False)}


def environment_of(folder: Path, database: str) -> dict[str, str]:
    """The surroundings of every process of a site that keeps its files in a folder; no budget stops anyone."""
    web, broker = free_ports(2)
    return {
        **surroundings(folder, database),
        "HASHED_STATIC": "1",
        "PYTHONUNBUFFERED": "1",
        "WEB_PORT": str(web),
        "BROKER_PORT": str(broker),
        "SITE_URL": f"http://127.0.0.1:{web}",
        "REDIS_URL": f"redis://127.0.0.1:{broker}/0",
        "API_CALLS_MEMBER": "0",
        **{f"PROFILE_BUDGET_{whose}": str(10**6) for whose in ("PERSON", "ORGANISATION")},
    }


@contextmanager
def running_site(folder: Path, environment: Mapping[str, str]) -> Iterator[Running]:
    """A site that answers; everything is ended afterwards.

    Raises:
        NotStartedError: see there.
    """
    manage = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(manage, check=True, cwd=ROOT, env=dict(environment))  # noqa: S603 - our own command
    started: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name in PROCESSES:
            started[name] = _start(name, folder, environment)
        running = Running(environment["SITE_URL"], started)
        _wait(running, folder)
        yield running
    finally:
        for one in reversed(started.values()):
            _end(one)


def _start(name: str, folder: Path, environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that it can be ended with its children."""
    (folder / "broker").mkdir(exist_ok=True)
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines())
    command = shlex.split(Template(lines[name]).substitute(environment))
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own Procfile
            command, cwd=ROOT, env=dict(environment), stdout=log, stderr=log, start_new_session=True
        )


def _wait(running: Running, folder: Path) -> None:
    """Until every web process answers, each of which makes its index before it takes a call."""
    deadline, good = time.monotonic() + PATIENCE, 0
    while good < 10:  # enough for both web processes to have been asked
        dead = any(one.poll() is not None for one in running.processes.values())
        if dead or time.monotonic() > deadline:
            logs = (f"--- {path.name}\n{path.read_text(errors='replace')[-1500:]}" for path in folder.glob("*.log"))
            raise NotStartedError("\n".join(logs))
        good = good + 1 if _is_ready(running.address) else 0
        time.sleep(0.1)


def _is_ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/readyz", trust_env=False, timeout=60).is_success
    except httpx.TransportError:
        return False


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _seconds(pid: int, *, children: bool = True) -> float:
    process = psutil.Process(pid)
    family = [process, *(process.children(recursive=True) if children else [])]
    times = [one.cpu_times() for one in family]
    return float(sum(one.user + one.system for one in times))


def free_ports(number: int) -> list[int]:
    """Ports of the loopback address on which nothing listens."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports
