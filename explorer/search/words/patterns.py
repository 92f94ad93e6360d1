"""What is read by its form: hours, levels of education, driving licences, postcodes and ages."""

import re
from collections.abc import Callable, Iterator

from explorer.search.words.lexicon import Lexicon
from explorer.search.words.spans import Span, covered
from explorer.search.words.values import Meaning, NoteKind, Option, Rank

MOST_HOURS = 40
HOURS_A_DAY = 8
LEVELS = ("1", "2", "3", "4", "5", "6")
HOURS_KEY = "urenPerWeekMinimaal"
LEVEL_KEY = "opleidingsniveauMinimaal"
LICENCE = r"(?:b e|be|b|c 1 e|c 1|c e|ce|c|d 1 e|d 1|d e|de|d|am|a 1|a 2|a|t)"
MORE_THAN_B = frozenset(["be", "c", "c1", "ce", "c1e", "d", "d1", "de", "d1e"])
NOT_UNDERSTOOD = Meaning(Rank.PART)

Reader = Callable[[re.Match[str], Lexicon], Meaning | None]


def pattern_spans(norms: list[str], lexicon: Lexicon) -> list[Span]:
    """What the patterns find, the first pattern first; nothing is read twice."""
    line = " ".join(norms)
    spans: list[Span] = []
    taken: set[int] = set()
    for pattern, read in PATTERNS:
        for found in pattern.finditer(line):
            span = Span(line.count(" ", 0, found.start()), line.count(" ", 0, found.end()) + 1, read(found, lexicon))
            if span.meaning is not None and taken.isdisjoint(covered([span])):
                taken |= covered([span])
                spans.append(span)
    return spans


def _hours(found: re.Match[str], _lexicon: Lexicon) -> Meaning | None:
    if found["per"] in ("dag", "maand"):
        return Meaning(Rank.FACT, note=NoteKind.NOT_ON_CARD)
    if found["bound"] and not found["high"]:
        return Meaning(Rank.FACT, note=NoteKind.HOURS_MINIMUM)
    hours = int(found["low"] or found["last"])
    return Meaning(Rank.FACT, ((HOURS_KEY, str(hours)),)) if 0 < hours <= MOST_HOURS else NOT_UNDERSTOOD


def _days(found: re.Match[str], lexicon: Lexicon) -> Meaning | None:
    hours = int(found["days"]) * HOURS_A_DAY
    if hours > MOST_HOURS:
        return None
    return Meaning(Rank.FACT, options=(_hours_option(hours, lexicon),))


def _bare_number(found: re.Match[str], lexicon: Lexicon) -> Meaning | None:
    number = int(found[0])
    if not HOURS_A_DAY <= number <= MOST_HOURS:
        return None
    return Meaning(Rank.FACT, options=(_hours_option(number, lexicon),))


def _hours_option(hours: int, lexicon: Lexicon) -> Option:
    return Option(lexicon.names[HOURS_KEY, str(hours)], HOURS_KEY, str(hours))


def _years(_found: re.Match[str], _lexicon: Lexicon) -> Meaning:
    return Meaning(Rank.FACT, note=NoteKind.NOT_ON_CARD)


def _mbo_level(_found: re.Match[str], _lexicon: Lexicon) -> Meaning:
    return Meaning(Rank.FACT, ((LEVEL_KEY, "4"),), note=NoteKind.FINER_EDUCATION)


def _bounded_level(found: re.Match[str], lexicon: Lexicon) -> Meaning | None:
    """ "alleen mbo" is that level, "hoogstens mbo" that and every lower one."""
    level = next((value for key, value in _criteria(found["level"], lexicon) if key == LEVEL_KEY), None)
    if level is None:
        return None
    chosen = (level,) if found["only"] else LEVELS[: LEVELS.index(level) + 1]
    return Meaning(Rank.FACT, tuple(("opleidingsniveau", value) for value in chosen))


def _criteria(word: str, lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    meanings = lexicon.exact.get(word, ())
    return meanings[0].criteria if meanings else ()


def _licence(found: re.Match[str], _lexicon: Lexicon) -> Meaning:
    """The law: every category above B holds B; so "b of c" asks for B, "c" and "b en c" for more."""
    asked = {category.replace(" ", "") for category in re.findall(rf"\b{LICENCE}\b", found["which"])}
    finer = NoteKind.FINER_LICENCE if asked != {"b"} else None
    if "b" in asked and not (asked & MORE_THAN_B and " en " in found["which"]):
        return Meaning(Rank.FACT, (("rijbewijs", "B"),), note=finer)
    criteria = (("rijbewijs", "BMeer"),) if asked & MORE_THAN_B else ()
    return Meaning(Rank.FACT, criteria, note=finer)


def _postcode(found: re.Match[str], lexicon: Lexicon) -> Meaning | None:
    return Meaning(Rank.FACT, (("werkplek", found[1]),)) if found[1] in lexicon.postcodes else None


def _compiled(*rules: tuple[str, Reader]) -> Iterator[tuple[re.Pattern[str], Reader]]:
    return ((re.compile(rf"\b(?:{pattern})\b"), read) for pattern, read in rules)


PATTERNS = tuple(
    _compiled(
        (
            r"(?:(?P<bound>max|maximaal|maximum|hoogstens|tot|onder) )?(?P<low>\d{1,3})"
            r"(?: (?:(?:tot|a|of|t m|en met|tot en met) )?(?P<high>\d{1,3}))?"
            r" (?:uur|uren|uurtjes|u|uurs|urig|urige|hrs)"
            r"(?: (?:per |in de |p )?(?P<per>week|wk|w|dag|maand))?|(?:uur|uren)(?: per week)? (?P<last>\d{1,2})",
            _hours,
        ),
        (r"(?P<days>[1-9]) (?:hele )?(?:dag|dagen)(?: (?:per|in de|p) week)?", _days),
        (r"\d{1,2} (?:jaar|jarig|jarige|jarigen|plus|plusser|plussers)(?: (?:werk)?ervaring)?", _years),
        (r"mbo (?:niveau |niv )?[1-4](?: (?:(?:tot|a|of|en|t m) )?[1-4])?", _mbo_level),
        (
            r"(?:(?P<only>alleen|precies|exact|uitsluitend)|max|maximaal|hoogstens|tot en met) (?P<level>[a-z]+)",
            _bounded_level,
        ),
        (rf"rijbewijs(?: categorie)? (?P<which>{LICENCE}(?: (?:(?:en|of) )?{LICENCE})*)", _licence),
        (rf"(?P<which>{LICENCE}(?: (?:(?:en|of) )?{LICENCE})*) rijbewijs", _licence),
        (rf"(?<=chauffeur )(?P<which>{LICENCE})", _licence),
        (r"([1-9]\d{3})(?: [a-z]{2})?(?! euro)", _postcode),
        (r"\d{1,2}(?! x| euro)", _bare_number),
    )
)
