"""The filters beside the results: every value with its exact count, in the order in which people look for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from explorer.filter_kinds import CriterionFilter, HoursFilter, MinimumFilter, TermFilter, WorkplaceFilter
from explorer.filters import CandidateFilterSet
from explorer.search.facets import FacetCount
from explorer.search.find import Found
from explorer.search.query import Kind

AT_ONCE = 8
LONGEST = 60
SHORT_LISTS = 30


@dataclass(frozen=True)
class Choice:
    """One value of a facet; `count` is None where nothing is counted."""

    value: str
    label: str
    count: int | None
    selected: bool


@dataclass(frozen=True)
class FacetView:
    """One facet: values shown at once, the rest behind "toon alle", and how many are not precisely known."""

    key: str
    legend: str
    help: str
    kind: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]
    unknown: int
    unknown_label: str
    is_plus: bool
    active: int
    value: str = ""


def facet_views(found: Found, filters: CandidateFilterSet) -> tuple[FacetView, ...]:
    """All facets, with what is asked and what was counted."""
    return tuple(_view(key, one, found) for key, one in filters.filters.items())


def _view(key: str, one: CriterionFilter, found: Found) -> FacetView:
    asked = found.query.get(key)
    selected = asked.values if asked else ()
    counted = found.outcome.facets.get(key, FacetCount({}, 0))
    choices = _choices(one, counted, selected)
    at_once = _at_once(choices)
    return FacetView(
        key=key,
        legend=str(one.label),
        help=_help(one),
        kind=_kind(one),
        choices=tuple(at_once),
        more=tuple(choice for choice in choices if choice not in at_once),
        unknown=counted.unknown,
        unknown_label=_("niet ingevuld of niet precies bekend"),
        is_plus=(asked.kind is Kind.PLUS) if asked else one.plus_by_default,
        active=len(selected),
        value=selected[0] if selected else "",
    )


def _choices(one: CriterionFilter, counted: FacetCount, selected: Sequence[str]) -> list[Choice]:
    """Short lists whole and in their own order; of long ones what occurs most, and always what is chosen."""
    names = dict(one.names())
    if isinstance(one, HoursFilter):
        names = {value: name for value, name in names.items() if value in (*one.shown_values(), *selected)}
    elif len(names) > SHORT_LISTS:
        names = {value: names[value] for value in _most_frequent(counted, names, selected)}
    return [
        Choice(value, capfirst(name), _count(one, counted, value), value in selected) for value, name in names.items()
    ]


def _count(one: CriterionFilter, counted: FacetCount, value: str) -> int | None:
    """Any whole number of hours may be asked, but only those that are offered are counted."""
    if isinstance(one, HoursFilter) and value not in one.shown_values():
        return None
    return counted.counts.get(value, 0)


def _most_frequent(counted: FacetCount, names: dict[str, str], selected: Sequence[str]) -> list[str]:
    ranked = sorted(
        (value for value in counted.counts if counted.counts[value]),
        key=lambda value: (-counted.counts[value], names[value]),
    )
    return list(dict.fromkeys([*selected, *ranked[:LONGEST]]))


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
