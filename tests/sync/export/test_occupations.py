"""Which occupation a free title names, and that doubt is never settled by a guess."""

import random
import string

import pytest

from sync.export import occupations
from sync.export.occupations import occupation_codes


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Schoonmaker", ["9112.2"]),
        ("  schoonmaker (m/v) ", ["9112.2"]),
        ("orderpiker", ["9333.8.1"]),
        ("hovennier", ["6113.5"]),
        ("vrachtwagenchauffer", ["8332.2"]),
        ("timmerman/metselaar", ["7115.1", "7112.1"]),
        ("kok, Schoonmaker, kok", ["5120.1", "9112.2"]),
        ("kok, iets heel anders", ["5120.1"]),
    ],
)
def test_titles_synonyms_and_small_mistakes_are_understood(written: str, codes: list[str]) -> None:
    assert occupation_codes(written) == codes


@pytest.mark.parametrize(
    "written", ["", "chauffeur", "kak", "weet niet", "x" * 100, "1234", "🙂", "<script>", "=1+1", ",,,", "a, b en c"]
)
def test_what_names_no_occupation_or_several_is_unknown(written: str) -> None:
    assert occupation_codes(written) == []


def test_a_mistake_never_makes_another_occupation() -> None:
    """One random mistake in each of 400 random titles; some become unknown, none becomes wrong."""
    draw = random.Random(4)
    titles = occupations._titles()
    sure = draw.sample([title for title in titles if titles[title] and len(title) >= occupations.SHORTEST], 400)

    found = [(titles[title], occupations._code(occupations._folded(_mistyped(title, draw)))) for title in sure]

    assert [(meant, code) for meant, code in found if code not in ("", meant)] == []
    assert sum(meant == code for meant, code in found) > 380


def _mistyped(title: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(title) - 1)
    letter = draw.choice(string.ascii_lowercase)
    swapped = title[:at] + title[at + 1] + title[at] + title[at + 2 :]
    return draw.choice([title[:at] + title[at + 1 :], title[:at] + letter + title[at:], swapped])
