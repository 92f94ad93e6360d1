"""The matching rule once more, from the words on the card and the reference files: shares no code with the search.

A fact on a card stands for a set of fine values, and what is asked accepts a set: met if the first lies in the
second, not met if they share nothing, else open. What is written here by hand is what
docs/matching.md tells a reader.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from profiles.reference import rows
from tests.law.shown import UNKNOWN, ShownCard, ShownList

MET, OPEN, NOT_MET = "voldoet", "onbekend", "voldoetNiet"
Fine = frozenset[str]


def _numbers(first: int, last: int) -> Fine:
    return frozenset(map(str, range(first, last + 1)))


OTHER = _numbers(91, 96)
MEANS: Mapping[str, Mapping[str, Fine]] = {
    "Opleiding": {
        "Basisonderwijs": _numbers(1, 1),
        "Vmbo": _numbers(2, 2),
        "Havo of vwo": _numbers(3, 3),
        "Mbo": _numbers(4, 4),
        "Hbo of bachelor": _numbers(5, 5),
        "Wo of master": _numbers(6, 6),
        "Andere opleiding": OTHER,
        "Basisonderwijs of vmbo": _numbers(1, 2),
        "Havo, vwo of mbo": _numbers(3, 4),
        "Hbo of wo": _numbers(5, 6),
        UNKNOWN: _numbers(1, 6) | OTHER,
    },
    "Uren": {
        "Minder dan 12 uur per week": _numbers(0, 11),
        "12 tot 20 uur per week": _numbers(12, 19),
        "20 tot 28 uur per week": _numbers(20, 27),
        "28 tot 36 uur per week": _numbers(28, 35),
        "36 uur of meer per week": _numbers(36, 40),
        "Minder dan 20 uur per week": _numbers(0, 19),
        "20 uur of meer per week": _numbers(20, 40),
        UNKNOWN: _numbers(0, 40),
    },
    "Rijbewijs": {
        "Geen rijbewijs B": frozenset({"geen"}),
        "Rijbewijs B": frozenset({"B"}),
        "Rijbewijs B en meer": frozenset({"BMeer"}),
        UNKNOWN: frozenset({"geen", "B", "BMeer"}),
    },
    "Beschikbaar": {
        "Direct beschikbaar": frozenset({"direct"}),
        "In overleg": frozenset({"overleg"}),
        UNKNOWN: frozenset({"direct", "overleg"}),
    },
    "Nederlands": {
        "Spreekt geen Nederlands": _numbers(1, 1),
        "Spreekt redelijk Nederlands": _numbers(2, 2),
        "Spreekt goed Nederlands": _numbers(3, 3),
        "Spreekt uitstekend Nederlands": _numbers(4, 4),
        UNKNOWN: _numbers(1, 4),
    },
    "Bijgewerkt": {
        "Dit kwartaal": frozenset({"kwartaal"}),
        "Dit jaar": frozenset({"jaar"}),
        "Vóór dit jaar": frozenset({"ouder"}),
    },
}
FACT_ASKED = {
    "opleidingsniveau": "Opleiding",
    "opleidingsniveauMinimaal": "Opleiding",
    "urenPerWeekMinimaal": "Uren",
    "rijbewijs": "Rijbewijs",
    "beschikbaarheid": "Beschikbaar",
    "niveauNederlands": "Nederlands",
    "bijgewerkt": "Bijgewerkt",
}
LIST_ASKED = {
    "taaksoort": "Taken",
    "beroep": "Beroepen",
    "sector": "Sectoren",
    "vaardigheid": "Vaardigheden",
    "competentie": "Competenties",
    "affiniteit": "Affiniteiten",
}
CAN = frozenset({"vaardigheid", "competentie", "affiniteit"})
"""What is not mentioned there may still be so; unless asked otherwise they only order."""
TRAVEL = {"Tot 5 km": (5, 5), "10 tot 15 km": (10, 15), "Tot 25 km": (25, 25), "Tot 50 km": (50, 50)}
FARTHEST = "75 km of meer"


def result(card: ShownCard, asked: Mapping[str, Sequence[str]]) -> str:
    """Where a card belongs in the result of a search: "zeker", "mogelijk" or "niet"."""
    answers = [
        answer(card, key, asked[key]) for key in asked if key not in ("moet", "pluspunt") and required(key, asked)
    ]
    if NOT_MET in answers:
        return "niet"
    return "mogelijk" if OPEN in answers else "zeker"


def required(key: str, asked: Mapping[str, Sequence[str]]) -> bool:
    """Whether a criterion can leave people out."""
    if key in asked.get("moet", ()):
        return True
    return key not in CAN and key not in asked.get("pluspunt", ())


def answer(card: ShownCard, key: str, values: Sequence[str]) -> str:
    """What a card says to one criterion; any of the values will do."""
    if key in LIST_ASKED:
        return _of_list(card.lists[LIST_ASKED[key]], key, frozenset(values))
    if key == "werkplek":
        return _of_travel(card, values[0])
    if key in ("regio", "deelgebied"):
        accepted = frozenset[str]().union(*(places()[f"R{one}" if key == "regio" else one] for one in values))
        return _of_set(place_of(card), accepted)
    fact = FACT_ASKED[key]
    everything = frozenset[str]().union(*MEANS[fact].values())
    return _of_set(
        MEANS[fact][card.facts[fact]],
        frozenset(fine for fine in everything for one in values if _accepts(key, one, fine)),
    )


def _of_set(shown: Fine, accepted: Fine) -> str:
    if shown <= accepted:
        return MET
    return OPEN if shown & accepted else NOT_MET


def _accepts(key: str, asked: str, fine: str) -> bool:
    if key.endswith("Minimaal") or key == "niveauNederlands":
        return (int(fine) - 90 if int(fine) > 90 else int(fine)) >= int(asked)
    also = {"rijbewijs B": {"BMeer"}, "bijgewerkt jaar": {"kwartaal"}, "opleidingsniveau 9": OTHER}
    return fine == asked or fine in also.get(f"{key} {asked}", ())


def _of_list(shown: ShownList, key: str, wanted: Fine) -> str:
    codes = [named(key)[term.casefold()] for term in shown.terms]
    if any(wanted & {code, *_above(key, code)} for code in codes):
        return MET
    may_lie_below = any(code in _above(key, one) for one in wanted for code in codes)
    return OPEN if key in CAN or shown.more or not codes or may_lie_below else NOT_MET


def _of_travel(card: ShownCard, workplace: str) -> str:
    here, region = _spot(workplace)
    towns = [row for row in rows("gemeenten_2026") if _sub_region(row["gemeente_code"]) in place_of(card)]
    if card.facts["Reisafstand"] == UNKNOWN:
        borders = ({row["regio_nummer"], row["buur_nummer"]} for row in rows("regio_grenzen"))
        near = {region}.union(*(both for both in borders if region in both))
        return OPEN if near & {row["regio_nummer"] for row in towns} else NOT_MET
    distances = [_km(here, (float(row["lat"]), float(row["lon"]))) for row in towns]
    smallest, largest = _radii(card.facts["Reisafstand"])
    if max(distances) <= smallest:
        return MET
    return OPEN if min(distances) <= largest else NOT_MET


def _radii(band: str) -> tuple[float, float]:
    if band != FARTHEST:
        return TRAVEL[band]
    far = [float(row["label_nl"].removesuffix(" km")) for row in rows("vocabularies/regiostralen")]
    return 75, max(far)


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """On a sphere, by the angle between two directions (the search uses the haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, spot)) for spot in (one, other))
    cosine = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(lon2 - lon1)
    return 6371.0088 * math.acos(min(1.0, cosine))


