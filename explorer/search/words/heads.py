"""A head that is written apart ("ept chauffeur") leaves the meaning to the words before it, as in a compound."""

import re

from explorer.search.words.lexicon import Lexicon
from explorer.search.words.spans import Span
from explorer.search.words.values import Rank

PERSON = re.compile(r"(?:er|eur|aar|ster|ist|iste|ent|ente|man|vrouw|kok|hulp)s?$")
"""How words end that name someone by their work: after those, another one is work of its own."""


def without_heads(spans: list[Span], norms: list[str], lexicon: Lexicon) -> list[Span]:
    """The spans without the meaning of heads that directly follow the work they belong to."""
    kept: list[Span] = []
    for span in spans:
        is_head = span.end - span.start == 1 and norms[span.start] in lexicon.heads
        if is_head and kept and _is_work(kept[-1], norms):
            kept[-1] = Span(kept[-1].start, span.end, kept[-1].meaning)
        else:
            kept.append(span)
    return kept


def _is_work(span: Span, norms: list[str]) -> bool:
    meaning = span.meaning
    is_work = (
        meaning is not None and meaning.rank is Rank.WORD and any(key == "taaksoort" for key, _ in meaning.criteria)
    )
    return is_work and not PERSON.search(norms[span.end - 1])
