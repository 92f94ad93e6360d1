"""Whether the time of an answer tells who has an account: a name that exists against one that does not; prints JSON.

For each stage the milliseconds under which half and 95% of the answers lie, `told`: how often an answer for the
name that exists took longer than one for the other (0.5 = nothing to learn from the clock, 1 = everything), and
`chance`: how often chance alone makes that at least as different (Mann and Whitney's rank test, two-sided).
Times of the processor, because the machine may be doing other things; with the hashing of a real site.
"""

import json
import math
import sys
import time
from collections.abc import Callable, Sequence

from tests.attacks.cost import shares

KNOWN, UNKNOWN, PASSWORD = "jan@bedrijf.example", "nee@bedrijf.example", "zeven groene laarzen"
Ask = Callable[[str], int]


def stages(rounds: int) -> dict[str, dict[str, object]]:
    """Wrong passwords before and during the lock-out, the right one during it, signing up, a forgotten password."""
    from axes.models import AccessAttempt
    from django.test import Client

    from explorer.models import MailRequest

    client = Client(HTTP_HOST="127.0.0.1")

    def sign_in(name: str, password: str = "verkeerd") -> int:
        return client.post("/inloggen/", {"username": name, "password": password}).status_code

    def fresh(name: str) -> int:
        AccessAttempt.objects.all().delete()
        return sign_in(name)

    def forgotten(name: str) -> int:
        MailRequest.objects.all().delete()
        return client.post("/wachtwoord/vergeten/", {"email": name}).status_code

    def sign_up(name: str) -> int:
        MailRequest.objects.all().delete()
        wanted = {"name": "Jan", "organisation": "Bakkerij", "kvk_number": "12345678", "password": PASSWORD}
        return Client(HTTP_HOST="127.0.0.1").post("/aanmelden/", {**wanted, "email": name}).status_code

    found = {"wrong password": compared(fresh, rounds), "forgotten password": compared(forgotten, rounds)}
    found["sign-up"] = compared(sign_up, rounds)
    for name in (KNOWN, UNKNOWN):
        while sign_in(name) != 429:
            pass
    found["locked, wrong password"] = compared(sign_in, rounds)
    found["locked, right password"] = compared(lambda name: sign_in(name, PASSWORD), rounds)
    return found


def compared(ask: Ask, rounds: int) -> dict[str, object]:
    """Both names by turns, so that neither always comes first."""
    spent: dict[str, list[float]] = {KNOWN: [], UNKNOWN: []}
    statuses = set()
    for number in range(rounds + 2):
        for name in ((KNOWN, UNKNOWN), (UNKNOWN, KNOWN))[number % 2]:
            started = time.thread_time()
            statuses.add(ask(name))
            if number > 1:  # the first ones fill caches
                spent[name].append(time.thread_time() - started)
    assert len(statuses) == 1, statuses
    known, unknown = spent[KNOWN], spent[UNKNOWN]
    return {"known_ms": shares(known), "unknown_ms": shares(unknown), **ranked(known, unknown)}


def ranked(known: Sequence[float], unknown: Sequence[float]) -> dict[str, float]:
    """How often one of the first is longer than one of the second, and what chance makes of that."""
    pairs = len(known) * len(unknown)
    longer = sum((one > other) + (one == other) / 2 for one in known for other in unknown) / pairs
    spread = math.sqrt((len(known) + len(unknown) + 1) / (12 * pairs))
    chance = math.erfc(abs(longer - 0.5) / spread / math.sqrt(2))
    return {"told": round(longer, 2), "chance": round(chance, 3)}


def main() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.contrib.auth.models import User

    User.objects.create_user(KNOWN, KNOWN, PASSWORD)
    print(json.dumps(stages(int(sys.argv[1])), indent=2))  # noqa: T201 - the caller reads it


if __name__ == "__main__":
    main()
