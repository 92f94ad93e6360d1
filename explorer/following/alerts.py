"""One mail a person that tells what changed in their saved searches: counts and links, nothing of a profile."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explorer.following.looks import since_told
from explorer.following.members import Difference
from explorer.mail.links import address_of
from explorer.mail.outbox import post
from explorer.models import MailConsent, Membership, SearchState
from profiles.calendar import AMSTERDAM, day_of

FIRST_HOUR = 7
"""Before this hour (Europe/Amsterdam) nobody is told."""


@dataclass(frozen=True)
class Line:
    """One search in the mail."""

    state: SearchState
    changed: Difference

    @property
    def text(self) -> str:
        search = self.state.search
        counts = ", ".join(one for one in _counts(self.changed) if one)
        return f"{search.name}: {counts}\n{address_of(reverse('search_changes', args=[search.key]))}"


def tell_everyone(*, at: dt.datetime) -> int:
    """Posts a mail to everyone whose searches changed and who wants to hear of it by now; how many.

    Each person is a transaction: the mail and the note of what it told are written together or not at all.
    """
    if at.astimezone(AMSTERDAM).hour < FIRST_HOUR:
        return 0
    waiting = SearchState.objects.to_tell(today=day_of(at)).values("search__owner")
    people = MailConsent.objects.given().filter(user__in=waiting).order_by("pk")
    return sum(tell(consent=pk, at=at) for pk in people.values_list("pk", flat=True))


@transaction.atomic
def tell(*, consent: int, at: dt.datetime) -> bool:
    """One person's mail; whether there was anything to tell. Of two workers at once, one finds it told already."""
    person = MailConsent.objects.given().select_for_update().filter(pk=consent).first()
    if person is None:
        return False
    states = list(_states(person.user_id, day_of(at)))
    lines = [Line(state, changed) for state in states if (changed := since_told(state))]
    for state in states:
        state.told_certain, state.told_possible, state.told_erased = state.certain, state.possible, 0
        state.told_on = day_of(at)
        state.save(update_fields=["told_certain", "told_possible", "told_erased", "told_on"])
    if lines:
        with translation.override(person.language):
            _post(person, lines)
    return bool(lines)


def _states(user: int, today: dt.date) -> "list[SearchState]":
    """Searches that are due, of organisations that this person still works for."""
    works_for = Membership.objects.active(today).filter(user=user).values("organisation")
    due = SearchState.objects.to_tell(today=today).filter(search__owner=user, search__organisation__in=works_for)
    return list(due.select_related("search").select_for_update(of=("self",)).order_by("search__name", "pk"))


def _post(person: MailConsent, lines: list[Line]) -> None:
    stop = address_of(reverse("stop_mail", args=[person.stop_key]))
    new = sum(len(line.changed.new) for line in lines)
    subject = ngettext("%(new)d nieuwe kandidaat", "%(new)d nieuwe kandidaten", new) % {"new": new}
    text = _(
        "Hallo,\n\nDit is er veranderd in uw zoekopdrachten:\n\n%(lines)s\n\n"
        "Geen berichten meer? Klik dan op deze link:\n%(stop)s"
    )
    post(
        to=person.address,
        subject=subject if new else _("Er is iets veranderd in uw zoekopdrachten"),
        text=text % {"lines": "\n\n".join(line.text for line in lines), "stop": stop},
        kind="alert",
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def _counts(changed: Difference) -> tuple[str, ...]:
    """What there is to tell, in words."""
    new, firmer, gone = len(changed.new), len(changed.firmer), changed.gone
    return (
        ngettext("%(n)d nieuw", "%(n)d nieuw", new) % {"n": new} if new else "",
        ngettext("%(n)d voldoet nu zeker", "%(n)d voldoen nu zeker", firmer) % {"n": firmer} if firmer else "",
        ngettext("%(n)d niet meer te vinden", "%(n)d niet meer te vinden", gone) % {"n": gone} if gone else "",
    )
