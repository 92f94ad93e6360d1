"""Packs what all cards show into the arrays of an index; each step looks at all cards at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from explorer.search.index.bits import Rows, bitmap
from explorer.search.index.cells import count_cells
from explorer.search.index.columns import ASKED_TOGETHER, GROUPS, Bytes, Columns, Value
from explorer.search.index.lines import Counts, Ids, in_lines
from profiles.display import LISTS

Numbers = npt.NDArray[np.intp]

RARE = 8
"""A term on fewer than an eighth of the cards is rare: it is counted card by card, not by its bitmap."""


@dataclass(frozen=True, eq=False)
class FieldLists:
    """One field of all cards: the different lists of codes that occur, and for each card which of them it has."""

    lists: Sequence[Sequence[str]]
    chosen: Numbers


def packed(fields: Mapping[str, FieldLists]) -> Columns:
    """The index of cards 0, 1, 2 …, by what each shows per field.

    Cards that have the same labels of the pair that is asked together get neighbouring rows: such cards are then one
    stretch in every bitmap, and a workplace a few stretches.
    """
    size = max((len(one.chosen) for one in fields.values()), default=0)
    numbers = _by_pair(fields, size)
    fields = {name: FieldLists(one.lists, one.chosen[numbers]) for name, one in fields.items()}
    codes = {name: set(chain.from_iterable(one.lists)) for name, one in fields.items()}
    values = tuple((name, code) for name in sorted(fields) for code in sorted(codes[name]))
    row_of, ids = _by_card(values, fields)
    totals = np.bincount(ids, minlength=len(values)).astype(np.int32)
    groups = _groups(values, totals * RARE < size)
    starts, bitmaps = _bitmaps(row_of, ids, totals)
    return Columns(
        values=values,
        numbers=numbers.astype(np.uint32),
        shown=in_lines(row_of, ids, size, np.ones(len(values), bool)),
        wanted=in_lines(row_of, ids, size, groups == GROUPS["wanted"]),
        can=in_lines(row_of, ids, size, groups == GROUPS["can"]),
        groups=groups,
        starts=starts,
        packed=bitmaps,
        totals=totals,
        cells=count_cells(values, row_of, ids),
    )


def _by_pair(fields: Mapping[str, FieldLists], size: int) -> Numbers:
    """The cards in the order of the rows."""
    sorted_by = [_rank(fields[name])[fields[name].chosen] for name in ASKED_TOGETHER if name in fields]
    return np.lexsort(sorted_by) if sorted_by else np.arange(size)


def _rank(field: FieldLists) -> Numbers:
    """By list of a label field, the rank of its one code."""
    _codes, ranks = np.unique([code for (code,) in field.lists], return_inverse=True)
    return ranks


def _by_card(values: Sequence[Value], fields: Mapping[str, FieldLists]) -> tuple[Rows, Ids]:
    """The value ids of all cards, ascending by card, with the card of each."""
    id_of = {value: number for number, value in enumerate(values)}
    parts = [_of_field(id_of, name, field) for name, field in fields.items()]
    lengths: Numbers = np.sum([own for own, _ids in parts], axis=0, dtype=np.intp)
    begins = np.cumsum(lengths) - lengths
    ids = np.empty(int(lengths.sum()), np.uint16)
    for own, found in parts:
        ids[_spread(begins, own)] = found
        begins = begins + own
    return np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths), ids


def _of_field(id_of: Mapping[Value, int], name: str, field: FieldLists) -> tuple[Numbers, Ids]:
    """How many values each card has in a field, and their ids card by card."""
    own = {code: number for (field_name, code), number in id_of.items() if field_name == name}
    flat = np.array([own[code] for code in chain.from_iterable(field.lists)], np.uint16)
    sizes = np.array([len(codes) for codes in field.lists], np.intp)
    lengths = sizes[field.chosen]
    return lengths, flat[_spread((np.cumsum(sizes) - sizes)[field.chosen], lengths)]


def _spread(starts: Numbers, lengths: Numbers) -> Numbers:
    """`start, start + 1, …` for each start, as many as its length, all behind one another."""
    found: Numbers = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    return found + np.arange(found.size)


def _groups(values: Sequence[Value], is_rare: npt.NDArray[np.bool_]) -> Bytes:
    """For each value the group in whose lines it is counted; 0 for a frequent value, which has a bitmap for that."""
    group_of = {shown.field: GROUPS["wanted" if shown.wanted else "can"] for shown in LISTS}
    return np.where(is_rare, [group_of.get(field, 0) for field, _code in values], 0).astype(np.uint8)


def _bitmaps(row_of: Rows, ids: Ids, totals: Counts) -> tuple[Rows, Bytes]:
    """Where the bitmap of each value starts, and all bitmaps behind one another."""
    rows = np.split(row_of[np.argsort(ids, kind="stable")], np.cumsum(totals))[:-1]
    parts = [_serialized(one) for one in rows]
    starts = np.cumsum([0, *map(len, parts)]).astype(np.uint32)
    return starts, np.frombuffer(b"".join(parts), np.uint8)


def _serialized(rows: Rows) -> bytes:
    found = bitmap(rows)
    found.run_optimize()
    return found.serialize()
