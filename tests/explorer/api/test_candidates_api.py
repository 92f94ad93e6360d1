"""The API: the same answers as the page, problem documents for errors, and nothing that a store may keep."""

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from profiles.models import AuditEvent, Mask
from profiles.terms import Terms
from tests.factories import make_membership, published

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
API = "/api/v1/kandidaten"


def problem(answer: "Answer") -> dict[str, Any]:
    assert answer["Content-Type"] == "application/problem+json"
    found: dict[str, Any] = answer.json()
    assert found["status"] == answer.status_code
    return found


def first_reference(client: Client) -> str:
    reference: str = client.get(API).json()["kandidaten"][0]["referentie"]
    return reference


@pytest.mark.parametrize("query", ["", "urenPerWeekMinimaal=20", "urenPerWeekMinimaal=20&taaksoort=TS06&pagina=1"])
def test_totals_and_counts_are_those_of_the_page(client: Client, query: str) -> None:
    published({"hours": "U28", "task_types": Terms(("TS06",))}, {"hours": "U00"}, {}, {"hours": "U36"})
    page = client.get(f"/kandidaten/?{query}").context["page"]
    found = client.get(f"{API}?{query}").json()
    hours = next(facet for facet in page.facets if facet.key == "urenPerWeekMinimaal")

    assert (found["totaal"], found["zeker"]) == (page.total, page.certain)
    assert (found["mogelijk"], found["niet"]) == (page.possible, page.excluded)
    assert found["facetten"]["urenPerWeekMinimaal"]["onbekend"] == hours.unknown
    assert {choice.value: choice.count for choice in hours.choices} == (
        found["facetten"]["urenPerWeekMinimaal"]["waarden"]
    )


def test_the_references_are_those_of_the_page(client: Client) -> None:
    published({}, {})
    on_page = [card.ref for card in client.get("/kandidaten/").context["page"].cards]

    assert [card["referentie"] for card in client.get(API).json()["kandidaten"]] == on_page


def test_a_card_has_codes_and_null_for_unknown(client: Client) -> None:
    published({"hours": "U28", "task_types": Terms(("TS06",), more=True)})
    card = client.get(f"{API}/{first_reference(client)}?rijbewijs=B").json()

    assert (card["plaats"], card["urenPerWeek"], card["rijbewijs"]) == ("04-1", "U28", None)
    assert card["taaksoort"] == {"codes": ["TS06"], "enMeer": True}
    assert (card["voldoetZeker"], card["criteria"]) == (False, {"rijbewijs": "onbekend"})


def test_every_reason_of_a_refusal_is_in_the_problem(client: Client) -> None:
    published({})
    answer = client.get(f"{API}?foo=1&regio=99")

    assert answer.status_code == 400
    assert set(problem(answer)["errors"]) == {
        "“foo” is geen filter.",
        "Arbeidsmarktregio: 99 is geen waarde van dit filter.",
    }


def test_a_page_past_the_end_is_refused(client: Client) -> None:
    published({})
    answer = client.get(f"{API}?pagina=2")

    assert problem(answer)["errors"] == ["Pagina 2 bestaat niet: de laatste is pagina 1."]


def test_reasons_are_in_the_language_of_the_caller(client: Client) -> None:
    published({})
    answer = client.get(f"{API}?foo=1", headers={"accept-language": "en"})

    assert problem(answer)["errors"] == ["“foo” is not a filter."]


def test_before_anything_is_published_it_is_not_ready(client: Client) -> None:
    assert problem(client.get(API))["status"] == 503
    assert client.get(f"{API}/D7K-4MPQ").status_code == 503


def test_every_way_of_not_finding_a_profile_is_alike(client: Client) -> None:
    generation = published({}, {})
    other = Client()
    other.force_login(make_membership().user)
    reference = first_reference(client)
    somebody_elses = other.get(f"{API}/{reference}")
    never_drawn = client.get(f"{API}/D7K-4MPQ")
    Mask.objects.bulk_create(Mask(generation=generation, number=number) for number in (0, 1))
    masked = client.get(f"{API}/{reference}")

    assert problem(masked)["detail"] == "Niet gevonden."
    assert somebody_elses.content == never_drawn.content == masked.content
    assert somebody_elses.status_code == never_drawn.status_code == masked.status_code == 404


@pytest.mark.parametrize("address", [API, f"{API}?foo=1", f"{API}/D7K-4MPQ"])
def test_no_store_may_keep_an_answer_and_each_says_its_version(client: Client, address: str) -> None:
    published({})
    answer = client.get(address)

    assert answer["Cache-Control"] == "no-store"
    assert answer["API-Version"] == "1.0.0"
    assert "ETag" not in answer
    assert "Last-Modified" not in answer


