"""Reads editions back: as a report, or as the files that were published."""

from dataclasses import replace

from profiles.calendar import day_of
from profiles.models import Edition, EditionFile
from profiles.quarters import Quarter
from profiles.transparency.frozen import load
from profiles.transparency.history import Correction
from profiles.transparency.publish import UnknownRegionError, report_for
from profiles.transparency.report import EditionMark, Report, State

COUNTRY_FILE = 0
"""The region of a file about the country."""


def current(quarter: Quarter) -> Edition | None:
    """The newest published edition of a quarter."""
    return Edition.objects.current().filter(quarter=str(quarter)).first()


def report_of(edition: Edition, region: int | None = None, *, state: State | None = None) -> Report:
    """The report of an edition as it prints it; `state` for files that are made just before they are published.

    Raises:
        UnknownRegionError: no region has that number.
    """
    national = replace(
        load(edition.content),
        edition=_mark(edition, state or State(edition.state)),
        protected=edition.is_protected,
        withheld=frozenset(edition.withheld.split()),
    )
    if region is None:
        return national
    try:
        return national.of_region(region)
    except KeyError:
        raise UnknownRegionError(f"There is no region {region}. Choose a number from 1 to 35.") from None


def staff_report(quarter: Quarter, region: int | None = None) -> Report:
    """The exact figures of the newest edition, drafts included; of the counts while there is none.

    Raises:
        NotCountedError, OtherListError: there is no edition and there are no counts that fit.
        UnknownRegionError: no region has that number.
    """
    newest = Edition.objects.filter(quarter=str(quarter)).order_by("number").last()
    if newest is None:
        return report_for(quarter, region)
    return replace(report_of(newest, region), protected=False, withheld=frozenset())


def file_of(edition: Edition, region: int | None, format: str) -> EditionFile | None:  # noqa: A002
    """A published file; None when the edition has none of that kind."""
    return edition.files.filter(region=region or COUNTRY_FILE, format=format).first()


def _mark(edition: Edition, state: State) -> EditionMark:
    corrections = tuple(
        Correction(entry.municipality, entry.name, entry.column, entry.before, entry.after, entry.reason)
        for entry in edition.corrections.order_by("name", "column")
    )
    approved_on = day_of(edition.approved_at) if edition.approved_at else None
    return EditionMark(edition.number, state, approved_on, corrections)
