"""What is kept of visitors goes when their session has ended; what organisations saw stays."""

import datetime as dt
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from explorer import retention
from explorer.models import AccountSession, ProfileReference, SavedSearch
from explorer.retention import erase_withdrawn, forget_idle_searches, forget_visitors
from explorer.search.index.store import snapshot_path
from explorer.showing import show
from profiles import keys
from sync.celery import app
from tests.explorer.audiences import employer, visitor
from tests.factories import NOW, make_membership, published

pytestmark = pytest.mark.django_db
TERM = dt.timedelta(days=14)


def viewers() -> set[str]:
    return set(ProfileReference.objects.values_list("viewer", flat=True))


def test_visitors_are_forgotten_when_their_session_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 3)
    show(audience=visitor("old"), profiles=["a", "b", "c", "d"], at=NOW - TERM - dt.timedelta(seconds=1))
    show(audience=visitor("new", network="other"), profiles=["a"], at=NOW - TERM)
    show(audience=employer(1), profiles=["a"], at=NOW - 10 * TERM)

    assert forget_visitors(at=NOW) == 8
    assert viewers() == {"v:new", "n:other", "o:1"}


def test_the_term_is_that_of_a_session(settings: Settings) -> None:
    settings.SESSION_COOKIE_AGE = 60
    show(audience=visitor(), profiles=["a"], at=NOW - dt.timedelta(seconds=61))

    assert forget_visitors(at=NOW) == 2


def test_sessions_that_ended_go_with_them() -> None:
    AccountSession.objects.create(session_key="ended", session_data="", expire_date=NOW - 100 * TERM)
    forget_visitors(at=NOW)

    assert not AccountSession.objects.exists()


def test_it_happens_every_night() -> None:
    app.loader.import_default_modules()
    task = app.conf.beat_schedule["forget-visitors"]["task"]

    app.tasks[task].apply(throw=True)

    assert task == "explorer.forget_visitors"


class TestPeopleWhoWithdrew:
    def test_references_to_people_who_are_not_published_go(self) -> None:
        published({}, {})
        routed = keys.profile_key("person 0")
        show(audience=employer(1), profiles=[routed, "gone"], at=NOW)

        assert erase_withdrawn() == 1
        assert set(ProfileReference.objects.values_list("profile_key", flat=True)) == {routed}

    def test_snapshots_of_other_generations_go(self, settings: Settings, tmp_path: Path) -> None:
        settings.DATA_DIR = tmp_path
        generation = published({})
        for number in (generation.pk - 1, generation.pk):
            snapshot_path(number).parent.mkdir(exist_ok=True)
            snapshot_path(number).write_bytes(b"")

        erase_withdrawn()

        assert list(snapshot_path(0).parent.iterdir()) == [snapshot_path(generation.pk)]


class TestIdleSearches:
    YEARS = dt.timedelta(days=2 * 365)

    def saved(self, *, saved_at: dt.datetime, last_login: dt.datetime | None) -> SavedSearch:
        membership = make_membership()
        membership.user.last_login = last_login
        membership.user.save()
        return SavedSearch.objects.create(
            organisation=membership.organisation, owner=membership.user, name="magazijn", saved_at=saved_at
        )

    def test_searches_of_who_did_not_sign_in_for_two_years_go(self) -> None:
        long_ago = NOW - self.YEARS - dt.timedelta(days=1)
        self.saved(saved_at=long_ago, last_login=long_ago)
        self.saved(saved_at=long_ago, last_login=None)
        used = self.saved(saved_at=long_ago, last_login=NOW - self.YEARS)
        new = self.saved(saved_at=NOW, last_login=None)

        assert forget_idle_searches(at=NOW) == 2
        assert set(SavedSearch.objects.all()) == {used, new}


@pytest.mark.parametrize("name", ["erase-withdrawn", "forget-idle-searches", "release-withdrawals"])
def test_the_tasks_of_erasing_are_on_the_clock(name: str) -> None:
    app.loader.import_default_modules()

    app.tasks[app.conf.beat_schedule[name]["task"]].apply(throw=True)
