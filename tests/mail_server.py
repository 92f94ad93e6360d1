"""A real SMTP server on the loopback address, whose moods a test chooses."""

import asyncio
import email
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from explorer.bench.running import free_ports

Mood = Callable[[SMTP], str]
"""What the server does with a mail that it was handed: an answer, or worse. In order; after that all is well."""


def busy(_server: SMTP) -> str:
    return "451 4.3.0 try again later"


def unwilling(_server: SMTP) -> str:
    return "550 5.7.1 not wanted"


def dropping(server: SMTP) -> str:
    """Took the mail, and goes away without saying so."""
    assert isinstance(server.transport, asyncio.Transport)
    asyncio.get_running_loop().call_soon(server.transport.abort)
    raise asyncio.CancelledError


@dataclass
class MailServer:
    """`taken` has every mail that the server got whole, also where its answer was lost."""

    port: int
    moods: list[Mood] = field(default_factory=list)
    taken: list[EmailMessage] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    """Addresses that nobody lives at."""

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        mood = self.moods.pop(0) if self.moods else None
        if mood is busy or mood is unwilling:
            return mood(server)
        assert isinstance(envelope.content, bytes)
        self.taken.append(email.message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default))
        return mood(server) if mood else "250 OK"


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server that listens until the block ends."""
    server = MailServer(free_ports(1)[0])
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # what it is told is none of our own log
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
