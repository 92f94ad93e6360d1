"""The ladders of the six facts as the reference data give them, for tests that need no database."""

import csv
from pathlib import Path

from profiles.anonymity.facts import Ladders, coarser

_CSV = Path(__file__).parent.parent / "profiles" / "reference" / "ladders.csv"


def read_ladders() -> Ladders:
    """By fact: the coarse label above each fine one."""
    covers: dict[str, dict[str, frozenset[str]]] = {}
    with _CSV.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            covers.setdefault(row["fact"], {})[row["code"]] = frozenset(row["covers"].split())
    return {fact: coarser(labels) for fact, labels in covers.items()}


LADDERS = read_ladders()
