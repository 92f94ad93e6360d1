"""Publishes an approved edition: every file is made once, stored with its checksum, and then nothing changes."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from profiles.models import Edition, EditionFile, FigureEvent, QuarterCount
from profiles.models.edition import note
from profiles.quarters import Quarter
from profiles.transparency.editions import SYSTEM, RefusedError, approve, check, make
from profiles.transparency.formats import FORMATS, Format
from profiles.transparency.frozen import checksum, load
from profiles.transparency.report import Report, State
from profiles.transparency.stored import COUNTRY_FILE, current, report_of


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


def publish_at_once(*, quarter: Quarter, by: str, at: dt.datetime) -> Edition:
    """What the terminal asks: the system makes and checks what no person did yet, and `by` approves and publishes.

    The set-aside records count as acknowledged; the caller says their number. A quarter that is published stays.

    Raises:
        NotCountedError, OtherListError: there are no counts, or none that fit.
        RefusedError: `by` checked the draft, or entered a correction in it.
    """
    edition = Edition.objects.open().filter(quarter=str(quarter)).first() or current(quarter)
    edition = edition or make(quarter=quarter, by=SYSTEM, at=at)
    if edition.state == Edition.State.DRAFT and not edition.checked_by:
        check(edition=edition, by=SYSTEM, acknowledged=edition.quarantined, protect=_was_protected(quarter), at=at)
    if edition.state == Edition.State.DRAFT:
        approve(edition=edition, by=by, at=at)
    return publish(edition=edition, by=by, at=at)


def make_due(*, at: dt.datetime) -> list[Edition]:
    """Drafts for the counted quarters that have no edition at all, oldest first."""
    known = Edition.objects.values("quarter")
    due = QuarterCount.objects.exclude(quarter__in=known).order_by("quarter").values_list("quarter", flat=True)
    return [make(quarter=Quarter.parse(name), by=SYSTEM, at=at) for name in due]


def _was_protected(quarter: Quarter) -> bool:
    before = current(quarter)
    return bool(before and before.is_protected)


def expected_files(edition: Edition) -> int:
    """How many files an edition has once it is published: the country's and each region's, in every format."""
    return (1 + len(load(edition.content).regions)) * len(FORMATS)


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