def test_there_is_nothing_to_write(client: Client) -> None:
    published({})

    assert problem(client.post(API, {}))["status"] == 405


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("q=" + "heftruk+" * 1300, "Gebruik hoogstens 20 woorden en 200 tekens."),
        ("&".join(["regio=4"] * 5000), "Arbeidsmarktregio: Te veel waarden: hoogstens 50 per filter."),
        ("moet=regio&pluspunt=regio", "pluspunt: Kies voor “Arbeidsmarktregio” één van beide: moet of pluspunt."),
    ],
)
def test_a_search_that_cannot_be_answered_is_a_problem_with_its_reason(
    client: Client, query: str, reason: str
) -> None:
    answer = client.get(f"/api/v1/kandidaten?{query}")

    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["errors"] == [reason]


def test_pages_link_to_each_other_and_hold_everyone_once(client: Client) -> None:
    published(*[{}] * 45)
    seen: list[str] = []
    address: str | None = f"{API}?urenPerWeekMinimaal=20"
    while address:
        page = client.get(address).json()
        seen += [card["referentie"] for card in page["kandidaten"]]
        address = page["_links"].get("next", {}).get("href")

    assert len(seen) == len(set(seen)) == 45
    assert client.get(page["_links"]["prev"]["href"]).json()["pagina"] == 2
    assert page["_links"]["first"]["href"] == f"{API}?urenPerWeekMinimaal=20&pagina=1&stand={page['stand']}"


def test_a_search_in_the_body_finds_the_same(client: Client) -> None:
    published({"hours": "U28"}, {"hours": "U00"}, {})
    body = {"urenPerWeekMinimaal": 20, "regio": ["4"]}
    posted = client.post(f"{API}/_zoek", body, content_type="application/json").json()

    assert posted == client.get(f"{API}?urenPerWeekMinimaal=20&regio=4").json()


@pytest.mark.parametrize("body", [{"foo": 1}, {"regio": {"a": 1}}, {"regio": [True]}, [1], "x"])
def test_a_body_that_is_no_search_is_refused_with_a_reason(client: Client, body: Any) -> None:
    answer = client.post(f"{API}/_zoek", body, content_type="application/json")

    assert answer.status_code == 400
    assert problem(answer)["detail"]


def test_what_ifs_are_those_of_the_engine(client: Client) -> None:
    published({"hours": "U00", "licence": "B"}, {"hours": "U28", "licence": "geen"})
    found = client.get(f"{API}?urenPerWeekMinimaal=28&rijbewijs=B").json()["watAls"]

    assert {"criterium": "rijbewijs", "verandering": "zonder", "zeker": 1, "mogelijk": 0} in found
    assert {"criterium": "urenPerWeekMinimaal", "verandering": "zonder", "zeker": 1, "mogelijk": 0} in found
    assert {"criterium": "urenPerWeekMinimaal", "verandering": "losser", "zeker": 0, "mogelijk": 0} in found


def test_counts_come_as_a_table_that_shows_nobody(client: Client) -> None:
    published({"licence": "B"}, {"licence": "B"}, {})
    table = list(csv.reader(io.StringIO(client.get(f"{API}/_tellingen?rijbewijs=B").content.decode())))

    assert table[:5] == [
        ["parameter", "code", "aantal"],
        ["alle", "totaal", "3"],
        ["alle", "zeker", "2"],
        ["alle", "mogelijk", "1"],
        ["alle", "niet", "0"],
    ]
    assert ["rijbewijs", "B", "2"] in table
    assert ["rijbewijs", "onbekend", "1"] in table
    assert not AuditEvent.objects.exists()


def test_words_become_criteria_and_what_was_not_understood_is_said(client: Client) -> None:
    published({"licence": "B"}, {"licence": "geen"})
    found = client.get(f"{API}?q=rijbewijs+b+qqqqq").json()

    assert (found["zeker"], found["niet"], found["nietBegrepen"]) == (1, 1, ["qqqqq"])
    assert "rijbewijs=B" in found["_links"]["self"]["href"]


def test_who_may_not_see_cards_gets_the_counts(client: Client, settings: Settings) -> None:
    settings.REQUIRE_LOGIN = "profile"
    published({"licence": "B"}, {})
    found = client.get(f"{API}?rijbewijs=B").json()

    assert (found["zeker"], found["mogelijk"], found["kandidaten"]) == (1, 1, [])
    assert client.get(f"{API}/D7K-4MPQ").status_code == 401
    assert not AuditEvent.objects.exists()
