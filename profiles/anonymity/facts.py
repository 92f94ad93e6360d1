"""The six facts of a card as a value, and the ladders along which each of them is widened."""

from collections.abc import Mapping
from typing import NamedTuple

COUNTRY = "NL"
UNKNOWN = ""


class Facts(NamedTuple):
    """Codes of the six labels; empty is unknown, filled in or not: a value like any other."""

    place: str
    education: str
    hours: str
    licence: str
    travel: str
    availability: str


NOTHING = Facts(COUNTRY, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
"""What is shown of someone of whom no fact may be shown."""

Ladders = Mapping[str, Mapping[str, str]]
"""By fact: the coarse label above a fine one. What has none above it stays fine until it is withheld."""


def coarser(covers: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """One fact's ladder from what its labels cover: each label's parent is the smallest that covers more."""
    return {
        code: min((len(more), above) for above, more in covers.items() if fine < more)[1]
        for code, fine in covers.items()
        if any(fine < more for more in covers.values())
    }


def region_label(sub_region: str) -> str:
    """`04-1` lies in `R4`: a sub-region's code starts with its region's number."""
    return f"R{int(sub_region.split('-')[0])}"


def wider_place(place: str) -> str:
    """A sub-region becomes its region; a region and the country stay what they are."""
    return region_label(place) if "-" in place else place
