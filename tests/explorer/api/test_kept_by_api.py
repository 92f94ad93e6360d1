"""Saved searches, shortlist and contact requests by API: one's own, as on the website, each made once."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from explorer.models import ContactRequest, KeptAnswer, OutgoingMail, SavedSearch, ShortlistEntry
from profiles.models import AuditEvent, Mask
from tests.explorer.api.callers import HOME, Program
from tests.explorer.api.test_api_document import problems_of
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db
LISTS = ("zoekopdrachten", "selectie", "contactverzoeken")


@pytest.fixture
def program() -> Program:
    published({"hours": "U28"}, {}, {})
    return Program()


def asked(program: Program, **more: Any) -> dict[str, Any]:
    return {"kandidaten": program.references()[:2], "werk": "Vakken vullen", **more}


def test_a_saved_search_is_that_of_the_website(program: Program) -> None:
    made = program.keep(query="rijbewijs=B&regio=4")
    browser = Client()
    browser.force_login(program.member.user)

    assert (made.status_code, made["Location"]) == (201, f"{HOME}zoekopdrachten/{made.json()['sleutel']}")
    assert "Heftruck" in browser.get("/zoekopdrachten/").content.decode()
    assert made.json()["_links"]["kandidaten"]["href"] == f"{HOME}kandidaten?regio=4&rijbewijs=B"
    assert problems_of(made, "/zoekopdrachten", "post") == []
    assert problems_of(program.get(made["Location"]), "/zoekopdrachten/{sleutel}") == []
    assert problems_of(program.get(f"{HOME}zoekopdrachten"), "/zoekopdrachten") == []


def test_it_is_changed_and_taken_away(program: Program) -> None:
    User.objects.update(email="jan@bedrijf.example")
    address = program.keep()["Location"]
    changed = program.patch(address, {"naam": "Anders", "bericht": "wekelijks", "zoekvraag": ""}, format="json")

    assert problems_of(changed, "/zoekopdrachten/{sleutel}", "patch") == []
    assert (changed.json()["naam"], changed.json()["bericht"], changed.json()["zoekvraag"]) == (
        "Anders",
        "wekelijks",
        "",
    )
    assert program.delete(address).status_code == 204
    assert program.get(address).status_code == 404


def test_a_change_that_is_refused_in_part_changes_nothing_and_mails_nobody(program: Program) -> None:
    User.objects.update(email="jan@bedrijf.example")
    address = program.keep()["Location"]
    wanted = {"naam": "Anders", "bericht": "wekelijks", "zoekvraag": "regio=99"}

    assert program.patch(address, wanted, format="json").status_code == 400

    kept = program.get(address).json()
    assert (kept["naam"], kept["bericht"], kept["zoekvraag"]) == ("Heftruck", "nooit", "regio=4")
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("body", "reasons"),
    [
        ({}, {"naam: Dit veld is vereist."}),
        ({"naam": "", "foo": 1}, {"“foo” is geen veld.", "naam: Dit veld mag niet leeg zijn."}),
        ({"naam": "x", "zoekvraag": "regio=99"}, None),
        ({"naam": "bel 0612345678"}, None),
        ({"naam": ["x"]}, None),
        ([], None),
        ("x", None),
    ],
)
def test_a_search_that_cannot_be_kept_is_refused_with_every_reason(
    program: Program, body: Any, reasons: set[str] | None
) -> None:
    answer = program.send("zoekopdrachten", body)

    assert answer.status_code == 400
    assert problems_of(answer, "/zoekopdrachten", "post") == []
    assert reasons is None or set(answer.json()["errors"]) == reasons
    assert not SavedSearch.objects.exists()


def test_a_list_is_filtered_and_comes_in_pages(program: Program) -> None:
    for number in range(21):
        program.keep(f"Zoek {number:02}")
    first = program.read("zoekopdrachten?naam=zoek")
    second = program.read(first["_links"]["next"]["href"].removeprefix(HOME))

    assert (first["totaal"], first["paginas"], len(first["zoekopdrachten"])) == (21, 2, 20)
    assert [one["naam"] for one in second["zoekopdrachten"]] == ["Zoek 20"]
    assert program.read("zoekopdrachten?bericht=dagelijks")["totaal"] == 0
    assert program.read("zoekopdrachten?gedeeld=false&naam=20")["totaal"] == 1


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["foo=1", "pagina=2", "pagina=x", "bewaardVanaf=gisteren", "lopend=x", "gedeeld=x"])
def test_a_list_refuses_what_it_does_not_know(program: Program, name: str, query: str) -> None:
    answer = program.get(f"{HOME}{name}?{query}")

    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_the_shortlist_is_that_of_the_website(program: Program) -> None:
    reference = program.references()[0]
    made = program.send("selectie", {"referentie": reference, "zoekvraag": "urenPerWeekMinimaal=20"})
    again = program.send("selectie", {"referentie": reference})
    noted = program.patch(made["Location"], {"notitie": "Belt terug"}, format="json")
    (entry,) = program.read("selectie?metNotitie=true")["selectie"]

    assert (made.json(), noted.status_code) == (again.json(), 204)
    assert (entry["notitie"], entry["kandidaat"]["referentie"]) == ("Belt terug", reference)
    assert set(entry["kandidaat"]["criteria"]) == {"urenPerWeekMinimaal"}
    assert AuditEvent.objects.latest("pk").action == "shortlist"
    assert problems_of(made, "/selectie", "post") == []
    assert problems_of(program.get(made["Location"]), "/selectie/{sleutel}") == []
    assert program.read("selectie?metNotitie=false")["totaal"] == 0
    assert program.delete(made["Location"]).status_code == 204
    assert not ShortlistEntry.objects.filter(removed_at=None).exists()


def test_who_is_not_available_now_stays_on_it_without_a_card(program: Program) -> None:
    program.send("selectie", {"referentie": program.references()[0]})
    generation = published_now()
    Mask.objects.bulk_create(Mask(generation_id=generation, number=number) for number in range(3))
    answer = program.get(f"{HOME}selectie")

    assert answer.json()["selectie"][0]["kandidaat"] is None
    assert problems_of(answer, "/selectie") == []


def test_a_contact_request_is_that_of_the_website(program: Program) -> None:
    made = program.send("contactverzoeken", asked(program, aantal=2, zoekvraag="rijbewijs=B"))
    listed = program.get(f"{HOME}contactverzoeken?lopend=true")

    assert problems_of(made, "/contactverzoeken", "post") == []
    assert problems_of(listed, "/contactverzoeken") == []
    assert problems_of(program.get(made["Location"]), "/contactverzoeken/{sleutel}") == []
    assert [one["status"] for one in made.json()["kandidaten"]] == ["ontvangen"] * 2
    assert all(one["vragen"] for one in made.json()["kandidaten"])
    assert AuditEvent.objects.latest("pk").action == "contact"
    assert program.read("contactverzoeken?lopend=false")["totaal"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"kandidaten": ["D7K-4MPQ"]},
        {"kandidaten": []},
        {"werk": "bel 0612345678"},
        {"vanaf": "2020-01-01"},
        {"vanaf": "morgen"},
        {"zoekvraag": "foo=1"},
    ],
)
def test_a_contact_request_that_cannot_be_made_says_why(program: Program, wrong: dict[str, Any]) -> None:
    answer = program.send("contactverzoeken", asked(program, **wrong))

    assert answer.status_code == 400
    assert problems_of(answer, "/contactverzoeken", "post") == []
    assert not ContactRequest.objects.exists()


def test_what_is_of_others_is_as_absent_as_what_never_was(program: Program) -> None:
    others = Program()
    reference = others.references()[0]
    bodies = {
        "zoekopdrachten": {"naam": "x"},
        "selectie": {"referentie": reference},
        "contactverzoeken": asked(others),
    }
    for name, body in bodies.items():
        foreign = program.get(others.send(name, body)["Location"])
        absent = program.get(f"{HOME}{name}/00000000-0000-0000-0000-000000000000")

        assert (foreign.status_code, foreign.content) == (404, absent.content)
        assert program.get(f"{HOME}{name}/onzin").content == absent.content
        assert program.read(name)["totaal"] == 0
    assert program.send("selectie", {"referentie": reference}).status_code == 400


@pytest.mark.parametrize("name", LISTS)
def test_a_visitor_keeps_nothing(client: Client, name: str) -> None:
    assert client.get(HOME + name).status_code == 401
    assert client.post(HOME + name, {}, content_type="application/json").status_code == 401


def test_the_same_key_makes_nothing_twice(program: Program) -> None:
    bodies = {"selectie": {"referentie": program.references()[0]}, "contactverzoeken": asked(program)}
    for name, body in {"zoekopdrachten": {"naam": "x"}, **bodies}.items():
        first, second = (program.send(name, body, HTTP_IDEMPOTENCY_KEY=name) for _ in range(2))

        assert (first.status_code, first.json(), first["Location"]) == (201, second.json(), second["Location"])
    assert SavedSearch.objects.count() == ShortlistEntry.objects.count() == ContactRequest.objects.count() == 1


def test_under_a_key_only_one_thing_can_be_asked(program: Program) -> None:
    program.keep("Een", HTTP_IDEMPOTENCY_KEY="a")
    other = program.keep("Twee", HTTP_IDEMPOTENCY_KEY="a")

    assert other.status_code == 422
    assert problems_of(other, "/zoekopdrachten", "post") == []
    assert Program().keep("Twee", HTTP_IDEMPOTENCY_KEY="a").status_code == 201


def test_what_was_refused_may_be_asked_again_under_the_same_key(program: Program) -> None:
    assert program.keep("", HTTP_IDEMPOTENCY_KEY="a").status_code == 400
    assert program.keep("Een", HTTP_IDEMPOTENCY_KEY="a b").status_code == 400
    assert program.keep("Een", HTTP_IDEMPOTENCY_KEY="a").status_code == 201
    assert KeptAnswer.objects.count() == 1


def test_a_browser_needs_its_cross_site_token() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_membership().user)

    assert browser.post(f"{HOME}zoekopdrachten", {"naam": "x"}, content_type="application/json").status_code == 403


def published_now() -> int:
    from profiles.models import Live

    return Live.objects.get().generation_id
