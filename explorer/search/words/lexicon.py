"""The lexicon: which words have which meanings, built once from the reference data and then only read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explorer.search.words.completion import Completions, completions
from explorer.search.words.composed import FunctionWords, Phrase, composed_phrases, function_words
from explorer.search.words.padding import Normed, without_padded
from explorer.search.words.place_names import near_phrases, place_phrases
from explorer.search.words.text import Stemmer, norms, squashed, stem_key, stem_keys
from explorer.search.words.titles import title_phrases
from explorer.search.words.typos import Spelling, spelling
from explorer.search.words.values import Meaning, Pair, Rank, Sources

MOST_WORDS = 6
"""The longest phrase that is looked up; longer names can be chosen by type-ahead."""
MOST_STEMMED = 2
MOST_MEANINGS = 20
TERM_LISTS = ("taaksoort", "sector", "competentie", "affiniteit")

Index = Mapping[str, tuple[Meaning, ...]]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Everything that words can mean. Keys are words written as one, folded; see `text`.

    `exact` holds words as they are, `stems` by their stem, `parts` single words out of longer titles. `names`
    labels a parameter with a value. `known` are all words that need no correction, `ordinary` those that are no
    search words. Read only, so that threads can share it.
    """

    exact: Index
    stems: Index
    parts: Index
    names: Mapping[Pair, str]
    heads: frozenset[str]
    negations: frozenset[str]
    negations_after: frozenset[str]
    postcodes: frozenset[str]
    known: frozenset[str]
    ordinary: frozenset[str]
    spelling: Spelling
    completions: Completions


def build_lexicon(sources: Sources) -> Lexicon:
    """Builds the lexicon, in less than a second; the same sources give the same lexicon."""
    stem = Stemmer()
    function = function_words()
    names = _names(sources)
    composed = list(composed_phrases(names))
    phrases = [(norms(words), meaning) for words, meaning in _all_phrases(sources, function, composed)]
    heads = _keys(function.heads)
    phrases = [phrase for phrase in without_padded(phrases, tuple(heads)) if 0 < len(phrase[0]) <= MOST_WORDS]
    ordinary = _keys(function.ordinary)
    words = _word_ranks(phrases) | dict.fromkeys(ordinary, Rank.FUNCTION)
    return Lexicon(
        exact=_index((squashed(words), meaning) for words, meaning in phrases),
        stems=_index(_stemmed(phrases, stem)),
        parts=_index(_title_words(phrases)),
        names=names,
        heads=heads,
        negations=_keys(function.negations),
        negations_after=_keys(function.negations_after),
        postcodes=frozenset(digits for digits, _place, _town in sources.postcodes),
        known=frozenset(words) | stem.stems,
        ordinary=ordinary,
        spelling=spelling(words),
        completions=completions(sources, names, composed),
    )


def _all_phrases(sources: Sources, function: FunctionWords, composed: list[Phrase]) -> Iterable[Phrase]:
    places = list(place_phrases(sources))
    nothing = Meaning(Rank.FUNCTION)
    stop = [(words, nothing) for words in (*function.stop, *function.negations, *function.negations_after)]
    ordinary = {squashed(norms(words)) for words, _meaning in (*composed, *stop)}
    yield from stop
    yield from composed
    yield from places
    yield from near_phrases(ordinary, places)
    yield from title_phrases(sources)
    for vocabulary in (*TERM_LISTS, "vaardigheid"):
        rank = Rank.SKILL if vocabulary == "vaardigheid" else Rank.TERM
        for code, label in sources.terms[vocabulary].items():
            yield label, Meaning(rank, ((vocabulary, code),))


def _names(sources: Sources) -> dict[Pair, str]:
    names = {(key, code): label for key, terms in sources.terms.items() for code, label in terms.items()}
    names |= {(key, value): label for key, labels in sources.labels.items() for value, label in labels.items()}
    names |= {("regio", str(code)): f"Regio {name.removeprefix('Regio ')}" for code, name in sources.regions.items()}
    return names | {("deelgebied", code): name for code, name in sources.sub_regions.items()}


def _index(pairs: Iterable[tuple[str, Meaning]]) -> dict[str, tuple[Meaning, ...]]:
    """Meanings by key, the surest first, each once."""
    found: dict[str, list[Meaning]] = {}
    for key, meaning in pairs:
        meanings = found.setdefault(key, [])
        if len(meanings) < MOST_MEANINGS and meaning not in meanings:
            meanings.append(meaning)
    return {key: tuple(sorted(meanings, key=_by_rank)) for key, meanings in found.items()}


def _by_rank(meaning: Meaning) -> Rank:
    return meaning.rank


def _stemmed(phrases: list[Normed], stem: Stemmer) -> Iterable[tuple[str, Meaning]]:
    """Names of places are not inflected, and words that say nothing only count as they are.

    Of titles only short ones, and of those only the last word: stemming is most of the time that building takes.
    """
    for words, meaning in phrases:
        if meaning.rank in (Rank.FACT, Rank.WORD, Rank.TERM):
            yield from ((key, meaning) for key in stem_keys(words, stem))
        elif meaning.rank in (Rank.TITLE, Rank.SKILL) and len(words) <= MOST_STEMMED:
            yield stem_key(words, stem), meaning


def _title_words(phrases: list[Normed]) -> Iterable[tuple[str, Meaning]]:
    for words, meaning in phrases:
        if meaning.rank is Rank.TITLE and len(words) > 1 and meaning.criteria:
            yield from ((word, meaning) for word in words if len(word) > 4)


def _word_ranks(phrases: list[Normed]) -> dict[str, Rank]:
    """Every word that occurs, with the surest rank in which it does."""
    ranks: dict[str, Rank] = {}
    for words, meaning in phrases:
        for word in words:
            if meaning.rank < ranks.get(word, Rank.PART):
                ranks[word] = meaning.rank
    return ranks


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(squashed(norms(word)) for word in words)
