"""A worker that is killed in the middle of a mail: another sends it, and nobody gets two different ones."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP

from tests.mail_server import MailServer, mail_server

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
SET_UP = "import datetime as dt, django; django.setup(); from django.utils import timezone; "
POST = "from explorer.mail.outbox import post; post(to='jan@example.org', subject='Nieuw', text='Iets', kind='test')"
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
