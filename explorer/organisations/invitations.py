"""Inviting colleagues by mail: a link that works once, for a week, for whoever holds it."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from explorer.accounts import mail_limit, mails
from explorer.accounts.identities import ROLES
from explorer.accounts.mail_links import INVITATION, UnusableLinkError, link, read
from explorer.accounts.sign_up import is_known
from explorer.locks import lock
from explorer.mail.outbox import post
from explorer.models import Invitation, Membership, Organisation, SignUp
from profiles.calendar import day_of

MOST_OPEN = 50
"""Invitations of one organisation that wait; members get the role of its kind, others are given in the admin."""


class CannotInviteError(ValueError):
    """No invitation was sent; the message says why and what to do."""


@dataclass(frozen=True)
class Sender:
    """For whom an invitation goes out: the organisation, and the network that asks, for the limit of mail."""

    organisation: int
    network: str


@transaction.atomic
def invite(*, sender: Sender, email: str, at: dt.datetime) -> None:
    """Keeps an invitation and mails its link; whether the address has an account is not looked at.

    Raises:
        CannotInviteError: a member already, or too many invitations wait.
        TooManyFromNetworkError: this network asked for too much mail.
    """
    lock([f"invitations {sender.organisation}"])
    if Membership.objects.filter(organisation=sender.organisation, user__email__iexact=email).exists():
        raise CannotInviteError(_("Dit adres hoort al bij iemand van uw organisatie."))
    waiting = Invitation.objects.of(sender.organisation)
    found = waiting.filter(email__iexact=email).first()
    if found is None and waiting.count() >= MOST_OPEN:
        text = _("Er staan al %(most)d uitnodigingen open. Trek er eerst een in.")
        raise CannotInviteError(text % {"most": MOST_OPEN})
    found = found or Invitation.objects.create(organisation_id=sender.organisation, email=email, sent_at=at)
    send(invitation=found, network=sender.network, at=at)


@transaction.atomic
def send(*, invitation: Invitation, network: str, at: dt.datetime) -> None:
    """Mails the link, again if need be: the week begins anew.

    Raises:
        TooManyFromNetworkError: this network asked for too much mail.
    """
    may_send = mail_limit.note(address=invitation.email, network=network, at=at)
    invitation.sent_at = at
    invitation.save(update_fields=["sent_at"])
    if may_send:
        mail = mails.invited(link(INVITATION, str(invitation.key)))
        post(to=invitation.email, subject=mail.subject, text=mail.text, kind="invitation")


def asked(text: str) -> Invitation:
    """The invitation that a link is for.

    Raises:
        UnusableLinkError: not ours, too old, used or withdrawn, or the organisation has no access any more.
    """
    having_access = Organisation.objects.active(day_of(timezone.now())).filter(kind__in=ROLES)
    kept = Invitation.objects.filter(key=read(INVITATION, text), organisation__in=having_access)
    found = kept.select_related("organisation").first()
    if found is None:
        raise UnusableLinkError
    return found


@transaction.atomic
def join(*, invitation: Invitation, user: User) -> Membership:
    """Makes somebody with an account a member; who is one already stays what they are.

    Raises:
        UnusableLinkError: used or withdrawn meanwhile.
    """
    lock([f"invitations {invitation.organisation_id}"])
    if not Invitation.objects.filter(pk=invitation.pk).delete()[0]:
        raise UnusableLinkError
    organisation = invitation.organisation
    found = Membership.objects.filter(user=user, organisation=organisation).first()
    role = ROLES[Organisation.Kind(organisation.kind)]
    return found or Membership.objects.create(user=user, organisation=organisation, role=role)


@transaction.atomic
def join_as_new(*, invitation: Invitation, name: str, password: str) -> User:
    """Makes an account for the address that the mail went to, and makes it a member.

    Raises:
        UnusableLinkError: used or withdrawn meanwhile, or the address got an account.
    """
    email, hashed = invitation.email, make_password(password)
    lock([f"sign up {email}"])
    if is_known(email):
        raise UnusableLinkError
    user = User.objects.create(username=email, email=email, first_name=name, password=hashed)
    join(invitation=invitation, user=user)
    SignUp.objects.filter(email=email).delete()
    return user
