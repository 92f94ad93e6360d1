"""Passwords of people who are signed in or come back by a mail link: asked again, changed, renewed."""

import datetime as dt

from django.contrib.auth import authenticate, update_session_auth_hash
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from explorer.accounts import mail_limit, mails
from explorer.accounts.lockout import forget
from explorer.accounts.mail_links import NEW_PASSWORD, UnusableLinkError, link, read
from explorer.accounts.sessions import BEGAN, end_sessions
from explorer.mail.links import address_of
from explorer.mail.outbox import post

FRESH = dt.timedelta(minutes=10)


def is_own_password(request: HttpRequest, password: str) -> bool:
    """Whether this is the password of who is signed in; wrong ones count as at the front door.

    Who signs in at another site has none here: having signed in within ten minutes is as good.
    """
    if isinstance(request.user, User) and not request.user.has_usable_password():
        return bool(timezone.now().timestamp() - request.session[BEGAN] < FRESH.total_seconds())
    found = authenticate(request, username=request.user.get_username(), password=password)
    return found is not None and found.pk == request.user.pk


@transaction.atomic
def change(*, request: HttpRequest, user: User, password: str) -> None:
    """Gives someone who is signed in another password; every other session ends, this one gets another key."""
    user.set_password(password)
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)
    end_sessions(user.pk, but=request.session.session_key)
    _tell(user)


@transaction.atomic
def ask(*, email: str, network: str, at: dt.datetime) -> None:
    """Mails a link for a new password; an address without an account gets a mail that says so, with equal work.

    Raises:
        TooManyFromNetworkError: this network asked for too much mail.
    """
    if not mail_limit.note(address=email, network=network, at=at):
        return
    known = User.objects.filter(Q(username=email) | Q(email__iexact=email), is_active=True).exclude(email="")
    user = next((one for one in known.order_by("pk") if one.has_usable_password()), None)
    whose = user or User(pk=0)  # a link is made for nobody too, or the clock would tell
    value = {"user": whose.pk, "token": default_token_generator.make_token(whose)}
    new_link = link(NEW_PASSWORD, value)
    mail = mails.new_password(new_link) if user else mails.no_account(address_of(reverse("sign_up")))
    post(to=user.email if user else email, subject=mail.subject, text=mail.text, kind="password")


def asked(text: str) -> User:
    """Whose password a link renews; signing in and a new password make it worthless.

    Raises:
        UnusableLinkError: not ours, too old, or used.
    """
    value = read(NEW_PASSWORD, text)
    user = User.objects.filter(pk=value["user"], is_active=True).first()
    if user is None or not default_token_generator.check_token(user, value["token"]):
        raise UnusableLinkError
    return user


@transaction.atomic
def renew(*, user: User, password: str) -> None:
    """Gives someone another password by a mail link; all sessions end, and nobody waits for this name any longer."""
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user.pk)
    forget(user.get_username())
    _tell(user)


def _tell(user: User) -> None:
    if user.email:
        mail = mails.password_changed(address_of(reverse("sign_in")))
        post(to=user.email, subject=mail.subject, text=mail.text, kind="password")
