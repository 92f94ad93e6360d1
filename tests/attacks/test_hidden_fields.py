"""Attack: ask for what is not on the card, by every name and lookup one might guess. Answers but "no": none."""

from collections.abc import Iterable, Sequence

import pytest
from django.test import Client

from tests.factories import published

pytestmark = pytest.mark.django_db
NAMES = [
    "gemeente",
    "gemeenteCode",
    "municipality",
    "woonplaats",
    "postcode",
    "adres",
    "straat",
    "naam",
    "voornaam",
    "achternaam",
    "bsn",
    "klantId",
    "klant_id",
    "sonarId",
    "person_key",
    "profile_key",
    "record_key",
    "persoon",
    "geboortedatum",
    "leeftijd",
    "age",
    "geslacht",
    "gender",
    "telefoon",
    "email",
    "medewerker",
    "toelichting",
    "klantsoort",
    "party",
    "banenafspraak",
    "toestemming",
    "inschrijfdatum",
    "uitschrijfdatum",
    "profieldatum",
    "profile_on",
    "registered_on",
    "number",
    "id",
    "pk",
    "generation",
    "generation_id",
    "route",
    "sealed",
    "mask",
    "urenPerDag",
    "vervoer",
    "transport",
    "beperking",
    "doelgroep",
    "reden",
    "beschikbaarheidReden",
    "taal",
    "talen",
    "nationaliteit",
    "education",
    "hours",
    "licence",
    "travel",
    "place",
    "sub_region",
]
"""Sixty names: fields of Sonar, columns of tables behind the cards, columns of cards under their own name."""
LOOKUPS = ("", "exact", "iexact", "contains", "icontains", "in", "gt", "gte", "lt", "startswith", "regex", "isnull")
ADDRESSES = ("/kandidaten/", "/api/v1/kandidaten")
KNOWN = ("opleidingsniveau", "regio", "sector", "urenPerWeekMinimaal", "bijgewerkt")


def asked(names: Sequence[str], lookups: Sequence[str] = LOOKUPS) -> list[str]:
    return [f"{name}__{lookup}=1" if lookup else f"{name}=1" for name in names for lookup in lookups]


def answered(client: Client, address: str, questions: Iterable[str]) -> list[str]:
    """The questions that get another answer than a refusal."""
    return [query for query in questions if client.get(f"{address}?{query}").status_code != 400]


@pytest.fixture(autouse=True)
def _people() -> None:
    published({}, {"hours": "U28"})


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_name_is_answered_with_one_lookup_or_another(client: Client, address: str) -> None:
    each = [asked([name], [LOOKUPS[place % len(LOOKUPS)]])[0] for place, name in enumerate(NAMES)]

    assert answered(client, address, each) == []


@pytest.mark.slow
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_name_is_answered_with_any_lookup(client: Client, address: str) -> None:
    assert (len(set(NAMES)), len(LOOKUPS)) == (60, 12)
    assert answered(client, address, asked(NAMES)) == []


def test_nor_is_a_lookup_on_a_parameter_that_exists(client: Client) -> None:
    assert answered(client, ADDRESSES[1], asked(KNOWN, LOOKUPS[1:])) == []


@pytest.mark.parametrize("key", ["moet", "pluspunt"])
def test_nor_as_a_kind(client: Client, key: str) -> None:
    assert answered(client, ADDRESSES[1], [f"{key}={name}" for name in NAMES[::4]]) == []


def test_words_that_name_hidden_fields_find_nobody_else(client: Client) -> None:
    """The word box knows vocabulary only: such words change nothing in who is found."""
    everyone = client.get("/api/v1/kandidaten").json()
    told = [client.get("/api/v1/kandidaten", {"q": word}).json() for word in ("bsn", "geboortedatum", "WZ48151623")]

    assert [(one["zeker"], one["mogelijk"]) for one in told] == [(everyone["zeker"], everyone["mogelijk"])] * 3
