"""What a place name asks for: a municipality or place is a workplace, a region's name a region."""

import re
from collections import defaultdict
from collections.abc import Iterator

from explorer.search.words.composed import Phrase
from explorer.search.words.text import norms, squashed
from explorer.search.words.values import Meaning, NoteKind, Option, Rank, Sources
from profiles.reference import rows

SUFFIX = re.compile(r" *\(.*\)$")
AROUND = " en omgeving"
MOST_OPTIONS = 6
NEAR = ("te", "omgeving", "nabij")


def place_phrases(sources: Sources) -> Iterator[Phrase]:
    """Every municipality, place, region, sub-region and part of the country."""
    named = dict(_workplaces(sources))
    yield from named.items()
    yield from _other_names(named)
    for name in sources.towns.values():
        yield f"gemeente {name}", Meaning(Rank.MUNICIPALITY, (("werkplek", name),))
    yield from _sub_regions(sources)
    yield from _regions(sources)
    for row in rows("words/gebieden"):
        criteria = tuple(("regio", number) for number in row["regios"].split())
        yield from ((name, Meaning(Rank.REGION, criteria)) for name in row["namen"].split("|"))


def near_phrases(taken: set[str], phrases: list[Phrase]) -> Iterator[Phrase]:
    """Places that are also ordinary words (Dieren, Winkel) are meant after "te" and the like."""
    for name, meaning in phrases:
        if meaning.rank in (Rank.MUNICIPALITY, Rank.PLACE) and squashed(norms(name)) in taken:
            yield from ((f"{before} {name}", meaning) for before in NEAR)


def _workplaces(sources: Sources) -> Iterator[Phrase]:
    """A municipality's own name first; else a place, if it lies in one municipality."""
    own = {_bare(name): name for name in sources.towns.values() if _bare(name) == name}
    spots: defaultdict[str, dict[str, Option]] = defaultdict(dict)
    for town, name in sources.towns.items():
        spots[_bare(name)][town] = Option(name, "werkplek", name)
        if name != _bare(name):
            yield name, Meaning(Rank.MUNICIPALITY, (("werkplek", name),))
    names: defaultdict[str, set[str]] = defaultdict(set)
    for digits, place, town in sources.postcodes:
        option = Option(f"{place} ({sources.towns[town]})", "werkplek", digits)
        spots[_bare(place)].setdefault(town, option)
        names[_bare(place)].add(place)
    spots.pop("", None)
    for bare, found in spots.items():
        yield bare, _workplace(own.get(bare), tuple(found.values()), names[bare])


def _workplace(own: str | None, options: tuple[Option, ...], names: set[str]) -> Meaning:
    if own is not None:
        others = tuple(option for option in options if option.value != own)
        return Meaning(Rank.MUNICIPALITY, (("werkplek", own),), others[:MOST_OPTIONS])
    if len(options) > 1:
        return Meaning(Rank.PLACE, options=options[:MOST_OPTIONS], note=NoteKind.SEVERAL_PLACES)
    return Meaning(Rank.PLACE, (("werkplek", min(names) if names else options[0].value),))


def _other_names(named: dict[str, Meaning]) -> Iterator[Phrase]:
    for row in rows("words/plaatsnamen"):
        yield from ((name, named[row["plaats"]]) for name in row["namen"].split("|"))
    yield from (("Sint" + name[3:], found) for name, found in named.items() if name.startswith("St."))


def _sub_regions(sources: Sources) -> Iterator[Phrase]:
    for code, name in sources.sub_regions.items():
        core = name.removesuffix(AROUND)
        meaning = Meaning(Rank.REGION, (("deelgebied", code),))
        yield from ((form, meaning) for form in (core + AROUND, f"omgeving {core}", f"{core} e o", f"regio {core}"))


def _regions(sources: Sources) -> Iterator[Phrase]:
    """After "regio", a region's own name goes before a sub-region's."""
    for number, name in sources.regions.items():
        core = name.removeprefix("Regio ")
        sure = Meaning(Rank.MUNICIPALITY, (("regio", str(number)),))
        forms = (f"regio {core}", f"arbeidsmarktregio {core}", f"regio {number}", f"arbeidsmarktregio {number}")
        yield from ((form, sure) for form in forms)
        if core == name:
            yield name, Meaning(Rank.REGION, sure.criteria)


def _bare(name: str) -> str:
    """ "Bergen (NH.)" gives "Bergen"."""
    return SUFFIX.sub("", name)
