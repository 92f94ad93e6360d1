"""The demo's post box: mail becomes files in a folder, to be read on the page `/post/`."""

import datetime as dt
import email
from collections.abc import Sequence
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage as ParsedMail
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

NEWEST = 50


@dataclass(frozen=True)
class PostedMail:
    """One mail as the page shows it."""

    to: str
    subject: str
    sent_at: dt.datetime
    text: str


class FolderBackend(BaseEmailBackend):
    """A file for each mail, named by its Message-ID: sent twice is still one."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        _folder().mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            message = mail.message()
            path = _folder() / f"{message['Message-ID'].strip('<>').partition('@')[0]}.eml"
            draft = path.with_suffix(".part")
            draft.write_bytes(message.as_bytes())
            draft.replace(path)
        return len(email_messages)


def posted() -> list[PostedMail]:
    """The newest mails, newest first."""
    paths = sorted(_folder().glob("*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [_read(path) for path in paths[:NEWEST]]


def _read(path: Path) -> PostedMail:
    mail = email.message_from_bytes(path.read_bytes(), _class=ParsedMail, policy=policy.default)
    sent_at = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    return PostedMail(str(mail["To"]), str(mail["Subject"]), sent_at, mail.get_content())


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "mail"
