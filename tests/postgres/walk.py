"""The same people released and searched on whatever database is set; prints what was found, for comparison."""

import json
import random
from typing import Any

SEARCHES = (
    "",
    "?opleidingsniveau=4",
    "?opleidingsniveauMinimaal=2&urenPerWeekMinimaal=24",
    "?regio=4&rijbewijs=B&pluspunt=rijbewijs",
    "?beroep=834&sector=C&sector=H",
    "?beroep=8344&moet=beroep&werkplek=Emmen",
    "?bijgewerkt=kwartaal&beschikbaarheid=direct",
)
PEOPLE = 400


def walk() -> dict[str, Any]:
    """Releases a fixed population and searches it; all but what is drawn by lot."""
    from django.test import Client

    from profiles.display import FACTS, LIST_FIELDS
    from profiles.models import Card
    from sync.release import release
    from tests.factories import NOW

    _stage()
    generation = release(k=5, clock=lambda: NOW)
    cards = [
        [*(getattr(card, name) for name in FACTS), *(_listed(getattr(card, name)) for name in LIST_FIELDS)]
        for card in Card.objects.of(generation.pk)
    ]
    client = Client(SERVER_NAME="127.0.0.1")
    return {
        "cards": sorted(cards, key=json.dumps),
        "generation": [generation.size, generation.kept, generation.withheld, generation.terms_hidden],
        "searches": {search: _found(client.get(f"/api/v1/kandidaten{search}").json()) for search in SEARCHES},
    }


def _stage() -> None:
    from profiles.terms import Terms
    from tests.factories import staged

    draw = random.Random(7)
    for _ in range(PEOPLE):
        staged(
            sub_region=draw.choice(["04-1", "04-1", "04-2", "01-4", ""]),
            education=draw.choice(["", "", "1", "2", "4"]),
            hours=draw.choice(["", "U20", "U28"]),
            licence=draw.choice(["", "geen", "B", "BMeer"]),
            travel=draw.choice(["", "T15", "T25"]),
            availability=draw.choice(["", "overleg", "direct"]),
            occupations=Terms(tuple(draw.sample(["8344.1", "8344", "9112", "9329"], draw.randint(0, 3)))),
            sectors=Terms(tuple(draw.sample(["C", "H", "N"], draw.randint(0, 2)))),
        )


def _listed(terms: Any) -> list[Any]:
    return [list(terms.codes), sorted(terms.implied), terms.more]


def _found(answer: dict[str, Any]) -> dict[str, Any]:
    """The totals and every count, without references and the number of the generation."""
    return {name: value for name, value in answer.items() if name not in ("kandidaten", "stand")}


def _main() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    print(json.dumps(walk()))  # noqa: T201 - the caller reads it


if __name__ == "__main__":
    _main()
