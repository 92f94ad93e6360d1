"""The budget of distinct profiles a day, as a rule in plain Python: whose it is and how much of it is left."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

NEARLY_SPENT = 0.8
"""From this share on the page says how much is left."""


class Whose(Enum):
    """Who shares a budget."""

    PERSON = "person"
    ORGANISATION = "organisation"
    VISITOR = "visitor"
    NETWORK = "network"


@dataclass(frozen=True)
class Limit:
    """`most` profiles a day that are new to a viewer; with an account, those that this account was first to see."""

    whose: Whose
    viewer: str
    most: int
    account: str = ""

    @property
    def key(self) -> str:
        """Of whom it is, in one text: what is locked while profiles are counted."""
        return self.account or self.viewer


@dataclass(frozen=True)
class Budget:
    """A limit and how much of it was used today; who is never stopped may have used more."""

    limit: Limit
    used: int

    @property
    def left(self) -> int:
        return max(0, self.limit.most - self.used)

    @property
    def is_nearly_spent(self) -> bool:
        return self.used >= NEARLY_SPENT * self.limit.most


def tightest(budgets: Iterable[Budget]) -> Budget | None:
    """The one that has least left; None of none."""
    return min(budgets, key=lambda budget: budget.left, default=None)


def affordable(
    profiles: Sequence[str], budgets: Iterable[Budget], known_to: Mapping[str, Collection[str]]
) -> list[str]:
    """The profiles that fit, in their order: each weighs on every budget whose viewer does not know it yet.

    `known_to` holds for each viewer which of these profiles it knows.
    """
    left = {budget.limit: budget.left for budget in budgets}
    chosen = []
    for profile in profiles:
        weighs_on = [limit for limit in left if profile not in known_to[limit.viewer]]
        if all(left[limit] for limit in weighs_on):
            left.update({limit: left[limit] - 1 for limit in weighs_on})
            chosen.append(profile)
    return chosen
