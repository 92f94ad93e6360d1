"""The pages of a forgotten password and of another one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from explorer.accounts import passwords
from explorer.accounts.forms import AddressForm, ChangePasswordForm, NewPasswordForm
from explorer.accounts.mail_limit import TooManyFromNetworkError
from explorer.accounts.mail_links import UnusableLinkError
from explorer.network import network_of
from explorer.views.accounts.account import user_of
from explorer.views.accounts.sign_up import too_many, unusable_link


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Asks for an address and mails a link; what is said is the same for every address."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            passwords.ask(email=email, network=network_of(request), at=timezone.now())
        except TooManyFromNetworkError:
            return too_many(request)
        return render(request, "accounts/look_in_mail.html", {"email": email, "hours": 1})
    return render(request, "accounts/forgotten.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The link: asks for a new password; signing in comes after it, second step and all."""
    text = request.POST.get("link", "") or request.GET.get("link", "")
    try:
        user = passwords.asked(text)
    except UnusableLinkError:
        return unusable_link(request)
    form = NewPasswordForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        passwords.renew(user=user, password=form.cleaned_data["new_password"])
        messages.success(request, _("Uw nieuwe wachtwoord is bewaard. Log ermee in."))
        return redirect("sign_in")
    return render(request, "accounts/new_password.html", {"form": form, "link": text, "name": user.get_username()})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Another password for whoever is signed in."""
    user = user_of(request)
    form = ChangePasswordForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        if passwords.is_own_password(request, form.cleaned_data["password"]):
            passwords.change(request=request, user=user, password=form.cleaned_data["new_password"])
            messages.success(request, _("Uw wachtwoord is veranderd. Op andere apparaten bent u uitgelogd."))
            return redirect("account")
        form.refuse()
    return render(request, "accounts/change_password.html", {"form": form})
