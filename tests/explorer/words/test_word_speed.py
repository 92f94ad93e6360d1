"""The word box does little work, whatever is typed: calls are counted, so that other work on the machine is not."""

import sys
from types import FrameType
from typing import Any

import pytest

from explorer.search.words import understand
from explorer.search.words.lexicon import Lexicon
from explorer.search.words.workload import sample_texts

MOST_CALLS = 15_000
MOST_CALLS_TO_REFUSE = 10
UGLY = ("abcdefghij " * 18, "schoonmaakz " * 16, "x" * 200, "ﷺ" * 200, "geen of " * 10, "24 uur " * 10)


def calls(text: str, lexicon: Lexicon) -> int:
    """How many functions are called to understand a text, Python's own included."""
    called = 0

    def count(_frame: FrameType, event: str, _about: Any) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        understand(text, lexicon)
    finally:
        sys.setprofile(None)
    return called


def test_none_of_500_searches_takes_much_work(lexicon: Lexicon) -> None:
    most = max((calls(text, lexicon), text) for text in sample_texts(lexicon, 500))
    assert most[0] <= MOST_CALLS, most


@pytest.mark.parametrize("text", UGLY)
def test_ugly_texts_take_no_more(text: str, lexicon: Lexicon) -> None:
    assert calls(text, lexicon) <= MOST_CALLS


def test_ten_kilobytes_are_refused_at_once(lexicon: Lexicon) -> None:
    assert calls("kok " * 2500, lexicon) <= MOST_CALLS_TO_REFUSE


def test_the_same_seed_gives_the_same_texts(lexicon: Lexicon) -> None:
    assert sample_texts(lexicon, 20, seed=3) == sample_texts(lexicon, 20, seed=3)
