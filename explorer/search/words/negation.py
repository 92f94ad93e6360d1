"""Finds what a text denies ("geen horeca", "rijbewijs niet nodig"): that must not become a criterion."""

from explorer.search.words.lexicon import Lexicon
from explorer.search.words.spans import Span
from explorer.search.words.text import squashed
from explorer.search.words.values import Rank

CHAINS = frozenset(["of", "noch"])
REACH = 3


def without_denied(spans: list[Span], norms: list[str], lexicon: Lexicon) -> tuple[list[Span], list[Span]]:
    """The spans that stay, and those that are denied, each with the word that denies it.

    A denying word reaches over words that say nothing to the next one that does; "of" carries it on.
    """
    kept: list[Span] = []
    denied: list[Span] = []
    rest = list(spans)
    while rest:
        span = rest.pop(0)
        if _key(span, norms) in lexicon.negations_after and (at := _before(kept)) is not None:
            denied.append(Span(kept.pop(at).start, span.end, None))
        elif _key(span, norms) in lexicon.negations:
            size = _denied_length(rest, norms)
            end = rest[size - 1].end if size else span.end
            kept += [one for one in rest[:size] if _keeps_note(one)]
            denied.append(Span(span.start, end, None))
            rest = rest[size:]
        else:
            kept.append(span)
    return kept, denied


def _denied_length(rest: list[Span], norms: list[str]) -> int:
    """How many of the next spans are denied: up to the first that says something, and on after "of"."""
    length = 0
    for at, span in enumerate(rest):
        if at - length >= REACH:
            break
        if not _says_nothing(span):
            length = at + 1
            if not (at + 1 < len(rest) and norms[rest[at + 1].start] in CHAINS):
                return length
    return length or min(1, len(rest))


def _before(kept: list[Span]) -> int | None:
    """Where the last span is that says something, if it is near."""
    for back in range(1, min(REACH, len(kept)) + 1):
        if not _says_nothing(kept[-back]):
            return len(kept) - back
    return None


def _says_nothing(span: Span) -> bool:
    return span.meaning is not None and span.meaning.rank is Rank.FUNCTION


def _keeps_note(span: Span) -> bool:
    return span.meaning is not None and span.meaning.note is not None and not span.meaning.criteria


def _key(span: Span, norms: list[str]) -> str:
    return squashed(norms[span.start : span.end])
