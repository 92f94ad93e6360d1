"""Who objects is hidden at once and stays so through every later sync, until the objection is taken back."""

import datetime as dt

import pytest
from django.test import Client

from explorer.models import Membership
from profiles import keys
from profiles.models import Card, Live, Mask, Objection, Route
from sync.erasure import erase_withdrawn
from sync.models import StagedProfile
from sync.release import erase_old
from sync.run import carry_out, start
from tests.factories import NOW, make_membership
from tests.sync.feed import Feed
from tests.sync.items import item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_runs")]
NUMBER = "WZ000000003"


def synced(feed: Feed, version: int) -> None:
    """A full sync of twelve people, and what follows it: old generations and withdrawn people are erased."""
    feed.pages = [[item(f"WZ{number:09}", versie=version) for number in range(12)]]
    moment = NOW + dt.timedelta(hours=version)
    run = carry_out(run=start(at=moment, by_hand=True), clock=lambda: moment)
    assert run.state == "done", run.error
    erase_old(at=moment + dt.timedelta(hours=1))
    erase_withdrawn()


def shown() -> set[str]:
    """The profile keys of who may be seen now."""
    return set(Route.objects.visible(Live.objects.get().generation_id).values_list("profile_key", flat=True))


def person() -> str:
    return keys.profile_key(keys.person_key(f"record {NUMBER}"))


@pytest.fixture
def adviser() -> Client:
    client = Client()
    client.force_login(make_membership(Membership.Role.ADVISER, regions=[4]).user)
    return client


def test_an_objection_survives_every_sync_and_can_be_taken_back(feed: Feed, adviser: Client) -> None:
    synced(feed, 1)
    assert person() in shown()

    adviser.post("/kandidaat/niet-meer-tonen/", {"nummer": NUMBER, "zeker": "ja"})
    assert person() not in shown()
    for version in (2, 3):
        synced(feed, version)
        assert person() not in shown()
    assert not Route.objects.filter(profile_key=person()).exists()
    assert not StagedProfile.objects.filter(record_key=keys.record_key(NUMBER)).exists()
    assert "Op " in adviser.post("/kandidaat/", {"nummer": NUMBER}).content.decode()

    adviser.post("/kandidaat/weer-tonen/", {"nummer": NUMBER, "zeker": "ja"})
    synced(feed, 4)

    assert person() in shown()
    assert not Objection.objects.exists()


def test_who_objects_is_gone_from_search_and_card_in_the_same_moment(feed: Feed, adviser: Client) -> None:
    synced(feed, 1)
    before = adviser.get("/api/v1/kandidaten").json()
    adviser.post("/kandidaat/niet-meer-tonen/", {"nummer": NUMBER, "zeker": "ja"})
    after = adviser.get("/api/v1/kandidaten").json()

    assert (before["totaal"], after["totaal"]) == (12, 11)
    assert Mask.objects.count() == 1
    assert Card.objects.count() == 12
