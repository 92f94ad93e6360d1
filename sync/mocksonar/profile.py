"""What a client profile says: mostly sensible, often empty, and filled in as people fill in forms."""

from collections.abc import Iterator

import numpy as np

from sync.mocksonar import answers
from sync.mocksonar.answers import Value
from sync.mocksonar.career import Careers, Direction, careers
from sync.mocksonar.draws import Choice, Draws, Flags, Ints

Profile = dict[str, object]


def contents(seed: int, numbers: Ints, revisions: Ints, names: list[str]) -> list[Profile]:
    """The `klantprofiel` of each record; a revision changes hours, travel, availability and the text only."""
    draws, fresh = Draws(seed, numbers), Draws(seed, numbers + (revisions << 32))
    work = careers()
    first, second = draws.choose("first direction", work.directions), _second(draws, work)
    office = np.array([direction.office for direction in first], dtype=np.bool_)
    terms = {kind: _terms(kind, draws, work, first, second) for kind in answers.COUNTS}
    columns = {
        "opleidingsniveau": _either(office, draws, "level", answers.OFFICE_LEVEL, answers.PRACTICAL_LEVEL),
        "urenPerWeek": fresh.choose("hours", answers.HOURS),
        "rijbewijzen": [_written(value) for value in draws.choose("licences", answers.LICENCES)],
        "regiostraal": fresh.choose("travel", answers.TRAVEL),
        "beschikbaarheid": fresh.choose("availability", answers.AVAILABILITY),
        "sectoren": _sectors(draws, terms["sectors"]),
        "taaksoorten": terms["tasks"],
        "beroepen": terms["occupations"],
        "competenties": _competences(draws, terms["competences"]),
        "vaardigheden": terms["skills"],
        "affiniteiten": terms["affinities"],
        "mondelingNederlands": draws.choose("spoken dutch", answers.SPOKEN_DUTCH),
        "toelichting": list(_texts(fresh, work, first, names)),
    }
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _second(draws: Draws, work: Careers) -> list[Direction]:
    """Half of the people have a second direction; for the others it is the first once more."""
    chances = draws.chances("first direction")
    other = draws.chances("second direction")
    return work.directions.at(np.where(draws.chances("two directions") < 0.5, other, chances))


def _either(office: Flags, draws: Draws, purpose: str, yes: Choice[Value], no: Choice[Value]) -> list[Value]:
    pairs = zip(office.tolist(), draws.choose(purpose, yes), draws.choose(purpose, no), strict=True)
    return [one if is_office else other for is_office, one, other in pairs]


def _terms(
    kind: str, draws: Draws, work: Careers, first: list[Direction], second: list[Direction]
) -> list[list[str]]:
    counts = draws.choose(f"{kind}.count", answers.COUNTS[kind])
    low, high = draws.bits(f"{kind}.low").tolist(), draws.bits(f"{kind}.high").tolist()
    return [
        work.hand(kind, one, two, count, high_bits << 64 | low_bits)
        for one, two, count, low_bits, high_bits in zip(first, second, counts, low, high, strict=True)
    ]


def _sectors(draws: Draws, filled: list[list[str]]) -> list[object]:
    forms = draws.choose("sectors.form", answers.SECTOR_FORMS)
    return [codes if form == "filled" else _written(form) for form, codes in zip(forms, filled, strict=True)]


def _written(value: Value) -> Value | list[str]:
    return list(value) if isinstance(value, tuple) else value


def _competences(draws: Draws, hands: list[list[str]]) -> list[list[dict[str, str]]]:
    bits = draws.bits("mastery").tolist()
    return [
        [{"code": code, "beheersing": answers.MASTERY[levels >> 6 * place & 63]} for place, code in enumerate(hand)]
        for hand, levels in zip(hands, bits, strict=True)
    ]


def _texts(draws: Draws, work: Careers, first: list[Direction], names: list[str]) -> Iterator[str | None]:
    forms, bits = draws.choose("text", answers.TEXT_FORMS), draws.bits("sentences").tolist()
    for form, pick, direction, name in zip(forms, bits, first, names, strict=True):
        if not form:
            yield form
            continue
        one = direction.sentences[pick % len(direction.sentences)]
        two = work.sentences[(pick >> 20) % len(work.sentences)]
        yield answers.TEXTS[form].format(one=one, two=two, name=name)
