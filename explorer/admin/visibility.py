"""What a report's page tells staff beside the figures: who is visible today, why not the others, and data quality."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from explorer.card_words import label_of
from profiles.models import EmptyFieldCount, VisibilityCount
from profiles.models.work_list import FIELDS
from profiles.transparency.counts import percentage
from profiles.transparency.report import Report
from profiles.vocabularies import reference


@dataclass(frozen=True)
class VisibleLine:
    """One line: everyone with a profile is visible, or not for one of two reasons."""

    name: str
    with_profile: int
    visible: int
    without_consent: int
    withheld: int
    region: int | None = None
    """UWV's number, when the line leads to a region's own report."""

    @property
    def share(self) -> int | None:
        """Visible, in % of those with a profile."""
        return percentage(self.visible, self.with_profile) if self.with_profile else None


@dataclass(frozen=True)
class QualityLine:
    """A field of the card with the records that lack it."""

    label: str
    empty: int
    records: int

    @property
    def share(self) -> int:
        return percentage(self.empty, self.records) if self.records else 0


def beside(report: Report) -> dict[str, Any]:
    """For the template; today's municipalities, because that is how employers find people."""
    towns = reference().towns
    region = None if report.national else report.regions[0].number
    codes = [code for code, town in towns.items() if region in (None, town.region)]
    counts = list(VisibilityCount.objects.of(codes if region else [*codes, ""]))
    lines = _by_region(report, counts) if report.national else _by_municipality(counts)
    allowed = sum(count.allowed for count in counts)
    available = sum(count.available for count in counts)
    return {
        "visible_at": VisibilityCount.objects.counted_at(),
        "visible_lines": lines,
        "visible_total": _line(_("Totaal"), counts),
        "quality_lines": quality(codes if region else [*codes, ""]),
        "available": available,
        "available_of": allowed,
        "available_share": percentage(available, allowed) if allowed else None,
    }


def quality(municipalities: list[str]) -> list[QualityLine]:
    """Per field how many records do not have it, what is missing most first."""
    empty: Counter[str] = Counter()
    records: Counter[str] = Counter()
    for field, number, people in EmptyFieldCount.objects.of(municipalities).values_list("field", "empty", "people"):
        empty[field] += number
        records[field] += people
    found = [QualityLine(label_of(field), empty[field], records[field]) for field in FIELDS if records[field]]
    return sorted(found, key=lambda line: (-line.empty, line.label))


def _by_municipality(counts: Iterable[VisibilityCount]) -> list[VisibleLine]:
    towns = reference().towns
    return sorted((_line(towns[count.municipality].name, [count]) for count in counts), key=lambda line: line.name)


def _by_region(report: Report, counts: Iterable[VisibilityCount]) -> list[VisibleLine]:
    """Every region by number; last, who is in no municipality."""
    towns, regions = reference().towns, defaultdict(list)
    for count in counts:
        town = towns.get(count.municipality)
        regions[town.region if town else 0].append(count)
    named = {region.number: f"{region.number} {region.name}" for region in report.regions}
    found = [_line(name, regions[number], number) for number, name in named.items()]
    return [*found, _line(_("gemeente onbekend"), regions[0])] if regions[0] else found


def _line(name: str, counts: Iterable[VisibilityCount], region: int | None = None) -> VisibleLine:
    counted = list(counts)
    profiles, allowed, visible = (
        sum(getattr(count, column) for count in counted) for column in ("with_profile", "allowed", "visible")
    )
    return VisibleLine(name, profiles, visible, profiles - allowed, allowed - visible, region)
