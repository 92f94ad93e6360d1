"""Whom an asker chose to ask for: their cards in words, and what the search left open of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from explorer import presenters
from explorer.contact.asking import MOST_CANDIDATES, Asked
from explorer.filters import searched_if_valid
from explorer.page_values import CardView
from explorer.references import profile_keys_of
from explorer.search.find import Hit, Look, find_these, judged


@dataclass(frozen=True)
class Choice:
    """Somebody who can be asked for, and how the asker knows them."""

    asked: Asked
    card: CardView
    work: str = ""
    """The work that was searched for, in words."""


@dataclass(frozen=True)
class Chosen:
    """`left_out`: how many more there were than fit in one request."""

    choices: tuple[Choice, ...]
    left_out: int = 0

    @property
    def work(self) -> str:
        """The work that was searched for when these were found; of several searches the first that names any."""
        return next((one.work for one in self.choices if one.work), "")

    def ticked(self, codes: Sequence[str]) -> list[Asked]:
        """Those of them whom the asker ticked."""
        return [one.asked for one in self.choices if one.asked.code in codes]


def chosen(*, codes: Sequence[str], query: str, kept: Mapping[str, str], look: Look) -> Chosen:
    """The candidates behind these references, or without any everyone on the shortlist; showing them is logged.

    `kept` has the profile keys on the shortlist, each with the search that found them.

    Raises:
        NotReadyError: nothing is published yet.
    """
    searches = _named(codes, query, kept, look) if codes else dict(kept)
    profiles = list(searches)[:MOST_CANDIDATES]
    hits = find_these(profiles=profiles, look=look) if profiles else {}
    choices = tuple(_choice(key, hit, searches[key]) for key, hit in hits.items())
    return Chosen(choices, len(searches) - len(profiles))


def card_of(profile: str, look: Look) -> CardView | None:
    """One card in words, logged; None when that person is no longer shown.

    Raises:
        NotReadyError: nothing is published yet.
    """
    hits = find_these(profiles=[profile], look=look)
    return _choice(profile, hits[profile], "").card if profile in hits else None


def _named(codes: Sequence[str], query: str, kept: Mapping[str, str], look: Look) -> dict[str, str]:
    keys = profile_keys_of(viewers=look.audience.reads_as, codes=list(dict.fromkeys(codes)))
    return {key: query or kept.get(key, "") for key in keys.values()}


def _choice(key: str, hit: Hit, query: str) -> Choice:
    filters = searched_if_valid(query)
    answered = judged(hit, filters.asked)
    card = presenters.card_view(answered, filters, path=reverse("search"))
    return Choice(Asked(key, hit.ref, presenters.questions(answered, filters)), card, presenters.work_asked(filters))
