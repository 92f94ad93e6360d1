"""`manage.py findability`: how well people are found, in typical searches and per region."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from explorer.findability import Findability, Found, findability
from explorer.search.find import NotReadyError
from profiles.calendar import AMSTERDAM


class Command(BaseCommand):
    help = "Counts who is certain, possible and excluded in typical searches, and which open field costs most."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counted = findability(at=timezone.now())
        except NotReadyError:
            raise CommandError("Nothing is published yet. Run sync_sonar first.") from None
        self.stdout.write(json.dumps(_object(counted)) if options["json"] else "\n".join(_lines(counted)))


def _object(counted: Findability) -> dict[str, Any]:
    never = counted.never_shown
    return {
        "generation": counted.generation,
        "profiles": counted.profiles,
        "searches": [_search(found) for found in counted.searches],
        "open_fields": [asdict(field) for field in counted.fields],
        "never_shown": {
            "profiles": never.people,
            "share": round(never.share, 4),
            "since": never.since.astimezone(AMSTERDAM).isoformat(),
            "log_since": never.log_since.astimezone(AMSTERDAM).isoformat() if never.log_since else None,
        },
    }


def _search(found: Found) -> dict[str, Any]:
    return {
        "name": found.search.name.nl,
        "name_en": found.search.name.en,
        "search": found.search.query,
        **asdict(found.total),
        "regions": {str(number): asdict(numbers) for number, numbers in found.regions.items()},
        "region_unknown": asdict(found.elsewhere),
    }


def _lines(counted: Findability) -> list[str]:
    never = counted.never_shown
    searches = [
        _line(found.search.name.en, found.total.certain, found.total.possible, found.total.excluded)
        for found in counted.searches
    ]
    fields = [_line(field.field, field.searches, field.people) for field in counted.fields]
    return [
        f"{counted.profiles} profiles in generation {counted.generation}.",
        "",
        _line("search", "certain", "possible", "excluded"),
        *searches,
        "",
        _line("open field", "searches", "people"),
        *fields,
        "",
        f"Never shown in 90 days: {never.people} of {never.visible} ({never.share:.1%}).",
        f"The log of showings goes back to {never.log_since:%Y-%m-%d}."
        if never.log_since
        else "Nobody was shown yet.",
    ]


def _line(name: str, *numbers: object) -> str:
    return f"{name:<52}" + "".join(f"{number!s:>10}" for number in numbers)
