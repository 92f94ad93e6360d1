"""From a search to everything a page or answer shows: the only place that reads cards for someone."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from explorer.audience import Audience
from explorer.measures import ENGINE
from explorer.references import Known, UnknownReferenceError, profile_key_of
from explorer.search.cards import cards_by_person
from explorer.search.engine import Asked, Engine, Outcome, Question
from explorer.search.engines import built_engine_for, engine_for, generation_to_keep_to
from explorer.search.facets import Facet
from explorer.search.matching import Answer, CardFacts
from explorer.search.query import SearchQuery, Stand
from explorer.showing import NOBODY_LOOKS, Showing, show_also
from profiles import audit
from profiles.calendar import day_of
from profiles.models import AuditAction, Live, Mask, Route


class NotReadyError(Exception):
    """Nothing is published yet."""


class PageTooFarError(Exception):
    """The page asked lies past the last one."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


class BudgetSpentError(Exception):
    """A spent budget keeps back profiles that an answer must have all of."""

    def __init__(self, showing: Showing) -> None:
        super().__init__(showing.left_out)
        self.showing = showing


@dataclass(frozen=True)
class Look:
    """One look at cards: who looks, in what way, when, and whether a part of the cards will do."""

    audience: Audience
    action: AuditAction
    at: dt.datetime
    partly: bool = True


@dataclass(frozen=True)
class Hit:
    """One card as this viewer may see it, with the answer to every criterion."""

    ref: str
    since: dt.datetime
    """When this viewer was first shown it."""
    is_new: bool
    """Whether that is now."""
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
    showing: Showing = NOBODY_LOOKS
    """What a spent budget kept back, and what is left of each."""


def find(
    *,
    query: SearchQuery,
    asked: tuple[Asked, ...],
    facets: tuple[Facet, ...],
    audience: Audience | None,
    at: dt.datetime,
    looser: tuple[Asked, ...] = (),
    partly: bool = True,
    only: Callable[[int], frozenset[int]] | None = None,
) -> Found:
    """Answers a search for an audience and logs the look; without one only the totals and counts, no card.

    `only`: among the card numbers that it names of a generation, as if there were no others. They are always of the
    live one: who is new in it is in no other.

    Raises:
        NotReadyError: nothing is published yet.
        PageTooFarError: the page lies past the last one.
        BudgetSpentError: with `partly` off, a spent budget keeps back some of this page.
    """
    kept = _live() if only else _kept_to(at)
    stand = Stand(kept.generation, day_of(at))
    restarted = bool(query.stand) and query.stand != str(stand)
    page = 1 if restarted else query.page
    among = only(stand.generation) if only else None
    outcome = _answer(Question(stand.generation, asked, facets, page, stand.day, looser, kept.masked, among))
    if page > outcome.pages:
        raise PageTooFarError(outcome.pages)
    stood = SearchQuery(query.criteria, page, str(stand))
    if audience is None:
        return Found(stood, outcome, (), stand, restarted)
    look = Look(audience, AuditAction.RESULTS, at, partly)
    hits, showing = _shown(stand.generation, outcome.numbers, asked, look)
    return Found(stood, outcome, hits, stand, restarted, showing)


@dataclass(frozen=True)
class Teller:
    """Counts one search after another, all of one generation on one day; shows nobody, so nothing is logged."""

    generation: int
    day: dt.date
    masked: frozenset[int]
    engine: Engine

    def of(self, asked: tuple[Asked, ...], facets: tuple[Facet, ...] = ()) -> Outcome:
        question = Question(self.generation, asked, facets, 1, self.day, masked=self.masked)
        return self.engine.answer(question)


def teller(*, at: dt.datetime) -> Teller:
    """Counts in what is live now; waits for the index, for hundreds of searches are quicker with it.

    Raises:
        NotReadyError: nothing is published yet.
    """
    live = _live()
    return Teller(live.generation, day_of(at), live.masked, built_engine_for(live.generation))


def count(*, asked: tuple[Asked, ...], at: dt.datetime, facets: tuple[Facet, ...] = ()) -> Outcome:
    """Only the totals of a search, and the counts of these facets; shows nobody, so nothing is logged.

    Raises:
        NotReadyError: nothing is published yet.
    """
    kept = _kept_to(at)
    return _answer(Question(kept.generation, asked, facets, 1, day_of(at), masked=kept.masked))


