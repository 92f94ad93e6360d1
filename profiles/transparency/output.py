"""The bytes handed out for a quarter: the published file; before publication a rendering of the counts."""

from profiles.quarters import Quarter
from profiles.transparency.formats import FORMATS
from profiles.transparency.publish import report_for
from profiles.transparency.stored import current, file_of, report_of


def output(quarter: Quarter, region: int | None, format: str) -> bytes:  # noqa: A002
    """A published edition's own file; a format that came later is made from what the edition keeps.

    Raises:
        NotCountedError, OtherListError: nothing is published, and there are no counts that fit.
        UnknownRegionError: no region has that number.
    """
    edition = current(quarter)
    if edition is None:
        return FORMATS[format].render(report_for(quarter, region))
    stored = file_of(edition, region, format)
    return bytes(stored.content) if stored else FORMATS[format].render(report_of(edition, region))


def published_json(quarter: Quarter, region: int | None) -> bytes | None:
    """The JSON file of the newest published edition; None while nothing is published."""
    edition = current(quarter)
    stored = file_of(edition, region, "json") if edition else None
    return bytes(stored.content) if stored else None
