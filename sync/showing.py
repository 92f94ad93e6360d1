"""Works out how everyone of a release is shown: the labels of the six facts, and the terms of the lists."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from profiles.anonymity.facts import Facts, Ladders, coarser
from profiles.anonymity.generalise import generalised
from profiles.anonymity.loss import Cost, cost
from profiles.anonymity.wishes import list_as_shown
from profiles.display import LISTS
from profiles.vocabularies import reference
from sync.people import People


@dataclass(frozen=True)
class Showing:
    """How everyone is shown, in the order of `People`, and what that costs."""

    label_of: Mapping[Facts, Facts]
    labels: list[Facts]
    lists: Mapping[str, list[str]]
    cost: Cost
    terms_hidden: int


def shown_with(people: People, k: int, before: Mapping[Facts, Facts]) -> Showing:
    """The finest labels and terms that enough people share; `before` are the labels of the last release.

    Raises:
        TooFewPeopleError: fewer than k people.
    """
    counted = Counter(people.facts)
    label_of = generalised(counted, _ladders(), k, before)
    labels = [label_of[facts] for facts in people.facts]
    places = [label.place for label in labels]
    ancestors = {listed.field: reference().ancestors[listed.vocabulary] for listed in LISTS}
    lists = {name: list_as_shown(places, people.lists[name], above, k) for name, above in ancestors.items()}
    return Showing(
        label_of=label_of,
        labels=labels,
        lists={name: column.texts for name, column in lists.items()},
        cost=cost(counted, label_of),
        terms_hidden=sum(column.hidden for column in lists.values()),
    )


def _ladders() -> Ladders:
    return {
        fact: coarser({code: label.covers for code, label in labels.items()})
        for fact, labels in reference().labels.items()
    }
