"""Actions on shortlists: keep, note, move, take off, put back, and take over at signing in."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from explorer.filters import PLUS_BY_DEFAULT, searched_if_valid
from explorer.free_text import PersonalDataError, refuse_personal_data
from explorer.locks import lock
from explorer.models import ShortlistEntry
from explorer.models.shortlist import Holder

MOST = 100
LONGEST_NOTE = 500
LONGEST_QUERY = 4000


class CannotKeepError(ValueError):
    """Nothing was changed; the message says why and what to do."""


@transaction.atomic
def keep(*, holder: Holder, profile: str, query: str, at: dt.datetime) -> ShortlistEntry:
    """Puts a profile (key) at the end of a shortlist; one that is on it already stays where it is.

    Raises:
        CannotKeepError: the shortlist is full.
    """
    lock([holder.lock])
    entries = ShortlistEntry.objects.of(holder)
    entries.removed().filter(profile_key=profile).delete()
    there = entries.kept().filter(profile_key=profile).first()
    if there is not None:
        return there
    _refuse_when_full(holder)
    return ShortlistEntry.objects.create(
        owner_id=holder.user,
        organisation_id=holder.organisation,
        visit=holder.visit,
        profile_key=profile,
        query=_canonical(query),
        position=_last(holder) + 1,
        kept_at=at,
    )


def write_note(*, holder: Holder, key: UUID, text: str) -> None:
    """Puts a note beside a candidate, or takes it away with an empty text.

    Raises:
        CannotKeepError: the note is too long or seems to hold personal data.
        ShortlistEntry.DoesNotExist: this holder keeps no such entry.
    """
    if not ShortlistEntry.objects.of(holder).kept().filter(key=key).update(note=_usable(text)):
        raise ShortlistEntry.DoesNotExist


@transaction.atomic
def move(*, holder: Holder, key: UUID, up: bool) -> None:
    """Moves an entry one place up or down; at the end of the list nothing happens.

    Raises:
        ShortlistEntry.DoesNotExist: this holder keeps no such entry.
    """
    lock([holder.lock])
    entries = list(ShortlistEntry.objects.of(holder).kept().order_by("position", "pk"))
    place = next((place for place, entry in enumerate(entries) if entry.key == key), None)
    if place is None:
        raise ShortlistEntry.DoesNotExist
    other = place + (-1 if up else 1)
    if 0 <= other < len(entries):
        entries[place], entries[other] = entries[other], entries[place]
    _number(entries)


@transaction.atomic
def remove(*, holder: Holder, key: UUID, at: dt.datetime) -> ShortlistEntry:
    """Takes an entry off the list; for an hour it can be put back.

    Raises:
        ShortlistEntry.DoesNotExist: this holder keeps no such entry.
    """
    lock([holder.lock])
    entry = ShortlistEntry.objects.of(holder).kept().get(key=key)
    entry.removed_at = at
    entry.save(update_fields=["removed_at"])
    return entry


@transaction.atomic
def restore(*, holder: Holder, key: UUID) -> ShortlistEntry:
    """Puts an entry back where it was.

    Raises:
        CannotKeepError: the shortlist has become full.
        ShortlistEntry.DoesNotExist: it can no longer be put back.
    """
    lock([holder.lock])
    entry = ShortlistEntry.objects.of(holder).removed().get(key=key)
    _refuse_when_full(holder)
    entry.removed_at = None
    entry.save(update_fields=["removed_at"])
    return entry


def forget_departed(*, holder: Holder) -> None:
    """Takes away what says that somebody is no longer available, once it was read."""
    ShortlistEntry.objects.of(holder).departed().delete()


@transaction.atomic
def take_over(*, visit: str, holder: Holder) -> None:
    """Gives a person the shortlist of the visit before signing in, behind their own; what was on both stays once."""
    lock([holder.lock])
    brought = ShortlistEntry.objects.of(Holder(visit=visit))
    kept = brought.kept().values("profile_key")
    ShortlistEntry.objects.of(holder).removed().filter(profile_key__in=kept).delete()
    own = ShortlistEntry.objects.of(holder).exclude(profile_key="").values("profile_key")
    moved = list(brought.kept().exclude(profile_key__in=own).order_by("position", "pk"))
    for entry in moved:
        entry.owner_id, entry.organisation_id, entry.visit = holder.user, holder.organisation, ""
    ShortlistEntry.objects.bulk_update(moved, ["owner", "organisation", "visit"])
    _number(moved, first=_last(holder) + 1)
    brought.delete()


def _refuse_when_full(holder: Holder) -> None:
    if ShortlistEntry.objects.of(holder).kept().count() >= MOST:
        text = _("Op uw selectie staan al %(most)d kandidaten. Haal er eerst een weg.")
        raise CannotKeepError(text % {"most": MOST})


def _last(holder: Holder) -> int:
    found: int | None = ShortlistEntry.objects.of(holder).aggregate(last=Max("position"))["last"]
    return found or 0


def _number(entries: list[ShortlistEntry], first: int = 1) -> None:
    for position, entry in enumerate(entries, first):
        entry.position = position
    ShortlistEntry.objects.bulk_update(entries, ["position"])


def _canonical(query: str) -> str:
    """The search as it is stored; empty when it is none, for the candidate is worth keeping without it."""
    canonical = searched_if_valid(query).query.query_string(PLUS_BY_DEFAULT)
    return canonical if len(canonical) <= LONGEST_QUERY else ""


def _usable(text: str) -> str:
    tidy = text.strip().replace("\r\n", "\n")
    if len(tidy) > LONGEST_NOTE:
        told = _("Deze notitie is te lang: hooguit %(most)d tekens. Maak hem korter.")
        raise CannotKeepError(told % {"most": LONGEST_NOTE})
    try:
        refuse_personal_data(tidy)
    except PersonalDataError as error:
        raise CannotKeepError(str(error)) from None
    return tidy
