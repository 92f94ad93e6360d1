"""Reading the whole feed, and a plain way to count what is in it."""

from collections import Counter
from datetime import date
from typing import Any

from sync.mocksonar.feed import Selection

Item = dict[str, Any]
Table = Counter[tuple[Any, str, bool]]
TODAY = date(2026, 11, 23)


def walk(selection: Selection, limit: int = 2000) -> list[Item]:
    """All items of a selection."""
    items: list[Item] = []
    start: int | None = 0
    while start is not None:
        page = selection.page(start, limit)
        items += page.items
        start = page.following
    return items


def usable(item: Item) -> bool:
    """Whether a careful reader can use the record for counting."""
    try:
        registered = date.fromisoformat(item["inschrijfdatum"])
        left = item["uitschrijfdatum"] and date.fromisoformat(item["uitschrijfdatum"])
        well_formed = isinstance(item["persoon"]["bsn"], str) and not isinstance(item["klantprofiel"], list)
        return well_formed and item["klantsoort"] in ("GEM", "UWV") and (not left or registered <= left)
    except (KeyError, TypeError, ValueError):
        return False


def counted(records: list[Item], day: str) -> list[Item]:
    """The usable records that count on a day by the rules of the transparency report: the latest of each BSN."""
    latest: dict[str, Item] = {}
    for item in records:
        registered = item["inschrijfdatum"] <= day and (item["uitschrijfdatum"] or "9999") > day
        if item["banenafspraak"] != "Ja" or not registered:
            continue
        other = latest.get(item["persoon"]["bsn"])
        if other is None or other["inschrijfdatum"] < item["inschrijfdatum"]:
            latest[item["persoon"]["bsn"]] = item
    return list(latest.values())


def table(records: list[Item], day: str) -> Table:
    """How many clients per municipality, party and whether there is a profile on that day."""
    return Counter(
        (
            item["gemeenteCode"],
            item["klantsoort"],
            (item["profieldatum"] or "9999") <= day < (item["profieleinddatum"] or "9999"),
        )
        for item in counted(records, day)
    )
