"""Pages and records of the mock as a feed with mistakes sends them."""

from collections.abc import Callable
from typing import Any

Body = dict[str, Any]


def _empty(body: Body, _: str) -> None:
    body.update(items=[], volgende=None, totaal=0)


def _repeat(body: Body, _: str) -> None:
    """Every record twice, the total as it was."""
    body["items"] = [*body["items"], *body["items"]]


def _skip(body: Body, number: str) -> None:
    del body["items"][: int(number or 1)]


def _shuffle(body: Body, _: str) -> None:
    body["items"].reverse()


def _total(body: Body, number: str) -> None:
    body["totaal"] += int(number or 1)


def _snapshot(body: Body, _: str) -> None:
    body["momentopname"] = "another"


PAGES: dict[str, Callable[[Body, str], None]] = {
    "empty": _empty,
    "repeat": _repeat,
    "skip": _skip,
    "shuffle": _shuffle,
    "total": _total,
    "snapshot": _snapshot,
}
"""What becomes of a page. The value of skip and total is a number of records."""


def _extra(item: Body, field: str) -> None:
    item[field or "nieuw_veld"] = {"iets": ["nieuws"]}


def _missing(item: Body, field: str) -> None:
    item.pop(field or "toestemming", None)


def _renamed(item: Body, field: str) -> None:
    name = field or "toestemming"
    if name in item:
        item[name.upper()] = item.pop(name)


def _unknown_code(item: Body, _: str) -> None:
    if "klantsoort" in item:
        item["klantsoort"] = "SVB"


def _tombstone(item: Body, _: str) -> None:
    kept = {"klantId": item.get("klantId"), "versie": int(item.get("versie") or 0) + 1, "verwijderd": True}
    item.clear()
    item.update(kept)


def _older(item: Body, _: str) -> None:
    """An earlier version of the same record, which says something else."""
    item.update(versie=max(int(item.get("versie") or 0) - 1, 0), toestemming="Nee")


RECORDS: dict[str, Callable[[Body, str], None]] = {
    "extra": _extra,
    "missing": _missing,
    "renamed": _renamed,
    "unknown-code": _unknown_code,
    "wrong-type": lambda item, field: item.update({field or "inschrijfdatum": [1, 2]}),
    "nul": lambda item, field: item.update({field or "klantId": "WZ\0"}),
    "half": lambda item, field: item.update({field or "klantId": "WZ\ud800"}),
    "huge": lambda item, size: item.update(toelichting="x" * int(size or 1_000_000)),
    "deep": lambda item, depth: item.update(toelichting=_nested(int(depth or 100))),
    "tombstone": _tombstone,
    "older": _older,
}
"""What becomes of a record. The value is a field; of huge a number of characters, of deep of levels."""


def _nested(depth: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found
