"""How the fields of a client profile get filled in: every answer with its weight, the many empty ones included."""

from sync.mocksonar.career import MOST
from sync.mocksonar.draws import Choice, deck
from sync.mocksonar.realism import figure

Value = str | int | tuple[str, ...] | None  # a tuple stands for a list
Weights = dict[Value, float]

UNKNOWN: Weights = {None: 4, "": 3, "NNB": 4, "??": 2, "Onbekend": 3}
NO_SECTOR: Weights = {(): 6, None: 2, ("99999",): 2}


def _partly(unknown: float, known: Weights, forms: Weights = UNKNOWN) -> Choice[Value]:
    """The known values by their weights, and the given share in the ways in which a field can be empty."""
    whole, blank = sum(known.values()), sum(forms.values())
    weights = {value: (1 - unknown) * weight / whole for value, weight in known.items()}
    return Choice.of(weights | {value: unknown * weight / blank for value, weight in forms.items()})


_NO_LEVEL = figure("aandeel_opleidingsniveau_onbekend")
_NO_ANSWER = figure("aandeel_inzetbaarheid_onbekend")
_DIRECT = figure("aandeel_direct_beschikbaar") * 0.95  # "under 8 percent"
_NO_SECTOR = figure("sectoren_niet_ingevuld") / figure("personen_in_kandidatenverkenner")

PRACTICAL_LEVEL = _partly(_NO_LEVEL, {"1": 17, "2": 34, "3": 3, "4": 36, "5": 1, "6": 0.2, "9": 9})
OFFICE_LEVEL = _partly(_NO_LEVEL, {"1": 3, "2": 14, "3": 9, "4": 48, "5": 17, "6": 5, "9": 4})
_HOURS: Weights = {0: 1, 4: 2, 8: 4, 10: 2, 12: 6, 15: 2, 16: 8, 18: 2, 20: 14, 22: 1, 24: 16, 25: 3}
_MORE_HOURS: Weights = {28: 5, 30: 4, 32: 15, 34: 1, 36: 9, 38: 3, 40: 6}
HOURS = _partly(0.25, _HOURS | _MORE_HOURS)
_LICENCES: Weights = {("GEEN",): 46, ("B",): 26, ("AM",): 9, ("AM", "B"): 5, ("B", "BE"): 3, ("A", "B"): 1}
_RARE_LICENCES: Weights = {("B", "C"): 1, ("B", "C", "CE"): 0.8, ("B", "T"): 1, ("T",): 0.5, ("A1",): 0.2}
_COMMA_LISTS: Weights = {"B,BE": 2, "A,B,BE": 1.5, ("A,B,BE",): 1, ("AM,B",): 1.5, "A,B,C,D,BE,CE,DE,T": 0.3}
_TRAILERS: Weights = {("B", "B+"): 0.2, ("B", "D"): 0.2}
LICENCES = _partly(0.30, _LICENCES | _RARE_LICENCES | _COMMA_LISTS | _TRAILERS, {(): 3, None: 2})
TRAVEL = _partly(0.35, {"1": 7, "2": 14, "3": 11, "4": 20, "5": 9, "6": 2, "7": 1, "8": 0.3, "9": 0.7})
_NOT_DIRECT: Weights = {"TERMIJN": 20, "WERKT": 32, "SCHOOL": 12, "KAN_NIET": 23, "WIL_NIET": 13}
AVAILABILITY = _partly(
    _NO_ANSWER,
    {code: weight * (1 - _NO_ANSWER - _DIRECT) / 100 for code, weight in _NOT_DIRECT.items()} | {"DIRECT": _DIRECT},
    UNKNOWN | {"ONBEKEND": 6},
)
SPOKEN_DUTCH = Choice.of({"0": 12, "1": 3, "2": 18, "3": 44, "4": 20, "8": 3})
MASTERY = deck({"1": 38, "2": 36, "3": 12, "4": 4, "5": 6, "9": 4}, 64)
COUNTS = {
    "sectors": Choice.of({1: 45, 2: 35, 3: 15, 4: 5}),
    "tasks": Choice.of({0: 30, 1: 15, 2: 22, 3: 18, 4: 10, 5: 5}),
    "occupations": Choice.of({0: 28, 1: 32, 2: 25, 3: 15}),
    "skills": Choice.of({0: 35, 1: 8, 2: 12, 3: 15, 4: 12, 5: 8, 6: 6, MOST: 4}),
    "competences": Choice.of({0: 32, 1: 8, 2: 15, 3: 18, 4: 14, 5: 8, 6: 5}),
    "affinities": Choice.of({0: 30, 1: 12, 2: 22, 3: 20, 4: 10, 5: 6}),
}
SECTOR_FORMS = _partly(_NO_SECTOR, {"filled": 1}, NO_SECTOR)
TEXTS = {
    "plain": "{one} {two}",
    "short": "{one}",
    "markup": '<p><b>{one}</b><br>{two} <a href="https://example.org/?a=1&b=2">meer &hellip;</a></p>',
    "script": "{one}<script>alert('xss')</script>",
    "named": "{name}: {one} Mail gerust via het e-mailadres hierboven.",
    "accents": "{one} Café-ervaring, coöperatief, één à twee dagen; “naïef” is het niet – écht.\r\n\t\x07{two}",
}
TEXT_FORMS = Choice.of(
    {None: 30, "": 8, "plain": 38, "short": 14, "markup": 4, "script": 1, "named": 3, "accents": 2}
)
