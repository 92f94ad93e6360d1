"""Turns one raw item of the feed into a checked value, or says why it cannot be used."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

UNKNOWN = frozenset({"", "nnb", "??", "?", "onbekend", "99999"})
"""What Sonar writes where nothing is known (seen in a real export)."""
YES = frozenset({"ja", "j", "1", "true"})
NO = frozenset({"nee", "n", "2", "0", "false"})
LONGEST_TEXT = 100
LONGEST_LIST = 100
LARGEST_RECORD = 64 * 1024  # characters; the largest of the mock has some 3,000
DEEPEST = 4  # levels: record, profile, list, entry
PROFILE_KEYS = frozenset(
    {"opleidingsniveau", "urenPerWeek", "rijbewijzen", "regiostraal", "beschikbaarheid", "mondelingNederlands"}
    | {"sectoren", "taaksoorten", "beroepen", "competenties", "vaardigheden", "affiniteiten"}
)
RECORD_KEYS = frozenset(
    {"klantId", "versie", "verwijderd", "persoon", "gemeenteCode", "gemeenteSinds", "klantsoort", "klantsoortSinds"}
    | {"banenafspraak", "toestemming", "inschrijfdatum", "uitschrijfdatum", "profieldatum", "profieleinddatum"}
    | {"klantprofiel"}
)
_BAD_TEXT = re.compile(r"(?<!\\)(?:\\\\)*\\(?:ud[89a-f]|x00)|<not strict JSON>")
"""In the written form of a value: half a character (bytes that are not UTF-8 among them), NUL, or no strict JSON."""
_SIGNS = ("\\ud", "\\x00", "<not")  # one of these is there whenever the pattern fits, and is found much faster
_CONTAINERS = frozenset({dict, list})


class Unusable(Exception):
    """A record that cannot be used. Holds a reason code and a field name, never the data."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(f"{reason} {field}".strip())
        self.reason = reason
        self.field = field


class FileVersion(int):
    """The version of a row of a file: below zero, so older than any of the feed, which cannot send one of these."""


@dataclass(frozen=True)
class ClientProfile:
    """The client profile as codes; None and empty lists mean unknown. Free text is not taken in."""

    education: str | None
    hours: int | None
    licences: tuple[str, ...]
    radius: str | None
    availability: str | None
    dutch: str | None
    sectors: tuple[str, ...]
    task_types: tuple[str, ...]
    occupations: tuple[str, ...]
    competences: tuple[tuple[str, str], ...]
    skills: tuple[str, ...]
    affinities: tuple[str, ...]


@dataclass(frozen=True)
class SonarRecord:
    """One record of the feed, with nothing of the person's identity but the BSN, for the keyed hash."""

    klant_id: str
    version: int
    deleted: bool
    bsn: str | None = None
    municipality: str | None = None
    municipality_since: dt.date | None = None
    party: str = ""
    party_since: dt.date | None = None
    in_target_group: bool = False
    consents: bool = False
    registered_on: dt.date | None = None
    deregistered_on: dt.date | None = None
    profile_on: dt.date | None = None
    profile_ended_on: dt.date | None = None
    profile: ClientProfile | None = None

    @property
    def from_file(self) -> bool:
        """Whether a file said so, not the feed."""
        return self.version < 0


def parse(item: Any) -> SonarRecord:
    """The record in one item of the feed.

    Raises:
        Unusable: with a reason code: not_an_object, too_large, too_deep, bad_text, blank, missing, wrong_type,
            too_long, unknown_code or bad_date.
    """
    if not isinstance(item, dict):
        raise Unusable("not_an_object")
    _check_whole(item)
    deleted = item.get("verwijderd") is True
    if not deleted and _is_blank(item):
        raise Unusable("blank")
    klant_id, version = klant_id_of(item), version_of(item)
    if deleted:
        return SonarRecord(klant_id=klant_id, version=version, deleted=True)
    registered_on = _day(item, "inschrijfdatum", required=True)
    return SonarRecord(
        klant_id=klant_id,
        version=version,
        deleted=False,
        bsn=_bsn(_object(item, "persoon")),
        municipality=_text(item, "gemeenteCode"),
        municipality_since=_day(item, "gemeenteSinds"),
        party=_party(item),
        party_since=_day(item, "klantsoortSinds"),
        in_target_group=says_yes(item, "banenafspraak"),
        consents=says_yes(item, "toestemming"),
        registered_on=registered_on,
        deregistered_on=_end(item, "uitschrijfdatum", registered_on),
        profile_on=_day(item, "profieldatum"),
        profile_ended_on=_day(item, "profieleinddatum"),
        profile=_profile(_object(item, "klantprofiel")),
    )


