"""Turns the whole staged set into a new generation: generalise, write, verify, and only then go live."""

import datetime as dt

from django.db import transaction
from django.db.models import Case, Count, When

from profiles.calendar import Clock, day_of
from profiles.gate import checked
from profiles.models import Generation, Live, Objection, Withdrawal
from profiles.planning import analyse_published
from profiles.withdraw import cover_fallen, hidden, release_is_wanted, withdraw
from sync.bulk import uncollected
from sync.cards import erase, write
from sync.due import note_turn, take_over
from sync.last_labels import last_labels, remember
from sync.models import CensusRow, SyncRun
from sync.people import read_people
from sync.showing import Showing, shown_with
from sync.traces import note_traces

PREVIOUS_IS_KEPT = dt.timedelta(minutes=10)


class NotAnonymousError(Exception):
    """The check disagrees: nothing is published, and what was live stays live."""


@uncollected()
def release(*, k: int, clock: Clock, all_regions: bool = False) -> Generation:
    """Publishes what is due of the staged set and returns the generation that is live now.

    `all_regions`: by hand, every region is due.

    Raises:
        NotAnonymousError: the written cards do not pass `verify`; they are taken away again.
        TooFewPeopleError: fewer than k people are staged.
    """
    started_at, gone = clock(), hidden()
    due = take_over(at=started_at, all_regions=all_regions)
    people = read_people(left_out(day_of(started_at)), _objected())
    showing = shown_with(people, k, last_labels())
    generation = _new_generation(started_at, k, len(people), showing)
    write(generation, people, showing, clock)
    analyse_published()
    verdict = checked(generation, k)
    if not verdict.ok:
        erase(generation)
        raise NotAnonymousError(f"Nothing was published: {len(verdict.problems)} classes or terms are too small.")
    note_traces()
    Withdrawal.objects.filter(profile_key__in=gone & set(people.profile_keys)).delete()  # they came back
    _switch(generation, clock())
    cover_fallen(people=hidden())
    remember(showing.label_of)
    note_turn(due, started_at)
    erase_old(at=clock())
    return generation


def release_if_wanted(*, k: int, clock: Clock) -> Generation | None:
    """A release at once, when somebody withdrew outside a run; a run that goes on releases by itself."""
    if SyncRun.objects.filter(state__in=(SyncRun.State.READING, SyncRun.State.RELEASING)).exists():
        return None
    return release(k=k, clock=clock) if release_is_wanted() else None


def _new_generation(at: dt.datetime, k: int, size: int, showing: Showing) -> Generation:
    return Generation.objects.create(
        created_at=at,
        k=k,
        size=size,
        kept=showing.cost.kept,
        kept_of_known=showing.cost.kept_of_known,
        loss=showing.cost.points,
        withheld=showing.cost.withheld,
        terms_hidden=showing.terms_hidden,
    )


def erase_old(*, at: dt.datetime) -> None:
    """Takes away generations that no request can use any more; the previous one is kept for ten minutes."""
    live = Live.objects.filter(pk=1).first()
    if live is None:
        return
    serving = {live.generation_id}
    if live.previous_id is not None and live.switched_at > at - PREVIOUS_IS_KEPT:
        serving.add(live.previous_id)
    for old in Generation.objects.exclude(pk__in=serving).filter(created_at__lt=live.generation.created_at):
        erase(old)


def left_out(today: dt.date) -> set[str]:
    """Record keys that stay out: a person's other records than the newest one.

    The newest record decides even if it may not be shown itself: consent that was given once does not outlive a
    newer record without it. A file's record is older than any of the feed.
    """
    current = CensusRow.objects.filter(removed_on=None).exclude(deregistered_on__lte=today)
    doubled = current.values("person_key").annotate(records=Count("pk")).filter(records__gt=1).values("person_key")
    rows = current.filter(person_key__in=doubled).annotate(of_feed=Case(When(version__gte=0, then=1), default=0))
    rows = rows.order_by("person_key", "of_feed", "registered_on", "record_key")
    newest = dict(rows.values_list("person_key", "record_key"))
    return set(rows.values_list("record_key", flat=True)) - set(newest.values())


def _objected() -> set[str]:
    """Profile keys of the people who said "niet meer tonen"."""
    return set(Objection.objects.values_list("profile_key", flat=True))


@transaction.atomic
def _switch(generation: Generation, at: dt.datetime) -> None:
    """Makes it live, without those who withdrew or objected while it was written."""
    withdraw(people=hidden())
    live = Live.objects.filter(pk=1).first()
    previous = live.generation if live else None
    Live.objects.update_or_create(pk=1, defaults={"generation": generation, "previous": previous, "switched_at": at})
