"""Chooses between the meanings of the same words, or says that they are in doubt."""

from collections.abc import Iterable, Mapping

from explorer.search.words.values import Meaning, Option, Pair, Rank

MOST_VALUES = 3
MOST_OPTIONS = 4
PLACE_KEYS = frozenset(["werkplek", "regio", "deelgebied"])


def settled(meanings: tuple[Meaning, ...], names: Mapping[Pair, str]) -> Meaning:
    """One meaning out of several, the surest first.

    Equally sure meanings with one parameter are taken together (any of the values will do); with several
    parameters they are in doubt: no criteria, only options. Other readings as a place or an occupation are
    kept as options.
    """
    first = meanings[0]
    if len(meanings) == 1 or first.rank is Rank.FUNCTION:
        return first
    equals = [meaning for meaning in meanings if meaning.rank == first.rank]
    criteria = tuple(dict.fromkeys(pair for meaning in equals for pair in meaning.criteria))
    if len(equals) > 1 and not _together(criteria):
        return Meaning(first.rank, options=as_options(criteria, names)[:MOST_OPTIONS])
    others = [pair for meaning in meanings[len(equals) :] for pair in meaning.criteria if pair[0] in PLACE_KEYS]
    options = [*(option for meaning in meanings for option in meaning.options), *as_options(others, names)]
    kept = dict.fromkeys(option for option in options if (option.key, option.value) not in criteria)
    return Meaning(first.rank, criteria, tuple(kept)[:MOST_OPTIONS], first.note)


def _together(criteria: tuple[Pair, ...]) -> bool:
    return len({key for key, _value in criteria}) == 1 and len(criteria) <= MOST_VALUES


def as_options(criteria: Iterable[Pair], names: Mapping[Pair, str]) -> tuple[Option, ...]:
    """The criteria as things to choose."""
    return tuple(Option(names.get(pair, pair[1]), *pair) for pair in criteria)
