"""One word for everything that a sync leaves behind, whatever the order in which it was written."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

OWN = {"id", "sealed", "number", "generation_id"}
"""Columns that differ from run to run though they say the same: drawn by lot, or counted."""
QUERIES = {
    "staged": "SELECT * FROM sync_stagedprofile",
    "census": "SELECT * FROM sync_censusrow",
    "cards": "SELECT c.* FROM profiles_card c JOIN profiles_live l ON l.generation_id = c.generation_id"
    " LEFT JOIN profiles_mask m ON m.generation_id = c.generation_id AND m.number = c.number WHERE m.number IS NULL",
    "people": "SELECT r.profile_key FROM profiles_route r JOIN profiles_live l ON l.generation_id = r.generation_id",
    "noted": "SELECT record_key FROM sync_removal WHERE carried_out_at IS NULL",
}
Rows = tuple[list[str], Iterable[tuple[Any, ...]]]


def state(ask: Callable[[str], Rows]) -> dict[str, str]:
    """By table: how many rows, and a digest of what they say. `ask` gives the columns and rows of a query."""
    found = {}
    for name, query in QUERIES.items():
        columns, rows = ask(query)
        kept = [at for at, column in enumerate(columns) if column not in OWN]
        lines = sorted(repr([str(row[at]) for at in kept]) for row in rows)
        found[name] = f"{len(lines)} {hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:16]}"
    return found
