"""From a search text to what it says: the straight walk of the word box."""

from explorer.search.words.answer import answer
from explorer.search.words.completion import Completed, complete
from explorer.search.words.corrections import corrected
from explorer.search.words.gaps import gap_spans
from explorer.search.words.lexicon import Lexicon
from explorer.search.words.patterns import pattern_spans
from explorer.search.words.phrases import phrase_spans
from explorer.search.words.spans import Span
from explorer.search.words.text import Stemmer, tokens
from explorer.search.words.values import Note, NoteKind, Understood

MOST_CHARACTERS = 200
MOST_WORDS = 20


def understand(text: str, lexicon: Lexicon) -> Understood:
    """What the words ask for. A text that is too long is refused: then there is one note and nothing else."""
    if len(text) > MOST_CHARACTERS:
        return Understood(notes=(Note(NoteKind.TOO_LONG, ""),))
    words = tokens(text)
    if len(words) > MOST_WORDS:
        return Understood(notes=(Note(NoteKind.TOO_LONG, ""),))
    stem = Stemmer()
    norms = [word.norm for word in words]
    spans = _read(norms, lexicon, stem)
    better = corrected(norms, spans, lexicon, stem)
    if better.words != norms:
        spans = _read(better.words, lexicon, stem)
    spans += gap_spans(better.words, spans, better.doubts, lexicon, stem)
    return answer(text, words, sorted(spans, key=lambda span: span.start), better, lexicon)


def suggest(prefix: str, lexicon: Lexicon, limit: int = 8) -> Completed:
    """What someone who typed this far may choose; nothing for a text that `understand` would refuse."""
    return complete(prefix, lexicon.completions, limit) if len(prefix) <= MOST_CHARACTERS else Completed()


def _read(norms: list[str], lexicon: Lexicon, stem: Stemmer) -> list[Span]:
    """What is read by form, then the phrases that are left, the longest first."""
    spans = pattern_spans(norms, lexicon)
    return spans + phrase_spans(norms, spans, lexicon, stem)
