"""Rows of ended mail go after a month; what waits stays."""

import datetime as dt

import pytest

from explorer import retention
from explorer.mail.outbox import post
from explorer.models import OutgoingMail
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_ended_mail_is_counted_for_a_month() -> None:
    for _ in range(2):
        post(to="jan@example.org", subject="Nieuw", text="Iets", kind="test")
    waiting, ended = OutgoingMail.objects.order_by("pk")
    OutgoingMail.objects.filter(pk=ended.pk).update(state="sent", to="", subject="", text="", ended_at=NOW)

    assert retention.forget_mail(at=NOW + dt.timedelta(days=30)) == 0
    assert retention.forget_mail(at=NOW + dt.timedelta(days=31)) == 1
    assert OutgoingMail.objects.get() == waiting
