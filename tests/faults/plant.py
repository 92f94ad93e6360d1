"""A whole sync as real processes: a feed behind a proxy, a broker, workers, and a database of its own."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg
from celery import Celery
from kombu.exceptions import OperationalError

from explorer.bench.running import free_ports
from tests.faults.digest import Rows, state
from tests.faults.people import pages, people
from tests.faults.proxy import Harm, Proxy
from tests.sync.feed import Feed

ROOT = Path(__file__).parents[2]
PATIENCE = 90  # seconds


def slowly(line: Any, answer: bytes) -> None:
    """A page that takes a moment, so that there is time to do harm."""
    time.sleep(0.08)
    line.sendall(answer)


@dataclass
class Plant:
    """`address` is the database's URL. Whatever is started is ended when the plant is closed."""

    folder: Path
    address: str
    feed: Feed
    proxy: Proxy
    port: int = field(default_factory=lambda: free_ports(1)[0])
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    swept_at: float = 0

    def environment(self, **extra: str) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "DEBUG": "1",
            "PSEUDONYM_KEY": "the key of the faults",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.address,
            "SONAR_URL": self.proxy.url,
            "REDIS_URL": f"redis://127.0.0.1:{self.port}/0",
            "PYTHONUNBUFFERED": "1",
            "SYNC_PROCESSES": "1",
            **extra,
        }

    def start(self, *command: str, **extra: str) -> "subprocess.Popen[bytes]":
        """A Python process in a session of its own."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=self.environment(**extra),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def broker(self) -> "subprocess.Popen[bytes]":
        """A broker that listens."""
        command = ("broker", "--port", str(self.port), "--folder", str(self.folder / "broker"))
        process = self.start("manage.py", *command)
        self.wait_until(self._is_listening)
        return process

    def _is_listening(self) -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def worker(self, **extra: str) -> "subprocess.Popen[bytes]":
        return self.start("-m", "tests.faults.hasty", "worker", **extra)

    def standing(self, worker: "subprocess.Popen[bytes]") -> "subprocess.Popen[bytes]":
        """The worker, begun anew if it ended, as a service manager would: a child killed at birth ends Celery."""
        return worker if worker.poll() is None else self.worker()

    def beat(self) -> "subprocess.Popen[bytes]":
        """Asks the sweeper to look, every second."""
        return self.start("-m", "tests.faults.hasty", "beat")

    def sync(self, **extra: str) -> "subprocess.Popen[bytes]":
        """A full run in one process, without broker and worker."""
        return self.start("-m", "tests.faults.hasty", "sync", **extra)

    def send(self, task: str, *arguments: str) -> None:
        """Sends a message, if there is a broker to take it."""
        with Celery(broker=f"redis://127.0.0.1:{self.port}/0") as app, suppress(OperationalError):
            app.send_task(task, args=arguments, retry=False, expires=60)

    def ask(self, query: str) -> Rows:
        """Columns and rows of a query, past the site."""
        if self.address.startswith("sqlite"):
            with closing(sqlite3.connect(self.address.removeprefix("sqlite:///"), timeout=20)) as database:
                found = database.execute(query)
                return [column[0] for column in found.description], found.fetchall()
        with psycopg.connect(self.address) as server, server.cursor() as cursor:
            cursor.execute(query.encode())
            return [column.name for column in cursor.description or ()], cursor.fetchall()

    def one(self, query: str) -> Any:
        return next(iter(self.ask(query)[1]), (None,))[0]

    @property
    def state(self) -> dict[str, str]:
        return state(self.ask)

    def wait_until(self, holds: Callable[[], Any], meanwhile: Callable[[], Any] = lambda: None) -> None:
        """Raises AssertionError with the log's last words when it takes too long."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, self.last_words()
            meanwhile()
            time.sleep(0.1)

    def begin(self) -> None:
        """Asks for a full run, and waits until it has read something."""
        self.send("sync.run", "full")
        self.wait_until(self.has_read)

    def has_begun(self) -> bool:
        return self.last_state() != "None"

    def has_read(self) -> bool:
        return bool(self.one("SELECT max(read) FROM sync_shard"))

    def finish(self) -> None:
        """Has the sweeper look for lost work until the run is done."""
        self.wait_until(lambda: self.last_state() in ("done", "failed"), self.sweep)
        assert self.last_state() == "done", self.one("SELECT error FROM sync_syncrun ORDER BY id DESC LIMIT 1")

    def sweep(self) -> None:
        """Asks the sweeper to look, once a second at most."""
        if time.monotonic() - self.swept_at > 1:
            self.swept_at = time.monotonic()
            self.send("sync.sweep")

    def last_state(self) -> str:
        return str(self.one("SELECT state FROM sync_syncrun ORDER BY id DESC LIMIT 1"))

    def last_words(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-3000:]

    def close(self) -> None:
        for process in reversed(self.processes):
            kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """The process and its children, without a word of warning."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def kill_children(process: "subprocess.Popen[bytes]") -> None:
    """The children in which a worker does its work, if it has any by now."""
    for child in psutil.Process(process.pid).children():
        child.kill()


@contextmanager
def plant(folder: Path, address: str, harm: Harm = slowly) -> Iterator[Plant]:
    """A plant that reads the small feed slowly."""
    folder.mkdir(exist_ok=True)
    with Feed() as feed, Proxy(feed.url) as proxy:
        feed.pages = pages(people())
        proxy.always = harm
        found = Plant(folder, address, feed, proxy)
        try:
            yield found
        finally:
            found.close()


def prepared(folder: Path, address: str = "") -> Path:
    """Tables and reference data in a database: a SQLite file to be copied, or the one at an address."""
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "DEBUG": "1", "DATA_DIR": str(folder)}
    environment |= {"DATABASE_URL": address} if address else {}
    for command in ("migrate", "load_reference_data"):
        run = [sys.executable, "manage.py", command]
        subprocess.run(run, cwd=ROOT, env=environment, check=True, capture_output=True)
    path = folder / "db.sqlite3"
    if not address:
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def copied(template: Path, folder: Path) -> str:
    """A copy of the prepared database; gives its URL."""
    folder.mkdir(exist_ok=True)
    shutil.copy(template, folder / "db.sqlite3")
    return f"sqlite:///{folder / 'db.sqlite3'}"
