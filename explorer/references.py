"""Draws the references under which a viewer knows profiles: `D7K-4MPQ`, short enough for the telephone."""

import datetime as dt
import secrets
from collections.abc import Sequence

from django.db import transaction

from explorer.models import ProfileReference

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O 1 I L U: nothing that sounds or looks alike
DRAWN = 6


class UnknownReferenceError(LookupError):
    """This viewer knows no profile by that reference."""


def references_for(*, viewer: str, profile_keys: Sequence[str], at: dt.datetime) -> dict[str, str]:
    """The viewer's reference of each profile; drawn for those that are shown for the first time."""
    known = _known(viewer, profile_keys)
    new = [key for key in profile_keys if key not in known]
    if not new:
        return known
    rows = [ProfileReference(viewer=viewer, profile_key=key, code=drawn(), first_shown_at=at) for key in new]
    with transaction.atomic():
        ProfileReference.objects.bulk_create(rows, ignore_conflicts=True)
    found = _known(viewer, profile_keys)
    missing = [key for key in profile_keys if key not in found]
    return found if not missing else found | references_for(viewer=viewer, profile_keys=missing, at=at)


def profile_key_of(*, viewer: str, code: str) -> str:
    """The profile that this viewer knows by this reference.

    Raises:
        UnknownReferenceError: a typing mistake, another viewer's reference, or nothing at all: all alike.
    """
    tidy = code.strip().upper()
    row = ProfileReference.objects.filter(viewer=viewer, code=tidy).first() if is_well_formed(tidy) else None
    if row is None:
        raise UnknownReferenceError(code)
    return row.profile_key


def drawn() -> str:
    """A new reference: six characters by lot and a check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(DRAWN))
    return f"{body[:3]}-{body[3:]}{_check(body)}"


def is_well_formed(code: str) -> bool:
    """Whether the check character fits, so that a slip of the tongue is not another person."""
    body = code.replace("-", "")
    if len(body) != DRAWN + 1 or not set(body) <= set(ALPHABET):
        return False
    return body[-1] == _check(body[:-1])


def _check(body: str) -> str:
    """A weighted sum with weights coprime to 30 (the size of the alphabet): finds every single wrong character."""
    weights = (7, 11, 13, 17, 19, 23)
    return ALPHABET[sum(w * ALPHABET.index(char) for w, char in zip(weights, body, strict=True)) % len(ALPHABET)]


def _known(viewer: str, profile_keys: Sequence[str]) -> dict[str, str]:
    rows = ProfileReference.objects.filter(viewer=viewer, profile_key__in=profile_keys)
    return dict(rows.values_list("profile_key", "code"))
