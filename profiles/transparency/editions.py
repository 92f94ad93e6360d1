"""What staff and the system do with an edition: make, check, correct, approve or discard it."""

import datetime as dt
from dataclasses import replace

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from profiles.models import Edition, EditionCorrection, FigureEvent
from profiles.models.edition import note
from profiles.quarters import Quarter
from profiles.transparency.counts import COLUMNS, Counts
from profiles.transparency.frozen import checksum, dump, load
from profiles.transparency.protection import withheld_totals
from profiles.transparency.publish import report_for
from profiles.transparency.report import MunicipalityRow, Report
from profiles.transparency.stored import current

SYSTEM = "systeem"
Action = FigureEvent.Action


class RefusedError(Exception):
    """An edition cannot do that now; the text, in the reader's language, says why and what to do."""


@transaction.atomic
def make(*, quarter: Quarter, by: str, at: dt.datetime) -> Edition:
    """Makes the draft of a quarter's first edition, or makes it anew from the counts as they are now.

    Raises:
        RefusedError: the quarter has an approved edition; only a correction can follow.
        NotCountedError, OtherListError: there are no counts, or none that fit.
    """
    if Edition.objects.frozen().filter(quarter=str(quarter)).exists():
        raise RefusedError(_("Dit kwartaal heeft een goedgekeurde editie. Voer een correctie in."))
    report = report_for(quarter)
    Edition.objects.open().filter(quarter=str(quarter)).delete()
    edition = _draft(report, number=1, by=by, at=at)
    note(actor=by, action=Action.MAKE, at=at, quarter=quarter)
    return edition


def check(*, edition: Edition, by: str, acknowledged: int, protect: bool, at: dt.datetime) -> None:
    """The first person: has looked at the draft, accepts what is not counted, and chooses exact or protected.

    Raises:
        RefusedError: it is no draft, or the number of set-aside records is another than was acknowledged.
    """
    withheld = _withheld(edition) if protect else ""  # takes seconds, for which no page may wait
    with transaction.atomic():
        draft = _locked(edition)
        if protect and draft.checksum != edition.checksum:
            withheld = _withheld(draft)
        _check(draft, by, acknowledged, protect=protect, withheld=withheld, at=at)


def _check(draft: Edition, by: str, acknowledged: int, *, protect: bool, withheld: str, at: dt.datetime) -> None:
    if draft.state != Edition.State.DRAFT:
        raise RefusedError(_("Alleen een concept kan worden nagekeken."))
    if acknowledged != draft.quarantined:
        raise RefusedError(
            _("Er zijn %(number)s afgekeurde records. Bevestig dat aantal eerst.") % {"number": draft.quarantined}
        )
    before = current(draft.as_quarter)
    if before and before.is_protected != protect:
        raise RefusedError(_("Een correctie is beschermd als de vorige editie dat was, en anders niet."))
    draft.is_protected, draft.withheld = protect, withheld
    draft.checked_by, draft.checked_at = by, at
    draft.save(update_fields=["is_protected", "withheld", "checked_by", "checked_at"])
    mode = "beschermd" if protect else "exact"
    note(actor=by, action=Action.CHECK, at=at, quarter=draft.quarter, about=f"{mode}; afgekeurd: {acknowledged}")


@transaction.atomic
def approve(*, edition: Edition, by: str, at: dt.datetime) -> None:
    """The second person: from now on nothing of the edition changes.

    Raises:
        RefusedError: it was not checked, or the same person checked it or entered a correction.
    """
    draft = _locked(edition)
    if draft.state != Edition.State.DRAFT or not draft.checked_by:
        raise RefusedError(_("Iemand moet dit concept eerst nakijken."))
    if by == draft.checked_by or draft.corrections.filter(entered_by=by).exists():
        raise RefusedError(_("Een ander moet dit goedkeuren: u keek het zelf na of voerde een correctie in."))
    draft.state = Edition.State.APPROVED
    draft.approved_by, draft.approved_at = by, at
    draft.save(update_fields=["state", "approved_by", "approved_at"])
    note(actor=by, action=Action.APPROVE, at=at, quarter=draft.quarter, about=f"editie {draft.number}")


