"""Invented people look real where it matters and belong to nobody."""

from collections import Counter

import numpy as np

from profiles.reference import rows
from sync.mocksonar.person import BSN_COUNT, people
from tests.sync.mocksonar.reading import Item

FIELDS = {
    "bsn",
    "naam",
    "geboortedatum",
    "geslacht",
    "adres",
    "postcode",
    "telefoon",
    "email",
    "medewerker",
}


def persons(items: list[Item]) -> list[Item]:
    return [item["persoon"] for item in items if isinstance(item.get("persoon"), dict)]


def test_every_bsn_starts_with_9_and_passes_the_eleven_test(items: list[Item]) -> None:
    for person in persons(items):
        digits = [int(digit) for digit in person["bsn"]]
        total = sum((9 - place) * digit for place, digit in enumerate(digits[:8])) - digits[8]
        assert len(digits) == 9
        assert digits[0] == 9
        assert total % 11 == 0


def test_half_a_percent_are_second_records_of_the_same_person(items: list[Item]) -> None:
    found = persons(items)
    times = Counter(person["bsn"] for person in found)
    assert set(times.values()) == {1, 2}
    assert 0.004 < (len(found) - len(times)) / len(found) < 0.006
    born = {(person["bsn"], person["naam"], person["geboortedatum"]) for person in found}
    assert len(born) == len(times)


def test_no_two_numbers_share_a_bsn() -> None:
    numbers = np.arange(BSN_COUNT - 50_000, BSN_COUNT)
    found = people(1, numbers, np.zeros(50_000, dtype=np.int64), np.full(50_000, 730_000))
    assert len({person["bsn"] for person in found}) == 50_000


def test_people_have_the_fields_of_the_contract(items: list[Item]) -> None:
    assert all(set(person) == FIELDS for person in persons(items))


def test_the_postcode_lies_in_the_municipality(items: list[Item]) -> None:
    where = {row["pc4"]: {row["gemeente_code_2020"], row["gemeente_code_2026"]} for row in rows("pc4")}
    placed = [item for item in items if str(item.get("gemeenteCode")).startswith("GM0")]
    for item in placed:
        if isinstance(item["persoon"], dict) and item["gemeenteCode"] != "GM9999":
            assert item["gemeenteCode"] in where[item["persoon"]["postcode"][:4]]


def test_mail_and_telephone_reach_nobody(items: list[Item]) -> None:
    for person in persons(items):
        assert person["email"].isascii()
        assert person["email"].endswith("@example.org")
        assert person["telefoon"].startswith("06-00")


def test_everyone_was_sixteen_or_older_at_registration(items: list[Item]) -> None:
    for item in items:
        if isinstance(item.get("persoon"), dict) and isinstance(item["inschrijfdatum"], str):
            assert int(item["inschrijfdatum"][:4]) - int(item["persoon"]["geboortedatum"][:4]) >= 16
