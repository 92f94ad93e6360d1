"""The pages of signing up: the form, "look in your mail", and the link."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from explorer.accounts import entry, sign_up
from explorer.accounts.forms import PasswordForm, SignUpForm
from explorer.accounts.mail_limit import TooManyFromNetworkError
from explorer.accounts.mail_links import UnusableLinkError
from explorer.models import SignUp
from explorer.network import network_of

BROWSER = "sign_up"
"""Under this name a session keeps that this browser asked for an account."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form; what is said afterwards is the same for every address."""
    if request.user.is_authenticated:
        return redirect("account")
    form, next_page = SignUpForm(request.POST or None), _next_page(request)
    if request.method == "POST" and form.is_valid():
        wanted = sign_up.Wanted(**form.cleaned_data, next_page=next_page)
        try:
            request.session[BROWSER] = sign_up.ask(wanted, network=network_of(request), at=timezone.now())
        except TooManyFromNetworkError:
            return too_many(request)
        return render(request, "accounts/look_in_mail.html", {"email": wanted.email, "hours": 24})
    return render(request, "accounts/sign_up.html", {"form": form, "next": next_page})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """The link: one button in the browser that asked, the password elsewhere. Opening the page changes nothing, for
    mail programs open links too."""
    text = request.POST.get("link", "") or request.GET.get("link", "")
    try:
        kept = sign_up.asked(text)
        return _confirm(request, kept, text)
    except UnusableLinkError:
        return unusable_link(request)


def too_many(request: HttpRequest) -> HttpResponse:
    """The page for a network that asked for too much mail."""
    return render(request, "accounts/too_many.html", status=429)


def unusable_link(request: HttpRequest) -> HttpResponse:
    """The page for a link that does not work (any more)."""
    return render(request, "accounts/unusable_link.html", status=410)


def _confirm(request: HttpRequest, kept: SignUp, text: str) -> HttpResponse:
    is_same = sign_up.is_same_browser(kept, request.session.get(BROWSER, ""))
    form = None if is_same else PasswordForm(request.POST if "password" in request.POST else None)
    if request.method != "POST" or not (form is None or _knows_password(form, kept)):
        context: dict[str, Any] = {"form": form, "link": text, "organisation": kept.organisation}
        return render(request, "accounts/confirm_sign_up.html", context)
    entry.enter(request, sign_up.confirm(kept), backend=entry.PASSWORDS)
    request.session.pop(BROWSER, None)
    messages.success(request, _("Welkom. Uw account is klaar."))
    return redirect(kept.next_page or resolve_url("search"))


def _knows_password(form: PasswordForm, kept: SignUp) -> bool:
    if not form.is_valid():
        return False
    if sign_up.knows_password(kept, form.cleaned_data["password"]):
        return True
    form.refuse()
    return False


def _next_page(request: HttpRequest) -> str:
    """Where to go on afterwards, if that is a page of this site."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours and len(wanted) <= 4000 else ""
