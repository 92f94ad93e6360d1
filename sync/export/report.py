"""What the command prints of an import: values for JSON, and lines for people."""

from typing import Any

from sync.export.load import Rehearsal
from sync.export.survey import Column

COUNTS = ("read", "applied", "unchanged", "quarantined", "stale", "withdrawn")


def rehearsed(found: Rehearsal) -> dict[str, Any]:
    """The keys of a run that was carried out, as far as they are known, and what becomes of every column."""
    return {
        "state": "dry-run",
        **{name: found.counts[name] for name in COUNTS},
        "published": None,
        "generation": None,
        "blank": found.survey.blank,
        "reasons": dict(found.reasons.most_common()),
        "columns": {name: _column(column) for name, column in found.survey.columns.items()},
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "understood": column.understood,
        "unknown": column.unknown,
        "unrecognised": column.unrecognised,
        "refused": dict(column.refused),
        "codes": column.codes(),
    }


def lines(answer: dict[str, Any]) -> list[str]:
    """The same for people: one line a count, a reason or a column."""
    columns = answer.get("columns", {})
    found = [f"{name:20} {value}" for name, value in answer.items() if not isinstance(value, dict)]
    found += [f"  {rows:8} × {reason}" for reason, rows in answer.get("reasons", {}).items()]
    return found + [f"{name:22} {_worded(column)}" for name, column in columns.items()]


def _worded(column: dict[str, Any]) -> str:
    counts = [f"{column[name]} {name}" for name in ("understood", "unknown", "unrecognised") if column[name]]
    refused = [f"{rows} refused ({reason})" for reason, rows in column["refused"].items()]
    codes = [f"{value}: {rows}" for value, rows in column["codes"].items()]
    return ", ".join([*counts, *refused]) + (f"; not understood: {', '.join(codes)}" if codes else "")
