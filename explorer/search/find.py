"""From a search to everything a page or answer shows: the only place that reads cards for someone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.references import profile_key_of, references_for
from explorer.search.cards import cards_by_number
from explorer.search.engine import Asked, Outcome, Question
from explorer.search.engines import engine_for
from explorer.search.facets import Facet
from explorer.search.matching import Answer, CardFacts
from explorer.search.query import SearchQuery, Stand
from profiles import audit
from profiles.audit import Viewer
from profiles.calendar import day_of
from profiles.models import AuditAction, Live, Mask, Route


class NotReadyError(Exception):
    """Nothing is published yet."""


class PageTooFarError(Exception):
    """The page asked lies past the last one."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


@dataclass(frozen=True)
class Hit:
    """One card as this viewer may see it, with the answer to every criterion."""

    ref: str
    card: CardFacts
    answers: tuple[tuple[str, Answer], ...]
    is_certain: bool


@dataclass(frozen=True)
class Found:
    """A page of results with exact totals and counts, all of one stand."""

    query: SearchQuery
    outcome: Outcome
    hits: tuple[Hit, ...]
    stand: Stand
    restarted: bool
    """The address belonged to an older stand, so this is page 1 again."""


def find(
    *,
    query: SearchQuery,
    asked: tuple[Asked, ...],
    facets: tuple[Facet, ...],
    viewer: Viewer | None,
    at: dt.datetime,
    looser: tuple[Asked, ...] = (),
) -> Found:
    """Answers a search for a viewer and logs the look; without a viewer only the totals and counts, no card.

    Raises:
        NotReadyError: nothing is published yet.
        PageTooFarError: the page lies past the last one.
    """
    stand = Stand(live_generation(), day_of(at))
    restarted = bool(query.stand) and query.stand != str(stand)
    page = 1 if restarted else query.page
    outcome = _answer(Question(stand.generation, asked, facets, page, stand.day, looser))
    if page > outcome.pages:
        raise PageTooFarError(outcome.pages)
    hits = _shown(stand.generation, outcome.numbers, asked, viewer, AuditAction.RESULTS, at) if viewer else ()
    return Found(SearchQuery(query.criteria, page, str(stand)), outcome, hits, stand, restarted)


def count(*, asked: tuple[Asked, ...], at: dt.datetime) -> Outcome:
    """Only the totals of a search; shows nobody, so nothing is logged.

    Raises:
        NotReadyError: nothing is published yet.
    """
    return _answer(Question(live_generation(), asked, (), 1, day_of(at)))


def find_one(*, code: str, asked: tuple[Asked, ...], viewer: Viewer, at: dt.datetime) -> Hit | None:
    """The card that this viewer knows by a reference; None when the person is no longer shown.

    Raises:
        NotReadyError: nothing is published yet.
        UnknownReferenceError: this viewer knows nobody by that reference.
    """
    generation = live_generation()
    key = profile_key_of(viewer=viewer.key, code=code)
    numbers = Route.objects.filter(generation=generation, profile_key=key).values_list("number", flat=True)
    hits = _shown(generation, tuple(numbers), asked, viewer, AuditAction.CARD, at)
    return hits[0] if hits else None


def live_generation() -> int:
    """The generation that this request keeps to."""
    live = Live.objects.filter(pk=1).values_list("generation_id", flat=True).first()
    if live is None:
        raise NotReadyError
    return live


def _answer(question: Question) -> Outcome:
    """Asks the engine of this generation, with the cards that were withdrawn since its release."""
    masked = Mask.objects.filter(generation=question.generation).values_list("number", flat=True)
    return engine_for(question.generation).answer(replace(question, masked=frozenset(masked)))


def _shown(
    generation: int,
    numbers: Sequence[int],
    asked: tuple[Asked, ...],
    viewer: Viewer,
    action: AuditAction,
    at: dt.datetime,
) -> tuple[Hit, ...]:
    """Fetches cards in the order given, with this viewer's references; logs who is shown before anyone sees it."""
    cards = cards_by_number(generation, numbers)
    routes = dict(Route.objects.filter(generation=generation, number__in=cards).values_list("number", "profile_key"))
    refs = references_for(viewer=viewer.key, profile_keys=list(routes.values()), at=at)
    if cards:
        audit.record(viewer=viewer, action=action, people=[routes[number] for number in cards], at=at)
    return tuple(_hit(refs[routes[number]], card, asked) for number, card in cards.items())


def _hit(ref: str, card: CardFacts, asked: tuple[Asked, ...]) -> Hit:
    answers = tuple((one.criterion.key, one.test.answer(card)) for one in asked)
    required = {one.criterion.key for one in asked if one.is_required}
    is_certain = all(answer is Answer.MET for key, answer in answers if key in required)
    return Hit(ref=ref, card=card, answers=answers, is_certain=is_certain)
