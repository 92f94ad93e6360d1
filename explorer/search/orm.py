"""The engine on the database itself: the same rules as SQL. It is the fallback, and the oracle of tests."""

import functools
import operator
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, IntegerField, Q, Value, When
from django.db.models.functions import Cast

from explorer.search.cards import cards_by_number
from explorer.search.engine import PAGE_SIZE, Asked, Outcome, Question, Totals
from explorer.search.facets import Facet, FacetCount
from explorer.search.matching import LabelTest, PairTest, TermTest, Test
from profiles import keys
from profiles.models import Card
from profiles.models.profile import CardQuerySet

EVERYONE = Q(pk__isnull=False)
NOBODY = Q(pk__in=[])


class OrmEngine:
    """Answers with SQL on the card rows; the cost grows with the number of cards."""

    name = "orm"

    def answer(self, question: Question) -> Outcome:
        """See `Outcome`. Masked cards are left out by the query itself."""
        cards = Card.objects.of(question.generation).visible()
        if question.only is not None:
            cards = cards.filter(number__in=question.only)
        totals = _totals(cards, question.asked)
        shown = cards_by_number(question.generation, _page(cards, question))
        return Outcome(
            total=cards.count(),
            certain=totals.certain,
            possible=totals.possible,
            numbers=tuple(shown),
            answers=tuple(tuple(one.test.answer(card) for one in question.asked) for card in shown.values()),
            facets=_facet_counts(cards, question),
            without={key: _totals(cards, rest) for key, rest in _without_each(question.asked)},
            looser={one.criterion.key: _totals(cards, _replaced(question.asked, one)) for one in question.looser},
        )


def candidates(cards: CardQuerySet, asked: Iterable[Asked]) -> CardQuerySet:
    """The cards that no requirement excludes."""
    return cards.filter(_all(met_or_unknown(one.test) for one in _required(asked)))


def _page(cards: CardQuerySet, question: Question) -> tuple[int, ...]:
    first = (question.page - 1) * PAGE_SIZE
    rows = ranked(candidates(cards, question.asked), question)
    return tuple(rows.values_list("number", flat=True)[first : first + PAGE_SIZE])


def _totals(cards: CardQuerySet, asked: Iterable[Asked]) -> Totals:
    required = _required(asked)
    counted = cards.aggregate(
        certain=Count("pk", filter=_all(met(one.test) for one in required)),
        found=Count("pk", filter=_all(met_or_unknown(one.test) for one in required)),
    )
    return Totals(counted["certain"], counted["found"] - counted["certain"])


def _without_each(asked: tuple[Asked, ...]) -> Iterator[tuple[str, list[Asked]]]:
    for dropped in _required(asked):
        yield dropped.criterion.key, [one for one in asked if one is not dropped]


def _replaced(asked: tuple[Asked, ...], looser: Asked) -> list[Asked]:
    return [looser if one.criterion.key == looser.criterion.key else one for one in asked]


def ranked(cards: CardQuerySet, question: Question) -> CardQuerySet:
    """Certain before possible, then more criteria met, then the rotation of the day."""
    certain = _all(met(asked.test) for asked in _required(question.asked))
    multiplier, step = keys.shuffle_of(question.day)
    return cards.annotate(
        certain=_one_if(certain) + Value(0),  # where nobody can, PostgreSQL reads a bare 0 as the number of a column
        score=functools.reduce(operator.add, (_one_if(met(asked.test)) for asked in question.asked), Value(0)),
        turn=(Cast(F("number"), BigIntegerField()) * multiplier + step) % keys.ROTATION_PRIME,
    ).order_by("-certain", "-score", "turn")


@functools.singledispatch
def met(test: Test) -> Q:
    """The condition under which a card meets a test."""
    raise TypeError(f"No condition for {type(test).__name__}")


@functools.singledispatch
def met_or_unknown(test: Test) -> Q:
    """The condition under which a test does not exclude a card."""
    raise TypeError(f"No condition for {type(test).__name__}")


@met.register
def _(test: LabelTest) -> Q:
    return Q((f"{test.field}__in", sorted(test.met)))


@met_or_unknown.register
def _(test: LabelTest) -> Q:
    return Q((f"{test.field}__in", sorted(test.met | test.unknown)))


@met.register
def _(test: PairTest) -> Q:
    return _pairs(test.fields, test.met)


@met_or_unknown.register
def _(test: PairTest) -> Q:
    return _pairs(test.fields, test.met | test.unknown)


@met.register
def _(test: TermTest) -> Q:
    return _any(Q((f"{test.field}__mentions", code)) for code in sorted(test.chosen))


@met_or_unknown.register
def _(test: TermTest) -> Q:
    if not test.wanted:
        return EVERYONE
    parents = _any(Q((f"{test.field}__shows", code)) for code in sorted(test.above))
    return met(test) | Q((f"{test.field}__open", True)) | parents


def _pairs(fields: tuple[str, str], pairs: Iterable[tuple[str, str]]) -> Q:
    by_second: defaultdict[str, list[str]] = defaultdict(list)
    for first, second in sorted(pairs):
        by_second[second].append(first)
    return _any(Q((f"{fields[0]}__in", firsts), (fields[1], second)) for second, firsts in by_second.items())


def _required(asked: Iterable[Asked]) -> list[Asked]:
    return [one for one in asked if one.is_required]


def _all(conditions: Iterable[Q]) -> Q:
    return functools.reduce(operator.and_, conditions, EVERYONE)


def _any(conditions: Iterable[Q]) -> Q:
    return functools.reduce(operator.or_, conditions, NOBODY)


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _facet_counts(cards: CardQuerySet, question: Question) -> dict[str, FacetCount]:
    """Each facet over the candidates that the *other* facets leave; facets without a requirement share one look."""
    required = {one.criterion.key for one in _required(question.asked)}
    shared: defaultdict[str, list[Facet]] = defaultdict(list)
    for facet in question.facets:
        shared[facet.key if facet.key in required else ""].append(facet)
    found: dict[str, FacetCount] = {}
    for left_out, facets in shared.items():
        others = [one for one in question.asked if one.criterion.key != left_out]
        found.update(_counted(candidates(cards, others), facets))
    return {facet.key: found[facet.key] for facet in question.facets}


def _counted(cards: CardQuerySet, facets: list[Facet]) -> dict[str, FacetCount]:
    """Reads the columns of these cards once and counts in Python: both databases, one way."""
    fields = sorted({facet.field for facet in facets})
    columns = list(zip(*cards.values_list(*fields).iterator(chunk_size=2000), strict=True)) or [()] * len(fields)
    counters: dict[str, Counter[Any]] = dict(zip(fields, map(Counter, columns), strict=True))
    return {facet.key: facet.counted(counters[facet.field]) for facet in facets}
