"""`manage.py check_feed URL`: tries a feed as our client would; says what is right, what is wrong, and what to do."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from profiles.calendar import day_of
from sync.feedcheck.check import findings, is_fit
from sync.feedcheck.trial import Trial
from sync.feedcheck.words import lines, summary
from sync.mapping import NoReferenceDataError, vocabularies
from sync.models import SyncRun
from sync.page import Context
from sync.sonar.client import SonarClient
from sync.sonar.transport import Patience

USUAL_PAGES = 20


class Command(BaseCommand):
    help = "Tries a feed from outside and says whether it may be connected. Stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url", help="The address of the feed, as SONAR_URL would have it.")
        parser.add_argument(
            "--pages", type=int, default=USUAL_PAGES, help="Read so many pages of 1,000 records at most; 0 = all."
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: object, url: str, pages: int, **options: object) -> None:
        with trial_of(url, pages) as trial:
            found = list(findings(trial))
        answer = summary(found, trial.tally)
        self.stdout.write(json.dumps(answer) if options["json"] else "\n".join(lines(found, trial.tally)))
        if not is_fit(found):
            raise CommandError("Something is wrong with this feed, or could not be tried.")


@contextmanager
def trial_of(url: str, pages: int) -> Iterator[Trial]:
    """With the id and secret of the settings, and the codes of the reference data."""
    credentials = (settings.SONAR_CLIENT_ID, settings.SONAR_CLIENT_SECRET)
    if not all(credentials):
        raise CommandError("Set SONAR_CLIENT_ID and SONAR_CLIENT_SECRET to what the feed knows us by.")
    if pages < 0:
        raise CommandError("--pages is a number of pages, or 0 for all.")
    at, patience = timezone.now(), Patience()
    try:
        context = Context(run=SyncRun(kind=SyncRun.Kind.FULL), codes=vocabularies(), today=day_of(at))
    except NoReferenceDataError:
        raise CommandError("The reference data are not loaded. Run load_reference_data, then check again.") from None
    with SonarClient(url, *credentials, patience) as client:
        yield Trial(url, credentials, client, patience, at, context, pages or None)
