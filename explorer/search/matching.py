"""The matching rule in plain Python: every criterion is met, unknown or not met by what a card shows.

A label stands for a set S of fine values, a criterion accepts a set A. Met if S lies in A, not met if they
share nothing, otherwise unknown (DESIGN §4). Each test below is that rule, worked out once for all labels.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from profiles.terms import Terms


class Answer(Enum):
    MET = "met"
    UNKNOWN = "unknown"
    NOT_MET = "unmet"


@dataclass(frozen=True)
class CardFacts:
    """What matching may look at: the labels and lists on the card, by field name."""

    labels: Mapping[str, str]
    lists: Mapping[str, Terms]


@dataclass(frozen=True)
class LabelTest:
    """A criterion on one label: the codes that meet it and those that may; the rest does not."""

    field: str
    met: frozenset[str]
    unknown: frozenset[str]

    def answer(self, card: CardFacts) -> Answer:
        label = card.labels[self.field]
        if label in self.met:
            return Answer.MET
        return Answer.UNKNOWN if label in self.unknown else Answer.NOT_MET


@dataclass(frozen=True)
class PairTest:
    """A criterion on two labels together (place and travel band)."""

    fields: tuple[str, str]
    met: frozenset[tuple[str, str]]
    unknown: frozenset[tuple[str, str]]

    def answer(self, card: CardFacts) -> Answer:
        pair = (card.labels[self.fields[0]], card.labels[self.fields[1]])
        if pair in self.met:
            return Answer.MET
        return Answer.UNKNOWN if pair in self.unknown else Answer.NOT_MET


@dataclass(frozen=True)
class TermTest:
    """A criterion on a list: any of `chosen`, or something below it, meets it.

    `above` are the terms over the chosen ones: a card that shows only such a parent leaves it unknown. On a
    wanted list that is filled in, a term that is absent is not met; on a "can" list it stays unknown.
    """

    field: str
    chosen: frozenset[str]
    above: frozenset[str]
    wanted: bool

    def answer(self, card: CardFacts) -> Answer:
        terms = card.lists[self.field]
        if not self.chosen.isdisjoint(terms.codes) or not self.chosen.isdisjoint(terms.implied):
            return Answer.MET
        if not self.wanted or terms.is_open or not self.above.isdisjoint(terms.codes):
            return Answer.UNKNOWN
        return Answer.NOT_MET


Test = LabelTest | PairTest | TermTest


def label_test(field: str, covers: Mapping[str, frozenset[str]], accepted: frozenset[str]) -> LabelTest:
    """The rule for one accepted set over all labels of a fact; the empty label covers everything."""
    sets = {**covers, "": frozenset().union(*covers.values())}
    met = {label for label, values in sets.items() if values <= accepted}
    may = {label for label, values in sets.items() if values & accepted} - met
    return LabelTest(field, frozenset(met), frozenset(may))


def term_test(
    field: str, chosen: frozenset[str], ancestors: Mapping[str, tuple[str, ...]], *, wanted: bool
) -> TermTest:
    """The rule for chosen terms of one list."""
    above = {step for code in chosen for step in ancestors.get(code, ())}
    return TermTest(field, chosen, frozenset(above) - chosen, wanted)
