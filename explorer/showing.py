"""Shows profiles to an audience: draws references for what is new to it, within the budgets of the day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet, Value

from explorer.audience import Audience
from explorer.budget import Budget, Limit, Whose, affordable, tightest
from explorer.locks import lock
from explorer.models import ProfileReference
from explorer.models.reference import ReferenceQuerySet
from explorer.references import Known, free_codes, known_to
from profiles.audit import Viewer, raise_alarm
from profiles.calendar import day_of, start_of_day
from profiles.models import Alarm


@dataclass(frozen=True)
class Showing:
    """What an audience may see of what it asked for, and what is left of its budgets."""

    known: Mapping[str, Known]
    """Its reference of each profile that it may see."""
    budgets: tuple[Budget, ...]
    left_out: int
    """How many profiles a spent budget kept back."""

    @property
    def tightest(self) -> Budget | None:
        return tightest(self.budgets)


NOBODY_LOOKS = Showing({}, (), 0)


def show(*, audience: Audience, profiles: Sequence[str], at: dt.datetime, partly: bool = True) -> Showing:
    """Notes that these profiles (keys) are shown, and gives the references.

    What was seen before is always shown. Of what is new as many as the budgets allow; with `partly` off all of it or
    nothing. A budget that stops someone raises an alarm, and so does one that advisers and staff go past.
    """
    known, budgets = known_to(audience.viewer.key, profiles), budgets_of(audience, at)
    if len(known) < len(profiles) and _may_draw(audience, budgets):
        _draw(audience, profiles, at, partly=partly)
        known, budgets = known_to(audience.viewer.key, profiles), budgets_of(audience, at)
    showing = Showing(known, budgets, len(profiles) - len(known))
    _watch(showing, audience, at)
    return showing


def budgets_of(audience: Audience, at: dt.datetime) -> tuple[Budget, ...]:
    """Every budget that this audience draws on, with what was used of it today; one question, answered by indexes."""
    today = ProfileReference.objects.since(start_of_day(at))
    counts = [_counted(today, place, limit) for place, limit in enumerate(audience.limits)]
    used = dict(counts[0].union(*counts[1:], all=True))
    return tuple(Budget(limit, used[place]) for place, limit in enumerate(audience.limits))


def _counted(today: ReferenceQuerySet, place: int, limit: Limit) -> "QuerySet[Any, tuple[int, int]]":
    """One row: the place of a limit, and what was used of it."""
    rows = today.filter(account=limit.account) if limit.account else today.of(limit.viewer)
    return rows.annotate(place=Value(place)).values("place").annotate(used=Count("*")).values_list("place", "used")


def _may_draw(audience: Audience, budgets: Sequence[Budget]) -> bool:
    """Whether it is worth taking the locks: not when a budget of one's own is spent. On a network's, others count."""
    own = (budget.left for budget in budgets if budget.limit.viewer == audience.viewer.key)
    return not audience.is_stopped or all(own)


@transaction.atomic
def _draw(audience: Audience, profiles: Sequence[str], at: dt.datetime, *, partly: bool) -> None:
    """Counts and writes under one lock, so that two requests cannot both take what is left."""
    lock(limit.key for limit in audience.limits)
    known = {viewer: frozenset(known_to(viewer, profiles)) for viewer in audience.viewers}
    new = [profile for profile in profiles if profile not in known[audience.viewer.key]]
    chosen = affordable(new, budgets_of(audience, at), known) if audience.is_stopped else new
    if len(chosen) < len(new) and not partly:
        return
    for viewer in audience.viewers:
        _write(viewer, [profile for profile in chosen if profile not in known[viewer]], audience.account, at)


def _write(viewer: str, profiles: Sequence[str], account: str, at: dt.datetime) -> None:
    ProfileReference.objects.bulk_create(
        ProfileReference(viewer=viewer, profile_key=profile, code=code, account=account, first_shown_at=at)
        for profile, code in zip(profiles, free_codes(viewer, len(profiles)) if profiles else (), strict=True)
    )


def _watch(showing: Showing, audience: Audience, at: dt.datetime) -> None:
    """Raises the alarm, once a day, for whoever is stopped and for whoever would have been."""
    budget = showing.tightest
    if budget is None or not (showing.left_out or budget.used > budget.limit.most):
        return
    viewer = _responsible(budget.limit, audience.viewer)
    today = Alarm.objects.filter(kind=Alarm.Kind.BUDGET, on=day_of(at))
    if not today.filter(viewer=viewer.key, actor=viewer.actor).exists():
        raise_alarm(kind=Alarm.Kind.BUDGET, viewer=viewer, profiles=budget.used, at=at)


def _responsible(limit: Limit, viewer: Viewer) -> Viewer:
    """About whom the alarm is: for a network not each new session again."""
    if limit.whose is not Whose.NETWORK:
        return viewer
    return replace(viewer, key=limit.viewer, actor=f"netwerk {limit.viewer.partition(':')[2]}")
