"""The filters beside the results: every value with its exact count, in the order in which people look for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from explorer.filter_kinds import CriterionFilter, HoursFilter, MinimumFilter, TermFilter, WorkplaceFilter
from explorer.filters import CandidateFilterSet
from explorer.search.facets import FacetCount
from explorer.search.find import Found
from explorer.search.query import Criterion, Kind
from profiles.vocabularies import Reference, reference

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


@dataclass(frozen=True, eq=False)
class Plan:
    """What a facet is in one language, whatever is asked: all its values, and those that are counted."""

    legend: str
    help: str
    kind: str
    names: Mapping[str, str]
    counted: Mapping[str, str]

    @property
    def is_long(self) -> bool:
        return len(self.counted) > SHORT_LISTS

    def shown(self, counted: FacetCount | None, selected: Sequence[str]) -> Mapping[str, str]:
        """A short list whole and in its own order; of a long one what is chosen, and then what occurs most."""
        if self.is_long:
            most = _most_frequent(counted, self.names) if counted else []
            return {value: self.names[value] for value in (*selected, *most)}
        if self.counted.keys() >= set(selected):
            return self.counted
        return {value: name for value, name in self.names.items() if value in self.counted or value in selected}


def facet_views(found: Found, filters: CandidateFilterSet) -> tuple[FacetView, ...]:
    """All facets, with what is asked and what was counted."""
    counts = found.outcome.facets
    return tuple(
        _view(key, one, found.query.get(key), counts.get(key, NOBODY)) for key, one in filters.filters.items()
    )


def whole_view(counted: FacetCount, filters: CandidateFilterSet, key: str) -> FacetView:
    """One facet with every value it has."""
    one, asked = filters.filters[key], filters.query.get(key)
    plan, selected = _plan_of(one), asked.values if asked else ()
    return replace(_view(key, one, asked, counted), choices=_choices(plan, plan.names, counted, selected), more=())


def bare_views(filters: CandidateFilterSet) -> tuple[FacetView, ...]:
    """All facets of a search that was refused: what was right in it, and nothing counted."""
    views = (_view(key, one, filters.rest.get(key), None) for key, one in filters.filters.items())
    typed = filters.data.get("werkplek", "")[:LONGEST]
    return tuple(replace(view, value=typed) if view.kind == "text" else view for view in views)


def _view(key: str, one: CriterionFilter, asked: Criterion | None, counted: FacetCount | None) -> FacetView:
    plan, selected = _plan_of(one), asked.values if asked else ()
    choices = _choices(plan, plan.shown(counted, selected), counted, selected)
    at_once = choices if plan.is_long else _at_once(choices)
    return FacetView(
        key=key,
        legend=plan.legend,
        help=plan.help,
        kind=plan.kind,
        choices=at_once,
        more=tuple([choice for choice in choices if choice not in at_once]) if len(at_once) < len(choices) else (),
        unknown=counted.unknown if counted and plan.names else None,
        is_plus=(asked.kind is Kind.PLUS) if asked else one.plus_by_default,
        active=len(selected),
        value=selected[0] if selected else "",
        whole=len(plan.names) if plan.is_long else 0,
    )


def _plan_of(one: CriterionFilter) -> Plan:
    return _plan(one, reference(), get_language())


@lru_cache(maxsize=64)
def _plan(one: CriterionFilter, _data: Reference, _language: str | None) -> Plan:
    names = {value: name[:1].upper() + name[1:] for value, name in one.names().items()}
    counted = {value: names[value] for value in one.shown_values()} if isinstance(one, HoursFilter) else names
    return Plan(str(one.label), _help(one), _kind(one), names, counted)


def _choices(
    plan: Plan, shown: Mapping[str, str], counted: FacetCount | None, selected: Sequence[str]
) -> tuple[Choice, ...]:
    """Any whole number of hours may be asked, but only those that are offered are counted."""
    counts_of = {value: counted.counts.get(value, 0) for value in shown if value in plan.counted} if counted else {}
    return tuple([Choice(value, name, counts_of.get(value), value in selected) for value, name in shown.items()])


def _most_frequent(counted: FacetCount, names: Mapping[str, str]) -> list[str]:
    """The values that occur most; equally many are in the order of their names."""
    counts = counted.highest(AT_ONCE)
    return sorted(counts, key=lambda value: (-counts[value], names[value]))[:AT_ONCE]


def _at_once(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The first few, and whatever is chosen; a list that is hardly longer is shown whole."""
    if len(choices) <= AT_ONCE + 2:
        return choices
    return tuple([choice for place, choice in enumerate(choices) if place < AT_ONCE or choice.selected])


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
