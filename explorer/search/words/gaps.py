"""Reads the words that are in no phrase: compounds, words out of longer titles, and words in doubt."""

from collections.abc import Mapping

from explorer.search.words.compounds import compound_meaning
from explorer.search.words.lexicon import Lexicon
from explorer.search.words.phrases import phrase_meaning
from explorer.search.words.settle import as_options
from explorer.search.words.spans import Span, covered
from explorer.search.words.text import Stemmer
from explorer.search.words.values import Meaning, Rank

MOST_READINGS = 4


def gap_spans(
    norms: list[str], spans: list[Span], doubts: Mapping[int, tuple[str, ...]], lexicon: Lexicon, stem: Stemmer
) -> list[Span]:
    """One span for every word that is in none yet; without a meaning where there is nothing to say."""
    done = covered(spans)
    return [
        Span(number, number + 1, _gap_meaning(word, doubts.get(number, ()), lexicon, stem))
        for number, word in enumerate(norms)
        if number not in done
    ]


def _gap_meaning(word: str, doubts: tuple[str, ...], lexicon: Lexicon, stem: Stemmer) -> Meaning | None:
    if word in lexicon.ordinary:
        return None
    return compound_meaning(word, lexicon, stem) or _part_meaning(word, lexicon) or _doubt(doubts, lexicon, stem)


def _part_meaning(word: str, lexicon: Lexicon) -> Meaning | None:
    """A word out of longer titles gives a few things to choose from, if it is not in too many."""
    criteria = dict.fromkeys(pair for meaning in lexicon.parts.get(word, ()) for pair in meaning.criteria)
    return _choice(list(criteria), lexicon) if len(criteria) <= MOST_READINGS else None


def _doubt(words: tuple[str, ...], lexicon: Lexicon, stem: Stemmer) -> Meaning | None:
    meanings = [phrase_meaning([word], lexicon, stem) for word in words]
    return _choice([pair for meaning in meanings if meaning for pair in meaning.criteria], lexicon)


def _choice(criteria: list[tuple[str, str]], lexicon: Lexicon) -> Meaning | None:
    options = as_options(dict.fromkeys(criteria), lexicon.names)
    return Meaning(Rank.PART, options=options[:MOST_READINGS]) if options else None
