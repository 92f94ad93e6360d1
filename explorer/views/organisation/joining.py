"""The link of an invitation: one button for who is signed in, a name and a password for who is new."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from explorer.accounts import entry
from explorer.accounts.mail_links import UnusableLinkError
from explorer.accounts.sign_up import is_known
from explorer.acting import choose
from explorer.models import Invitation
from explorer.organisations import invitations
from explorer.organisations.forms import JoinForm
from explorer.views.accounts.sign_up import unusable_link


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Opening the page changes nothing, for mail programs open links too."""
    text = request.POST.get("link", "") or request.GET.get("link", "")
    try:
        invitation = invitations.asked(text)
        if isinstance(request.user, User):
            return _as_oneself(request, invitation, request.user, text)
        if is_known(invitation.email):  # whoever opens the mail of this address may know
            return render(request, "organisation/sign_in_to_join.html", {"invitation": invitation, "link": text})
        return _as_new(request, invitation, text)
    except UnusableLinkError:
        return unusable_link(request)


def _as_oneself(request: HttpRequest, invitation: Invitation, user: User, text: str) -> HttpResponse:
    if request.method != "POST":
        return render(request, "organisation/join.html", {"invitation": invitation, "link": text})
    membership = invitations.join(invitation=invitation, user=user)
    choose(request, membership=membership.pk)
    messages.success(request, _("U hoort nu bij %(name)s.") % {"name": invitation.organisation.name})
    return redirect("organisation")


def _as_new(request: HttpRequest, invitation: Invitation, text: str) -> HttpResponse:
    form = JoinForm(request.POST if request.method == "POST" else None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        user = invitations.join_as_new(invitation=invitation, **form.cleaned_data)
        entry.enter(request, user, backend=entry.PASSWORDS)
        messages.success(request, _("Welkom. U hoort nu bij %(name)s.") % {"name": invitation.organisation.name})
        return redirect("search")
    context = {"invitation": invitation, "link": text, "form": form}
    return render(request, "organisation/join_as_new.html", context)
