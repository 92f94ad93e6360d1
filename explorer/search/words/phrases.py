"""Finds known phrases in a row of words, the longest first."""

from explorer.search.words.lexicon import MOST_WORDS, Lexicon
from explorer.search.words.settle import settled
from explorer.search.words.spans import Span, covered
from explorer.search.words.text import Stemmer, squashed, stem_keys
from explorer.search.words.values import Meaning

AGENT_ENDINGS = ("er", "aar")


def phrase_spans(norms: list[str], spans: list[Span], lexicon: Lexicon, stem: Stemmer) -> list[Span]:
    """The phrases among the words that no span covers yet."""
    taken = covered(spans)
    found: list[Span] = []
    for size in range(min(MOST_WORDS, len(norms)), 0, -1):
        for start in range(len(norms) - size + 1):
            window = range(start, start + size)
            if taken.isdisjoint(window) and (meaning := phrase_meaning(norms[start : start + size], lexicon, stem)):
                taken.update(window)
                found.append(Span(start, start + size, meaning))
    return found


def phrase_meaning(words: list[str], lexicon: Lexicon, stem: Stemmer) -> Meaning | None:
    """What these words mean together: as they are, inflected, or as someone who does the work."""
    if len(words) == 1 and words[0] in lexicon.ordinary:
        return None
    found = lexicon.exact.get(squashed(words)) or _by_stem(words, lexicon, stem)
    if not found and len(words) == 1:
        found = next((by for verb in _verbs(words[0]) if (by := lexicon.exact.get(verb))), ())
    return settled(found, lexicon.names) if found else None


def _by_stem(words: list[str], lexicon: Lexicon, stem: Stemmer) -> tuple[Meaning, ...]:
    return next((found for key in stem_keys(words, stem) if (found := lexicon.stems.get(key))), ())


def _verbs(word: str) -> list[str]:
    """What someone does who is called so: an inpakker does "inpakken", a schoonmaakster "schoonmaken"."""
    single = word.removesuffix("s")
    verbs = [single[: -len(ending)] + "en" for ending in AGENT_ENDINGS if single.endswith(ending)]
    verbs += [single.removesuffix("der") + "en"] if single.endswith("rder") else []
    return verbs + ([word.removesuffix("s").removesuffix("ster")] if "ster" in word[-5:] else [])
