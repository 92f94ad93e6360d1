"""Saved searches in words and links, for their pages."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from explorer import presenters
from explorer.filters import searched
from explorer.following.looks import since_looked
from explorer.models import SavedSearch, SearchState
from explorer.search.find import NotReadyError, count


@dataclass(frozen=True)
class SavedView:
    """One saved search in the list; the counts are of now, and None while nothing is published.

    `new` is how many are found who were not when its owner last looked; None while that is not worked out yet, and
    for a search of a colleague.
    """

    key: str
    name: str
    sentence: str
    url: str
    certain: int | None
    possible: int | None
    new: int | None
    saved_on: str
    folder: str
    mail: str
    is_shared: bool
    owner: str
    """The colleague who shares it; empty for one's own."""


@dataclass(frozen=True)
class FolderView:
    """The searches kept for one client; an empty name for those of no client."""

    name: str
    searches: tuple[SavedView, ...]


def folder_views(searches: Iterable[SavedSearch], at: dt.datetime) -> tuple[FolderView, ...]:
    """One's own searches by client; those without a client first."""
    views = sorted((own_view(saved, at) for saved in searches), key=lambda view: (view.folder, view.name.casefold()))
    return tuple(FolderView(name, tuple(group)) for name, group in groupby(views, key=lambda view: view.folder))


def own_view(saved: SavedSearch, at: dt.datetime) -> SavedView:
    """One's own search."""
    return _view(saved, at, new=_new(saved), owner="")


def shared_views(searches: Iterable[SavedSearch], at: dt.datetime) -> Iterator[SavedView]:
    """Searches that colleagues share."""
    for saved in searches:
        yield _view(saved, at, new=None, owner=saved.owner.get_full_name() or saved.owner.get_username())


def sentence_of(saved: SavedSearch) -> str:
    """What a search asks, in one line."""
    filters = searched(saved.query)
    if not filters.form.is_valid():
        return _("Een filter hierin bestaat niet meer.")
    return presenters.sentence(filters.query, filters)


def _view(saved: SavedSearch, at: dt.datetime, *, new: int | None, owner: str) -> SavedView:
    filters = searched(saved.query)
    try:
        outcome = count(asked=filters.asked, at=at) if filters.form.is_valid() else None
    except NotReadyError:
        outcome = None
    return SavedView(
        key=str(saved.key),
        name=saved.name,
        sentence=sentence_of(saved),
        url=reverse("search") + (f"?{saved.query}" if saved.query else ""),
        certain=outcome.certain if outcome else None,
        possible=outcome.possible if outcome else None,
        new=new,
        saved_on=formats.date_format(timezone.localtime(saved.saved_at), "j F Y"),
        folder=saved.folder.name if saved.folder else "",
        mail="" if saved.frequency == SavedSearch.Frequency.NEVER else saved.get_frequency_display(),
        is_shared=saved.is_shared,
        owner=owner,
    )


def _new(saved: SavedSearch) -> int | None:
    try:
        state = saved.state
    except SearchState.DoesNotExist:
        return None
    return None if state.generation is None else len(since_looked(state).new)
