"""A constant stream of requests past the balancer, and the count of what became of them."""

import random
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.hosts.balancer import Answered, Balancer, Call

PEOPLE, PAUSE = 6, 0.5
"""So many threads, each of which asks something, and then waits so many seconds on average."""
SEARCH, PAGE, KEEP = "search", "page", "keep"
LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""A name with digits might hold a BSN by chance, and the site keeps no such name."""
MIX = {SEARCH: 16, PAGE: 3, KEEP: 1}


@dataclass
class Stream:
    """Everything that was asked since it began; `words` are searches as in an address."""

    balancer: Balancer
    token: str
    words: Sequence[str]
    answers: list[Answered] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def ask(self, seed: int) -> None:
        """One person, until the stream is over."""
        dice = random.Random(seed)
        while not self.is_over.wait(dice.uniform(0.5, 1.5) * PAUSE):
            self.answers.append(self.balancer.send(self.call(dice)))

    def call(self, dice: random.Random) -> Call:
        """A search of a program, a page for a visitor, or a search that is kept."""
        [kind] = dice.choices(list(MIX), list(MIX.values()))
        who, words = {"Authorization": self.token}, dice.choice(self.words)
        if kind == PAGE:
            return Call(kind, f"/kandidaten/?{words}", {})
        if kind == SEARCH:
            return Call(kind, f"/api/v1/kandidaten?{words}", who)
        once = uuid.UUID(int=dice.getrandbits(128)).hex
        body = {"naam": f"Vraag {once.translate(LETTERS)}", "zoekvraag": words}
        return Call(kind, "/api/v1/zoekopdrachten", {**who, "Idempotency-Key": once}, body)

    def since(self, number: int) -> "Sums":
        return sums_of(self.answers[number:])


@dataclass(frozen=True)
class Sums:
    """Of some calls: how many, how many at a second try, how many lost, the longest wait in seconds, and what was
    answered instead (0 = nothing)."""

    calls: int
    second: int
    lost: int
    longest: float
    errors: tuple[int, ...]


def sums_of(answers: Sequence[Answered]) -> Sums:
    second, errors = sum(one.tries > 1 for one in answers), tuple(one.status for one in answers if one.is_lost)
    longest = max((one.seconds for one in answers), default=0.0)
    return Sums(len(answers), second, len(errors), round(longest, 1), errors)


@contextmanager
def stream(balancer: Balancer, token: str, words: Sequence[str]) -> Iterator[Stream]:
    """Flows until the block ends, and until what was asked last is answered."""
    found = Stream(balancer, token, words)
    seed = time.time_ns()
    people = [threading.Thread(target=found.ask, args=(seed + number,), daemon=True) for number in range(PEOPLE)]
    for one in people:
        one.start()
    try:
        yield found
    finally:
        found.is_over.set()
        for one in people:
            one.join()
