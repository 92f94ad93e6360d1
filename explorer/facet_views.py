"""The filters beside the results: every value with its exact count, in the order in which people look for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from django.utils.translation import gettext as _

from explorer.filter_kinds import CriterionFilter, HoursFilter, MinimumFilter, TermFilter, WorkplaceFilter
from explorer.filters import CandidateFilterSet
from explorer.search.facets import FacetCount
from explorer.search.find import Found
from explorer.search.query import Criterion, Kind

AT_ONCE = 8
LONGEST = 60
SHORT_LISTS = 30
"""Longer lists show what occurs most; all of it is on a page of its own, where one can search."""
NOBODY = FacetCount({}, 0)


@dataclass(frozen=True)
class Choice:
    """One value of a facet; `count` is None where nothing is counted."""

    value: str
    label: str
    count: int | None
    selected: bool


@dataclass(frozen=True)
class FacetView:
    """One facet: values shown at once, the rest folded or, of a long list, on a page of its own (`whole`: how many
    values that has), and how many are not precisely known, if that was counted."""

    key: str
    legend: str
    help: str
    kind: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]
    unknown: int | None
    is_plus: bool
    active: int
    value: str = ""
    whole: int = 0


def facet_views(found: Found, filters: CandidateFilterSet) -> tuple[FacetView, ...]:
    """All facets, with what is asked and what was counted."""
    counts = found.outcome.facets
    return tuple(
        _view(key, one, found.query.get(key), counts.get(key, NOBODY)) for key, one in filters.filters.items()
    )


def whole_view(found: Found, filters: CandidateFilterSet, key: str) -> FacetView:
    """One facet with every value it has."""
    one, asked = filters.filters[key], found.query.get(key)
    counted, selected = found.outcome.facets[key], asked.values if asked else ()
    view = _view(key, one, asked, counted)
    return replace(view, choices=tuple(_choices(one, counted, selected)), more=())


def bare_views(filters: CandidateFilterSet) -> tuple[FacetView, ...]:
    """All facets of a search that was refused: what was right in it, and nothing counted."""
    views = (_view(key, one, filters.rest.get(key), None) for key, one in filters.filters.items())
    typed = filters.data.get("werkplek", "")[:LONGEST]
    return tuple(replace(view, value=typed) if view.kind == "text" else view for view in views)


def _view(key: str, one: CriterionFilter, asked: Criterion | None, counted: FacetCount | None) -> FacetView:
    selected = asked.values if asked else ()
    names = one.names()
    is_long = len(names) > SHORT_LISTS and not isinstance(one, HoursFilter)
    choices = _most_used(one, counted, selected) if is_long else _choices(one, counted, selected)
    at_once = choices if is_long else _at_once(choices)
    return FacetView(
        key=key,
        legend=str(one.label),
        help=_help(one),
        kind=_kind(one),
        choices=tuple(at_once),
        more=tuple(choice for choice in choices if choice not in at_once),
        unknown=counted.unknown if counted and names else None,
        is_plus=(asked.kind is Kind.PLUS) if asked else one.plus_by_default,
        active=len(selected),
        value=selected[0] if selected else "",
        whole=len(names) if is_long else 0,
    )


def _choices(one: CriterionFilter, counted: FacetCount | None, selected: Sequence[str]) -> list[Choice]:
    """A short list whole and in its own order."""
    names = one.names()
    if isinstance(one, HoursFilter):
        names = {value: name for value, name in names.items() if value in (*one.shown_values(), *selected)}
    return _worded(one, names, counted, selected)


def _most_used(one: CriterionFilter, counted: FacetCount | None, selected: Sequence[str]) -> list[Choice]:
    """Of a long list what is chosen, and then what occurs most."""
    names = one.names()
    ranked = _most_frequent(counted, names) if counted else []
    shown = {value: names[value] for value in (*selected, *ranked)}
    return _worded(one, shown, counted, selected)


def _worded(
    one: CriterionFilter, names: Mapping[str, str], counted: FacetCount | None, selected: Sequence[str]
) -> list[Choice]:
    return [
        Choice(value, name[:1].upper() + name[1:], _count(one, counted, value), value in selected)
        for value, name in names.items()
    ]


def _count(one: CriterionFilter, counted: FacetCount | None, value: str) -> int | None:
    """Any whole number of hours may be asked, but only those that are offered are counted."""
    if counted is None or (isinstance(one, HoursFilter) and value not in one.shown_values()):
        return None
    return counted.counts.get(value, 0)


def _most_frequent(counted: FacetCount, names: Mapping[str, str]) -> list[str]:
    """The values that occur most; equally many are in the order of their names."""
    counts = dict(counted.counts.items())
    least = min(nlargest(AT_ONCE, counts.values()), default=0)
    often = (value for value, number in counts.items() if number >= least)
    return sorted(often, key=lambda value: (-counts[value], names[value]))[:AT_ONCE]


def _at_once(choices: list[Choice]) -> list[Choice]:
    """The first few, and whatever is chosen; a list that is hardly longer is shown whole."""
    if len(choices) <= AT_ONCE + 2:
        return choices
    return [choice for place, choice in enumerate(choices) if place < AT_ONCE or choice.selected]


def _kind(one: CriterionFilter) -> str:
    if isinstance(one, WorkplaceFilter):
        return "text"
    return "one" if isinstance(one, MinimumFilter) else "many"


def _help(one: CriterionFilter) -> str:
    if isinstance(one, WorkplaceFilter):
        return _("Postcode, gemeente of plaats, bijvoorbeeld 7811 of Emmen.")
    if isinstance(one, TermFilter) and one.plus_by_default:
        return _("Wie dit noemt, staat hoger. Wie het niet noemt, valt niet af.")
    return ""