@transaction.atomic
def correct(
    *, quarter: Quarter, code: str, column: str, figure: int, reason: str, by: str, at: dt.datetime
) -> Edition:
    """Enters one corrected cell: in the open draft after a published edition, which is made when there is none.

    Raises:
        RefusedError: nothing is published yet, the draft is approved already, the cell does not exist, or it has
            that value.
    """
    published = current(quarter)
    if published is None:
        raise RefusedError(_("Er is nog geen gepubliceerde editie. Tel het kwartaal opnieuw."))
    draft = Edition.objects.open().select_for_update().filter(quarter=str(quarter)).first()
    if draft and draft.state != Edition.State.DRAFT:
        raise RefusedError(_("De volgende editie is al goedgekeurd. Publiceer die eerst."))
    draft = draft or _draft(load(published.content), number=_next_number(quarter), by=by, at=at)
    changed, name, before = _changed(load(draft.content), code, column, figure)
    if draft.corrections.filter(municipality=code, column=column).exists() or before == figure:
        raise RefusedError(_("Deze cel is al gecorrigeerd of heeft deze waarde al."))
    values = {"municipality": code, "name": name, "column": column, "before": before, "after": figure}
    EditionCorrection.objects.create(edition=draft, **values, reason=reason, entered_by=by, entered_at=at)
    _rewrite(draft, changed)
    note(actor=by, action=Action.CORRECT, at=at, quarter=quarter, about=f"{code or 'onbekend'} {column}")
    return draft


@transaction.atomic
def discard(*, edition: Edition, by: str, at: dt.datetime) -> None:
    """Throws a draft away.

    Raises:
        RefusedError: it was approved.
    """
    draft = _locked(edition)
    if draft.state != Edition.State.DRAFT:
        raise RefusedError(_("Een goedgekeurde editie blijft."))
    note(actor=by, action=Action.DISCARD, at=at, quarter=draft.quarter, about=f"editie {draft.number}")
    draft.delete()


def _withheld(edition: Edition) -> str:
    """The totals that it leaves out when it is protected, one a line."""
    return "\n".join(sorted(withheld_totals(load(edition.content))))


def _draft(report: Report, *, number: int, by: str, at: dt.datetime) -> Edition:
    content = dump(report)
    return Edition.objects.create(
        quarter=str(report.quarter),
        number=number,
        content=content,
        checksum=checksum(content.encode()),
        quarantined=report.quarantined,
        made_by=by,
        made_at=at,
    )


def _next_number(quarter: Quarter) -> int:
    newest = Edition.objects.filter(quarter=str(quarter)).aggregate(newest=Max("number"))["newest"]
    return int(newest or 0) + 1


def _rewrite(draft: Edition, report: Report) -> None:
    """New figures must be looked at again, so whoever had checked the draft has not."""
    draft.content = dump(report)
    draft.checksum = checksum(draft.content.encode())
    draft.checked_by, draft.checked_at = "", None
    draft.save(update_fields=["content", "checksum", "checked_by", "checked_at"])


def _changed(report: Report, code: str, column: str, figure: int) -> tuple[Report, str, int]:
    """The report with one cell changed, the name of its municipality, and what it was."""
    if column not in COLUMNS or figure < 0:
        raise RefusedError(_("Deze kolom bestaat niet, of het getal is kleiner dan nul."))
    if not code:
        unplaced = _with(report.unplaced, column, figure)
        return replace(report, unplaced=unplaced), _("gemeente onbekend"), getattr(report.unplaced, column)
    found = [row for region in report.regions for row in region.rows if row.code == code]
    if not found:
        raise RefusedError(_("Deze gemeente staat niet in de lijst van dit kwartaal."))
    new = replace(found[0], counts=_with(found[0].counts, column, figure))
    regions = tuple(replace(region, rows=_swapped(region.rows, new)) for region in report.regions)
    return replace(report, regions=regions), new.name, getattr(found[0].counts, column)


def _swapped(rows: tuple[MunicipalityRow, ...], new: MunicipalityRow) -> tuple[MunicipalityRow, ...]:
    return tuple(new if row.code == new.code else row for row in rows)


def _with(counts: Counts, column: str, figure: int) -> Counts:
    columns = dict(zip(COLUMNS, counts.columns, strict=True))
    return Counts(**{**columns, column: figure})


def _locked(edition: Edition) -> Edition:
    return Edition.objects.select_for_update().get(pk=edition.pk)
