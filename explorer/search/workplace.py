"""Finds a workplace by postcode, municipality or place name; never by anyone's home."""

import re
from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import gettext as _

from explorer.search.matching import PairTest
from explorer.search.places import Area, Band, Spot, travel_test
from explorer.search.words.text import fold
from profiles.models import Fact, Postcode
from profiles.reference import rows
from profiles.vocabularies import COUNTRY, Reference, Town, reference

POSTCODE = re.compile(r"^([1-9]\d{3}) ?([A-Za-z]{2})?$")
MOST_OPTIONS = 6
CALLED = {"den bosch": "s-hertogenbosch"}
"""What everybody calls a municipality that is neither its name nor that of a place in it. As `_bare` has it."""


class UnknownPlaceError(ValueError):
    """No such place, or several; the message says what to do."""


@lru_cache(maxsize=256)
def reachable(text: str) -> PairTest:
    """The test "can travel to this workplace". It takes 1.5 ms and 9 kB, so only those of late are remembered.

    Raises:
        UnknownPlaceError: when the text names no place, or more than one.
    """
    data = reference()
    return travel_test([workplace(text, data)], _areas(data), _bands(), data.neighbours)


def workplace(text: str, data: Reference) -> tuple[Spot, int]:
    """The point of a postcode or municipality and its region. A phone types ’ for '."""
    found = POSTCODE.match(text.strip())
    return _by_postcode(found[1], data) if found else _by_name(text.strip().replace("’", "'"), data)


def _by_postcode(digits: str, data: Reference) -> tuple[Spot, int]:
    row = Postcode.objects.filter(digits=digits).first()
    if row is None:
        raise UnknownPlaceError(_("Postcode %(code)s bestaat niet.") % {"code": digits})
    return Spot(row.latitude, row.longitude), data.towns[row.municipality].region


def _by_name(name: str, data: Reference) -> tuple[Spot, int]:
    """A municipality's own name first; else a place, whose municipality must be clear."""
    wanted = CALLED.get(_bare(name), _bare(name))
    towns = [town for town in data.towns.values() if town.name.casefold() == name.casefold()]
    towns = towns or [town for town in data.towns.values() if _bare(town.name) == wanted]
    towns = towns or _towns_with_place(name, data)
    if len(towns) == 1:
        return Spot(towns[0].latitude, towns[0].longitude), towns[0].region
    if not towns:
        raise UnknownPlaceError(
            _("We kennen de plaats “%(name)s” niet. Vul een gemeente of een postcode in.") % {"name": name[:60]}
        )
    options = ", ".join(town.name for town in towns[:MOST_OPTIONS])
    raise UnknownPlaceError(
        _("“%(name)s” ligt in meer gemeenten: %(options)s. Vul een van deze gemeenten of een postcode in.")
        % {"name": name[:60], "options": options}
    )


def _bare(name: str) -> str:
    """A name as people type it: folded, and without the province behind it ("Bergen (NH.)")."""
    return fold(name.split(" (")[0])


def _towns_with_place(name: str, data: Reference) -> list[Town]:
    places = Postcode.objects.filter(place__iexact=name).values_list("municipality", flat=True).distinct()
    return [data.towns[code] for code in sorted(places)]


@lru_cache(maxsize=2)
def _areas(data: Reference) -> dict[str, Area]:
    """Every place label with the municipalities it may stand for."""
    labels: dict[str, list[Town]] = {COUNTRY: list(data.towns.values())}
    for town in data.towns.values():
        labels.setdefault(town.sub_region, []).append(town)
        labels.setdefault(f"R{town.region}", []).append(town)
    return {
        label: Area(frozenset(town.region for town in towns), tuple(Spot(t.latitude, t.longitude) for t in towns))
        for label, towns in labels.items()
    }


def _bands() -> Mapping[str, Band]:
    """Travel bands in km, from the radius codes that each label covers."""
    km = {row["code"]: float(row["label_nl"].removesuffix(" km")) for row in rows("vocabularies/regiostralen")}
    labels = reference().labels[Fact.TRAVEL].values()
    radii = {label.code: [km[code] for code in label.covers] for label in labels}
    return {code: Band(min(found), max(found)) for code, found in radii.items()}
