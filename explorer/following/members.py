"""Who a search finds, as two sets, and what differs between two moments. Plain Python: no Django, no clock."""

from dataclasses import dataclass

from pyroaring import BitMap


@dataclass(frozen=True)
class Members:
    """Numbers of people: those who are certain, and those who may be (never in both)."""

    certain: BitMap
    possible: BitMap

    @property
    def found(self) -> BitMap:
        return self.certain | self.possible

    def without(self, gone: BitMap) -> "Members":
        return Members(self.certain - gone, self.possible - gone)


@dataclass(frozen=True)
class Difference:
    """`new` are found now and were not; `firmer` are certain now and were possible. Who is gone is only counted."""

    new: BitMap
    firmer: BitMap
    gone: int

    def __bool__(self) -> bool:
        return bool(self.new or self.firmer or self.gone)


def difference(before: Members, now: Members, erased: int = 0) -> Difference:
    """What changed. `erased` people were in `before` once and were taken out of it: they are gone too."""
    return Difference(
        new=now.found - before.found,
        firmer=now.certain & before.possible,
        gone=len(before.found - now.found) + erased,
    )


def stored(members: BitMap) -> bytes:
    """A set as bytes; equal sets, equal bytes."""
    compact = members.copy()
    compact.run_optimize()
    return bytes(compact.serialize())


def read(stored_set: bytes | memoryview) -> BitMap:
    """What `stored` wrote; nothing stands for nobody."""
    return BitMap.deserialize(bytes(stored_set)) if stored_set else BitMap()
