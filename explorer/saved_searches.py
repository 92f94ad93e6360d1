"""Actions on saved searches: save, rename, delete."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from explorer.filters import PLUS_BY_DEFAULT, searched
from explorer.free_text import PersonalDataError, refuse_personal_data
from explorer.models import Membership, SavedSearch

LONGEST_NAME = 80
MOST_SEARCHES = 500
LONGEST_QUERY = 4000


class CannotSaveError(ValueError):
    """The search was not saved; the message says why and what to do."""


def save(*, membership: Membership, name: str, query: str, at: dt.datetime) -> SavedSearch:
    """Keeps a search as its canonical query string.

    Raises:
        CannotSaveError: no name, one in use or with personal data in it, a search that is not valid or too long, or
            too many of them.
    """
    canonical = _canonical(query)
    if (
        SavedSearch.objects.of(user=membership.user_id, organisation=membership.organisation_id).count()
        >= MOST_SEARCHES
    ):
        raise CannotSaveError(
            _("U bewaart al %(most)d zoekopdrachten. Verwijder er eerst een.") % {"most": MOST_SEARCHES}
        )
    row = SavedSearch(
        owner_id=membership.user_id,
        organisation_id=membership.organisation_id,
        name=_usable(name),
        query=canonical,
        saved_at=at,
    )
    return _stored(row)


def rename(*, saved: SavedSearch, name: str) -> SavedSearch:
    """Gives a saved search another name.

    Raises:
        CannotSaveError: no name, or one that is in use or holds personal data.
    """
    saved.name = _usable(name)
    return _stored(saved)


def delete(*, saved: SavedSearch) -> None:
    """Takes a saved search away."""
    saved.delete()


def _canonical(query: str) -> str:
    filters = searched(query)
    if not filters.form.is_valid():
        raise CannotSaveError(_("Deze zoekopdracht is niet geldig: %(reason)s") % {"reason": filters.reasons[0]})
    canonical = filters.query.query_string(PLUS_BY_DEFAULT)
    if len(canonical) > LONGEST_QUERY:
        raise CannotSaveError(_("Deze zoekopdracht is te lang om te bewaren. Haal er filters uit."))
    return canonical


def _usable(name: str) -> str:
    tidy = " ".join(name.split())[:LONGEST_NAME]
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
        raise CannotSaveError(text % {"name": row.name}) from None
    return row
