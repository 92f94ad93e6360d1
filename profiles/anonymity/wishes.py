"""Decides which terms of work wishes a card shows: only those that enough neighbours have too."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from profiles.terms import encoded, marks, shown

Numbers = npt.NDArray[np.int64]
Ancestors = Mapping[str, tuple[str, ...]]
"""By term code: its parent, the parent's parent, and so on; terms without parents are absent."""
Codes = tuple[str, ...]
NONE = -1


@dataclass(frozen=True)
class ListAsShown:
    """One list of everybody, as text in the form of `profiles.terms`, and how many terms the cards leave out."""

    texts: list[str]
    hidden: int


def list_as_shown(places: Sequence[str], texts: Sequence[str], ancestors: Ancestors, k: int) -> ListAsShown:
    """What the cards show of one list: each term, else the nearest above it that k people of the place have.

    `places` and `texts` hold each person's place label and list, in one order; a list that loses a term or makes one
    coarser says so ("en meer").
    """
    column = Column(places, texts, ancestors)
    worded = cache(lambda codes, more: encoded(shown(codes, ancestors, more=more)))
    whole = cache(lambda text: worded(column.lists[text], False))
    said = column.less_said(column.counts() >= k)
    hidden = sum(
        int(column.people[pair]) * _left_out(column.known(pair), codes, ancestors) for pair, codes in said.items()
    )
    text_of = list(map(whole, column.text.tolist()))  # most people show all they filled in
    for pair, codes in said.items():
        text_of[pair] = worded(codes, True)
    return ListAsShown([text_of[pair] for pair in column.pair_of.tolist()], hidden)


def _left_out(known: Codes, said: Codes, ancestors: Ancestors) -> int:
    """How many of somebody's terms the card does not say, neither itself nor by a finer one."""
    return len(set(known).difference(said, *(ancestors.get(code, ()) for code in said)))


class Column:
    """One list of everybody as numbers. Many people share place and list: each such pair is worked out once."""

    def __init__(self, places: Sequence[str], texts: Sequence[str], ancestors: Ancestors) -> None:
        self._place_no, self._text_no = _numbered(places), _numbered(texts)
        width = max(1, len(self._text_no))
        keys = _looked_up(places, self._place_no) * width + _looked_up(texts, self._text_no)
        pairs, self.pair_of, self.people = np.unique(keys, return_inverse=True, return_counts=True)
        self._place, self.text = pairs // width, pairs % width
        self.lists: list[Codes] = [tuple(marks(text)) if text else () for text in self._text_no]
        self._codes = list(dict.fromkeys(_with_above(self.lists, ancestors)))
        self._code_no = {code: number for number, code in enumerate(self._codes)}
        parents = ((ancestors.get(code) or (None,))[0] for code in self._codes)
        above = [NONE if parent is None else self._code_no[parent] for parent in parents]
        self._above = np.array([*above, NONE], np.int64)  # what lies above NONE is NONE

    def counts(self) -> Numbers:
        """By place and code: how many people have the code or something below it."""
        rows, codes = self._flat
        found: list[Numbers] = []
        while len(codes):
            found.append(rows * self._width + codes)
            above = self._above[codes]
            rows, codes = rows[above != NONE], above[above != NONE]
        once = _distinct(np.concatenate(found)) if found else np.zeros(0, np.int64)
        pair, code = self._spread(once // self._width, once % self._width)
        cells = len(self._place_no) * self._width
        counted = np.bincount(self._place[pair] * self._width + code, self.people[pair], minlength=cells)
        return counted.astype(np.int64).reshape(len(self._place_no), self._width)

    def less_said(self, enough: npt.NDArray[np.bool_]) -> dict[int, Codes]:
        """By pair, where it is not all of the list: what may be said, the nearest above each code that has enough."""
        pair, known = self._spread(*self._flat)
        enough = np.pad(enough, ((0, 0), (0, 1)), constant_values=True)  # saying nothing is always allowed
        said = known
        while (rare := ~enough[self._place[pair], said]).any():
            said = np.where(rare, self._above[said], said)
        less: dict[int, Codes] = dict.fromkeys(pair[said != known].tolist(), ())
        concerned = np.isin(pair, list(less))
        for one, code in zip(pair[concerned].tolist(), said[concerned].tolist(), strict=True):
            less[one] += (self._codes[code],) if code != NONE else ()
        return less

    def known(self, pair: int) -> Codes:
        """The whole list of a pair."""
        return self.lists[int(self.text[pair])]

    @property
    def _width(self) -> int:
        return len(self._codes) or 1

    @cached_property
    def _flat(self) -> tuple[Numbers, Numbers]:
        """Every list's codes one after another: of which list, and which code."""
        lengths = np.array([len(codes) for codes in self.lists], np.int64)
        every = chain.from_iterable(self.lists)
        codes = np.fromiter(map(self._code_no.__getitem__, every), np.int64, int(lengths.sum()))
        return np.repeat(np.arange(len(lengths)), lengths), codes

    def _spread(self, rows: Numbers, codes: Numbers) -> tuple[Numbers, Numbers]:
        """From codes per list (ascending by list) to codes per pair: of which pair, and which code."""
        starts = np.searchsorted(rows, np.arange(len(self.lists) + 1))
        first, lengths = starts[self.text], (starts[1:] - starts[:-1])[self.text]
        pair = np.repeat(np.arange(len(self.text)), lengths)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return pair, codes[first[pair] + within]


def _distinct(numbers: Numbers) -> Numbers:
    """Ascending, each once; `np.unique` takes three times as long over millions."""
    ascending: Numbers = np.sort(numbers)
    is_new: npt.NDArray[np.bool_] = np.append(True, ascending[1:] != ascending[:-1])
    return ascending[is_new]


def _numbered(values: Sequence[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(sorted(set(values)))}


def _looked_up(values: Sequence[str], number_of: Mapping[str, int]) -> Numbers:
    return np.fromiter(map(number_of.__getitem__, values), np.int64, len(values))


def _with_above(lists: list[tuple[str, ...]], ancestors: Ancestors) -> Iterator[str]:
    for code in dict.fromkeys(chain.from_iterable(lists)):
        yield from (code, *ancestors.get(code, ()))
