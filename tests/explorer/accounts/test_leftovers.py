"""What signing up and in leaves behind goes after a day."""

import datetime as dt

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client

from explorer.accounts.leftovers import forget
from explorer.models import MailRequest, SignUp
from sync.celery import app
from tests.explorer.accounts.accounts import sign_in
from tests.explorer.accounts.test_sign_up import ask
from tests.factories import NOW

pytestmark = pytest.mark.django_db
DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


@pytest.mark.parametrize(("later", "left"), [(DAY, 1), (DAY + SECOND, 0)])
def test_it_goes_after_a_day_and_not_before(later: dt.timedelta, left: int) -> None:
    with time_machine.travel(NOW, tick=False):
        ask(Client())
        sign_in(Client(), password="verkeerd")

    forget(at=NOW + later)

    assert {model.objects.count() for model in (SignUp, MailRequest, AccessAttempt)} == {left}


def test_it_happens_every_hour() -> None:
    app.loader.import_default_modules()
    task = app.conf.beat_schedule["forget-leftovers"]["task"]

    app.tasks[task].apply(throw=True)

    assert task == "explorer.forget_leftovers"
