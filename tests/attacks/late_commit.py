"""Two looks at once, the first of which commits last (PostgreSQL only); prints how they were chained."""

import json
import threading
from typing import Any


def late_commit() -> dict[str, Any]:
    """Draws the smaller id first, seals while it is not committed, and seals again when it is."""
    from django.utils import timezone

    from profiles.audit.seal import seal
    from profiles.audit.verify import verify
    from profiles.models import AuditSeal
    from tests.auditing import logged

    drawn, may_commit = threading.Event(), threading.Event()
    slow = threading.Thread(target=write_slowly, args=(drawn, may_commit))
    slow.start()
    drawn.wait()
    logged("quick")
    first = seal(at=timezone.now())
    may_commit.set()
    slow.join()
    second = seal(at=timezone.now())
    people = AuditSeal.objects.order_by("number").values_list("event__people", flat=True)
    ids = list(AuditSeal.objects.order_by("number").values_list("event_id", flat=True))
    order = [" ".join(keys) for keys in people]
    return {"sealed": [first, second], "order": order, "ids_fall": ids == sorted(ids)[::-1], "ok": verify().ok}


def write_slowly(drawn: threading.Event, may_commit: threading.Event) -> None:
    from django.db import connection, transaction

    from profiles.audit.write import write
    from profiles.models import AuditAction
    from tests.auditing import VIEWER
    from tests.factories import NOW

    with transaction.atomic():
        write(viewer=VIEWER, action=AuditAction.CARD, people=["slow"], at=NOW)
        drawn.set()
        may_commit.wait()
    connection.close()


def main() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps(late_commit()))  # noqa: T201 - the caller reads it


if __name__ == "__main__":
    main()
