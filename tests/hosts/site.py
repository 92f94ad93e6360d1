"""One site on several hosts: what each is told and runs, and a look into the database that they share."""

import os
import secrets
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from celery import Celery
from nacl.public import PrivateKey

from tests.faults.digest import Rows, state
from tests.hosts import data, feed
from tests.hosts.network import Host

BIN = Path(sys.executable).parent
DOMAIN = "verkenner.example"
WEB_PORT = 8000
PATIENCE = 600.0
NOT_FOR_WEB = ("LINK_PRIVATE_KEY", "SONAR_CLIENT_ID", "SONAR_CLIENT_SECRET")
WIDE = str(10**9)
"""No budget stops the stream of requests."""


class NotInTimeError(Exception):
    """Something that was waited for did not come about; the message says what."""


def drawn_secrets() -> dict[str, str]:
    """What every host is told, as production does: by its environment. The private key is for workers only."""
    names = ("SECRET_KEY", "PSEUDONYM_KEY", "AUDIT_KEY", "SONAR_CLIENT_ID", "SONAR_CLIENT_SECRET")
    private = PrivateKey.generate()
    pair = {"LINK_PUBLIC_KEY": bytes(private.public_key).hex(), "LINK_PRIVATE_KEY": bytes(private).hex()}
    return {**{name: secrets.token_hex(32) for name in names}, **pair}


@dataclass
class Site:
    """Its own are `database` and `number`, that of the broker's database; the hosts may serve one after the other."""

    data: Host
    others: Host
    secrets: Mapping[str, str]
    database: str
    number: int

    @property
    def address(self) -> str:
        return f"postgresql://postgres@{self.data.address}:{data.POSTGRES}/{self.database}"

    @property
    def broker(self) -> str:
        return f"redis://{self.data.address}:{data.REDIS}/{self.number}"

    def environment(self, host: Host) -> dict[str, str]:
        """As in production (no DEBUG), behind a proxy that speaks https; its own folder is all that a host has."""
        is_web = host.name.startswith("web")
        return {
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "LANG": "C.UTF-8",
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "explorer.settings",
            "DEBUG": "0",
            "PROCESS": "web" if is_web else "all",
            **{name: one for name, one in self.secrets.items() if not (is_web and name in NOT_FOR_WEB)},
            "DATA_DIR": str(host.folder / "var"),
            "DATABASE_URL": self.address,
            "REDIS_URL": self.broker,
            "SONAR_URL": f"http://{self.others.address}:{feed.SONAR}",
            "EMAIL_URL": f"smtp://{self.others.address}:{feed.MAIL}",
            "EMAIL_FROM": f"post@{DOMAIN}",
            "SITE_URL": f"https://{DOMAIN}",
            "ALLOWED_HOSTS": DOMAIN,
            "BEHIND_PROXY": "1",
            "REQUIRE_LOGIN": "none",
            **dict.fromkeys(("API_CALLS_MEMBER", "API_CALLS_NETWORK"), "0"),
            **{f"PROFILE_BUDGET_{whose}": WIDE for whose in ("PERSON", "ORGANISATION", "VISITOR", "NETWORK")},
            "ALARM_PROFILES": WIDE,
            "SYNC_DELTA_MINUTES": "1440",  # no sync but those that are told about
            "SYNC_FULL_HOUR": str((time.localtime().tm_hour + 12) % 24),
        }

    def manage(self, host: Host, *words: str, **extra: str) -> str:
        return host.run([sys.executable, "manage.py", *words], {**self.environment(host), **extra})

    def web(self, host: Host) -> None:
        """Two web processes, of four threads each."""
        self.manage(host, "collectstatic", "--noinput", "--verbosity", "0")
        bind = ["--bind", f"{host.address}:{WEB_PORT}", "--workers", "2", "--threads", "4", "--log-level", "warning"]
        command = [str(BIN / "gunicorn"), "explorer.wsgi", "--config", "python:explorer.server", *bind]
        host.start("web", command, self.environment(host))

    def worker(self, host: Host, processes: int) -> None:
        """So many processes that read the feed."""
        self.celery(host, "worker", "worker", "--concurrency", str(processes))

    def mailer(self, host: Host) -> None:
        self.celery(host, "mailer", "worker", "--queues", "mail", "--pool", "solo")

    def clock(self, host: Host) -> None:
        """Beat and the sealer of the audit log: one in all, on this host from now on."""
        self.celery(host, "sealer", "worker", "--queues", "audit", "--pool", "solo")
        self.celery(host, "beat", "beat", "--schedule", str(host.folder / "beat"), "--pidfile=")

    def celery(self, host: Host, name: str, kind: str, *options: str) -> None:
        named = () if kind == "beat" else ("--hostname", f"{name}@{host.name}")
        command = [str(BIN / "celery"), "--quiet", "-A", "sync", kind, *options, *named, "--loglevel", "WARNING"]
        host.start(name, command, self.environment(host))

    def ask(self, query: str) -> Rows:
        """Columns and rows of a query, past the site."""
        with psycopg.connect(self.address) as line, line.cursor() as cursor:
            cursor.execute(query.encode())
            return [column.name for column in cursor.description or ()], cursor.fetchall()

    def one(self, query: str) -> Any:
        return next(iter(self.ask(query)[1]), (None,))[0]

    @property
    def state(self) -> dict[str, str]:
        """What the syncs have left, as digests."""
        return state(self.ask)

    def send(self, task: str, *arguments: str) -> None:
        with Celery(broker=self.broker) as app:
            app.send_task(task, args=arguments)

    def workers(self) -> set[str]:
        """The names of the workers that answer at once."""
        with Celery(broker=self.broker) as app:
            return {name for answer in app.control.ping(timeout=1) or [] for name in answer}

    def on_day(self, day: str) -> None:
        """The feed goes on to this day."""
        (self.others.folder / "day").write_text(day)

    def copied(self, database: str, number: int) -> "Site":
        """Another site whose database is a copy of this one; nobody may be at work in it."""
        self.execute(f"CREATE DATABASE {database} TEMPLATE {self.database}")
        return Site(self.data, self.others, self.secrets, database, number)

    def execute(self, statement: str) -> None:
        server = f"postgresql://postgres@{self.data.address}:{data.POSTGRES}/postgres"
        with psycopg.connect(server, autocommit=True) as line:
            line.execute(statement.encode())


