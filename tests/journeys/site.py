"""A whole site in a folder of its own: broker, mock Sonar, worker and web as real processes on free ports."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import redis

from explorer.bench.running import free_ports

ROOT = Path(__file__).parents[2]
PROFILES = "2500"  # Drenthe whole, and nothing else
PATIENCE = 60  # seconds


@dataclass
class Site:
    """The folder holds `data` (as DATA_DIR), `logs` (one file a process) and `answers` (every page that was got)."""

    folder: Path
    ports: dict[str, int] = field(default_factory=dict)
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    database: sqlite3.Connection | None = None
    """Open as long as the site, else SQLite would clear its log away before anyone could look into it."""

    def __post_init__(self) -> None:
        for name in ("data/broker", "data/static", "logs", "answers"):
            (self.folder / name).mkdir(parents=True)
        self.ports = dict(zip(("web", "sonar", "broker"), free_ports(3), strict=True))

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the surroundings but where programs are found.

        A fixed key draws the same pseudonyms every time, so that no run has one in which a BSN turns up by chance.
        """
        return {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "LANG": "C.UTF-8",
            "DEBUG": "1",
            "LOG_FORMAT": "json",  # with a line for each request and task, as in production
            "PSEUDONYM_KEY": "the key of the journeys",
            "DATA_DIR": str(self.folder / "data"),
            "SONAR_URL": f"http://127.0.0.1:{self.ports['sonar']}",
            "REDIS_URL": f"redis://127.0.0.1:{self.ports['broker']}/0",
            "PYTHONUNBUFFERED": "1",
        }

    @property
    def secrets(self) -> dict[str, str]:
        found: dict[str, str] = json.loads((self.folder / "data/demo-secrets.json").read_text())
        return found

    @property
    def step(self) -> str:
        """How far the sync is."""
        return "".join(step for (step,) in self.ask("SELECT step FROM profiles_progress"))

    def set_up(self) -> None:
        """Starts everything; returns when the first sync was carried out by the worker and the site is ready."""
        self.start("broker", *_broker(self.ports["broker"], self.folder / "data/broker"))
        self.manage("migrate")
        self.database = sqlite3.connect(f"file:{self.folder / 'data/db.sqlite3'}?mode=ro", uri=True, timeout=20)
        self.start("sonar", *_manage("sonar_mock", "--port", str(self.ports["sonar"]), "--profiles", PROFILES))
        self.manage("load_reference_data")
        self.start("worker", "celery", "-A", "sync", "worker", "--concurrency", "1", "--loglevel", "INFO")
        self.start(
            "web",
            "gunicorn",
            "explorer.wsgi",
            "--config",
            "python:explorer.server",
            "--bind",
            f"127.0.0.1:{self.ports['web']}",
        )
        self.run("celery", "-A", "sync", "call", "sync.run")
        self.save_broker("dump-on-the-way.rdb")
        self.wait_until(lambda: self.step in ("done", "failed"))
        assert self.step == "done", self.last_words()
        self.wait_until(self.is_ready)

    def start(self, name: str, *command: str) -> None:
        """A process in a session of its own, so that it can be ended with all its children."""
        with (self.folder / f"logs/{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.processes.append(process)

    def run(self, *command: str, patience: int = PATIENCE) -> str:
        """What a command says on standard output; an assertion fails when the command does."""
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=patience
        )
        with (self.folder / "logs/commands.log").open("a", encoding="utf-8") as log:
            log.write(done.stdout + done.stderr)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def manage(self, *arguments: str, patience: int = PATIENCE) -> str:
        return self.run(*_manage(*arguments), patience=patience)

    def visitor(self) -> httpx.Client:
        """Someone with a browser of their own, whose every answer is kept."""

        def keep(answer: httpx.Response) -> None:
            number = len(list((self.folder / "answers").iterdir()))
            (self.folder / f"answers/{number}").write_bytes(answer.read())

        address = f"http://127.0.0.1:{self.ports['web']}"
        return httpx.Client(base_url=address, trust_env=False, timeout=20, event_hooks={"response": [keep]})

    def sonar(self) -> httpx.Client:
        """A signed-in reader of the mock Sonar."""
        address, form = self.environment["SONAR_URL"], {"grant_type": "client_credentials"}
        secrets = (self.secrets["SONAR_CLIENT_ID"], self.secrets["SONAR_CLIENT_SECRET"])
        answer = httpx.post(f"{address}/oauth/token", data=form, auth=secrets, trust_env=False)
        header = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        return httpx.Client(base_url=address, headers=header, trust_env=False, timeout=20)

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """Asks the database file itself, past the site."""
        assert self.database is not None
        return self.database.execute(question).fetchall()

    def save_broker(self, name: str) -> None:
        """Has the broker write all that it holds into its folder, and keeps it under this name."""
        with redis.Redis.from_url(self.environment["REDIS_URL"]) as broker:
            broker.save()
        shutil.copy(self.folder / "data/broker/dump.rdb", self.folder / "data/broker" / name)

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.ports['web']}/readyz", trust_env=False).is_success
        except httpx.TransportError:
            return False

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Raises AssertionError with the logs' last words when it takes too long or a process died."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert all(process.poll() is None for process in self.processes), self.last_words()
            assert time.monotonic() < deadline, self.last_words()
            time.sleep(0.1)

    def last_words(self) -> str:
        logs = sorted((self.folder / "logs").iterdir())
        return "\n".join(f"--- {log.name}\n{log.read_text(errors='replace')[-1500:]}" for log in logs)

    def tear_down(self) -> None:
        """Ends every process that was started, the broker last, and makes sure that no child of theirs is left."""
        if self.database is not None:
            self.database.close()
        left = [process.args for process in reversed(self.processes) if not ended(process)]
        assert not left, f"had to be killed: {left}"


def ended(process: "subprocess.Popen[bytes]") -> bool:
    """Ends a process as Ctrl-C would; whether it and all its children went without being killed."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(10)
        os.killpg(process.pid, signal.SIGKILL)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    except ProcessLookupError:
        return True
    return False


def _manage(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "manage.py", *arguments)


def _broker(port: int, folder: Path) -> tuple[str, ...]:
    return _manage("broker", "--port", str(port), "--folder", str(folder))
