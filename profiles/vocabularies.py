"""All labels, terms and places as one frozen value, read from the database once per process."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language

from profiles.models import Fact, Label, Municipality, Region, SubRegion, Term, Vocabulary

COUNTRY = "NL"


@dataclass(frozen=True)
class Name:
    """A label in both languages of the site."""

    nl: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "nl").startswith("en") else self.nl


@dataclass(frozen=True)
class FactLabel:
    """A label as a set: the fine values it may stand for, and those that meet a search for it."""

    code: str
    name: Name
    level: int
    covers: frozenset[str]
    accepts: frozenset[str]


@dataclass(frozen=True)
class Town:
    """One of today's municipalities: where it is (degrees WGS84) and which labels cover it."""

    code: str
    name: str
    sub_region: str
    region: int
    latitude: float
    longitude: float


@dataclass(frozen=True, eq=False)
class Reference:
    """Everything that cards and searches are worded in. Order of each mapping is the order of display.

    Compares by identity, so that what is worked out from it can be cached under it.
    """

    labels: Mapping[str, Mapping[str, FactLabel]]
    terms: Mapping[str, Mapping[str, Name]]
    parents: Mapping[str, Mapping[str, str]]
    regions: Mapping[int, str]
    sub_regions: Mapping[str, tuple[Name, int]]
    towns: Mapping[str, Town]
    neighbours: Mapping[int, frozenset[int]]
    ancestors: Mapping[str, Mapping[str, tuple[str, ...]]] = field(repr=False)

    @property
    def served_regions(self) -> Mapping[int, str]:
        """The regions that this site is for (ONLY_REGIONS): those that one can choose."""
        only = settings.ONLY_REGIONS or self.regions
        return {number: name for number, name in self.regions.items() if number in only}

    @property
    def served_sub_regions(self) -> Mapping[str, tuple[Name, int]]:
        """The parts of those regions."""
        served = self.served_regions
        return {code: (name, region) for code, (name, region) in self.sub_regions.items() if region in served}

    def place_name(self, label: str) -> str:
        """What a place label says on a card."""
        if label in self.sub_regions:
            return str(self.sub_regions[label][0])
        return self.regions[int(label[1:])] if label.startswith("R") else str(Name("Nederland", "Netherlands"))


_loaded: list[Reference] = []


def reference() -> Reference:
    """The reference data, cached for the life of the process once they are loaded."""
    if _loaded:
        return _loaded[0]
    found = _read()
    if found.regions:
        _loaded[:] = _loaded or [found]  # two threads may have read; what is remembered by it wants one
    return _loaded[0] if _loaded else found


def forget_reference() -> None:
    """After reference data were loaded anew in this process."""
    _loaded.clear()


def _read() -> Reference:
    parents = {vocabulary: _parents_of(vocabulary) for vocabulary in Vocabulary.values}
    return Reference(
        labels={fact: _labels_of(fact) for fact in Fact.values},
        terms={vocabulary: _terms_of(vocabulary) for vocabulary in Vocabulary.values},
        parents=parents,
        ancestors={name: {code: _chain(code, above) for code in above} for name, above in parents.items()},
        regions=dict(Region.objects.order_by("number").values_list("number", "name")),
        sub_regions={row.code: (_area(row.name), row.region_id) for row in SubRegion.objects.order_by("code")},
        towns={row.code: _town(row) for row in Municipality.objects.today().order_by("name")},
        neighbours=_neighbours(),
    )


def _labels_of(fact: str) -> dict[str, FactLabel]:
    rows = Label.objects.filter(fact=fact).order_by("position")
    return {
        row.code: FactLabel(
            code=row.code,
            name=Name(row.label_nl, row.label_en),
            level=row.level,
            covers=frozenset(row.covers.split()),
            accepts=frozenset(row.accepts.split()),
        )
        for row in rows
    }


def _terms_of(vocabulary: str) -> dict[str, Name]:
    rows = Term.objects.filter(vocabulary=vocabulary).order_by("position", "code")
    return {code: Name(nl, en) for code, nl, en in rows.values_list("code", "label_nl", "label_en")}


def _area(name: str) -> Name:
    """ "Emmen en omgeving": the name of a sub-region is Dutch, and only its last words have an English."""
    return Name(name, name.replace(" en omgeving", " and surroundings"))


def _parents_of(vocabulary: str) -> dict[str, str]:
    rows = Term.objects.filter(vocabulary=vocabulary, parent__isnull=False)
    return dict(rows.values_list("code", "parent__code"))


def _chain(code: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    chain: list[str] = []
    while (above := parents.get(code)) is not None:
        chain.append(above)
        code = above
    return tuple(chain)


def _town(row: Municipality) -> Town:
    return Town(row.code, row.name, row.sub_region_id or "", row.region_id, row.latitude, row.longitude)


def _neighbours() -> dict[int, frozenset[int]]:
    pairs = Region.neighbours.through.objects.values_list("from_region", "to_region")
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
    return {region: frozenset(near) for region, near in found.items()}
