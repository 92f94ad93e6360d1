"""Signing up: asked for on one page, confirmed by a link in a mail, and then everything works at once."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from explorer.accounts import mail_limit, mails
from explorer.accounts.mail_links import SIGN_UP, UnusableLinkError, link, read
from explorer.locks import lock
from explorer.mail.links import address_of
from explorer.mail.outbox import post
from explorer.models import Membership, Organisation, SignUp
from profiles import keys

MOST_FAILURES = 5
Kind, Role = Organisation.Kind, Membership.Role


@dataclass(frozen=True)
class Wanted:
    """What somebody fills in; `email` in small letters."""

    name: str
    organisation: str
    kvk_number: str
    email: str
    password: str
    is_intermediary: bool = False
    next_page: str = ""


def is_known(email: str) -> bool:
    """Whether an account has this address."""
    return User.objects.filter(Q(username=email) | Q(email__iexact=email)).exists()


@transaction.atomic
def ask(wanted: Wanted, *, network: str, at: dt.datetime) -> str:
    """Keeps a sign-up and mails its link; the token that the asking browser keeps.

    A known address gets a mail without a link. Either way the same work is done, hashing too, and the same is said.

    Raises:
        TooManyFromNetworkError: this network asked for too much mail.
    """
    may_send, browser = mail_limit.note(address=wanted.email, network=network, at=at), secrets.token_hex(16)
    kept = SignUp.objects.create(
        email=wanted.email,
        name=wanted.name,
        organisation=wanted.organisation,
        kvk_number=wanted.kvk_number,
        is_intermediary=wanted.is_intermediary,
        password=make_password(wanted.password),
        browser=keys.browser_key(browser),
        next_page=wanted.next_page,
        asked_at=at,
    )
    confirm_link, known = link(SIGN_UP, str(kept.key)), is_known(wanted.email)
    mail = mails.known_already(address_of(reverse("sign_in"))) if known else mails.confirm_sign_up(confirm_link)
    if may_send:
        post(to=wanted.email, subject=mail.subject, text=mail.text, kind="sign_up")
    return browser


def asked(text: str) -> SignUp:
    """The sign-up that a link is for.

    Raises:
        UnusableLinkError: not ours, too old, or used.
    """
    kept = SignUp.objects.filter(key=read(SIGN_UP, text)).first()
    if kept is None or is_known(kept.email):
        raise UnusableLinkError
    return kept


def is_same_browser(kept: SignUp, token: str) -> bool:
    """Whether the browser that opens the link is the one that asked."""
    return bool(token) and secrets.compare_digest(kept.browser, keys.browser_key(token))


def knows_password(kept: SignUp, password: str) -> bool:
    """Whether whoever opens the link elsewhere knows the password; after five wrong ones the link is gone.

    Without this a stranger could sign up with somebody's address and a password of their own, and have the owner of
    the address confirm it.
    """
    if check_password(password, kept.password):
        return True
    kept.failures += 1
    if kept.failures >= MOST_FAILURES:
        kept.delete()
    else:
        kept.save(update_fields=["failures"])
    return False


@transaction.atomic
def confirm(kept: SignUp) -> User:
    """Makes the account and its organisation, which nobody checked yet; links of the same address stop working.

    Raises:
        UnusableLinkError: another link made the account meanwhile.
    """
    lock([f"sign up {kept.email}"])
    if is_known(kept.email):
        raise UnusableLinkError
    user = User.objects.create(username=kept.email, email=kept.email, first_name=kept.name, password=kept.password)
    kind, role = (Kind.INTERMEDIARY, Role.INTERMEDIARY) if kept.is_intermediary else (Kind.EMPLOYER, Role.EMPLOYER)
    organisation = Organisation.objects.create(name=kept.organisation, kind=kind, kvk_number=kept.kvk_number)
    Membership.objects.create(user=user, organisation=organisation, role=role, is_owner=True)
    SignUp.objects.filter(email=kept.email).delete()
    return user
