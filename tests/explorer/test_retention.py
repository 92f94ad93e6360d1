"""What is kept of visitors goes when their session has ended; what organisations saw stays."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from pytest_django.fixtures import Settings

from explorer import retention
from explorer.models import ProfileReference
from explorer.retention import forget_visitors
from explorer.showing import show
from sync.celery import app
from tests.explorer.audiences import employer, visitor
from tests.factories import NOW

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
    Session.objects.create(session_key="ended", session_data="", expire_date=NOW - 100 * TERM)
    forget_visitors(at=NOW)

    assert not Session.objects.exists()


def test_it_happens_every_night() -> None:
    app.loader.import_default_modules()
    task = app.conf.beat_schedule["forget-visitors"]["task"]

    app.tasks[task].apply(throw=True)

    assert task == "explorer.forget_visitors"
