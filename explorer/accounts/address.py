"""Another mail address for an account: confirmed at the new one, told to the old one."""

import datetime as dt

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from explorer.accounts import mail_limit, mails
from explorer.accounts.mail_links import NEW_ADDRESS, UnusableLinkError, link, read
from explorer.accounts.sessions import end_sessions
from explorer.accounts.sign_up import is_known
from explorer.locks import lock
from explorer.mail.links import address_of
from explorer.mail.outbox import post


@transaction.atomic
def ask(*, user: User, email: str, network: str, at: dt.datetime) -> None:
    """Mails a link to the new address; an address that another account has gets a mail that says so.

    Raises:
        TooManyFromNetworkError: this network asked for too much mail.
    """
    if not mail_limit.note(address=email, network=network, at=at):
        return
    confirm_link = link(NEW_ADDRESS, {"user": user.pk, "email": email, "state": _state(user)})
    taken = is_known(email)
    mail = mails.address_taken(address_of(reverse("sign_in"))) if taken else mails.confirm_address(confirm_link)
    post(to=email, subject=mail.subject, text=mail.text, kind="address")


def asked(text: str) -> tuple[User, str]:
    """Whose address is to become which.

    Raises:
        UnusableLinkError: not ours, too old, used, or the password was changed since.
    """
    value = read(NEW_ADDRESS, text)
    user = User.objects.filter(pk=value["user"], is_active=True).first()
    if user is None or value["state"] != _state(user) or is_known(value["email"]):
        raise UnusableLinkError
    return user, value["email"]


@transaction.atomic
def change(*, user: User, email: str) -> None:
    """Gives an account its new address, by which it signs in from now on; all other sessions end.

    Raises:
        UnusableLinkError: another account got this address meanwhile.
    """
    lock([f"sign up {email}"])
    if is_known(email):
        raise UnusableLinkError
    old = user.email
    if user.username == old:
        user.username = email
    user.email = email
    user.save(update_fields=["username", "email"])
    end_sessions(user.pk)
    if old:
        mail = mails.address_changed(address_of(reverse("home")))
        post(to=old, subject=mail.subject, text=mail.text, kind="address")


def _state(user: User) -> str:
    """Changes with the address and the password, so that a link works once."""
    return salted_hmac("new address", f"{user.email}\0{user.password}").hexdigest()[:20]
