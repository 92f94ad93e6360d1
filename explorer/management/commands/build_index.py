"""`manage.py build_index`: reads all cards of a generation and keeps its index in a file for the web processes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from explorer.search.index.store import snapshot_path, stored_columns
from profiles.models import Generation


class Command(BaseCommand):
    help = "Keeps the index of a generation in a file. Web processes start this themselves after a release."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("generation", type=int, help="Its number, as on the page of sync runs.")

    def handle(self, *args: Any, **options: Any) -> None:
        generation = options["generation"]
        try:
            columns = stored_columns(generation)
        except Generation.DoesNotExist:
            raise CommandError(f"There is no generation {generation}, or no longer.") from None
        if options["verbosity"] > 1:
            self.stdout.write(f"{columns.size:,} cards in {snapshot_path(generation)}")
