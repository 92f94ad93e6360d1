"""A ready Dutch sentence for whoever asks UWV a figure: with its day, what it means, and where it can be checked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from profiles.transparency.counts import Counts
from profiles.transparency.definitions import DEFINITIONS
from profiles.transparency.lines import Figure
from profiles.transparency.report import Known
from profiles.transparency.series import Moment
from profiles.transparency.wording import day

STANDING = (
    "In het doelgroepregister staan ook mensen die al werk hebben.",
    "Niet bekend in Sonar betekent niet dat iemand niet wordt geholpen: gemeenten gebruiken ook andere systemen.",
)
"""What must be said beside any of these figures, because they are read wrongly without it."""


class Asked(StrEnum):
    """The figures one can ask; the values are those in the address."""

    TOTAL = "totaal"
    WITH = "met-profiel"
    WITHOUT = "zonder-profiel"
    SHARE = "profielaandeel"
    GEM = "gemeenteklanten"
    UWV = "uwv-klanten"
    KNOWN = "bekend"


@dataclass(frozen=True, slots=True)
class Area:
    """The country (no region, no code), a region by number, or a municipality of today's list by code."""

    name: str
    region: int | None = None
    code: str = ""

    def counts(self, moment: Moment) -> Counts:
        if self.code:
            return moment.people.get(self.code, Counts())
        return moment.total if self.region is None else moment.regions.get(self.region, Counts())


@dataclass(frozen=True, slots=True)
class Entry:
    """One quarter of the answer."""

    moment: Moment
    value: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The sentence, the definition behind it, a table with a line per quarter, and what always belongs to it."""

    sentence: str
    definition: str
    entries: tuple[Entry, ...]
    standing: tuple[str, ...] = STANDING


_VALUES: dict[Asked, Callable[[Counts], int | None]] = {
    Asked.TOTAL: lambda counts: counts.total,
    Asked.WITH: lambda counts: counts.with_profile,
    Asked.WITHOUT: lambda counts: counts.total - counts.with_profile,
    Asked.SHARE: lambda counts: counts.share,
    Asked.GEM: lambda counts: counts.gem_with + counts.gem_without,
    Asked.UWV: lambda counts: counts.uwv_with + counts.uwv_without,
}
_SAID = {
    Asked.TOTAL: "kenden UWV en gemeenten in Sonar {value} mensen uit de doelgroep banenafspraak",
    Asked.WITH: "hadden in Sonar {value} mensen uit de doelgroep banenafspraak een profiel",
    Asked.WITHOUT: "hadden in Sonar {value} mensen uit de doelgroep banenafspraak geen profiel",
    Asked.SHARE: "had {value} van de mensen uit de doelgroep banenafspraak in Sonar een profiel",
    Asked.GEM: "stonden in Sonar {value} klanten van gemeenten uit de doelgroep banenafspraak",
    Asked.UWV: "stonden in Sonar {value} klanten van UWV uit de doelgroep banenafspraak",
    Asked.KNOWN: "was {value} van de mensen in het doelgroepregister bekend in Sonar",
}
_DEFINED = {
    Asked.TOTAL: "Wie tellen we?",
    Asked.WITH: "Profiel in Sonar",
    Asked.WITHOUT: "Profiel in Sonar",
    Asked.SHARE: "Profiel in Sonar",
    Asked.GEM: "Gemeenteklant of UWV-klant?",
    Asked.UWV: "Gemeenteklant of UWV-klant?",
    Asked.KNOWN: "Bekend in Sonar",
}


def answer(asked: Asked, area: Area, moments: Sequence[Moment]) -> Answer:
    """Of one or more quarters, oldest first; the sentence is about the last and compares it with the first."""
    entries = tuple(_entry(asked, area, moment) for moment in moments)
    meaning = next(entry.text for entry in DEFINITIONS if entry.term == _DEFINED[asked])
    return Answer(_sentence(asked, area, entries), meaning, entries)


def _entry(asked: Asked, area: Area, moment: Moment) -> Entry:
    counts = area.counts(moment)
    if asked is Asked.KNOWN:
        value = None if area.code else Known(counts.total, moment.register(area.region)).percent
    else:
        value = _VALUES[asked](counts)
    return Entry(moment, value, _said(asked, value))


def _sentence(asked: Asked, area: Area, entries: Sequence[Entry]) -> str:
    last, first = entries[-1], entries[0]
    where = "in Nederland" if area.region is None and not area.code else f"in {area.name}"
    said = _SAID[asked].format(value=last.text)
    told = f"Op {_day(last.moment)} {said}, {where} ({_source(last.moment)})."
    if len(entries) > 1 and last.value is not None and first.value is not None:
        told += f" {_difference(asked, last.value - first.value)} op {_day(first.moment)} ({_source(first.moment)})."
    return told


def _difference(asked: Asked, change: int) -> str:
    if not change:
        return "Dat is evenveel als"
    unit = "procentpunt " if asked in (Asked.SHARE, Asked.KNOWN) else ""
    return f"Dat is {Figure(abs(change))} {unit}{'meer' if change > 0 else 'minder'} dan"


def _source(moment: Moment) -> str:
    if moment.edition is None:
        return f"nog niet gepubliceerd, {moment.method}"
    return f"editie {moment.edition}, {moment.method}, controlegetal {moment.checksum[:12]}"


def _said(asked: Asked, value: int | None) -> str:
    if value is None:
        return "een onbekend deel" if asked in (Asked.SHARE, Asked.KNOWN) else "onbekend"
    return f"{value}%" if asked in (Asked.SHARE, Asked.KNOWN) else str(Figure(value))


def _day(moment: Moment) -> str:
    return day(moment.quarter.last_day)
