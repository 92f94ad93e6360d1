"""A web process on PostgreSQL with short limits: what its pages answer when a statement runs into them.

`python -m tests.postgres.limits ADDRESS`, with the same address in the environment, prints one JSON object.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from wsgiref.util import setup_testing_defaults

import psycopg
from django.core.management import call_command

THREADS = 12


@dataclass(frozen=True)
class Answer:
    """What a server would send."""

    status: int
    kind: str
    retry_after: str
    text: str

    @property
    def short(self) -> list[object]:
        return [self.status, self.kind, self.retry_after]


def get(path: str) -> Answer:
    """Asks the application itself, as a server does, with the end of the request."""
    from explorer.wsgi import application

    asked: dict[str, Any] = {"PATH_INFO": path, "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1"}
    setup_testing_defaults(asked)
    head: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> Callable[[bytes], object]:
        head.extend([status, dict(headers)])
        return head.append

    body = application(asked, start)
    text = b"".join(body).decode()
    body.close()
    return Answer(int(head[0][:3]), head[1]["Content-Type"].partition(";")[0], head[1].get("Retry-After", ""), text)


def with_views() -> None:
    """Adds two pages that take their time."""
    from django.db import connection, transaction
    from django.http import HttpResponse
    from django.urls import path

    from explorer import urls

    def slow(_request: object) -> HttpResponse:
        connection.cursor().execute("SELECT pg_sleep(20)")
        return HttpResponse("")

    @transaction.atomic
    def idle(_request: object) -> HttpResponse:
        connection.cursor().execute("SELECT 1")
        time.sleep(3)
        connection.cursor().execute("SELECT 1")
        return HttpResponse("")

    urls.urlpatterns[:0] = [path("api/slow", slow), path("slow", slow), path("idle", idle)]


def at_once(ask: Callable[[], Answer]) -> list[int]:
    """The states of many requests of as many threads."""
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(ask().status)) for _ in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return found


def walk(address: str) -> dict[str, object]:
    """Runs into each limit, and then loses every connection at once."""
    call_command("migrate", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    with_views()
    with psycopg.connect(address) as other:
        other.execute("LOCK TABLE profiles_live IN ACCESS EXCLUSIVE MODE")
        found = {"locked page": get("/kandidaten/"), "locked api": get("/api/v1/kandidaten")}
        other.rollback()
    found |= {"slow page": get("/slow"), "slow api": get("/api/slow"), "idle page": get("/idle")}
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    told = [word for word in ("pg_sleep", "Traceback", "canceling") for one in found.values() if word in one.text]
    after = sorted(set(at_once(lambda: get("/transparantie/"))))
    return {name: one.short for name, one in found.items()} | {"told": told, "after": after, **connections_left()}


def connections_left() -> dict[str, object]:
    """How many connections many threads at once made; they are closed."""
    from django.db import connection

    postgresql: Any = connection
    made, keeps = postgresql.pool.get_stats()["pool_size"], connection.settings_dict["CONN_MAX_AGE"]
    connection.close()
    postgresql.close_pool()
    return {"connections": made, "kept by threads": keeps}


if __name__ == "__main__":
    import explorer.wsgi  # noqa: F401 - sets Django up, with limits

    print(json.dumps(walk(sys.argv[1])))  # noqa: T201 - the caller reads it
