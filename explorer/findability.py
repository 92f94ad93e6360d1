"""How well people are found: typical searches answered by the engine itself, counted per region, and what it costs
that fields are open."""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.http import QueryDict

from explorer.filters import CandidateFilterSet, facets, searched
from explorer.search.engine import Asked, Outcome
from explorer.search.find import Teller, teller
from explorer.search.matching import LabelTest, PairTest
from explorer.search.query import Criterion, Kind
from profiles.models import AuditEvent, Route
from profiles.vocabularies import COUNTRY, Name, reference

SEARCHES = Path(__file__).with_name("typical_searches.csv")
WINDOW = dt.timedelta(days=90)


@dataclass(frozen=True)
class TypicalSearch:
    """A search as employers do them; every requirement has one value."""

    name: Name
    query: str

    @property
    def region(self) -> int | None:
        """The region that it asks for; None when it asks for none."""
        asked = QueryDict(self.query).get("regio")
        return int(asked) if asked else None


@dataclass(frozen=True)
class Numbers:
    """How many people meet a search, may meet it, and do not."""

    certain: int
    possible: int
    excluded: int


@dataclass(frozen=True)
class Found:
    """What one typical search finds. `elsewhere` are people whose card does not say the region: with the regions they
    add up to the total."""

    search: TypicalSearch
    total: Numbers
    regions: dict[int, Numbers]
    elsewhere: Numbers


@dataclass(frozen=True)
class OpenField:
    """How often a field keeps someone at "may meet it", over all typical searches together (docs/findability.md)."""

    field: str
    searches: int
    people: int


@dataclass(frozen=True)
class NeverShown:
    """How many of today's people nobody was shown in the window; the log is behind by the seconds a seal takes."""

    people: int
    visible: int
    since: dt.datetime
    log_since: dt.datetime | None
    """The first showing in the log: later than `since` when the log does not go back that far."""

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.people / self.visible if self.visible else 0.0

    @property
    def percent(self) -> float:
        return 100 * self.share

    @property
    def log_is_short(self) -> bool:
        return self.log_since is not None and self.log_since > self.since


@dataclass(frozen=True)
class Findability:
    """The whole answer, of one generation."""

    generation: int
    profiles: int
    searches: tuple[Found, ...]
    fields: tuple[OpenField, ...]
    never_shown: NeverShown


@cache
def typical_searches() -> tuple[TypicalSearch, ...]:
    """The fixed set, in the order of the file."""
    with SEARCHES.open(encoding="utf-8", newline="") as file:
        return tuple(
            TypicalSearch(Name(row["name_nl"], row["name_en"]), row["search"]) for row in csv.DictReader(file)
        )


def searches_here() -> tuple[TypicalSearch, ...]:
    """Those that this site can answer: not in a region that it is not for (ONLY_REGIONS)."""
    return tuple(one for one in typical_searches() if one.region in (None, *reference().served_regions))


def findability(*, at: dt.datetime) -> Findability:
    """Everything at once, all of the same generation.

    Raises:
        NotReadyError: nothing is published yet.
    """
    tell = teller(at=at)
    everyone = tell.of(())
    inhabitants = {number: tell.of((_within(number),)).certain for number in reference().served_regions}
    searches = tuple(_found(search, tell, inhabitants) for search in searches_here())
    never = never_shown(generation=tell.generation, at=at)
    return Findability(tell.generation, everyone.total, searches, open_fields(tell), never)


def open_fields(tell: Teller) -> tuple[OpenField, ...]:
    """The fields that typical searches require, the one that costs most first."""
    people: Counter[str] = Counter()
    asked_by: Counter[str] = Counter()
    for search in searches_here():
        for field, number in _left_open(_valid(search), tell):
            people[field] += number
            asked_by[field] += 1
    costly = sorted(people, key=lambda field: (-people[field], field))
    return tuple(OpenField(field, asked_by[field], people[field]) for field in costly)


def asked_fields() -> Counter[str]:
    """In how many typical searches each field of the card is required."""
    required = (one.criterion.key for search in searches_here() for one in _valid(search).asked if one.is_required)
    return Counter(_field_of(key) for key in required)


def never_shown(*, generation: int, at: dt.datetime, region: int | None = None) -> NeverShown:
    """Counted from the log: lists, cards and every other showing, to visitors and organisations alike.

    With a `region`, of the people whose card names it; of region 0, of those whose card names none.
    """
    visible = Route.objects.visible(generation)
    if region is not None:
        visible = visible.at_places(_places(region))
    people = visible.not_shown_since(at - WINDOW).count()
    return NeverShown(people, visible.count(), at - WINDOW, AuditEvent.objects.showing().first_at())


def _places(region: int) -> tuple[str, ...]:
    """The place labels that name a region; of region 0 those that name none."""
    parts = (code for code, (_name, number) in reference().sub_regions.items() if number == region)
    return (*parts, f"R{region}") if region else (COUNTRY, "")


def _found(search: TypicalSearch, tell: Teller, inhabitants: dict[int, int]) -> Found:
    asked = _valid(search).asked
    whole = tell.of(asked)
    regions = {number: _of(tell.of((*asked, _within(number))), all_) for number, all_ in inhabitants.items()}
    total = _of(whole, whole.total)
    rest = Numbers(
        total.certain - sum(one.certain for one in regions.values()),
        total.possible - sum(one.possible for one in regions.values()),
        total.excluded - sum(one.excluded for one in regions.values()),
    )
    return Found(search, total, regions, rest)


def _of(outcome: Outcome, people: int) -> Numbers:
    return Numbers(outcome.certain, outcome.possible, people - outcome.found)


def _within(region: int) -> Asked:
    """Only people whose card says that they live in this region; a wider place is no region."""
    test = CandidateFilterSet.base_filters["regio"].test([str(region)])
    return Asked(Criterion("region", (str(region),), Kind.REQUIREMENT), replace(test, unknown=frozenset()))


def _left_open(filters: CandidateFilterSet, tell: Teller) -> Iterator[tuple[str, int]]:
    """For every requirement: how many people fail nothing, and leave this one open."""
    whole = tell.of(filters.asked, facets())
    for one in filters.asked:
        if one.is_required:
            yield _field_of(one.criterion.key), _open_count(one, filters.asked, whole, tell)


def _open_count(one: Asked, asked: tuple[Asked, ...], whole: Outcome, tell: Teller) -> int:
    """Of a label the engine is asked for the open ones; of a list, who is found without meeting it leaves it open."""
    if isinstance(one.test, LabelTest | PairTest):
        rest = tuple(other for other in asked if other is not one)
        return tell.of((*rest, _open_only(one, one.test))).found
    (value,) = one.criterion.values
    return whole.found - whole.facets[one.criterion.key].counts.get(value, 0)


def _open_only(one: Asked, test: LabelTest | PairTest) -> Asked:
    """Met by whoever leaves the criterion open. Of a workplace only an unknown travel band is an empty field."""
    if isinstance(test, LabelTest):
        return replace(one, test=replace(test, met=test.unknown, unknown=frozenset()))
    travel_unknown = frozenset(pair for pair in test.unknown if not pair[1])
    return replace(one, test=replace(test, met=travel_unknown, unknown=frozenset()))


def _field_of(key: str) -> str:
    """The field of the card that a search parameter asks about."""
    field: str = CandidateFilterSet.base_filters[key].about
    return field


def _valid(search: TypicalSearch) -> CandidateFilterSet:
    filters = searched(search.query)
    if not filters.form.is_valid():
        raise ValueError(f"{SEARCHES.name}: {search.query}: {'; '.join(filters.reasons)}")
    return filters
