"""An engine's answer as plain data in parts, small enough to keep for every query and to compare."""

import hashlib
from collections.abc import Mapping

from explorer.search.engine import Outcome, Totals
from explorer.search.facets import FacetCount

Parts = Mapping[str, object]


def parts_of(outcome: Outcome) -> Parts:
    """Everything that an answer says, by name; each facet as a digest of all its counts."""
    return {
        "totals": [outcome.total, outcome.certain, outcome.possible],
        "page": list(outcome.numbers),
        "answers": [[answer.value for answer in answers] for answers in outcome.answers],
        "without": _totals(outcome.without),
        "looser": _totals(outcome.looser),
        **{f"facet {key}": _digest(count) for key, count in outcome.facets.items()},
    }


def differences(one: Parts, other: Parts) -> list[str]:
    """The names of the parts that are not the same."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def _totals(totals: Mapping[str, Totals]) -> dict[str, list[int]]:
    return {key: [one.certain, one.possible] for key, one in totals.items()}


def _digest(count: FacetCount) -> str:
    text = repr((sorted(count.counts.items()), count.unknown))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