def absent_keys(item: Any) -> tuple[str, ...]:
    """Which fields a record does not even mention, in order; empty is not absent. A tombstone mentions few.

    When many records miss a key the feed has changed its form, and "unknown" would be a mistake of ours.
    """
    if not isinstance(item, dict) or item.get("verwijderd") is True:
        return ()
    absent = RECORD_KEYS - item.keys()
    profile, person = item.get("klantprofiel"), item.get("persoon")
    if isinstance(profile, dict):
        absent |= PROFILE_KEYS - profile.keys()
    if isinstance(person, dict) and "bsn" not in person:
        absent |= {"bsn"}
    return tuple(sorted(absent))


def klant_id_of(item: Any) -> str:
    """Which record an item is of.

    Raises:
        Unusable: not_an_object, missing, wrong_type or too_long.
    """
    if not isinstance(item, dict):
        raise Unusable("not_an_object")
    return _text(item, "klantId", required=True) or ""


def version_of(item: dict[str, Any]) -> int:
    """Which version of its record an item is; a higher one is newer.

    Raises:
        Unusable: wrong_type.
    """
    version = item.get("versie")
    if isinstance(version, FileVersion):
        return version
    if isinstance(version, bool) or not isinstance(version, int) or not 0 <= version < 2**62:
        raise Unusable("wrong_type", "versie")
    return version


def says_yes(item: Any, field: str) -> bool:
    """Whether a yes/no field says yes; unknown is not yes.

    Raises:
        Unusable: when it says something else than yes, no or unknown.
    """
    value = item.get(field) if isinstance(item, dict) else None
    if not isinstance(value, str | int | None):
        raise Unusable("wrong_type", field)
    text = "" if value is None else str(value).strip().lower()
    if text in YES or text in NO or text in UNKNOWN:
        return text in YES
    raise Unusable("unknown_code", field)


def _check_whole(item: dict[str, Any]) -> None:
    """Refuses what is wrong anywhere in a record, also in fields that are not read."""
    if _is_deeper(item, DEEPEST):
        raise Unusable("too_deep")
    written = repr(item)
    if len(written) > LARGEST_RECORD:
        raise Unusable("too_large")
    if any(sign in written for sign in _SIGNS) and _BAD_TEXT.search(written):
        field = next((name for name, value in item.items() if _BAD_TEXT.search(repr(value))), "")
        raise Unusable("bad_text", field if field in RECORD_KEYS else "")


def _is_deeper(value: Any, levels: int) -> bool:
    for one in value.values() if type(value) is dict else value:
        if type(one) in _CONTAINERS and (levels == 1 or _is_deeper(one, levels - 1)):
            return True
    return False


def _profile(raw: dict[str, Any] | None) -> ClientProfile | None:
    if raw is None:
        return None
    return ClientProfile(
        education=_text(raw, "opleidingsniveau"),
        hours=_hours(raw),
        licences=_codes(raw, "rijbewijzen"),
        radius=_text(raw, "regiostraal"),
        availability=_text(raw, "beschikbaarheid"),
        dutch=_text(raw, "mondelingNederlands"),
        sectors=_codes(raw, "sectoren"),
        task_types=_codes(raw, "taaksoorten"),
        occupations=_codes(raw, "beroepen"),
        competences=_competences(raw),
        skills=_codes(raw, "vaardigheden"),
        affinities=_codes(raw, "affiniteiten"),
    )


