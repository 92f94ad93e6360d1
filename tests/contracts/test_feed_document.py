"""The document that others build a feed by (docs/feed.openapi.json): the mock answers it, our client takes it."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import httpx
import pytest
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from profiles.reference import rows
from sync.feedcheck.document import differences, document, record_differences
from sync.mapping import LATER, MORE_THAN_B, NO_LICENCE, NOT_B
from sync.mocksonar.questions import CLIENTS, MOST, REGISTER, USUAL
from sync.sonar import client as our_client
from sync.sonar.records import PROFILE_KEYS, RECORD_KEYS, Unusable, absent_keys, parse
from tests.sync.items import item
from tests.sync.mocked import CLIENT, mock_app, served

ROOT = Path(__file__).parents[2]
SCHEMAS: dict[str, Any] = document()["components"]["schemas"]
PROFILE = SCHEMAS["Klantprofiel"]["properties"]
FORM = {"grant_type": "client_credentials"}
REASON = re.compile(r'Unusable\("(\w+)"')
REVERSED = "bad_date uitschrijfdatum"
"""That one day is before another is beyond a schema; the document says it in words."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(mock_app()) as url:
        yield url


@pytest.fixture(scope="module")
def reader(address: str) -> Iterator[httpx.Client]:
    with signed_in(address) as client:
        yield client


@pytest.fixture(scope="module")
def records(reader: httpx.Client) -> list[Any]:
    """Everything that the mock has, with the dirt of the real system."""
    return [one for page in pages(reader) for one in page["items"]]


def signed_in(address: str) -> httpx.Client:
    answer = httpx.post(f"{address}/oauth/token", data=FORM, auth=CLIENT, trust_env=False)
    header = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    return httpx.Client(base_url=address, headers=header, trust_env=False, timeout=60)


def pages(reader: httpx.Client, **query: str) -> Iterator[Any]:
    asked = {"limit": "2000", **query}
    while True:
        page = reader.get("/v1/klanten", params=asked).json()
        yield page
        if page["volgende"] is None:
            return
        asked |= {"cursor": page["volgende"], "momentopname": page["momentopname"]}


def refusal(one: Any) -> str:
    """Why our parser does not take a record; "" if it does."""
    try:
        parse(one)
    except Unusable as reason:
        return str(reason)
    return ""


def operation(path: str) -> Any:
    return document()["paths"][path]["post" if path == "/oauth/token" else "get"]


class TestTheDocument:
    def test_is_openapi(self) -> None:
        validate_schema(document())  # type: ignore[no-untyped-call]  # of a library without types

    @pytest.mark.parametrize("name", sorted(SCHEMAS))
    def test_has_valid_schemas(self, name: str) -> None:
        Draft202012Validator.check_schema(SCHEMAS[name])

    def test_names_the_parameters_of_the_feed(self) -> None:
        clients, register = (operation(f"/v1/{path}")["parameters"] for path in ("klanten", "doelgroepregister"))

        assert [one["name"] for one in clients] == list(CLIENTS)
        assert [one["name"] for one in register] == list(REGISTER)

    def test_names_every_field_that_is_read(self) -> None:
        assert set(SCHEMAS["Klant"]["required"]) == SCHEMAS["Klant"]["properties"].keys() == RECORD_KEYS
        assert set(SCHEMAS["Klantprofiel"]["required"]) == PROFILE.keys() == PROFILE_KEYS

    def test_names_every_reason_for_setting_a_record_aside(self) -> None:
        source = (path.read_text(encoding="utf-8") for path in (ROOT / "sync").rglob("*.py"))
        reasons = set(chain.from_iterable(map(REASON.findall, source)))

        assert "unknown_code" in reasons
        assert sorted(set(re.findall(r"\| `(\w+)` \|", SCHEMAS["Onbruikbaar"]["description"]))) == sorted(reasons)

    def test_knows_the_codes_of_the_lists(self) -> None:
        lists = {
            "opleidingsniveau": "opleidingsniveaus",
            "regiostraal": "regiostralen",
            "beschikbaarheid": "beschikbaarheid",
            "mondelingNederlands": "taalbeheersing",
        }
        for field, name in lists.items():
            codes = [row["code"] for row in rows(f"vocabularies/{name}")]
            assert sorted(PROFILE[field]["anyOf"][1]["enum"]) == sorted(codes)
        assert SCHEMAS["Klant"]["properties"]["klantsoort"]["enum"] == ["GEM", "UWV"]
        assert set(PROFILE["beschikbaarheid"]["anyOf"][1]["enum"]) == {*LATER, "DIRECT", "ONBEKEND"}

    def test_knows_every_licence(self) -> None:
        known = {*NOT_B, *MORE_THAN_B, "B", NO_LICENCE}
        one = Draft202012Validator(SCHEMAS["Rijbewijzen"])

        assert known == {row["code"] for row in rows("vocabularies/rijbewijzen")} | {NO_LICENCE}
        assert all(one.is_valid(f"{code},{code}") for code in known)
        assert not one.is_valid("B,X")

    def test_names_lists_that_are_there(self) -> None:
        lists = [
            path
            for field in (*PROFILE.values(), *SCHEMAS["Klant"]["properties"].values())
            for path in field.get("x-codelijst", [])
        ]
        assert len(lists) > 10
        assert [path for path in lists if not (ROOT / path).is_file()] == []

    def test_has_the_bounds_of_our_client_and_of_the_mock(self) -> None:
        page, limit = SCHEMAS["Bladzijde"]["properties"], operation("/v1/klanten")["parameters"][1]["schema"]

        assert page["items"]["maxItems"] == our_client.MOST_ITEMS == MOST == limit["maximum"]
        assert page["totaal"]["maximum"] == our_client.LARGEST_COUNT
        assert SCHEMAS["Cursor"]["maxLength"] == our_client.LONGEST_CURSOR
        assert SCHEMAS["Momentopname"]["maxLength"] == our_client.LONGEST_SNAPSHOT
        assert limit["default"] == USUAL


