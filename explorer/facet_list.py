"""The whole list of one filter, with every count: what does not fit beside the results."""

from dataclasses import dataclass, replace

from django.utils.formats import localize
from django.utils.translation import ngettext

from explorer.facet_views import Choice, FacetView, whole_view
from explorer.filters import PLUS_BY_DEFAULT, CandidateFilterSet
from explorer.search.facets import FacetCount
from explorer.search.words.text import fold

MOST = 600
"""Of a longer list, values that nobody has are shown only to whoever searches in it."""


@dataclass(frozen=True)
class FacetList:
    """One filter's values that hold `word`, what is chosen first; `kept` is the rest of the search."""

    facet: FacetView
    word: str
    told: str
    url: str
    asked: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]


def facet_list(counted: FacetCount, filters: CandidateFilterSet, *, key: str, word: str, url: str) -> FacetList:
    """The list of a filter within a search, at the address `url`; `word` is looked for in its values."""
    whole = whole_view(counted, filters, key)
    shown = tuple(choice for choice in whole.choices if choice.selected or _holds(choice.label, word))
    if not word and len(shown) > MOST:
        shown = tuple(choice for choice in shown if choice.count or choice.selected)
    asked = filters.query.pairs(PLUS_BY_DEFAULT)
    kept = tuple((name, value) for name, value in asked if name != key)
    facet = replace(whole, choices=tuple(sorted(shown, key=_place)))
    return FacetList(facet, word, _told(len(shown), len(whole.choices)), url, asked, kept)


def _place(choice: Choice) -> tuple[bool, int, str]:
    """What is chosen first, then what occurs most, then by name."""
    return not choice.selected, -(choice.count or 0), choice.label


def _holds(label: str, word: str) -> bool:
    return fold(word.strip()) in fold(label)


def _told(shown: int, whole: int) -> str:
    text = ngettext("%(shown)s van %(whole)s waarde", "%(shown)s van de %(whole)s waarden", whole)
    return text % {"shown": localize(shown, use_l10n=True), "whole": localize(whole, use_l10n=True)}