def _spot(workplace: str) -> tuple[tuple[float, float], str]:
    """The point of a four-digit postcode or a municipality, and the number of its region."""
    regions = {row["gemeente_code"]: row["regio_nummer"] for row in rows("gemeenten_2026")}
    for row in rows("pc4") if workplace.isdigit() else rows("gemeenten_2026"):
        if workplace in (row.get("pc4"), row.get("gemeente")):
            code = row.get("gemeente_code_2026") or row["gemeente_code"]
            return (float(row["lat"]), float(row["lon"])), regions[code]
    raise LookupError(workplace)


def place_of(card: ShownCard) -> Fine:
    """The sub-regions that a card's place may stand for."""
    return places()[card.place]


@cache
def places() -> Mapping[str, Fine]:
    """Sub-regions by the name and the code of every place: sub-region, region and country."""
    found: dict[str, set[str]] = {}
    names = {row["regio_nummer"]: row["regio_2026"] for row in rows("arbeidsmarktregios")}
    for row in rows("deelgebieden_2026"):
        region = row["regio_nummer"]
        for name in (row["deelgebied"], row["deelgebied_code"], names[region], f"R{region}", "Nederland"):
            found.setdefault(name, set()).add(row["deelgebied_code"])
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def _sub_region(municipality: str) -> str:
    return next(row["deelgebied_code"] for row in rows("deelgebieden_2026") if row["gemeente_code"] == municipality)


TERMS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "taaksoort": [("vocabularies/taaksoorten", "code", "")],
    "sector": [("vocabularies/beroepssectoren", "code", "")],
    "competentie": [("vocabularies/competenties", "code", "")],
    "affiniteit": [("vocabularies/affiniteiten", "code", "")],
    "vaardigheid": [("skills_nl", "code", "parent_code")],
    "beroep": [("isco_groepen_nl", "isco08", "parent"), ("occupation_synonyms", "esco_code", "isco08")],
}
"""By search parameter: the files of its terms, with the columns of code and parent."""


def _term_rows(key: str) -> Iterable[tuple[str, str, str]]:
    """Code, name and parent of every term of a list."""
    for name, code, parent in TERMS[key]:
        yield from ((row[code], row["label_nl"].casefold(), row[parent] if parent else "") for row in rows(name))


@cache
def named(key: str) -> Mapping[str, str]:
    """Codes by name, in small letters."""
    return {name: code for code, name, _parent in _term_rows(key)}


@cache
def _parents(key: str) -> Mapping[str, str]:
    return {code: parent for code, _name, parent in _term_rows(key)}


def _above(key: str, code: str) -> set[str]:
    parent = _parents(key)[code]
    return {parent, *_above(key, parent)} if parent else set()
