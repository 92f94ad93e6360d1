"""What the log costs: a page with and without it, and checking many events; prints milliseconds and seconds.

Times of the processor (`cpu`) beside those of the clock, because the machine may be doing other things.
"""

import datetime as dt
import json
import secrets
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

ON_A_PAGE, PAGES = 20, 10


def page_with_and_without(rounds: int) -> dict[str, list[float]]:
    """Milliseconds of a page of results when looks are logged and when they are not, and of the logging itself."""
    from django.test import Client

    from profiles import audit
    from tests.factories import make_membership, published

    published(*({"hours": "U28"} for _ in range(ON_A_PAGE * PAGES)))
    client, record, spent = Client(HTTP_HOST="127.0.0.1"), audit.record, []
    client.force_login(make_membership("adviser").user)
    for number in range(PAGES):
        client.get(f"/kandidaten/?pagina={number + 1}")

    def timed(**look: Any) -> None:
        started = time.thread_time()
        record(**look)
        spent.append(time.thread_time() - started)

    def silent(**_look: Any) -> None:
        return None

    def page(number: int, logging: Callable[..., None]) -> float:
        audit.record = logging
        started = time.perf_counter()
        assert client.get(f"/kandidaten/?pagina={number % PAGES + 1}").status_code == 200
        return time.perf_counter() - started

    logged: list[float] = []
    bare: list[float] = []
    for number in range(rounds):
        for logging in ((timed, silent), (silent, timed))[number % 2]:  # neither always comes first
            (logged if logging is timed else bare).append(page(number, logging))
    audit.record = record
    return {
        "page_with_log_ms": shares(logged),
        "page_without_log_ms": shares(bare),
        "log_cpu_ms": shares(spent),
    }


def checking(events: int) -> dict[str, float]:
    """Seconds to verify so many events of twenty people each, and to find one person among them."""
    from profiles.audit.lookup import looks_at
    from profiles.audit.verify import verify

    person = log_many(events)
    started, cpu = time.perf_counter(), time.process_time()
    verdict = verify()
    checked, checked_cpu = time.perf_counter() - started, time.process_time() - cpu
    assert verdict.ok, verdict
    started = time.perf_counter()
    assert looks_at([person])
    found = time.perf_counter() - started
    return {
        "events": verdict.events,
        "verify_s": round(checked, 2),
        "verify_cpu_s": round(checked_cpu, 2),
        "who_saw_s": round(found, 2),
    }


def log_many(events: int) -> str:
    """Writes events a thousand at a time and chains them; returns one of the people."""
    from django.db import connection, transaction

    from profiles.audit import heads
    from profiles.audit.seal import chained, head
    from profiles.models import AuditEvent
    from profiles.rows import insert
    from tests.auditing import triggers_off
    from tests.factories import NOW

    people = [secrets.token_hex(16) for _ in range(2000)]
    with triggers_off():
        for start in range(0, events, 1000):
            with transaction.atomic():
                insert([_event(number, people, NOW) for number in range(start, min(start + 1000, events))])
                new = list(AuditEvent.objects.filter(seal=None).order_by("pk"))
                insert(chained(head(), new, NOW))
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM profiles_auditpending")
    heads.append(number=head().number, link=head().link, at=NOW)
    return people[0]


def _event(number: int, people: Sequence[str], at: dt.datetime) -> Any:
    from profiles.audit.marks import mark_of
    from profiles.models import AuditEvent

    start = number * ON_A_PAGE % len(people)
    event = AuditEvent(
        at=at + dt.timedelta(seconds=number),
        viewer=f"o:{number % 500}",
        actor=f"gebruiker {number % 3000}",
        organisation=f"Organisatie {number % 500}",
        role="employer",
        origin="web",
        purpose="recruit",
        action="results",
        people=" ".join(people[start : start + ON_A_PAGE]),
    )
    event.mac = mark_of(event)
    return event


def shares(seconds: Sequence[float]) -> list[float]:
    """Milliseconds under which half and 95% of the measurements lie."""
    ordered = sorted(seconds)
    return [round(ordered[int(len(ordered) * share)] * 1000, 2) for share in (0.5, 0.95)]


def main() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    rounds, events = (int(argument) for argument in sys.argv[1:])
    print(json.dumps({**page_with_and_without(rounds), **checking(events)}))  # noqa: T201 - the caller reads it


if __name__ == "__main__":
    main()
