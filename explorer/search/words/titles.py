"""What an occupation title asks for: a task type, a group of occupations or a sector, by a composed table."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from explorer.search.words.composed import Phrase
from explorer.search.words.values import Meaning, Option, Pair, Rank, Sources
from profiles.reference import rows

MOST_VALUES = 3
MOST_OPTIONS = 3
COLUMNS = {"taaksoort": "taaksoorten", "sector": "sectoren"}


@dataclass(frozen=True, slots=True)
class Titled:
    """The ISCO groups of this name or with an occupation of this name; and those where it is a synonym."""

    own: tuple[str, ...]
    synonym: tuple[str, ...]


class IscoTable:
    """`isco_naar_wensen.csv`: what to search for per ISCO group; the longest code that fits counts."""

    def __init__(self) -> None:
        self._rows = {row["isco"]: row for row in rows("words/isco_naar_wensen")}

    def wishes(self, group: str) -> tuple[Pair, ...]:
        """The criteria that stand for one group; groups of one or two digits stand for themselves."""
        row = self._rows.get(group) or self._rows.get(group[:3])
        if row is None or row["zoek"] == "beroep":
            return (("beroep", group),)
        return tuple((row["zoek"], value) for value in row[COLUMNS[row["zoek"]]].split())


def title_phrases(sources: Sources) -> Iterator[Phrase]:
    """Every name of every occupation and ISCO group with what to search for."""
    meanings: dict[Titled, Meaning] = {}
    table, names = IscoTable(), sources.terms["beroep"]
    for title, titled in _titles(sources).items():
        if titled not in meanings:
            meanings[titled] = _meaning(titled, table, names)
        yield title, meanings[titled]


def _titles(sources: Sources) -> dict[str, Titled]:
    """All titles; "ober/serveerster" counts as two."""
    own: defaultdict[str, list[str]] = defaultdict(list)
    synonym: defaultdict[str, list[str]] = defaultdict(list)
    for code, name in sources.terms["beroep"].items():
        for title in name.split("/"):
            own[title].append(sources.unit_groups.get(code, code))
    for code, group in sources.unit_groups.items():
        for title in sources.synonyms.get(code, "").replace("/", "\n").split("\n"):
            synonym[title].append(group)
    return {title: Titled(tuple(own.get(title, ())), tuple(synonym.get(title, ()))) for title in {**own, **synonym}}


def _meaning(titled: Titled, table: IscoTable, names: Mapping[str, str]) -> Meaning:
    """Groups that have the title as their own name go first; what most of them ask for is the criterion."""
    groups = titled.own or titled.synonym
    key = _most_common(table.wishes(group)[0][0] for group in groups)
    criteria = tuple(dict.fromkeys(pair for group in groups for pair in table.wishes(group) if pair[0] == key))
    options = tuple(Option(names[group], "beroep", group) for group in dict.fromkeys(groups))[:MOST_OPTIONS]
    if len(criteria) > MOST_VALUES:
        return Meaning(Rank.TITLE, options=options)
    return Meaning(Rank.TITLE, criteria, options if key != "beroep" else ())


def _most_common(keys: Iterable[str]) -> str:
    """On a tie the one met first."""
    return Counter(keys).most_common(1)[0][0]
