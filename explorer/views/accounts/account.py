"""The page "Mijn account", and what one can do there with the address and with the account as a whole."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from explorer.access import Action, may
from explorer.accounts import address, passwords, removal, second_factor
from explorer.accounts.forms import NewAddressForm, PasswordForm
from explorer.accounts.mail_limit import TooManyFromNetworkError
from explorer.accounts.mail_links import UnusableLinkError
from explorer.accounts.sessions import end_sessions, term_of
from explorer.acting import membership_of
from explorer.models import AccountSession, ApiToken, Membership
from explorer.network import network_of
from explorer.organisations.owners import LastOwnerError
from explorer.views.accounts.sign_up import too_many, unusable_link
from profiles.calendar import day_of


@never_cache
@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, for which organisations, and how safely."""
    user, membership = user_of(request), membership_of(request)
    memberships = Membership.objects.active(day_of(timezone.now())).filter(user=user)
    elsewhere = AccountSession.objects.filter(user=user, expire_date__gt=timezone.now())
    context = {
        "memberships": memberships.select_related("organisation").order_by("pk"),
        "has_password": user.has_usable_password(),
        "has_second_factor": second_factor.device_of(user) is not None,
        "codes_left": second_factor.codes_left(user),
        "is_required": second_factor.is_required(user, membership),
        "elsewhere": elsewhere.exclude(pk=request.session.session_key).count(),
        "term": term_of(user, membership),
        "may_use_tokens": may(request, Action.USE_TOKENS),
        "tokens": ApiToken.objects.of(membership).count() if membership else 0,
    }
    return render(request, "accounts/account.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_address(request: HttpRequest) -> HttpResponse:
    """Asks for the new address and the password; the link goes to the new address."""
    user, form = user_of(request), NewAddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if passwords.is_own_password(request, form.cleaned_data["password"]):
            email = form.cleaned_data["email"]
            try:
                address.ask(user=user, email=email, network=network_of(request), at=timezone.now())
            except TooManyFromNetworkError:
                return too_many(request)
            return render(request, "accounts/look_in_mail.html", {"email": email, "hours": 24})
        form.refuse()
    return render(request, "accounts/change_address.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest) -> HttpResponse:
    """The link at the new address: one button."""
    text = request.POST.get("link", "") or request.GET.get("link", "")
    try:
        user, email = address.asked(text)
        if request.method != "POST":
            return render(request, "accounts/confirm_address.html", {"email": email, "link": text})
        address.change(user=user, email=email)
    except UnusableLinkError:
        return unusable_link(request)
    messages.success(request, _("Uw nieuwe e-mailadres is bevestigd. Log er voortaan mee in."))
    return redirect("account")


@login_required
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Ends all of one's sessions, this one too."""
    end_sessions(user_of(request).pk)
    logout(request)
    messages.success(request, _("U bent overal uitgelogd."))
    return redirect("sign_in")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    """Says what goes and what stays, and removes the account of whoever gives the password."""
    user, form = user_of(request), PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not passwords.is_own_password(request, form.cleaned_data["password"]):
            form.refuse()
        elif _removed(user):
            logout(request)
            messages.success(request, _("Uw account is verwijderd."))
            return redirect("home")
    context = {"form": form, "ending": removal.ending_with(user), "owned": removal.left_without_owner(user)}
    return render(request, "accounts/remove.html", context)


def _removed(user: User) -> bool:
    """False for the last owner of an organisation with others in it: the page says what to do."""
    try:
        removal.remove(user=user)
    except LastOwnerError:
        return False
    return True


def user_of(request: HttpRequest) -> User:
    """Who is signed in; for pages that ask for it."""
    assert isinstance(request.user, User)  # noqa: S101 - login_required sees to it
    return request.user