def find_one(*, code: str, asked: tuple[Asked, ...], audience: Audience, at: dt.datetime) -> Hit | None:
    """The card that this audience knows by a reference; None when the person is no longer shown.

    Raises:
        NotReadyError: nothing is published yet.
        UnknownReferenceError: this audience knows nobody by that reference.
    """
    generation = live_generation()
    key = _profile_of(audience, code)
    numbers = Route.objects.filter(generation=generation, profile_key=key).values_list("number", flat=True)
    hits, _showing = _shown(generation, tuple(numbers), asked, Look(audience, AuditAction.CARD, at))
    return hits[0] if hits else None


def find_these(*, profiles: Sequence[str], look: Look) -> dict[str, Hit]:
    """The cards of these profiles (keys) in the order given; who is no longer shown is not among them.

    Raises:
        NotReadyError: nothing is published yet.
    """
    generation = live_generation()
    routes = Route.objects.filter(generation=generation, profile_key__in=profiles)
    numbers = dict(routes.values_list("profile_key", "number"))
    ordered = tuple(numbers[profile] for profile in profiles if profile in numbers)
    hits, showing = _shown(generation, ordered, (), look)
    by_reference = {hit.ref: hit for hit in hits}
    known = {profile: showing.known[profile].code for profile in profiles if profile in showing.known}
    return {profile: by_reference[code] for profile, code in known.items()}


def judged(hit: Hit, asked: tuple[Asked, ...]) -> Hit:
    """The same card with its answers to other criteria."""
    answers, is_certain = _judged(hit.card, asked)
    return replace(hit, answers=answers, is_certain=is_certain)


def live_generation() -> int:
    """The generation that was released last.

    Raises:
        NotReadyError: nothing is published yet.
    """
    return _live().generation


@dataclass(frozen=True)
class Kept:
    """The generation that a request keeps to, and the numbers of its cards that were withdrawn since its release."""

    generation: int
    masked: frozenset[int]


def _live() -> Kept:
    live, masked = _pointer()
    return Kept(live.generation_id, masked)


def _kept_to(at: dt.datetime) -> Kept:
    """The live generation, or for a moment the one before (see there)."""
    live, masked = _pointer()
    generation = generation_to_keep_to(live, at)
    return Kept(generation, masked if generation == live.generation_id else masked_in(generation))


def _pointer() -> tuple[Live, frozenset[int]]:
    found = Live.objects.with_masks()
    if found is None:
        raise NotReadyError
    return found


def _answer(question: Question) -> Outcome:
    engine = engine_for(question.generation)
    with ENGINE.labels(engine.name).time():
        return engine.answer(question)


def masked_in(generation: int) -> frozenset[int]:
    """Numbers of the cards of a generation that were withdrawn since its release."""
    return frozenset(Mask.objects.filter(generation=generation).values_list("number", flat=True))


def _profile_of(audience: Audience, code: str) -> str:
    """By the audience's own reference, or by that of the visit before signing in: its pages may still be open."""
    try:
        return profile_key_of(viewer=audience.viewer.key, code=code)
    except UnknownReferenceError:
        if not audience.former:
            raise
        return profile_key_of(viewer=audience.former, code=code)


def _shown(
    generation: int, numbers: Sequence[int], asked: tuple[Asked, ...], look: Look
) -> tuple[tuple[Hit, ...], Showing]:
    """Fetches cards in the order given, with this audience's references; logs who is shown before anyone sees it."""
    cards = cards_by_person(generation, numbers, look.audience.viewer.key)
    known = {key: one.known for key, one in cards.items() if one.known}
    showing = show_also(known, look.audience, list(cards), look.at, partly=look.partly)
    if showing.left_out and not look.partly:
        raise BudgetSpentError(showing)
    seen = {person: one.card for person, one in cards.items() if person in showing.known}
    if seen:
        audit.record(viewer=look.audience.viewer, action=look.action, people=list(seen), at=look.at)
    return tuple(_hit(showing.known[key], card, asked, look.at) for key, card in seen.items()), showing


def _hit(known: Known, card: CardFacts, asked: tuple[Asked, ...], at: dt.datetime) -> Hit:
    return Hit(known.code, known.since, known.since >= at, card, *_judged(card, asked))


def _judged(card: CardFacts, asked: tuple[Asked, ...]) -> tuple[tuple[tuple[str, Answer], ...], bool]:
    """The answer to every criterion, and whether all that is required is met."""
    answers = tuple((one.criterion.key, one.test.answer(card)) for one in asked)
    required = {one.criterion.key for one in asked if one.is_required}
    return answers, all(answer is Answer.MET for key, answer in answers if key in required)
