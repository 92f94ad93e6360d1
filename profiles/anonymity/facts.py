"""The six facts of a card as a value, and how a place label widens."""

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


def region_label(sub_region: str) -> str:
    """`04-1` lies in `R4`: a sub-region's code starts with its region's number."""
    return f"R{int(sub_region.split('-')[0])}"


def widened_to_region(facts: Facts) -> Facts:
    return facts._replace(place=region_label(facts.place)) if "-" in facts.place else facts


def widened_to_country(facts: Facts) -> Facts:
    return facts._replace(place=COUNTRY)
