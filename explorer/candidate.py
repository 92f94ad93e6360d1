"""A candidate's own question, asked through an adviser: what employers see, and not being shown any more."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.access import VISITOR, Role
from explorer.audience import Audience
from explorer.models import Membership
from explorer.search.find import Hit, Look, find_these
from profiles import audit, objections
from profiles.audit.lookup import UnknownPersonError, looks_at, people_of_record
from profiles.models import AuditAction, Objection
from profiles.sealed_link import Link, NoLinkError, Opener, OtherRegionError, Reason, open_link
from profiles.withdraw import cover_fallen

VIEWS_OF = dt.timedelta(days=90)


class NotOwnError(LookupError):
    """Nobody whom this adviser may see: unknown, not shown and of another region are answered alike."""


@dataclass(frozen=True)
class Asker:
    """The adviser who asks, and to whom the card is shown."""

    membership: Membership
    audience: Audience

    @property
    def opener(self) -> Opener:
        """An adviser for whom no region is written down works for none."""
        return Opener(self.audience.viewer, frozenset(self.membership.regions))


@dataclass(frozen=True)
class Views:
    """How often a profile was shown in the last 90 days; looks by advisers and UWV are in neither number."""

    by_organisations: int
    organisations: int
    by_visitors: int


@dataclass(frozen=True)
class OwnCard:
    """The card, the names of fields that are empty in Sonar, and how often it was shown."""

    hit: Hit
    empty: tuple[str, ...]
    views: Views


@dataclass(frozen=True)
class Objected:
    """The person does not want to be shown, since this moment."""

    made_at: dt.datetime


def own_card(*, number: str, asker: Asker, at: dt.datetime) -> OwnCard | Objected:
    """What employers see of the person with this Sonar number. Every try is in the audit log first.

    Raises:
        NotOwnError: nobody whom this adviser may see.
        PermissionError: this process does not hold the private key.
    """
    people = _people(number)
    objection = _objection(people, asker)
    if objection is not None:
        _note(asker, (objection.profile_key,), "question: objection", at)
        return Objected(objection.made_at)
    profile, link = _opened(people, asker, Reason.QUESTION, at)
    found = find_these(profiles=[profile], look=Look(asker.audience, AuditAction.CARD, at))
    if profile not in found:
        raise NotOwnError
    return OwnCard(found[profile], link.empty, views_of(profile, at=at))


def stop_showing(*, number: str, asker: Asker, at: dt.datetime) -> None:
    """Records that the person objects: hidden at once in all that is served, and left out of every later release.

    Raises:
        NotOwnError: nobody whom this adviser may see.
        PermissionError: this process does not hold the private key.
    """
    profile, link = _opened(_people(number), asker, Reason.OBJECTION, at)
    objections.make(profile=profile, region=link.region, at=at)
    cover_fallen(people=[profile])


def show_again(*, number: str, asker: Asker, at: dt.datetime) -> None:
    """Takes an objection back; the person is shown again after the next sync, if that still may be.

    Raises:
        NotOwnError: there is no objection that this adviser may take back.
    """
    objection = _objection(_people(number), asker)
    if objection is None:
        _note(asker, (), "objection: not found", at)
        raise NotOwnError
    _note(asker, (objection.profile_key,), "objection: taken back", at)
    objections.take_back(objection, at=at)


def views_of(profile: str, *, at: dt.datetime) -> Views:
    """Counts the looks at a profile (key) in the audit log."""
    recent = [look for look in looks_at([profile]) if look.at >= at - VIEWS_OF]
    searching = [look for look in recent if look.role in (Role.EMPLOYER, Role.INTERMEDIARY)]
    visitors = sum(look.role == VISITOR for look in recent)
    return Views(len(searching), len({look.organisation for look in searching}), visitors)


def _people(number: str) -> tuple[str, ...]:
    try:
        return people_of_record(number.strip())
    except UnknownPersonError:
        return ()


def _opened(people: Sequence[str], asker: Asker, reason: Reason, at: dt.datetime) -> tuple[str, Link]:
    for person in people:
        try:
            return person, open_link(profile=person, opener=asker.opener, reason=reason, at=at)
        except (NoLinkError, OtherRegionError):
            continue
    audit.record(
        viewer=asker.audience.viewer,
        action=AuditAction.OPENING,
        people=people,
        at=at,
        about=f"{reason.value}: not found",
    )
    raise NotOwnError


def _objection(people: Sequence[str], asker: Asker) -> Objection | None:
    """The region is that of the day on which the objection was recorded: afterwards there is no link to ask."""
    found = Objection.objects.filter(profile_key__in=people).order_by("pk").first()
    return found if found is not None and asker.membership.covers(found.region) else None


def _note(asker: Asker, people: Sequence[str], about: str, at: dt.datetime) -> None:
    audit.record(viewer=asker.audience.viewer, action=AuditAction.LOOKUP, people=people, at=at, about=about)
