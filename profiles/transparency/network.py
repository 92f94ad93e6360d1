"""How far one figure of a table can move while all others stay within their bounds: flows in a network."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Arc:
    """People flowing from one node to another: now `flow`, possible `low` to `high`, both included."""

    tail: str
    head: str
    low: int
    high: int
    flow: int

    def open(self, high: int) -> None:
        """Takes its bounds away."""
        self.low, self.high = 0, high


class Network:
    """Arcs by name; their flows always agree: what comes into a node leaves it."""

    def __init__(self, arcs: Iterable[tuple[str, Arc]]) -> None:
        self.arcs = dict(arcs)
        self._at: dict[str, list[Arc]] = defaultdict(list)
        for arc in self.arcs.values():
            self._at[arc.tail].append(arc)
            self._at[arc.head].append(arc)

    def spread(self, arc: Arc, enough: int) -> int:
        """The largest possible flow of an arc minus its least; stops looking at `enough`.

        Sums in a table with nested rows are a network, so whole numbers reach the bounds that fractions do.
        """
        self._push(arc, 1, min(enough, arc.high - arc.flow))
        highest = arc.flow
        self._push(arc, -1, min(enough, highest - arc.low))
        return highest - arc.flow

    def _push(self, arc: Arc, sign: int, most: int) -> None:
        """Moves the flow of an arc up (1) or down (-1) by at most `most`, along ways around it."""
        start, goal = (arc.head, arc.tail) if sign > 0 else (arc.tail, arc.head)
        while most > 0:
            way = self._way(start, goal, arc)
            if way is None:
                return
            step = min(most, *(_room(part, direction) for part, direction in way))
            for part, direction in way:
                part.flow += direction * step
            arc.flow += sign * step
            most -= step

    def _way(self, start: str, goal: str, without: Arc) -> list[tuple[Arc, int]] | None:
        """The shortest way with room on every arc: forward (1) along an arc, or back (-1) against it."""
        came: dict[str, tuple[str, Arc, int] | None] = {start: None}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            for arc in self._at[node]:
                direction = 1 if arc.tail == node else -1
                other = arc.head if direction > 0 else arc.tail
                if other in came or arc is without or not _room(arc, direction):
                    continue
                came[other] = (node, arc, direction)
                if other == goal:
                    return _traced(came, goal)
                waiting.append(other)
        return None


def _room(arc: Arc, direction: int) -> int:
    return arc.high - arc.flow if direction > 0 else arc.flow - arc.low


def _traced(came: dict[str, tuple[str, Arc, int] | None], goal: str) -> list[tuple[Arc, int]]:
    way = []
    step = came[goal]
    while step:
        node, arc, direction = step
        way.append((arc, direction))
        step = came[node]
    return way
