"""Between bitmaps and numpy arrays, without a loop over the members."""

from array import array

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

Rows = npt.NDArray[np.uint32]


def bitmap(rows: Rows) -> BitMap:
    """A bitmap of ascending row numbers."""
    packed = array("I")
    packed.frombytes(rows.astype(np.uint32).tobytes())
    return BitMap(packed)


def as_rows(members: BitMap) -> Rows:
    """The members, ascending."""
    return np.frombuffer(members.to_array(), dtype=np.uint32)
