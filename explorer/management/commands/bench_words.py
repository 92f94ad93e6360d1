"""`manage.py bench_words`: times the word box on invented texts."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from explorer.search.words.today import todays_lexicon
from explorer.search.words.workload import Timing, sample_texts, time_texts


class Command(BaseCommand):
    help = "Times how long the word box takes to understand invented texts, with typing errors."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--texts", type=int, default=500, help="How many texts.")
        parser.add_argument("--seed", type=int, default=1, help="Other texts.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["texts"] < 2:
            raise CommandError("At least two texts are needed: --texts 500.")
        known = todays_lexicon()
        timing = time_texts(known, sample_texts(known, options["texts"], options["seed"]))
        found = {"texts": options["texts"], **asdict(timing)}
        self.stdout.write(json.dumps(found) if options["json"] else _in_words(options["texts"], timing))


def _in_words(texts: int, timing: Timing) -> str:
    figures = f"p50 {timing.p50_ms:.1f} ms, p95 {timing.p95_ms:.1f} ms, worst {timing.worst_ms:.1f} ms"
    return f"Word box, {texts} texts: {figures}\nWorst: {timing.worst_text}"
