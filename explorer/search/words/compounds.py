"""Takes a compound apart that is in no list: "heftruckrijder" is about a heftruck, "kaasverkoper" about selling."""

from collections.abc import Iterator

from explorer.search.words.lexicon import Lexicon
from explorer.search.words.settle import as_options, settled
from explorer.search.words.text import Stemmer, stem_key
from explorer.search.words.values import Meaning, Rank

SHORTEST = 3
SHORTEST_RARE = 5
LONGEST = 40
LINKS = ("s", "en", "n", "e")


def compound_meaning(word: str, lexicon: Lexicon, stem: Stemmer) -> Meaning | None:
    """What a compound means by its parts, None if it does not fall apart into known words.

    A head that says nothing of itself ("-medewerker") leaves the meaning to the first part; otherwise the head
    counts, and the first part is offered as another reading.
    """
    if len(word) > LONGEST:
        return None
    splits = [(word[:at], word[at:]) for at in range(SHORTEST, len(word) - SHORTEST + 1)]
    return next(_with_empty_head(splits, lexicon, stem), None) or next(_with_full_head(splits, lexicon, stem), None)


def _with_empty_head(splits: list[tuple[str, str]], lexicon: Lexicon, stem: Stemmer) -> Iterator[Meaning]:
    for first, head in splits:
        if head in lexicon.heads:
            yield from _meanings(_forms(first), lexicon, stem)


def _with_full_head(splits: list[tuple[str, str]], lexicon: Lexicon, stem: Stemmer) -> Iterator[Meaning]:
    for first, head in splits:
        for meaning in _meanings([head], lexicon, stem):
            forms = _forms(first)
            modifier = next(_meanings(forms, lexicon, stem), None)
            if modifier:
                others = as_options(modifier.criteria, lexicon.names)
                yield Meaning(meaning.rank, meaning.criteria, (*meaning.options, *others))
            elif meaning.rank <= Rank.TERM and len(head) >= SHORTEST_RARE and _is_word(forms, lexicon):
                yield meaning


def _forms(first: str) -> list[str]:
    """The first part with and without the letters that link it to the head."""
    return [first, *(first.removesuffix(link) for link in LINKS if first.endswith(link))]


def _meanings(forms: list[str], lexicon: Lexicon, stem: Stemmer) -> Iterator[Meaning]:
    """What the forms ask for by themselves; a rare word must be long enough not to be chance."""
    for form in forms:
        found = _known_meanings(form, lexicon, stem)
        if found and (found[0].rank <= Rank.TERM or len(form) >= SHORTEST_RARE):
            meaning = settled(found, lexicon.names)
            if meaning.criteria:
                yield meaning


def _known_meanings(form: str, lexicon: Lexicon, stem: Stemmer) -> tuple[Meaning, ...]:
    if len(form) < SHORTEST:
        return ()
    return lexicon.exact.get(form) or lexicon.stems.get(stem_key([form], stem), ())


def _is_word(forms: list[str], lexicon: Lexicon) -> bool:
    return any(len(form) > SHORTEST and form in lexicon.spelling.ranks for form in forms)
