"""Many processes log looks at once while several sealers race; prints what became of the chain."""

import json
import multiprocessing
import sys
import time
from multiprocessing.synchronize import Event
from typing import Any

FORK = multiprocessing.get_context("fork")
SEALERS = 3


def write(number: int, looks: int) -> None:
    from profiles.models import AuditEvent
    from tests.auditing import logged

    for look in range(looks):
        logged(f"key{number}x{look}", "everyone")
    assert AuditEvent.objects.filter(people__contains=f"key{number}x").count() == looks


def keep_sealing(done: Event) -> None:
    from django.utils import timezone

    from profiles.audit.seal import seal

    while not done.is_set():
        seal(at=timezone.now())
        time.sleep(0.02)


def race(writers: int, looks: int) -> dict[str, Any]:
    """Starts everything, waits for all, and seals the rest."""
    from django.db import connection
    from django.utils import timezone

    from profiles.audit.seal import seal
    from profiles.audit.verify import verify
    from profiles.models import AuditSeal

    connection.close()  # a child must not share its parent's connection
    done = FORK.Event()
    sealers = [FORK.Process(target=keep_sealing, args=(done,)) for _ in range(SEALERS)]
    writing = [FORK.Process(target=write, args=(number, looks)) for number in range(writers)]
    for process in (*sealers, *writing):
        process.start()
    for process in writing:
        process.join()
    sealed_meanwhile = AuditSeal.objects.count()
    done.set()
    for process in sealers:
        process.join()
    seal(at=timezone.now())
    verdict = verify()
    numbers = list(AuditSeal.objects.order_by("number").values_list("number", flat=True))
    return {
        "failed": sum(process.exitcode != 0 for process in (*writing, *sealers)),
        "ok": verdict.ok,
        "events": verdict.events,
        "waiting": verdict.unsealed,
        "gaps": len(set(range(1, verdict.events + 1)) - set(numbers)),
        "forks": AuditSeal.objects.count() - len(set(AuditSeal.objects.values_list("event_id", flat=True))),
        "sealed_meanwhile": sealed_meanwhile,
    }


def main() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps(race(int(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201 - the caller reads it


if __name__ == "__main__":
    main()
