"""`manage.py reseal_links`: seals every way back to a person under the pair of keys of now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sync.resealing import LostKeyError, reseal


class Command(BaseCommand):
    help = "Seals links that are under a former key anew; needs LINK_PRIVATE_KEY and LINK_PRIVATE_KEYS_FORMER."

    def handle(self, *args: Any, **options: Any) -> None:
        left = 0
        try:
            for table, number in reseal():
                self.stdout.write(f"{table:30} {number:>10,} sealed anew")
                left += number
        except (LostKeyError, PermissionError) as error:
            raise CommandError(str(error)) from None
        again = "Run this once more after the next release." if left else "Nothing was left: the former key may go."
        self.stdout.write(again)
