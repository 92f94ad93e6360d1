"""An employer looks for someone, without an account: from the first question to a number to call about."""

import re

import pytest
from django.test import Client

from profiles.terms import Terms
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
    assert "Neem contact op met het Werkgeversservicepunt en noem dit nummer." in " ".join(text.split())
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

    assert client.get(refused.context["form"].rest_url).context["page"].certain == 1
