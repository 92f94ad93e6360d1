"""Inviting colleagues, sending an invitation again, and withdrawing it; for owners."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from explorer.accounts.mail_limit import TooManyFromNetworkError
from explorer.models import Invitation
from explorer.network import network_of
from explorer.organisations import invitations
from explorer.organisations.forms import InviteForm
from explorer.views.accounts.sign_up import too_many
from explorer.views.organisation.page import leader, shown


@login_required
@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Mails a link to a colleague; an address that cannot be used is said on the page."""
    own, form = leader(request), InviteForm(request.POST)
    if form.is_valid():
        sender = invitations.Sender(own.organisation_id, network_of(request))
        try:
            invitations.invite(sender=sender, email=form.cleaned_data["email"], at=timezone.now())
        except TooManyFromNetworkError:
            return too_many(request)
        except invitations.CannotInviteError as error:
            form.add_error("email", str(error))
        else:
            text = _("De uitnodiging voor %(email)s is verstuurd.")
            messages.success(request, text % {"email": form.cleaned_data["email"]})
            return redirect("organisation")
    return shown(request, own, form, status=400)


@login_required
@require_POST
def send_again(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same invitation once more, for another week."""
    invitation = _own(request, key)
    try:
        invitations.send(invitation=invitation, network=network_of(request), at=timezone.now())
    except TooManyFromNetworkError:
        return too_many(request)
    messages.success(request, _("De uitnodiging voor %(email)s is verstuurd.") % {"email": invitation.email})
    return redirect("organisation")


@login_required
@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Makes the link worthless."""
    invitation = _own(request, key)
    invitation.delete()
    messages.success(request, _("De uitnodiging voor %(email)s is ingetrokken.") % {"email": invitation.email})
    return redirect("organisation")


def _own(request: HttpRequest, key: UUID) -> Invitation:
    """An invitation of one's organisation; any other is not found."""
    return get_object_or_404(Invitation.objects.of(leader(request).organisation_id), key=key)
