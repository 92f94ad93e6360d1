"""Turns the whole staged set into a new generation: generalise, write, verify, and only then go live."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import Count

from profiles import keys
from profiles.anonymity.facts import COUNTRY, Facts
from profiles.anonymity.generalise import generalised, kept, wholly_hidden
from profiles.anonymity.wishes import ListRule, list_counts
from profiles.calendar import Clock, day_of
from profiles.display import LIST_FIELDS, LISTS
from profiles.gate import checked
from profiles.models import Card, Generation, Live, Objection, Route
from profiles.progress import report
from profiles.rows import insert
from profiles.terms import Terms
from profiles.vocabularies import reference
from profiles.withdraw import withdraw
from sync.models import CensusRow, StagedProfile
from sync.traces import note_traces

BATCH = 500  # cards in one transaction: some 20 ms on SQLite, so that no page waits
CHUNK = 2000
PREVIOUS_IS_KEPT = dt.timedelta(minutes=10)


class NotAnonymousError(Exception):
    """The check disagrees: nothing is published, and what was live stays live."""


@dataclass(frozen=True)
class Rules:
    """How every staged value of this release is shown, and what that costs."""

    people: int
    kept: Mapping[str, float]
    withheld: int
    label_of: Mapping[Facts, Facts]
    lists: Mapping[str, ListRule]


def release(*, k: int, clock: Clock) -> Generation:
    """Publishes the staged set and returns the generation that is live now.

    Raises:
        NotAnonymousError: the written cards do not pass `verify`; they are taken away again.
        TooFewPeopleError: fewer than k people are staged.
    """
    started_at = clock()
    left_out = _left_out(day_of(started_at))
    rules = _rules(left_out, k)
    generation = Generation.objects.create(created_at=started_at, k=k, kept=rules.kept, withheld=rules.withheld)
    _write(generation, left_out, rules, clock)
    verdict = checked(generation, k)
    if not verdict.ok:
        _erase(generation)
        raise NotAnonymousError(f"Nothing was published: {len(verdict.problems)} classes or terms are too small.")
    note_traces()
    _switch(generation, clock())
    erase_old(at=clock())
    return generation


def erase_old(*, at: dt.datetime) -> None:
    """Takes away generations that no request can use any more; the previous one is kept for ten minutes."""
    live = Live.objects.filter(pk=1).first()
    if live is None:
        return
    serving = {live.generation_id}
    if live.previous_id is not None and live.switched_at > at - PREVIOUS_IS_KEPT:
        serving.add(live.previous_id)
    for old in Generation.objects.exclude(pk__in=serving).filter(created_at__lt=live.generation.created_at):
        _erase(old)


def _left_out(today: dt.date) -> set[str]:
    """Record keys that stay out: a person's other records than the newest one, and everyone who objected.

    The newest record decides even if it may not be shown itself: consent that was given once does not outlive a
    newer record without it.
    """
    current = CensusRow.objects.filter(removed_on=None).exclude(deregistered_on__lte=today)
    doubled = current.values("person_key").annotate(records=Count("pk")).filter(records__gt=1).values("person_key")
    rows = current.filter(person_key__in=doubled).order_by("person_key", "registered_on", "record_key")
    newest = dict(rows.values_list("person_key", "record_key"))
    others = set(rows.values_list("record_key", flat=True)) - set(newest.values())
    return others | _objected()


def _objected() -> set[str]:
    """Record keys of the people who said "niet meer tonen"."""
    objections = set(Objection.objects.values_list("profile_key", flat=True))
    people = StagedProfile.objects.values_list("record_key", "person_key") if objections else ()
    return {key for key, person in people if keys.profile_key(person) in objections}


def _staged(left_out: set[str]) -> Iterator[StagedProfile]:
    """All staged rows by key, chunk by chunk: an open cursor on SQLite would bar every write after someone else's."""
    after = ""
    while chunk := list(StagedProfile.objects.filter(record_key__gt=after).order_by("record_key")[:CHUNK]):
        yield from (row for row in chunk if row.record_key not in left_out)
        after = chunk[-1].record_key


