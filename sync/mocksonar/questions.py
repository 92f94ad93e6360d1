"""From the query string of a request to what is asked of the feed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from sync.mocksonar.draws import keyed
from sync.mocksonar.feed import ELSEWHERE, EVERYWHERE, Selection
from sync.mocksonar.population import Population
from sync.mocksonar.problem import Problem, bad_value
from sync.mocksonar.segment import REFERENCE_DAY

CLIENTS = ("cursor", "limit", "regio", "momentopname", "gewijzigdSinds")
REGISTER = ("peildatum",)
USUAL, MOST = 500, 2000
REGIONS = {str(number) for number in range(1, 36)} | {ELSEWHERE}
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Sonar:
    """The invented country as time goes by. `clock` says what day it is."""

    profiles: int
    seed: int
    clock: Callable[[], date]

    def now(self) -> Population:
        return Population(self.profiles, self.seed, self.clock().toordinal())

    def at(self, snapshot: str) -> Population:
        """The population of a `momentopname`: today's or yesterday's, so that no reading breaks off at midnight."""
        today = self.clock().toordinal()
        for day in (today, max(today - 1, REFERENCE_DAY)):
            population = Population(self.profiles, self.seed, day)
            if population.snapshot == snapshot:
                return population
        raise Problem(
            HTTPStatus.GONE, f"Parameter momentopname: '{snapshot[:60]}' bestaat niet (meer); begin opnieuw."
        )


@dataclass(frozen=True)
class Question:
    """One page: at most `limit` records of a selection from position `start` on."""

    selection: Selection
    start: int
    limit: int


def clients(query: str, sonar: Sonar) -> Question:
    """Raises Problem, naming the parameter that is wrong."""
    asked = _parameters(query, CLIENTS)
    population = sonar.at(asked["momentopname"]) if "momentopname" in asked else sonar.now()
    selection = Selection(population, _region(asked), _since(asked))
    return Question(selection, _start(asked, selection), _limit(asked))


def register_day(query: str) -> int:
    """The `peildatum` as an ordinal. Raises Problem."""
    asked = _parameters(query, REGISTER)
    if "peildatum" not in asked:
        raise Problem(HTTPStatus.BAD_REQUEST, "Parameter peildatum ontbreekt.")
    try:
        return date.fromisoformat(asked["peildatum"]).toordinal()
    except ValueError:
        raise bad_value("peildatum", asked["peildatum"], "een datum (JJJJ-MM-DD)") from None


def cursor(selection: Selection, position: int) -> str:
    """Opaque for the reader, and only good for this selection of this snapshot."""
    text = f"cursor {selection.population.snapshot} {selection.region} {selection.since} {position}"
    return f"{position:x}.{keyed(selection.population.seed, text, 6).hex()}"


def _parameters(query: str, known: tuple[str, ...]) -> dict[str, str]:
    asked: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name not in known:
            raise Problem(
                HTTPStatus.BAD_REQUEST, f"Parameter {name[:60]} is niet bekend; bekend: {', '.join(known)}."
            )
        if name in asked:
            raise Problem(HTTPStatus.BAD_REQUEST, f"Parameter {name} mag maar een keer.")
        asked[name] = value
    return asked


def _region(asked: dict[str, str]) -> str:
    region = asked.get("regio", EVERYWHERE)
    if "regio" in asked and region not in REGIONS:
        raise bad_value("regio", region, "1 tot en met 35 of overig")
    return region


def _limit(asked: dict[str, str]) -> int:
    text = asked.get("limit", str(USUAL))
    if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= MOST:
        raise bad_value("limit", text, f"1 tot en met {MOST}")
    return int(text)


def _since(asked: dict[str, str]) -> int | None:
    """The day in the Netherlands; changes of that whole day are included. Time without a zone is Dutch time."""
    if "gewijzigdSinds" not in asked:
        return None
    text = asked["gewijzigdSinds"]
    try:
        moment = datetime.fromisoformat(text)
        return (moment.astimezone(AMSTERDAM) if moment.tzinfo else moment).toordinal()
    except (ValueError, OverflowError):
        raise bad_value("gewijzigdSinds", text, "een datum of tijdstip (ISO 8601)") from None


def _start(asked: dict[str, str], selection: Selection) -> int:
    if "cursor" not in asked:
        return 0
    text = asked["cursor"]
    found = re.fullmatch(r"([0-9a-f]{1,8})\.[0-9a-f]{12}", text)
    if not found or cursor(selection, int(found[1], 16)) != text:
        raise bad_value("cursor", text, "de waarde van volgende uit de vorige pagina van dezelfde vraag")
    return int(found[1], 16)
