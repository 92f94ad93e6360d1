"""Puts together what was read: negations, one workplace, no doubles, and every word accounted for."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.search.words.corrections import Corrected
from explorer.search.words.heads import without_heads
from explorer.search.words.lexicon import Lexicon
from explorer.search.words.negation import without_denied
from explorer.search.words.spans import Span, wording
from explorer.search.words.text import Token
from explorer.search.words.values import Meaning, Note, NoteKind, Option, Pair, Rank, Suggestion, Understood

MINIMA = frozenset(["urenPerWeekMinimaal", "opleidingsniveauMinimaal", "niveauNederlands"])


@dataclass
class _Collected:
    criteria: list[Pair] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def answer(text: str, words: list[Token], spans: list[Span], better: Corrected, lexicon: Lexicon) -> Understood:
    """The answer for spans in order that cover all words."""
    collected = _Collected()
    spans, denied = without_denied(without_heads(spans, better.words, lexicon), better.words, lexicon)
    collected.notes += [Note(NoteKind.NEGATED, wording(words, span, text)) for span in denied]
    for span in spans:
        collected.notes += _corrections(words, span, better)
        _collect(wording(words, span, text), span.meaning, collected)
    return Understood(
        criteria=tuple(_merged(collected.criteria)),
        not_understood=tuple(dict.fromkeys(collected.not_understood)),
        suggestions=tuple(dict.fromkeys(collected.suggestions)),
        notes=tuple(dict.fromkeys(collected.notes)),
    )


def _collect(word: str, meaning: Meaning | None, collected: _Collected) -> None:
    if meaning is None or (meaning.says_nothing and meaning.rank is Rank.PART):
        collected.not_understood.append(word)
    elif meaning.note is not None:
        collected.notes.append(Note(meaning.note, word, meaning.options))
        collected.criteria += meaning.criteria
    elif not meaning.criteria:
        collected.suggestions += [Suggestion(word, one.label, one.key, one.value) for one in meaning.options]
    elif _second_workplace(meaning, collected.criteria):
        options = tuple(Option(value, key, value) for key, value in meaning.criteria)
        collected.notes.append(Note(NoteKind.ONE_PLACE, word, options))
    else:
        collected.criteria += meaning.criteria
        collected.notes += [Note(NoteKind.ALSO, word, meaning.options)] if meaning.options else []


def _second_workplace(meaning: Meaning, criteria: list[Pair]) -> bool:
    """There is one workplace; a postcode and its place are two, so the first counts."""
    new = [pair for pair in meaning.criteria if pair[0] == "werkplek"]
    return bool(new) and any(key == "werkplek" and (key, value) not in new for key, value in criteria)


def _corrections(words: list[Token], span: Span, better: Corrected) -> Iterator[Note]:
    """A word that was read as another one, if that helped; a place with its capitals."""
    key, value = span.meaning.criteria[0] if span.meaning and span.meaning.criteria else ("", "")
    for number in range(span.start, span.end):
        if span.meaning is not None and words[number].norm != better.words[number]:
            meant = value if key == "werkplek" else better.words[number]
            yield Note(NoteKind.CORRECTED, words[number].text, (Option(meant, key, value),))


def _merged(criteria: list[Pair]) -> Iterator[Pair]:
    """Without doubles; of several minima the lowest, so that no one is left out for the sake of the higher."""
    minima = [(key, int(value)) for key, value in criteria if key in MINIMA]
    lowest = {key: min(value for other, value in minima if other == key) for key, _value in minima}
    pairs = ((key, str(lowest[key])) if key in lowest else (key, value) for key, value in criteria)
    return iter(dict.fromkeys(pairs))
