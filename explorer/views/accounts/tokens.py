"""The page on which someone makes tokens for programs, sees what they have, and withdraws them."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from explorer.access import Action, may_as
from explorer.accounts import tokens
from explorer.accounts.passwords import is_own_password
from explorer.accounts.token_form import TokenForm
from explorer.acting import membership_of
from explorer.models import ApiToken, Membership
from explorer.models.api_token import Scope


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of whoever acts; a POST makes one and shows it, once."""
    membership = _member(request)
    form = TokenForm(request.POST or None, has_password=membership.user.has_usable_password())
    token = _made(request, form, membership) if request.method == "POST" and form.is_valid() else ""
    if token:
        return render(request, "accounts/new_token.html", {"token": token, "name": form.cleaned_data["name"]})
    at, scopes = timezone.now(), dict(Scope.choices)
    rows = ApiToken.objects.of(membership).order_by("-made_at", "pk")
    kept = [(row, [scopes.get(one, one) for one in row.scopes], row.expires_at <= at) for row in rows]
    context = {"form": form, "tokens": kept, "organisation": membership.organisation.name}
    return render(request, "accounts/tokens.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ends one of one's own tokens."""
    token = get_object_or_404(ApiToken.objects.of(_member(request)), key=key)
    tokens.withdraw(token=token)
    messages.success(request, _("“%(name)s” is ingetrokken en opent niets meer.") % {"name": token.name})
    return redirect("own_tokens")


def _made(request: HttpRequest, form: TokenForm, membership: Membership) -> str:
    """The new token; empty when the form says why there is none."""
    asked = form.cleaned_data
    if "password" in asked and not is_own_password(request, asked["password"]):
        form.refuse()
        return ""
    wishes = {name: asked[name] for name in ("name", "scopes", "days")}
    try:
        return tokens.make(membership=membership, at=timezone.now(), **wishes)
    except tokens.CannotMakeError as error:
        form.add_error("name", str(error))
        return ""


def _member(request: HttpRequest) -> Membership:
    """Who acts, if programs may act for them.

    Raises:
        PermissionDenied: see there.
    """
    membership = membership_of(request)
    if membership is None or not may_as(membership, Action.USE_TOKENS):
        raise PermissionDenied
    return membership
