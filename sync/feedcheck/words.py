"""Prints what the checks of a feed found: for people line by line, for programs as one object."""

from collections.abc import Iterator
from dataclasses import asdict

from sync.feedcheck.check import Finding, State, is_fit
from sync.feedcheck.trial import Tally

MOST_NAMED = 10


def lines(found: list[Finding], tally: Tally) -> Iterator[str]:
    for one in found:
        mark = one.state.upper() if one.state is State.WRONG else one.state
        yield f"{mark:<10}{one.check:<14}{one.found}"
        if one.then:
            yield f"{'':<24}-> {one.then}"
    yield from _counted("Set aside, by reason and field", tally.refused.most_common())
    yield from _counted("Lacking, by field", tally.missing.most_common())
    yield from _counted("Otherwise than the document says, by field", tally.different.most_common())
    yield "This feed may be connected." if is_fit(found) else "This feed may not be connected yet."


def _counted(heading: str, counts: list[tuple[str, int]]) -> Iterator[str]:
    if not counts:
        return
    named = ", ".join(f"{name} {number}" for name, number in counts[:MOST_NAMED])
    more = len(counts) - MOST_NAMED
    yield f"{heading}: {named}{f', and {more} more' if more > 0 else ''}."


def summary(found: list[Finding], tally: Tally) -> dict[str, object]:
    return {
        "ok": is_fit(found),
        "checks": [asdict(one) for one in found],
        "pages": tally.pages,
        "records": tally.read,
        "quarantined": dict(tally.refused),
        "missing": dict(tally.missing),
        "different": dict(tally.different),
    }
