"""`python -m tests.hosts.feed FOLDER ADDRESS PROFILES`: the mock Sonar and a mail server of the host of others.

The day of the feed is what the file `day` says, so that the country can go on by a week. Mails are taken slowly, one
line each in the file `mails`.
"""

import asyncio
import os
import sys
from datetime import date
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from waitress.server import create_server

from sync.mocksonar.app import application
from sync.mocksonar.oauth import Gate
from sync.mocksonar.questions import Sonar

SONAR, MAIL = 8001, 2525
A_MAIL = 0.2
"""Seconds that each takes, so that there is time to do harm."""


class Box:
    """Notes to whom a mail was, once it was taken whole."""

    def __init__(self, path: Path) -> None:
        self.path = path

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        await asyncio.sleep(A_MAIL)
        with self.path.open("a") as mails:
            mails.write("".join(f"{address}\n" for address in envelope.rcpt_tos))
        return "250 OK"


def main(folder: Path, address: str, profiles: int) -> None:
    Controller(Box(folder / "mails"), hostname=address, port=MAIL).start()
    sonar = Sonar(profiles, 1, lambda: date.fromisoformat((folder / "day").read_text()))
    gate = Gate(os.environ["SONAR_CLIENT_ID"], os.environ["SONAR_CLIENT_SECRET"])
    sonar.now()  # the plan of the country takes seconds to make
    server = create_server(application(sonar, gate), host=address, port=SONAR, threads=4, ident=None)
    (folder / "ready").touch()
    server.run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
