"""Many requests at the same moment, for what only some of them can have; prints what came of them."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it needs a Django that is ready
    from explorer.models import Membership
    from tests.explorer.api.callers import Program

THREADS, EACH, MOST = 8, 5, 17
ASKERS = 50


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


def ask_for_contact_at_once() -> dict[str, int]:
    """The same contact request fifty times: how many there are, with how many candidates, and how many were new."""
    from explorer.models import ContactCandidate, ContactRequest
    from tests.factories import make_membership

    membership, new = make_membership(), []
    _all_together(lambda _number: new.append(_asked(membership)), ASKERS)
    made = {"requests": ContactRequest.objects.count(), "candidates": ContactCandidate.objects.count()}
    return made | {"new": sum(new), "asked": len(new)}


def leave_at_once() -> dict[str, int]:
    """All owners of an organisation leave at the same moment: how many of them are left."""
    from explorer.models import Membership
    from explorer.organisations.owners import LastOwnerError, end
    from tests.factories import make_membership

    first = make_membership(is_owner=True)
    shared = {"organisation": first.organisation, "role": first.role, "is_owner": True}
    others = [Membership.objects.create(user=make_membership().user, **shared) for _ in range(THREADS - 1)]
    owners = [first, *others]

    def leave(number: int) -> None:
        with suppress(LastOwnerError):
            end(membership=owners[number])

    _all_together(leave)
    return {"owners": Membership.objects.filter(organisation=first.organisation).count()}


def _asked(membership: "Membership") -> bool:
    from explorer.contact.asking import Asked, Asker, Question, ask
    from tests.factories import NOW

    asker = Asker(f"o:{membership.organisation_id}", "Bureau", "", membership)
    candidates = [Asked("person 1", "D7K-4MPQ", ()), Asked("person 2", "D7K-4MPR", ("Rijbewijs",))]
    _request, is_new = ask(asker=asker, question=Question("Magazijn", 2, None, ""), candidates=candidates, at=NOW)
    return is_new


def _kept(program: "Program") -> tuple[int, str]:
    answer = program.keep(query="", HTTP_IDEMPOTENCY_KEY="a", HTTP_HOST="localhost")
    return answer.status_code, json.dumps(answer.json(), sort_keys=True)


def show_to(audience: object, number: int) -> None:
    """Five profiles, others for each number."""
    from explorer.showing import show
    from tests.factories import NOW

    profiles = [f"person {number}-{place}" for place in range(EACH)]
    show(audience=audience, profiles=profiles, at=NOW)  # type: ignore[arg-type] # named where Django is ready


def _all_together(ask: Callable[[int], None], threads: int = THREADS) -> None:
    """Each thread with a connection of its own, and none before all are ready."""
    ready = Barrier(threads)

    def work(number: int) -> None:
        from django.db import connection

        ready.wait()
        try:
            ask(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(threads)))


def _main() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps(at_once() | keep_at_once() | ask_for_contact_at_once() | leave_at_once()))  # noqa: T201 - the caller reads it


if __name__ == "__main__":
    _main()