class TestAnswers:
    def test_a_token(self, address: str) -> None:
        answer = httpx.post(f"{address}/oauth/token", data=FORM, auth=CLIENT, trust_env=False)

        assert differences("Token", answer.json()) == ()

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "repeat",
            "skip@2",
            "empty",
            "total@3",
            "older,tombstone:0.5",
            "missing:0.5,renamed@klantId:0.5",
            "nul",
            "extra,unknown-code:0.5,wrong-type:0.5",
            "huge@70000:0.1",
            "deep@30:0.2",
        ],
    )
    def test_pages_with_and_without_dirt(self, text: str) -> None:
        with served(mock_app(text)) as url, signed_in(url) as reader:
            assert differences("Bladzijde", reader.get("/v1/klanten", params={"limit": "40"}).json()) == ()

    @pytest.mark.parametrize("query", [{"regio": "4"}, {"regio": "overig"}, {"gewijzigdSinds": "2026-11-01"}])
    def test_every_page_of_a_question(self, reader: httpx.Client, query: dict[str, str]) -> None:
        assert {differences("Bladzijde", page) for page in pages(reader, **query)} == {()}

    @pytest.mark.parametrize("day", ["2020-12-31", "2030-12-31"])
    def test_the_register(self, reader: httpx.Client, day: str) -> None:
        body = reader.get("/v1/doelgroepregister", params={"peildatum": day}).json()

        assert differences("Register", body) == ()

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("/v1/klanten?onbekend=1", 400),
            ("/v1/klanten?regio=36", 400),
            ("/v1/klanten?momentopname=x", 410),
            ("/v1/doelgroepregister", 400),
        ],
    )
    def test_errors_are_named(self, reader: httpx.Client, path: str, status: int) -> None:
        answer = reader.get(path)

        assert answer.status_code == status
        assert str(status) in operation(path.partition("?")[0])["responses"]
        assert differences("Probleem", answer.json()) == ()


class TestRecords:
    def test_of_the_mock_are_as_the_document_says_if_and_only_if_our_parser_takes_them(
        self, records: list[Any]
    ) -> None:
        reasons = [refusal(one) for one in records]
        differ = [record_differences(one) for one in records]

        assert {reason.split()[0] for reason in reasons if reason} >= {"blank", "bad_date", "missing"}
        assert [
            (reason, names) for reason, names in zip(reasons, differ, strict=True) if bool(reason) != bool(names)
        ] == [(REVERSED, ())] * reasons.count(REVERSED)

    @pytest.mark.parametrize("key", sorted(RECORD_KEYS))
    def test_without_a_key_differ_in_that_key(self, key: str) -> None:
        lacking = item()
        del lacking[key]

        assert record_differences(lacking) == (key,)
        assert refusal(lacking) or absent_keys(lacking) == (key,)

    def test_that_are_gone_hold_nothing_else(self) -> None:
        gone = {"klantId": "WZ1", "versie": 3, "verwijderd": True}

        assert record_differences(gone) == ()
        assert record_differences({**gone, "persoon": {"bsn": "111222333"}}) == ("(the whole)",)

    def test_are_described_by_names_of_the_document_only(self) -> None:
        wrong = item(klantsoort="Jansen", klantprofiel={"Jansen": 1, "opleidingsniveau": "Jansen"})

        assert {"klantsoort", "klantprofiel.opleidingsniveau"} <= set(record_differences(wrong))
        assert "Jansen" not in str(record_differences(wrong))

    def test_that_are_no_objects_differ_as_a_whole(self) -> None:
        assert record_differences(["x"]) == record_differences(None) == ("(the whole)",)
