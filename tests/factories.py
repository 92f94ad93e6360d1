"""Builds rows with the least data that a test needs; all people are invented."""

import datetime as dt
import itertools
from typing import Any

from django.contrib.auth.models import User

from explorer.models import Membership, Organisation
from profiles import keys
from profiles.models import Card, Generation, Live, Route
from sync.models import CensusRow, StagedProfile

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
_serial = itertools.count(1)


def make_generation(**values: Any) -> Generation:
    """A generation that is not live."""
    return Generation.objects.create(**{"created_at": NOW, "k": 5, **values})


def published(*cards: dict[str, Any]) -> Generation:
    """A live generation with these cards, each with its route, numbered from 0."""
    generation = make_generation(size=len(cards))
    for number, values in enumerate(cards):
        Card.objects.create(**{"generation": generation, "number": number, "place": "04-1", **values})
        key = keys.profile_key(f"person {number}")
        Route.objects.create(generation=generation, number=number, profile_key=key, sealed=b"sealed")
    Live.objects.update_or_create(pk=1, defaults={"generation": generation, "switched_at": NOW})
    return generation


def staged(**values: Any) -> StagedProfile:
    """One staged record of a person of its own, with its census row."""
    serial = next(_serial)
    least = {
        "record_key": keys.record_key(f"WZ{serial}"),
        "person_key": keys.person_key(f"bsn {serial}"),
        "version": 1,
        "registered_on": dt.date(2020, 1, 1),
        "profile_on": dt.date(2026, 10, 5),
        "sub_region": "04-1",
        "sealed": b"sealed",
    }
    row = StagedProfile.objects.create(**{**least, **values})
    CensusRow.objects.create(
        record_key=row.record_key,
        person_key=row.person_key,
        version=row.version,
        registered_on=row.registered_on,
        party="UWV",
        profile_on=row.profile_on,
    )
    return row


def make_membership(role: str = Membership.Role.INTERMEDIARY, **values: Any) -> Membership:
    """A person with a role in an organisation of its own."""
    serial = next(_serial)
    user = User.objects.create_user(f"persoon-{serial}")
    kind, checked = Organisation.Kind.INTERMEDIARY, {"checked_at": NOW, "checked_by": "adviseur"}
    organisation = Organisation.objects.create(name=f"Bureau {serial}", kind=kind, **checked)
    return Membership.objects.create(**{"user": user, "organisation": organisation, "role": role, **values})
