"""Remembers how the last release labelled each combination of facts, so that labels do not flip without need."""

from collections.abc import Mapping

from profiles.anonymity.facts import Facts
from sync.models import LastLabels


def last_labels() -> dict[Facts, Facts]:
    """By combination of facts: its label in the last release, where that was not simply all of them."""
    row = LastLabels.objects.filter(pk=1).first()
    lines = row.text.splitlines() if row else []
    return {
        Facts(*facts.split("|")): Facts(*label.split("|")) for facts, label in (line.split(">") for line in lines)
    }


def remember(label_of: Mapping[Facts, Facts]) -> None:
    """Keeps the labels of a release for the next one."""
    lines = [f"{'|'.join(facts)}>{'|'.join(label)}" for facts, label in label_of.items() if facts != label]
    LastLabels.objects.update_or_create(pk=1, defaults={"text": "\n".join(lines)})
