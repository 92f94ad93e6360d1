"""An employer looks for someone, without an account: from the first question to a number to call about."""

import re

import pytest
from django.test import Client

from explorer.models import ShortlistEntry
from explorer.retention import erase_withdrawn
from profiles.terms import Terms
from profiles.withdraw import withdraw
from tests.factories import published

pytestmark = pytest.mark.django_db
FORKLIFT = Terms(("TS06",))


def test_an_employer_finds_a_candidate_and_knows_what_to_ask(client: Client) -> None:
    published(
        {"task_types": FORKLIFT, "hours": "U28", "licence": "B"},
        {"task_types": FORKLIFT, "hours": "U28"},
        {"task_types": Terms(("TS07",)), "hours": "U36"},
        {"task_types": FORKLIFT, "hours": "U00", "licence": "B"},
    )

    home = client.get("/").content.decode()
    assert 'action="/kandidaten/"' in home
    assert "<strong>4</strong> kandidaten" in home

    page = client.get("/kandidaten/?taaksoort=TS06&regio=&urenPerWeekMinimaal=20").context["page"]
    assert (page.certain, page.possible, page.excluded) == (2, 0, 2)

    narrower = client.get("/kandidaten/?taaksoort=TS06&urenPerWeekMinimaal=20&rijbewijs=B").context["page"]
    assert (narrower.certain, narrower.possible, narrower.excluded) == (1, 1, 2)
    certain, possible = narrower.cards
    assert certain.status == "Voldoet aan alles wat moet"
    assert possible.status == "Voldoet misschien: nog 1 vraag"

    profile = client.get(possible.url)
    text = profile.content.decode()
    assert profile.context["questions"] == ("Rijbewijs",)
    assert "Belt u het Werkgeversservicepunt Drenthe? Noem dan dit nummer." in " ".join(text.split())
    assert re.search(rf'class="ref">{possible.ref}<', text)

    assert client.get(profile.context["page_url"]).context["page"].found == 2


def test_an_employer_who_asks_too_much_is_shown_a_way_on(client: Client) -> None:
    published({"task_types": Terms(("TS07",)), "hours": "U28"})

    page = client.get("/kandidaten/?taaksoort=TS06&urenPerWeekMinimaal=20").context["page"]
    assert page.cards == ()

    found = [client.get(way.url).context["page"].found for way in page.ways]
    assert max(found) == 1


def test_an_employer_who_mistypes_a_place_keeps_the_other_answers(client: Client) -> None:
    published({"task_types": FORKLIFT})

    refused = client.get("/kandidaten/?werkplek=Emen&taaksoort=TS06")
    assert refused.status_code == 400
    assert "We kennen de plaats “Emen” niet." in refused.content.decode()

    assert client.get(refused.context["page"].rest_url).context["page"].certain == 1


def test_an_employer_keeps_two_candidates_prints_them_and_hears_that_one_is_gone(client: Client) -> None:
    generation = published({"task_types": FORKLIFT, "licence": "B"}, {"task_types": FORKLIFT})
    asked = "taaksoort=TS06&rijbewijs=B"
    certain, possible = client.get(f"/kandidaten/?{asked}").context["page"].cards
    for card in (possible, certain):
        client.post("/selectie/", {"ref": card.ref, "query": asked})

    first, second = client.get("/selectie/").context["page"].entries
    assert (first.ref, second.ref) == (possible.ref, certain.ref)
    client.post(f"/selectie/{second.key}/verplaatsen/", {"richting": "omhoog"})
    client.post(f"/selectie/{second.key}/notitie/", {"notitie": "Eerst deze bellen"})

    sheet = client.get("/selectie/afdrukken/").content.decode()
    assert sheet.index(certain.ref) < sheet.index("Eerst deze bellen") < sheet.index(possible.ref)
    assert "Vraag na: rijbewijs" in sheet

    withdraw(people=[ShortlistEntry.objects.get(key=first.key).profile_key])
    assert f"Kandidaat {possible.ref} is nu niet beschikbaar" in client.get("/selectie/").content.decode()
    assert possible.ref not in client.get("/selectie/afdrukken/").content.decode()

    published({"task_types": FORKLIFT, "licence": "B"})
    generation.delete()
    erase_withdrawn()
    assert "1 kandidaat van uw selectie is niet meer beschikbaar." in client.get("/selectie/").content.decode()
