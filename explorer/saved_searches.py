"""Actions on saved searches: save, replace, adjust, copy, throw away and take back."""

import datetime as dt
from dataclasses import dataclass
from itertools import chain

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from explorer.filters import PLUS_BY_DEFAULT, searched
from explorer.free_text import PersonalDataError, refuse_personal_data
from explorer.models import ClientFolder, Membership, SavedSearch, SearchChange, SearchState

LONGEST_NAME = 80
MOST_SEARCHES = 500
LONGEST_QUERY = 4000


class CannotSaveError(ValueError):
    """The search was not saved; the message says why and what to do."""


class NameInUseError(CannotSaveError):
    """This person has a search of that name already."""


def save(*, membership: Membership, name: str, query: str, at: dt.datetime) -> SavedSearch:
    """Keeps a search as its canonical query string.

    Raises:
        CannotSaveError: no name, one in use or with personal data in it, a search that is not valid or too long, or
            too many of them.
    """
    canonical = _canonical(query)
    _refuse_too_many(membership)
    row = SavedSearch(
        owner_id=membership.user_id,
        organisation_id=membership.organisation_id,
        name=_usable(name),
        query=canonical,
        saved_at=at,
    )
    return _stored(row)


def replace(*, saved: SavedSearch, query: str, at: dt.datetime) -> SavedSearch:
    """Keeps another search under the same name; what changed is counted anew from here.

    Raises:
        CannotSaveError: a search that is not valid or too long.
    """
    canonical = _canonical(query)
    with transaction.atomic():
        SearchState.objects.filter(search=saved).delete()
        SearchChange.objects.filter(search=saved).delete()
        saved.query, saved.saved_at = canonical, at
        saved.save(update_fields=["query", "saved_at"])
    return saved


@dataclass(frozen=True)
class Wishes:
    """How a search is kept: its name, for which client, how often there is mail, whether colleagues see it."""

    name: str
    folder: ClientFolder | None
    frequency: str
    is_shared: bool


def adjust(*, saved: SavedSearch, wishes: Wishes) -> SavedSearch:
    """Gives a saved search another name, folder, frequency or audience.

    Raises:
        CannotSaveError: no name, or one that is in use or holds personal data.
    """
    saved.name = _usable(wishes.name)
    saved.folder, saved.frequency, saved.is_shared = wishes.folder, wishes.frequency, wishes.is_shared
    return _stored(saved)


def duplicate(*, saved: SavedSearch, membership: Membership, at: dt.datetime) -> SavedSearch:
    """A copy of one's own, or of what a colleague shares, under a name of its own; without mail, not shared.

    Raises:
        CannotSaveError: this person keeps too many searches.
    """
    _refuse_too_many(membership)
    copy = SavedSearch(
        owner_id=membership.user_id,
        organisation_id=membership.organisation_id,
        name=_free_name(saved.name, membership, plain=saved.owner_id != membership.user_id),
        query=saved.query,
        folder=saved.folder,
        saved_at=at,
    )
    return _stored(copy)


def throw_away(*, saved: SavedSearch, at: dt.datetime) -> None:
    """Takes a saved search off the list; for a week it can be taken back."""
    saved.thrown_away_at = at
    saved.save(update_fields=["thrown_away_at"])


def take_back(*, saved: SavedSearch, membership: Membership) -> SavedSearch:
    """Puts a search back on the list, under another name when its own is in use by now."""
    saved.name = _free_name(saved.name, membership, plain=True)
    saved.thrown_away_at = None
    return _stored(saved)


def _refuse_too_many(membership: Membership) -> None:
    kept = SavedSearch.objects.of(membership).count()
    if kept >= MOST_SEARCHES:
        text = _("U bewaart al %(most)d zoekopdrachten. Verwijder er eerst een.")
        raise CannotSaveError(text % {"most": MOST_SEARCHES})


def _free_name(name: str, membership: Membership, *, plain: bool = False) -> str:
    """The name itself when it may be plain and is free, else with the first number behind it that is."""
    own = SavedSearch.objects.of(membership)
    taken = set(own.values_list("name", flat=True))
    stem = name[: LONGEST_NAME - len(" (500)")]
    numbered = (f"{stem} ({number})" for number in range(2, MOST_SEARCHES + 2))
    names = chain([name], numbered) if plain else numbered
    return next(one for one in names if one not in taken)


def _canonical(query: str) -> str:
    filters = searched(query)
    if not filters.form.is_valid():
        raise CannotSaveError(_("Deze zoekopdracht is niet geldig: %(reason)s") % {"reason": filters.reasons[0]})
    canonical = filters.query.query_string(PLUS_BY_DEFAULT)
    if len(canonical) > LONGEST_QUERY:
        raise CannotSaveError(_("Deze zoekopdracht is te lang om te bewaren. Haal er filters uit."))
    return canonical


def tidied(name: str) -> str:
    """A name as it is kept: without double blanks, and not too long."""
    return " ".join(name.split())[:LONGEST_NAME]


def _usable(name: str) -> str:
    tidy = tidied(name)
    if not tidy:
        raise CannotSaveError(_("Geef de zoekopdracht een naam."))
    try:
        refuse_personal_data(tidy)
    except PersonalDataError as error:
        raise CannotSaveError(str(error)) from None
    return tidy


def _stored(row: SavedSearch) -> SavedSearch:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        text = _("U heeft al een zoekopdracht “%(name)s”. Kies een andere naam.")
        raise NameInUseError(text % {"name": row.name}) from None
    return row
