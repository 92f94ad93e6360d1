"""Finds what looks like personal data in a text that someone typed; plain Python, and a sign rather than proof."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache


class Kind(Enum):
    """What a text may not hold."""

    BSN = "bsn"
    PHONE = "phone"
    MAIL = "mail"
    IBAN = "iban"
    ADDRESS = "address"


LONGEST_TEXT = 10_000
"""Characters that are looked at; whatever takes longer texts must refuse them first."""
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−_·•"), "-")
GAP = r"[ .\-/()]{0,3}"
RUN = re.compile(rf"\d(?:{GAP}\d)*")
DATE = re.compile(r"(?<![\d.\-/])(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?![.\-/]?\d)")
ISO_DATE = re.compile(r"(?<![\d.\-/])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![.\-/]?\d)")
CALLED_BSN = re.compile(rf"(?:bsn|burgerservice\w*|sofi\w*)\D{{0,20}}?(\d(?:{GAP}\d){{7,8}})(?!\d)", re.I)
ABROAD = re.compile(rf"(?:\+|(?<!\d)00){GAP}[1-9](?:{GAP}\d){{7,14}}(?!\d)")
AT = r"(?:\s?@\s?|\s?[(\[]\s?(?:at|apenstaart)\s?[)\]]\s?|\s(?:apenstaartje|apenstaart)\s)"
DOT = r"(?:\.|\s?[(\[]\s?(?:dot|punt)\s?[)\]]\s?|\s(?:punt|dot)\s)"
MAIL = re.compile(rf"[\w.+-]{{1,64}}{AT}[\w-]{{1,63}}(?:{DOT}[\w-]{{1,63}}){{0,3}}{DOT}[a-z]{{2,24}}\b", re.I)
IBAN_START = re.compile(r"(?<![A-Z0-9])([A-Z]{2})[ .\-]?\d[ .\-]?\d(?=[ .\-]?[A-Z0-9])", re.I)
POSTCODE = r"[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2})"
AMOUNT = r"(?:uur|uren|u|km|kilometer|mensen|personen|kandidaten|dagen|weken|maanden|jaar|euro|plaatsen|x|%)"
NUMBER_AFTER = re.compile(
    rf"(?<!\w){POSTCODE}[ ,]{{1,3}}(?:nr\.? ?|nummer |huisnummer )?(?:[1-9]\d{{0,4}})(?!\d)(?! ?{AMOUNT}\b)(?!:\d)"
)
NUMBER_BEFORE = re.compile(
    rf"[A-Za-zÀ-ÿ.']{{2,}} [1-9]\d{{0,4}} ?[a-zA-Z]?(?:-\d{{1,4}})?[ ,;]{{1,3}}{POSTCODE}(?!\w)"
)
IBANS = """
NL18 BE16 DE22 FR27 LU20 GB22 IE22 ES24 PT25 IT27 AT20 CH21 LI21 DK18 SE24 NO15 FI18 IS26 EE20 LV21 LT20 PL28 CZ24
SK24 HU28 SI19 HR21 RO24 BG22 GR27 CY28 MT31 MC27 SM27 VA22 AD24 TR26 UA29 RS22 MK19 ME22 AL28 BA20
"""
IBAN_LENGTHS = {iban[:2]: int(iban[2:]) for iban in IBANS.split()}
"""Lengths by country (SWIFT, IBAN Registry)."""


def personal_data_in(text: str) -> tuple[Kind, ...]:
    """The kinds of personal data that a text seems to hold, each once; empty for most texts.

    A BSN has nine digits, with dots, blanks or dashes as one likes, and passes the eleven-test; eight digits count
    only behind a word like "BSN", for a KvK number has eight. A phone number has ten digits from a zero on, or a
    plus. An IBAN has the length of its country and passes the mod-97 test. A postcode counts only with a house
    number.
    """
    plain = _plain(text[:LONGEST_TEXT])
    return tuple(kind for kind, is_in in SIGNS.items() if is_in(plain))


def passes_eleven_test(digits: str) -> bool:
    """Whether nine digits can be a BSN: 9 times the first, 8 times the second … minus the last divides by eleven."""
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return weighted % 11 == 0 and int(digits) > 0


def passes_mod_97(iban: str) -> bool:
    """Whether the check digits of an IBAN, capitals without blanks, are right (ISO 13616)."""
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1


def _plain(text: str) -> str:
    """The text with ordinary digits, letters, blanks and dashes, and without invisible characters."""
    usual = unicodedata.normalize("NFKC", text).translate(DASHES)
    seen = "".join(char for char in usual if unicodedata.category(char) != "Cf")
    digits = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in seen)
    return re.sub(r"\s+", " ", digits)


def _has_bsn(text: str) -> bool:
    called = (re.sub(r"\D", "", found).zfill(9) for found in CALLED_BSN.findall(text))
    return any(map(passes_eleven_test, called)) or any(map(passes_eleven_test, _of_length(text, 9)))


def _has_phone(text: str) -> bool:
    return bool(ABROAD.search(text)) or any(digits[0] == "0" and digits[1] != "0" for digits in _of_length(text, 10))


def _of_length(text: str, length: int) -> Iterator[str]:
    """Whole groups of digits that stand together and have so many digits; dates aside."""
    for run in RUN.findall(ISO_DATE.sub(" x ", DATE.sub(" x ", text))):
        groups = re.findall(r"\d+", run)
        for first in range(len(groups)):
            for last in range(first + 1, min(len(groups), first + length) + 1):
                digits = "".join(groups[first:last])
                if len(digits) == length:
                    yield digits


def _has_iban(text: str) -> bool:
    written = (_written(start[1].upper()).match(text, start.start()) for start in IBAN_START.finditer(text))
    return any(passes_mod_97(re.sub(r"[^A-Z0-9]", "", found[0].upper())) for found in written if found)


@cache
def _written(country: str) -> re.Pattern[str]:
    """A whole IBAN of this country, however it is spaced; nothing for what is no country with IBANs."""
    rest = IBAN_LENGTHS.get(country, 0) - 1
    return re.compile(rf"[A-Z0-9](?:[ .\-]?[A-Z0-9]){{{rest}}}(?![A-Z0-9])" if rest > 0 else r"(?!)", re.IGNORECASE)


def _has_address(text: str) -> bool:
    return bool(NUMBER_AFTER.search(text) or NUMBER_BEFORE.search(text))


SIGNS: dict[Kind, Callable[[str], object]] = {
    Kind.BSN: _has_bsn,
    Kind.PHONE: _has_phone,
    Kind.MAIL: MAIL.search,
    Kind.IBAN: _has_iban,
    Kind.ADDRESS: _has_address,
}
"""What tells each kind in a plain text."""
