"""The numbers that stand for the people of a generation, from card numbers and back."""

import numpy as np
import numpy.typing as npt
from django.db.models import Exists, OuterRef
from pyroaring import BitMap

from explorer.models import ProfileNumber
from explorer.search.index.bits import Rows, bitmap
from profiles.models import Route

BATCH = 1000  # rows in one transaction, so that no page waits


class Numbering:
    """Each card of one generation has a person's number, which stays while the person is published."""

    def __init__(self, generation: int) -> None:
        give_numbers(generation)
        number_of = dict(ProfileNumber.objects.values_list("profile_key", "pk").iterator())
        routes = Route.objects.filter(generation=generation).values_list("number", "profile_key")
        pairs = [(card, number_of[key]) for card, key in routes.iterator() if key in number_of]
        cards, numbers = np.array(pairs, np.int64).reshape(-1, 2).T
        self._number_of: npt.NDArray[np.uint32] = np.zeros(int(cards.max(initial=-1)) + 1, np.uint32)
        self._number_of[cards] = numbers
        self._among = np.zeros(int(numbers.max(initial=0)) + 1, bool)

    def people(self, cards: Rows) -> BitMap:
        """The people on these cards. One at a time: the marks are used again for the next."""
        self._among.fill(False)
        self._among[self._number_of[cards]] = True
        return bitmap(np.flatnonzero(self._among).astype(np.uint32))


def give_numbers(generation: int) -> None:
    """Gives a number to everyone of this generation who has none."""
    known = ProfileNumber.objects.filter(profile_key=OuterRef("profile_key"))
    new = Route.objects.filter(~Exists(known), generation=generation)
    while keys := list(new.values_list("profile_key", flat=True)[:BATCH]):
        ProfileNumber.objects.bulk_create(map(_numbered, keys), ignore_conflicts=True)


def cards_of(people: BitMap, generation: int) -> frozenset[int]:
    """The card numbers of these people in a generation; who is not in it is left out."""
    keys = ProfileNumber.objects.filter(pk__in=list(people)).values("profile_key")
    routes = Route.objects.filter(generation=generation, profile_key__in=keys)
    return frozenset(routes.values_list("number", flat=True))


def _numbered(key: str) -> ProfileNumber:
    return ProfileNumber(profile_key=key)