def _facts(row: StagedProfile) -> Facts:
    return Facts(
        place=row.sub_region or COUNTRY,
        education=row.education,
        hours=row.hours,
        licence=row.licence,
        travel=row.travel,
        availability=row.availability,
    )


def _rules(left_out: set[str], k: int) -> Rules:
    people = Counter(_facts(row) for row in _staged(left_out))
    label_of = generalised(people, k)
    ancestors = {shown.field: reference().ancestors[shown.vocabulary] for shown in LISTS}
    counts = list_counts(((label_of[_facts(row)].place, _lists(row)) for row in _staged(left_out)), ancestors)
    return Rules(
        people=sum(people.values()),
        kept=kept(people, label_of),
        withheld=wholly_hidden(people, label_of),
        label_of=label_of,
        lists={name: ListRule(counts[name], above, k) for name, above in ancestors.items()},
    )


def _lists(row: StagedProfile) -> dict[str, Terms]:
    return {name: getattr(row, name) for name in LIST_FIELDS}


def _write(generation: Generation, left_out: set[str], rules: Rules, clock: Clock) -> None:
    """Writes cards and routes in short transactions; nobody reads them before the pointer moves."""
    today = day_of(generation.created_at)
    numbers = list(range(rules.people))
    random.SystemRandom().shuffle(numbers)  # so that a card's number says nothing
    rows = zip(numbers, _staged(left_out), strict=True)
    hidden = written = 0
    while batch := list(islice(rows, BATCH)):
        cards = [_card(generation, number, row, rules, today) for number, row in batch]
        routes = [_route(generation, number, row) for number, row in batch]
        with transaction.atomic():
            insert(cards)
            insert(routes)
        written += len(batch)
        hidden += sum(_hidden_terms(card, row) for card, (_, row) in zip(cards, batch, strict=True))
        report(step="releasing", done=written, total=rules.people, at=clock())
    Generation.objects.filter(pk=generation.pk).update(size=written, terms_hidden=hidden)
    generation.refresh_from_db()


def _card(generation: Generation, number: int, row: StagedProfile, rules: Rules, today: dt.date) -> Card:
    label = rules.label_of[_facts(row)]
    return Card(
        generation=generation,
        number=number,
        **label._asdict(),
        dutch=row.dutch,
        freshness=freshness(row.profile_on, today),
        **{name: rule.shown(label.place, getattr(row, name)) for name, rule in rules.lists.items()},
    )


def freshness(profile_on: dt.date, today: dt.date) -> str:
    """How fresh a profile is, no finer than quarter, year or older."""
    quarter_starts = dt.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    if profile_on >= quarter_starts:
        return "kwartaal"
    return "jaar" if profile_on.year == today.year else "ouder"


def _route(generation: Generation, number: int, row: StagedProfile) -> Route:
    profile_key = keys.profile_key(row.person_key)
    return Route(generation=generation, number=number, profile_key=profile_key, sealed=row.sealed)


def _hidden_terms(card: Card, row: StagedProfile) -> int:
    """How many of a person's terms the card does not say, neither itself nor by a finer one."""
    shown = {name: getattr(card, name) for name in LIST_FIELDS}
    said = {name: {*terms.codes, *terms.implied} for name, terms in shown.items()}
    return sum(len(set(terms.codes) - said[name]) for name, terms in _lists(row).items())


@transaction.atomic
def _switch(generation: Generation, at: dt.datetime) -> None:
    """Makes it live, without those who objected while it was written."""
    withdraw(people=Objection.objects.values_list("profile_key", flat=True))
    live = Live.objects.filter(pk=1).first()
    previous = live.generation if live else None
    Live.objects.update_or_create(pk=1, defaults={"generation": generation, "previous": previous, "switched_at": at})


def _erase(generation: Generation) -> None:
    """Deletes cards and routes in short transactions, the generation itself last."""
    for model in (Card, Route):
        rows = model._default_manager.filter(generation=generation)
        while numbers := list(rows.order_by("number").values_list("pk", flat=True)[:CHUNK]):
            rows.filter(pk__in=numbers).delete()
    generation.delete()
