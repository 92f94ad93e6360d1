"""A worker that is killed in the middle of a mail: another sends it, and nobody gets two different ones."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP

from tests.mail_server import MailServer, busy, dropping, mail_server

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
SET_UP = "import datetime as dt, django; django.setup(); from django.utils import timezone; "
POST = "from explorer.mail.outbox import post; post(to='jan@example.org', subject='Nieuw', text='Iets', kind='test')"
FOLLOW = """
from django.contrib.auth.models import User
from pyroaring import BitMap
from explorer.following.members import stored
from explorer.models import MailConsent, Membership, Organisation, SavedSearch, SearchState
user = User.objects.create_user("jan", "jan@example.org")
belongs = Organisation.objects.create(name="Bureau", kind="intermediary")
Membership.objects.create(user=user, organisation=belongs, role="intermediary")
now = timezone.now()
search = SavedSearch.objects.create(
    owner=user, organisation=belongs, name="Magazijn", query="", frequency="daily", saved_at=now
)
SearchState.objects.create(search=search, generation=1, certain=stored(BitMap([1, 2])))
MailConsent.objects.create(user=user, address=user.email, language="nl", asked_at=now, confirmed_at=now)
"""
TELL = """
from explorer.following import alerts
eight = timezone.now().replace(hour=8)
print(alerts.tell_everyone(at=eight))
"""
DIE_WHILE_TELLING = """
import os, signal
from explorer.following import alerts
post = alerts.post
alerts.post = lambda **mail: (post(**mail), os.kill(os.getpid(), signal.SIGKILL))
"""
SEND = "from explorer.mail.sending import LEASE, send_waiting; print(send_waiting(clock=lambda: timezone.now() + {}))"


class Plant:
    """A database of its own and workers that work on it one at a time."""

    def __init__(self, folder: Path, server: MailServer) -> None:
        self.environment = {
            "PATH": os.environ["PATH"],
            "DEBUG": "1",
            "DATA_DIR": str(folder),
            "EMAIL_URL": server.url,
            "DJANGO_SETTINGS_MODULE": "explorer.settings",
        }
        self.server = server
        self.worker: subprocess.Popen[str] | None = None
        self.run("from django.core.management import call_command; call_command('migrate', verbosity=0)")

    def run(self, code: str) -> str:
        self.worker = subprocess.Popen(
            [sys.executable, "-c", SET_UP + code], cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True
        )
        said, _ = self.worker.communicate(timeout=60)
        return said.strip()

    def kill(self, _server: SMTP) -> str:
        """The server has the whole mail; whoever sent it dies before it hears so."""
        assert self.worker is not None
        os.kill(self.worker.pid, signal.SIGKILL)
        return "250 OK"


def test_an_alert_survives_kills_and_a_server_that_is_busy_or_goes_away(tmp_path: Path) -> None:
    with mail_server() as server:
        plant = Plant(tmp_path, server)
        plant.run(FOLLOW)
        assert plant.run(DIE_WHILE_TELLING + TELL) == ""  # killed before what it told was written down
        assert [plant.run(TELL) for _ in range(2)] == ["1", "0"]
        server.moods = [busy, plant.kill, dropping]

        sent = [plant.run(SEND.format(f"{round_} * LEASE")) for round_ in range(1, 6)]

    assert sent == ["0", "", "0", "1", "0"]
    assert len({mail["Message-ID"] for mail in server.taken}) == 1
    assert len(server.taken) == 3  # the answers to the first two were lost
    assert "Magazijn: 2 nieuw" in server.taken[-1].get_content()


def test_a_mail_whose_worker_was_killed_is_sent_again_under_the_same_name(tmp_path: Path) -> None:
    with mail_server() as server:
        plant = Plant(tmp_path, server)
        plant.run(POST)
        server.moods = [plant.kill]

        assert plant.run(SEND.format("dt.timedelta()")) == ""
        assert plant.run(SEND.format("dt.timedelta()")) == "0"  # the dead worker's time is not over
        assert plant.run(SEND.format("LEASE")) == "1"
        assert plant.run(SEND.format("LEASE")) == "0"

    assert len({mail["Message-ID"] for mail in server.taken}) == 1
    assert len(server.taken) == 2
