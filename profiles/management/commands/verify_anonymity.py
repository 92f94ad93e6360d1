"""`manage.py verify_anonymity`: proves from the live database that the cards shown are k-anonymous."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from profiles.gate import checked
from profiles.models import Live


class Command(BaseCommand):
    help = "Counts the live cards by the six facts and says whether every class has at least k of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        live = Live.objects.select_related("generation").first()
        if live is None:
            raise CommandError("Nothing is published yet. Run sync_sonar first.")
        answer = report(live)
        self.stdout.write(json.dumps(answer) if options["json"] else _in_words(answer))
        if not answer["ok"]:
            raise CommandError("The live cards are not k-anonymous.")


def report(live: Live) -> dict[str, Any]:
    """The verdict on the live cards, and what their release kept and left out; keys of the outside contract."""
    generation = live.generation
    verdict = checked(generation, generation.k)
    return {
        "ok": verdict.ok,
        "k": verdict.k,
        "profiles": verdict.profiles,
        "smallest_class": verdict.smallest,
        "share_k10": round(verdict.share_k10, 4),
        "kept": generation.kept,
        "kept_of_known": generation.kept_of_known,
        "loss": generation.loss,
        "withheld": generation.withheld,
        "terms_hidden": generation.terms_hidden,
        "problems": list(verdict.problems[:20]),
    }


def _in_words(answer: dict[str, Any]) -> str:
    return "\n".join(f"{name:16} {value}" for name, value in answer.items())
