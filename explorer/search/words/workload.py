"""Search texts as people may type them, for timing the word box."""

import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.search.words.lexicon import Lexicon
from explorer.search.words.reading import MOST_CHARACTERS, MOST_WORDS, understand

FORMS = (
    "24 uur",
    "min 20 uur",
    "rijbewijs b",
    "mbo niveau 2",
    "per direct",
    "goed nederlands",
    "fulltime",
    "7811 AB",
)
MOST_PIECES = 4
MISSPELT = 0.4
REPEATS = 3
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Timing:
    """How long `understand` took, in milliseconds, and the text that took longest."""

    p50_ms: float
    p95_ms: float
    worst_ms: float
    worst_text: str


def sample_texts(lexicon: Lexicon, count: int, seed: int = 1) -> tuple[str, ...]:
    """`count` texts of one to four pieces out of all labels, places and titles, two in five with a typing error."""
    draw = random.Random(seed)  # noqa: S311 a workload, not a secret
    texts: list[str] = []
    while len(texts) < count:
        pieces = [_piece(lexicon, draw) for _ in range(draw.randint(1, MOST_PIECES))]
        text = " ".join(pieces)
        if len(text) <= MOST_CHARACTERS and len(text.split()) < MOST_WORDS:
            texts.append(text)
    return tuple(texts)


def time_texts(lexicon: Lexicon, texts: Sequence[str]) -> Timing:
    """Reads the texts one after the other. Of each the quickest of three counts: the rest is other work."""
    times = [min(_milliseconds(text, lexicon) for _ in range(REPEATS)) for text in texts]
    slowest = max(range(len(times)), key=times.__getitem__)
    p95 = statistics.quantiles(times, n=20)[-1]
    return Timing(statistics.median(times), p95, times[slowest], texts[slowest])


def _milliseconds(text: str, lexicon: Lexicon) -> float:
    start = time.perf_counter()
    understand(text, lexicon)
    return (time.perf_counter() - start) * 1000


def _piece(lexicon: Lexicon, draw: random.Random) -> str:
    if draw.random() < 1 / MOST_PIECES:
        return draw.choice(FORMS)
    words = draw.choice(lexicon.completions.typed)
    return _misspelt(words, draw) if draw.random() < MISSPELT else words


def _misspelt(words: str, draw: random.Random) -> str:
    """One letter left out, doubled, replaced, or swapped with the next."""
    at = draw.randrange(len(words))
    here, after = words[at], words[at + 1 : at + 2]
    instead = draw.choice(["", here + here, draw.choice(LETTERS), after + here])
    return words[:at] + instead + words[at + (2 if instead == after + here else 1) :]