def _is_blank(item: dict[str, Any]) -> bool:
    """Whether a row says nothing but which row it is; exports end in hundreds of those."""
    said = (value for key, value in item.items() if key not in ("klantId", "versie", "verwijderd"))
    return all(value is None or (isinstance(value, str) and not value.strip()) for value in said)


def _text(raw: dict[str, Any], field: str, *, required: bool = False) -> str | None:
    """A short text without control characters or half characters, which no database or hash would take."""
    value = raw.get(field)
    if type(value) is str:  # nearly always
        text = value.strip()
    elif value is None:
        text = ""
    elif type(value) is int:
        text = str(value)
    else:
        raise Unusable("wrong_type", field)
    if len(text) > LONGEST_TEXT:
        raise Unusable("too_long", field)
    if not text.isprintable():
        raise Unusable("wrong_type", field)
    if text.lower() not in UNKNOWN:
        return text
    if required:
        raise Unusable("missing", field)
    return None


def _hours(raw: dict[str, Any]) -> int | None:
    text = _text(raw, "urenPerWeek")
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 2:
        raise Unusable("wrong_type", "urenPerWeek")
    return int(text)


def _object(raw: dict[str, Any], field: str) -> dict[str, Any] | None:
    value = raw.get(field)
    if value is not None and not isinstance(value, dict):
        raise Unusable("wrong_type", field)
    return value


def _day(raw: dict[str, Any], field: str, *, required: bool = False) -> dt.date | None:
    text = _text(raw, field, required=required)
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Unusable("bad_date", field) from None


def _end(raw: dict[str, Any], field: str, start: dt.date | None) -> dt.date | None:
    end = _day(raw, field)
    if start is not None and end is not None and end < start:
        raise Unusable("bad_date", field)
    return end


def _party(raw: dict[str, Any]) -> str:
    party = _text(raw, "klantsoort", required=True) or ""
    if party not in ("GEM", "UWV"):
        raise Unusable("unknown_code", "klantsoort")
    return party


def _bsn(person: dict[str, Any] | None) -> str | None:
    """The BSN's nine digits if it passes the eleven-test, else None: the record then stands for itself."""
    text = _text(person, "bsn") if person else None
    if text is None or not text.isascii() or not text.isdigit() or not 8 <= len(text) <= 9:
        return None
    digits = [int(digit) for digit in text.zfill(9)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(digit * weight for digit, weight in zip(digits, weights, strict=True))
    return text.zfill(9) if total and total % 11 == 0 else None


def _list(raw: dict[str, Any], field: str) -> list[Any]:
    value = raw.get(field)
    if value is None or isinstance(value, str | int):
        return [] if _says_nothing(value) else [value]
    if not isinstance(value, list):
        raise Unusable("wrong_type", field)
    if len(value) > LONGEST_LIST:
        raise Unusable("too_long", field)
    return value


def _says_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str | int) and str(value).strip().lower() in UNKNOWN)


def _codes(raw: dict[str, Any], field: str) -> tuple[str, ...]:
    """Codes in order, each once; the real system also writes `["A,B,BE"]`, and unknown markers among them."""
    found: dict[str, None] = {}
    for entry in _list(raw, field):
        if not isinstance(entry, str | int) or isinstance(entry, bool):
            raise Unusable("wrong_type", field)
        if len(str(entry)) > LONGEST_TEXT:
            raise Unusable("too_long", field)
        found.update((code.strip(), None) for code in str(entry).split(",") if code.strip().lower() not in UNKNOWN)
    return tuple(found)


def _competences(raw: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for entry in _list(raw, "competenties"):
        if _says_nothing(entry):
            continue
        if not isinstance(entry, dict):
            raise Unusable("wrong_type", "competenties")
        code = _text(entry, "code")
        if code is not None:
            found[code] = _text(entry, "beheersing") or ""
    return tuple(found.items())
