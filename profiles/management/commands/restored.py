"""`manage.py restored`: after a database was put back, shows nobody until the withdrawals since the backup are in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from profiles import objections
from profiles.models import Live


class Command(BaseCommand):
    help = "Run this on a restored database before anything serves it; then run sync_sonar --full."

    def handle(self, *args: Any, **options: Any) -> None:
        Live.objects.all().delete()
        try:
            changed = objections.replay()
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(
                f"The journal of objections {objections.journal()} cannot be read: {type(error).__name__}. Nobody is "
                "shown now. Put the journal back, and run this again."
            ) from None
        self.stdout.write(
            f"Nobody is shown now. Objections made or taken back since the backup: {changed}.\n"
            "Next: manage.py sync_sonar --full, which brings the withdrawals since then and shows people again."
        )
