"""Editions in each of their states, of the published table of Drenthe."""

import datetime as dt

from profiles.models import Edition
from profiles.quarters import Quarter
from profiles.transparency.editions import approve, check, make
from profiles.transparency.publishing import publish
from tests.profiles.transparency.golden import AT, QUARTER, store_golden

LATER = AT + dt.timedelta(hours=1)


def draft(quarter: Quarter = QUARTER) -> Edition:
    """A draft by the system; the golden counts are stored first when there are none."""
    if quarter == QUARTER and not Edition.objects.filter(quarter=str(quarter)).exists():
        store_golden()
    return make(quarter=quarter, by="systeem", at=AT)


def approved(edition: Edition | None = None, *, protect: bool = False) -> Edition:
    """Checked by Anne and approved by Bram."""
    found = edition or draft()
    check(edition=found, by="anne", acknowledged=found.quarantined, protect=protect, at=AT)
    approve(edition=found, by="bram", at=AT)
    found.refresh_from_db()
    return found


def published(edition: Edition | None = None, *, protect: bool = False) -> Edition:
    """Published by Bram an hour later, with all its files."""
    return publish(edition=approved(edition, protect=protect), by="bram", at=LATER)
