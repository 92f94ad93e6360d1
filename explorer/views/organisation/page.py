"""The page "Mijn organisatie": who belongs to it, and who leads it; leaving it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from explorer.access import Action, leads, may_as
from explorer.accounts.mail_links import INVITATION
from explorer.acting import membership_of
from explorer.models import Invitation, Membership
from explorer.organisations import owners
from explorer.organisations.forms import InviteForm


@never_cache
@login_required
@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    """The organisation that one acts for, and its people."""
    return shown(request, acting(request), InviteForm())


@login_required
@require_POST
def set_owner(request: HttpRequest, member: int) -> HttpResponse:
    """Makes a member an owner (`owner=ja`), or takes that back."""
    found = _colleague(leader(request), member)
    is_owner = request.POST.get("owner") == "ja"
    try:
        owners.set_owner(membership=found, is_owner=is_owner)
    except owners.LastOwnerError:
        messages.error(request, _last_owner())
        return redirect("organisation")
    said = _("%(name)s is nu eigenaar.") if is_owner else _("%(name)s is geen eigenaar meer.")
    messages.success(request, said % {"name": name_of(found)})
    return redirect("organisation")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, member: int) -> HttpResponse:
    """Says what happens, and takes a colleague out of the organisation."""
    own = leader(request)
    found = _colleague(own, member)
    if request.method != "POST":
        context = {"member": found, "name": name_of(found), "is_last": owners.is_last_owner(found)}
        return render(request, "organisation/remove_member.html", context)
    if _ended(request, found):
        messages.success(request, _("%(name)s hoort niet meer bij uw organisatie.") % {"name": name_of(found)})
    return redirect("account" if found.pk == own.pk else "organisation")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Says what happens, and takes whoever asks out of the organisation that they act for."""
    own = acting(request)
    if request.method != "POST":
        return render(request, "organisation/leave.html", {"member": own, "is_last": owners.is_last_owner(own)})
    if not _ended(request, own):
        return redirect("organisation")
    messages.success(request, _("U hoort niet meer bij %(name)s.") % {"name": own.organisation.name})
    return redirect("account")


def shown(request: HttpRequest, own: Membership, form: InviteForm, *, status: int = 200) -> HttpResponse:
    """The page, with the form of inviting as it was sent."""
    members = Membership.objects.filter(organisation=own.organisation_id, user__is_active=True)
    waiting = Invitation.objects.of(own.organisation_id).order_by("sent_at", "pk") if leads(own) else []
    is_over = timezone.now() - INVITATION.term
    context = {
        "own": own,
        "members": members.select_related("user").order_by("-is_owner", "user__first_name", "user__username", "pk"),
        "leads": leads(own),
        "is_last_owner": owners.is_last_owner(own),
        "may_keep_folders": may_as(own, Action.KEEP_FOLDERS),
        "invitations": [(row, row.sent_at < is_over, row.sent_at + INVITATION.term) for row in waiting],
        "form": form,
    }
    return render(request, "organisation/organisation.html", context, status=status)


def acting(request: HttpRequest) -> Membership:
    """The membership of whoever asks.

    Raises:
        PermissionDenied: there is none in force.
    """
    membership = membership_of(request)
    if membership is None:
        raise PermissionDenied
    return membership


def leader(request: HttpRequest) -> Membership:
    """The same, of an owner.

    Raises:
        PermissionDenied: whoever asks does not lead the organisation.
    """
    membership = acting(request)
    if not leads(membership):
        raise PermissionDenied
    return membership


def name_of(membership: Membership) -> str:
    """How colleagues know somebody."""
    return membership.user.get_full_name() or membership.user.get_username()


def _colleague(own: Membership, member: int) -> Membership:
    """Somebody of the same organisation; anybody else is not found."""
    rows = Membership.objects.filter(organisation=own.organisation_id).select_related("user", "organisation")
    return get_object_or_404(rows, pk=member)


def _ended(request: HttpRequest, membership: Membership) -> bool:
    try:
        owners.end(membership=membership)
    except owners.LastOwnerError:
        messages.error(request, _last_owner())
        return False
    return True


def _last_owner() -> str:
    return _("Dat kan niet: er moet een eigenaar overblijven. Maak eerst iemand anders eigenaar.")
