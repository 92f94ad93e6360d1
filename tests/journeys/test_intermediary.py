"""An intermediary searches for several clients: saves a search, comes back to it, renames and deletes it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from explorer.models import Membership, SavedSearch
from profiles.terms import Terms
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db
LIST = "/zoekopdrachten/"


@pytest.fixture
def intermediary(client: Client) -> User:
    """Someone of an agency, who signs in on the way to the saved searches."""
    user = make_membership(Membership.Role.INTERMEDIARY).user
    user.set_password("lang-en-geheim")
    user.save()
    asked = client.get(LIST)
    form = {"username": user.username, "password": "lang-en-geheim", "next": LIST}
    assert client.post(asked["Location"], form)["Location"] == LIST
    return user


@pytest.mark.usefixtures("intermediary")
def test_an_intermediary_saves_reruns_renames_and_deletes_a_search(client: Client) -> None:
    published({"task_types": Terms(("TS06",))}, {"task_types": Terms(("TS07",))})
    searched = client.get("/kandidaten/?taaksoort=TS06&regio=4").context["page"]

    listed = client.post(searched.save_url, {"name": "Heftruck", "query": searched.query}, follow=True)
    (view,) = listed.context["folders"][0].searches
    assert (view.name, view.certain, view.possible) == ("Heftruck", 1, 0)
    assert view.sentence == searched.sentence

    published({"task_types": Terms(("TS06",))}, {"task_types": Terms(("TS06",))}, {})
    (view,) = client.get(LIST).context["folders"][0].searches
    assert (view.certain, view.possible) == (2, 1)
    assert len(client.get(view.url).context["page"].cards) == 3

    wishes = {"name": "Heftruck in Drenthe", "frequency": "never"}
    renamed = client.post(f"{LIST}{view.key}/instellen/", wishes, follow=True)
    (view,) = renamed.context["folders"][0].searches
    assert view.name == "Heftruck in Drenthe"

    client.post(f"{LIST}{view.key}/verwijderen/", follow=True)
    assert not SavedSearch.objects.kept().exists()
    assert "U heeft nog niets bewaard" in client.get(LIST).content.decode()


@pytest.mark.usefixtures("intermediary")
def test_an_intermediary_who_signs_out_leaves_nothing_behind(client: Client) -> None:
    published({})
    client.post(LIST, {"name": "Alles", "query": ""})
    reference = client.get("/kandidaten/").context["page"].cards[0].ref

    client.post("/uitloggen/")

    assert client.get(LIST).status_code == 302
    assert client.get(f"/kandidaten/{reference}/").status_code == 404
