"""Remembers how the last release labelled each combination of facts, so that labels do not flip without need."""

from collections import defaultdict
from collections.abc import Mapping

from profiles.anonymity.facts import Facts
from profiles.rows import upsert
from sync.models import LastLabels


def last_labels() -> dict[Facts, Facts]:
    """By combination of facts: its label in the last release, where that was not simply all of them."""
    lines = (line for row in LastLabels.objects.all() for line in row.text.splitlines())
    return {
        Facts(*facts.split("|")): Facts(*label.split("|")) for facts, label in (line.split(">") for line in lines)
    }


def remember(label_of: Mapping[Facts, Facts]) -> None:
    """Keeps the labels of a release for the next one, a row per place: one row for all would hold up every page."""
    lines: dict[str, list[str]] = defaultdict(list)
    for facts, label in label_of.items():
        if facts != label:
            lines[facts.place].append(f"{'|'.join(facts)}>{'|'.join(label)}")
    LastLabels.objects.exclude(place__in=lines).delete()
    for place, text in lines.items():
        upsert([LastLabels(place=place, text="\n".join(text))])
