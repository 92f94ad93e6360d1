"""Many requests at the same moment, for what is left of one budget or under one key; prints what came of them."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it needs a Django that is ready
    from tests.explorer.api.callers import Program

THREADS, EACH, MOST = 8, 5, 17


def at_once() -> dict[str, int]:
    """What was shown in all: to colleagues who look at other profiles, and to sessions of one network."""
    from explorer.models import ProfileReference
    from tests.explorer.audiences import employer, visitor

    _all_together(lambda number: show_to(employer(1, person=str(number), shared=MOST), number))
    _all_together(lambda number: show_to(employer(2, person="busy", most=MOST), number))
    _all_together(lambda number: show_to(visitor(str(number), shared=MOST), number))
    _all_together(lambda _number: show_to(employer(3, person="twice", most=MOST), 0))
    return {viewer: ProfileReference.objects.of(viewer).count() for viewer in ("o:1", "o:2", "n:n", "o:3")}


def keep_at_once() -> dict[str, int]:
    """The same call under one `Idempotency-Key`: how many searches were kept, answers there were, and that worked."""
    from explorer.models import SavedSearch
    from tests.explorer.api.callers import Program

    program, answers = Program(), []
    _all_together(lambda number: answers.append(_kept(program)))
    worked = [body for status, body in answers if status == 201]
    return {"kept": SavedSearch.objects.count(), "answers": len(set(worked)), "worked": len(worked)}


def _kept(program: "Program") -> tuple[int, bytes]:
    answer = program.keep(query="", HTTP_IDEMPOTENCY_KEY="a", HTTP_HOST="localhost")
    return answer.status_code, answer.content


def show_to(audience: object, number: int) -> None:
    """Five profiles, others for each number."""
    from explorer.showing import show
    from tests.factories import NOW

    profiles = [f"person {number}-{place}" for place in range(EACH)]
    show(audience=audience, profiles=profiles, at=NOW)  # type: ignore[arg-type] # named where Django is ready


def _all_together(ask: Callable[[int], None]) -> None:
    """Each thread with a connection of its own, and none before all are ready."""
    ready = Barrier(THREADS)

    def work(number: int) -> None:
        from django.db import connection

        ready.wait()
        try:
            ask(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))


def _main() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps(at_once() | keep_at_once()))  # noqa: T201 - the caller reads it


if __name__ == "__main__":
    _main()