def wait_until(what: str, holds: Callable[[], Any], patience: float = PATIENCE, pause: float = 0.1) -> None:
    """Raises `NotInTimeError` with these words."""
    deadline = time.monotonic() + patience
    while not holds():
        if time.monotonic() > deadline:
            raise NotInTimeError(what)
        time.sleep(pause)


def begin(site: Site, host: Host, module: str, *more: str) -> None:
    """Starts one of our own servers on its host, and waits until it listens."""
    command = [sys.executable, "-m", f"tests.hosts.{module}", str(host.folder), host.address, *more]
    host.start(module, command, site.environment(host))
    wait_until(f"{host.name} does not start.", (host.folder / "ready").exists, 60)


def prepared(data_host: Host, others: Host, setter: Host, profiles: int) -> tuple[Site, str]:
    """The servers run; a site with tables and reference data and nobody in it; and a token of an employer."""
    drawn = drawn_secrets()
    site = Site(data_host, others, drawn, "prepared", 0)
    begin(site, data_host, "data")
    begin(site, others, "feed", str(profiles))
    site.execute("CREATE DATABASE prepared")
    site.manage(setter, "migrate", "--verbosity", "0")
    site.manage(setter, "load_reference_data", "--verbosity", "0")
    said = site.manage(setter, "api_credentials", "employer", DEBUG="1")
    return site, said.strip().partition(": ")[2]
