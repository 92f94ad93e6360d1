"""Publishes an approved edition: every file is made once, stored with its checksum, and then nothing changes."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from profiles.models import Edition, EditionFile, FigureEvent
from profiles.models.edition import note
from profiles.transparency.editions import RefusedError
from profiles.transparency.formats import FORMATS, Format
from profiles.transparency.frozen import checksum
from profiles.transparency.report import Report, State
from profiles.transparency.stored import COUNTRY_FILE, report_of


def publish(*, edition: Edition, by: str, at: dt.datetime) -> Edition:
    """Makes what files are missing, each in a short transaction of its own, and then publishes the edition.

    Called again after an interruption it goes on where it was; of a published edition it changes nothing.

    Raises:
        RefusedError: the edition is not approved.
    """
    found = Edition.objects.get(pk=edition.pk)
    if found.state == Edition.State.PUBLISHED:
        return found
    if found.state != Edition.State.APPROVED:
        raise RefusedError(_("Deze editie is nog niet goedgekeurd. Een tweede persoon moet dat doen."))
    there = set(found.files.values_list("region", "format"))
    for region, report in _reports(found):
        for kind in FORMATS.values():
            if (region, kind.name) not in there:
                _store(found, region, kind, report)
    return _flip(found, by, at)


def expected_files() -> int:
    """How many files an edition has once it is published: the country's and each region's, in every format."""
    return 36 * len(FORMATS)


def _reports(edition: Edition) -> Iterator[tuple[int, Report]]:
    """The country's report and every region's, marked as published: so they are once anyone can read them."""
    national = report_of(edition, state=State.PUBLISHED)
    yield COUNTRY_FILE, national
    for region in national.regions:
        yield region.number, national.of_region(region.number)


def _store(edition: Edition, region: int, kind: Format, report: Report) -> None:
    content = kind.render(report)
    EditionFile.objects.create(
        edition=edition,
        region=region,
        format=kind.name,
        media_type=kind.media_type,
        name=kind.file_name(report),
        content=content,
        size=len(content),
        checksum=checksum(content),
    )


@transaction.atomic
def _flip(edition: Edition, by: str, at: dt.datetime) -> Edition:
    found = Edition.objects.select_for_update().get(pk=edition.pk)
    if found.state == Edition.State.PUBLISHED:
        return found
    found.state = Edition.State.PUBLISHED
    found.published_by, found.published_at = by, at
    found.save(update_fields=["state", "published_by", "published_at"])
    note(actor=by, action=FigureEvent.Action.PUBLISH, at=at, quarter=found.quarter, about=f"editie {found.number}")
    return found
