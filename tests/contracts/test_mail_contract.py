"""Mail over real SMTP: it arrives once; twice only when the server's word was lost, under one Message-ID."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from pytest_django.fixtures import Settings

from explorer.mail import sending
from explorer.mail.outbox import UnusableAddressError, post
from explorer.mail.verdict import verdict_of
from explorer.models import OutgoingMail
from profiles.models import Alarm
from tests.factories import NOW
from tests.mail_server import MailServer, busy, dropping, mail_server, unwilling

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """The server that mail goes to."""
    with mail_server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


def written(to: str = "jan@example.org", subject: str = "Nieuw") -> OutgoingMail:
    with time_machine.travel(NOW, tick=False):
        post(to=to, subject=subject, text="Er is iets nieuws: één.", kind="test")
    return OutgoingMail.objects.order_by("-pk")[0]


def sent_at(at: dt.datetime) -> int:
    return sending.send_waiting(clock=lambda: at)


def test_a_mail_arrives_as_it_was_posted(server: MailServer) -> None:
    mail = written()
    assert sent_at(NOW) == 1

    (got,) = server.taken
    assert (got["To"], got["Subject"], got["Message-ID"]) == ("jan@example.org", "Nieuw", mail.message_id)
    assert got.get_content().strip() == "Er is iets nieuws: één."
    assert sent_at(NOW + DAY) == 0


def test_what_was_sent_holds_nobody_any_more(server: MailServer) -> None:
    mail = written()
    sent_at(NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.to, mail.subject, mail.text, mail.headers) == ("sent", "", "", "", {})


def test_a_busy_server_is_asked_again_later(server: MailServer) -> None:
    server.moods = [busy]
    mail = written()

    assert (sent_at(NOW), sent_at(NOW), server.taken) == (0, 0, [])
    mail.refresh_from_db()
    assert (mail.state, mail.failure, mail.due_at) == ("waiting", "451", NOW + sending.PAUSES[0])
    assert (sent_at(mail.due_at), len(server.taken)) == (1, 1)
    assert not Alarm.objects.exists()


def test_a_lost_answer_means_twice_under_one_name(server: MailServer) -> None:
    server.moods = [dropping]
    mail = written()

    assert [sent_at(NOW), sent_at(NOW + DAY), sent_at(NOW + 2 * DAY)] == [0, 1, 0]
    assert [got["Message-ID"] for got in server.taken] == [mail.message_id] * 2


def test_a_server_that_is_not_there_is_waited_for(settings: Settings, server: MailServer) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    written()
    assert sent_at(NOW) == 0

    settings.EMAIL_PORT = there
    assert sent_at(NOW + DAY) == 1


def test_what_is_refused_for_good_is_given_up_and_staff_hear_of_it(
    server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.refused, server.moods = {"weg@example.org"}, [unwilling]
    mails = [written("weg@example.org"), written("nee@example.org"), written()]

    assert sent_at(NOW) == 1  # the others do not stand in the way of this one
    assert [OutgoingMail.objects.get(pk=mail.pk).state for mail in mails] == ["given_up", "given_up", "sent"]
    assert not OutgoingMail.objects.exclude(to="").exists()
    assert Alarm.objects.get().kind == Alarm.Kind.MAIL
    assert "example.org" not in caplog.text


def test_after_five_days_of_trouble_a_mail_is_given_up(server: MailServer) -> None:
    server.moods = [busy, busy]
    mail = written()
    sent_at(NOW)
    sent_at(NOW + sending.PATIENCE + DAY)

    mail.refresh_from_db()
    assert (mail.state, Alarm.objects.count()) == ("given_up", 1)


def test_refused_credentials_cost_no_mail(settings: Settings, server: MailServer) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "verkenner", "fout"  # the server takes no sign-in
    mail = written()
    sent_at(NOW)

    mail.refresh_from_db()
    assert (mail.state, Alarm.objects.count()) == ("waiting", 1)


def test_a_worker_that_is_too_late_changes_nothing(server: MailServer) -> None:
    written()
    late = sending.claim(at=NOW)
    assert late is not None
    assert sending.claim(at=NOW + dt.timedelta(minutes=1)) is None
    assert sent_at(NOW + sending.LEASE) == 1

    sending._after_failure(late, verdict_of(ConnectionResetError()), NOW + DAY)
    assert OutgoingMail.objects.get().state == "sent"


def test_a_subject_cannot_bring_headers_along(server: MailServer) -> None:
    written(subject="Hallo\r\nBcc: x@example.org")
    sent_at(NOW)

    assert (server.taken[0]["Subject"], server.taken[0]["Bcc"]) == ("Hallo Bcc: x@example.org", None)


def test_an_address_that_is_none_is_refused_when_it_is_posted() -> None:
    with pytest.raises(UnusableAddressError):
        written("geen adres\r\nBcc: x@example.org")
