"""Links in mail: signed, for one purpose, and good for a while. That each works once, its own action sees to."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.http import urlencode

from explorer.mail.links import address_of


class UnusableLinkError(ValueError):
    """The link was changed, is too old, or was used."""


@dataclass(frozen=True)
class LinkKind:
    """What a link is for: the name of its page, and how long it is good."""

    page: str
    term: dt.timedelta


SIGN_UP = LinkKind("confirm_sign_up", dt.timedelta(hours=24))
NEW_PASSWORD = LinkKind("new_password", dt.timedelta(hours=1))
NEW_ADDRESS = LinkKind("confirm_address", dt.timedelta(hours=24))
INVITATION = LinkKind("invitation", dt.timedelta(days=7))


def link(kind: LinkKind, value: Any) -> str:
    """The whole address of a link; what is signed stands in the query, for logs keep paths only."""
    return address_of(f"{reverse(kind.page)}?{urlencode({'link': signing.dumps(value, salt=kind.page)})}")


def read(kind: LinkKind, text: str) -> Any:
    """What a link carries.

    Raises:
        UnusableLinkError: it is not one of ours, or is past its term.
    """
    try:
        return signing.loads(text, salt=kind.page, max_age=kind.term)
    except signing.BadSignature:
        raise UnusableLinkError from None
