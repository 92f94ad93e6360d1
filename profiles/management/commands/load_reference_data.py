"""`manage.py load_reference_data`: regions, municipalities, postcodes, vocabularies and ladders from the files."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from profiles.reference.load import load


class Command(BaseCommand):
    help = "Loads the reference data (regions, municipalities, vocabularies); a second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = load()
        if not options["verbosity"]:
            return
        for name, done in counts.items():
            self.stdout.write(f"{name}: " + ", ".join(f"{number} {what}" for what, number in asdict(done).items()))
        wrote = any(done.created or done.changed or done.removed for done in counts.values())
        self.stdout.write("Reference data loaded." if wrote else "Reference data was up to date.")
