"""What an error while sending means: try again, never again, or something of ours is wrong. Plain Python."""

import smtplib
from dataclasses import dataclass

PERMANENT = 500
"""From this reply code on the server will say the same again (RFC 5321, 4.2.1)."""


@dataclass(frozen=True)
class Unsendable:
    """Why a mail was not taken. `code` is the server's number or the name of the error, never its words."""

    code: str
    is_for_good: bool = False
    is_our_fault: bool = False
    """Every mail fares alike until someone mends the settings: wait, and tell staff."""


def verdict_of(error: Exception) -> Unsendable:
    """A refused address or text is for good at 5xx; refused credentials or a refused sender concern all mail."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code = min(code for code, _words in error.recipients.values())
            return Unsendable(str(code), is_for_good=code >= PERMANENT)
        case smtplib.SMTPDataError():
            return Unsendable(str(error.smtp_code), is_for_good=error.smtp_code >= PERMANENT)
        case smtplib.SMTPResponseException():
            return Unsendable(str(error.smtp_code), is_our_fault=error.smtp_code >= PERMANENT)
        case smtplib.SMTPNotSupportedError():
            return Unsendable(type(error).__name__, is_our_fault=True)
        case smtplib.SMTPException() | OSError():
            return Unsendable(type(error).__name__)
        case _:  # the mail itself cannot be written down: a header, a character in the address
            return Unsendable(type(error).__name__, is_for_good=True)
