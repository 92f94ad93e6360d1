"""The references under which a viewer knows profiles: `D7K-4MPQ`, short enough for the telephone."""

import datetime as dt
import secrets
from collections.abc import Collection
from dataclasses import dataclass

from explorer.models import ProfileReference

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O 1 I L U: nothing that sounds or looks alike
DRAWN = 6


class UnknownReferenceError(LookupError):
    """This viewer knows no profile by that reference."""


@dataclass(frozen=True)
class Known:
    """Under which reference a viewer knows a profile, and since when."""

    code: str
    since: dt.datetime


def known_to(viewer: str, profiles: Collection[str]) -> dict[str, Known]:
    """Of these profiles those that the viewer was shown before."""
    return known_to_each([viewer], profiles)[viewer]


def known_to_each(viewers: Collection[str], profiles: Collection[str]) -> dict[str, dict[str, Known]]:
    """The same for several viewers, in one question."""
    known: dict[str, dict[str, Known]] = {viewer: {} for viewer in viewers}
    for row in ProfileReference.objects.among(viewers, profiles):
        known[row.viewer][row.profile_key] = Known(row.code, row.first_shown_at)
    return known


def profile_key_of(*, viewer: str, code: str) -> str:
    """The profile that this viewer knows by this reference.

    Raises:
        UnknownReferenceError: a typing mistake, another viewer's reference, or nothing at all: all alike.
    """
    tidy = tidied(code)
    row = ProfileReference.objects.of(viewer).filter(code=tidy).first() if is_well_formed(tidy) else None
    if row is None:
        raise UnknownReferenceError(code)
    return row.profile_key


def profile_keys_of(*, viewers: Collection[str], codes: Collection[str]) -> dict[str, str]:
    """The profile behind each of these references, for those that these viewers know; the first viewer's wins."""
    tidy = {code: tidied(code) for code in codes}
    rows = ProfileReference.objects.filter(viewer__in=viewers, code__in=filter(is_well_formed, tidy.values()))
    known = {(viewer, code): key for viewer, code, key in rows.values_list("viewer", "code", "profile_key")}
    found = {code: [known[viewer, own] for viewer in viewers if (viewer, own) in known] for code, own in tidy.items()}
    return {code: keys[0] for code, keys in found.items() if keys}


def give_reference(*, viewer: str, profile: str, at: dt.datetime) -> str:
    """The reference under which a viewer knows a profile, drawn now if it has none. Under a lock on the viewer."""
    known = known_to(viewer, [profile]).get(profile)
    if known is not None:
        return known.code
    (code,) = free_codes([viewer], 1)
    ProfileReference.objects.create(viewer=viewer, profile_key=profile, code=code, first_shown_at=at)
    return code


def free_codes(viewers: Collection[str], number: int) -> list[str]:
    """So many references that none of these viewers has got. Two at a time for one viewer might draw the same."""
    drawn_ones = {drawn() for _ in range(number)}
    having = {row.code for row in ProfileReference.objects.coded(viewers, drawn_ones)}
    free = sorted(drawn_ones - having, key=lambda _code: secrets.randbits(32))
    return free if len(free) == number else [*free, *free_codes(viewers, number - len(free))]


def drawn() -> str:
    """A new reference: six characters by lot and a check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(DRAWN))
    return f"{body[:3]}-{body[3:]}{_check(body)}"


def tidied(code: str) -> str:
    """A reference as it is stored; reading forgives small letters and blanks around it."""
    return code.strip().upper()


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
