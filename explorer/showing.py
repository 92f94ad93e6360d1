"""Shows profiles to an audience: draws references for what is new to it, within the budgets of the day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from explorer.audience import Audience
from explorer.budget import Budget, Limit, Whose, affordable, tightest
from explorer.locks import lock
from explorer.measures import REFUSALS
from explorer.models import ProfileReference
from explorer.models.reference import Column
from explorer.references import Known, free_codes, known_to, known_to_each
from profiles.audit import Viewer, raise_alarm
from profiles.calendar import day_of, start_of_day
from profiles.models import Alarm
from profiles.rows import insert


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
    """Notes that these profiles (keys) are shown, and gives the references; see `show_also`."""
    return show_also(known_to(audience.viewer.key, profiles), audience, profiles, at, partly=partly)


def show_also(
    known: Mapping[str, Known], audience: Audience, profiles: Sequence[str], at: dt.datetime, *, partly: bool = True
) -> Showing:
    """The same when it was asked already which of these profiles the audience knows.

    What was seen before is always shown. Of what is new as many as the budgets allow; with `partly` off all of it or
    nothing, and who gets all is not told what is left. A budget that stops someone raises an alarm, and so does one
    that advisers and staff go past.
    """
    left_out = len(profiles) - len(known)
    showing = Showing(known, budgets_of(audience, at) if partly or left_out else (), left_out)
    if showing.left_out and _may_draw(audience, showing.budgets):
        showing = _drawn(audience, profiles, at, partly=partly)
    _watch(showing, audience, at)
    return showing


def budgets_of(audience: Audience, at: dt.datetime) -> tuple[Budget, ...]:
    """Every budget that this audience draws on, with what was used of it today; one question, answered by indexes."""
    used = ProfileReference.objects.counts([_counted(limit) for limit in audience.limits], start_of_day(at))
    return tuple(Budget(limit, number) for limit, number in zip(audience.limits, used, strict=True))


def _counted(limit: Limit) -> tuple[Column, str]:
    """By which column one counts what was used of a limit, and of whom."""
    return ("account", limit.account) if limit.account else ("viewer", limit.viewer)


def _may_draw(audience: Audience, budgets: Sequence[Budget]) -> bool:
    """Whether it is worth taking the locks: not when a budget of one's own is spent. On a network's, others count."""
    own = (budget.left for budget in budgets if budget.limit.viewer == audience.viewer.key)
    return not audience.is_stopped or all(own)


@transaction.atomic
def _drawn(audience: Audience, profiles: Sequence[str], at: dt.datetime, *, partly: bool) -> Showing:
    """Counts and writes under one lock, so that two requests cannot both take what is left."""
    lock(limit.key for limit in audience.limits)
    known, budgets = known_to_each(audience.viewers, profiles), budgets_of(audience, at)
    own = known[audience.viewer.key]
    new = [profile for profile in profiles if profile not in own]
    chosen = affordable(new, budgets, known) if audience.is_stopped else new
    if len(chosen) < len(new) and not partly:
        return Showing(own, budgets, len(new))
    rows = _written(audience, chosen, known, at)
    own |= {row.profile_key: Known(row.code, at) for row in rows if row.viewer == audience.viewer.key}
    spent = tuple(replace(budget, used=budget.used + _weight(rows, budget.limit)) for budget in budgets)
    return Showing(own, spent, len(new) - len(chosen))


def _written(
    audience: Audience, chosen: Sequence[str], known: Mapping[str, Mapping[str, Known]], at: dt.datetime
) -> list[ProfileReference]:
    """A reference of each chosen profile for every viewer that has none of it yet."""
    pairs = [(viewer, key) for viewer in audience.viewers for key in chosen if key not in known[viewer]]
    codes = free_codes(audience.viewers, len(pairs)) if pairs else []
    drawn = [
        ProfileReference(viewer=viewer, profile_key=key, code=code, account=audience.account, first_shown_at=at)
        for (viewer, key), code in zip(pairs, codes, strict=True)
    ]
    insert(drawn)
    return drawn


def _weight(rows: Sequence[ProfileReference], limit: Limit) -> int:
    """How many of these references weigh on a limit."""
    return sum(row.account == limit.account if limit.account else row.viewer == limit.viewer for row in rows)


def _watch(showing: Showing, audience: Audience, at: dt.datetime) -> None:
    """Raises the alarm, once a day, for whoever is stopped and for whoever would have been."""
    budget = showing.tightest
    if budget is None or not (showing.left_out or budget.used > budget.limit.most):
        return
    if showing.left_out:
        REFUSALS.labels(budget.limit.whose.value).inc()
    viewer = _responsible(budget.limit, audience.viewer)
    today = Alarm.objects.filter(kind=Alarm.Kind.BUDGET, on=day_of(at))
    if not today.filter(viewer=viewer.key, actor=viewer.actor).exists():
        raise_alarm(kind=Alarm.Kind.BUDGET, viewer=viewer, profiles=budget.used, at=at)


def _responsible(limit: Limit, viewer: Viewer) -> Viewer:
    """About whom the alarm is: for a network not each new session again."""
    if limit.whose is not Whose.NETWORK:
        return viewer
    return replace(viewer, key=limit.viewer, actor=f"netwerk {limit.viewer.partition(':')[2]}")
