"""The pages on which someone sets up the second step of signing in, renews recovery codes or takes it away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp import login as note_device

from explorer.accounts import second_factor
from explorer.accounts.forms import CodeForm, PasswordForm
from explorer.accounts.passwords import is_own_password
from explorer.acting import membership_of
from explorer.views.accounts.account import user_of

WRONG_CODE = gettext_lazy(
    "Deze code klopt niet (meer). Wacht op de volgende code van uw app. Kijk ook of de klok van uw telefoon klopt."
)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Shows the secret as a picture and in letters; the first code from the app makes it count."""
    user = user_of(request)
    if second_factor.device_of(user):
        return redirect("account")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device, codes = second_factor.confirm(user=user, code=form.cleaned_data["code"])
        except second_factor.WrongCodeError:
            form.add_error("code", WRONG_CODE)
        else:
            note_device(request, device)
            return _show_codes(request, codes, is_new=True)
    device = second_factor.begun(user)
    context = {
        "form": form,
        "qr": mark_safe(second_factor.qr_code(device)),  # noqa: S308 - drawn here, from letters and digits
        "letters": second_factor.secret_in_letters(device),
        "address": device.config_url,
        "is_required": second_factor.is_required(user, membership_of(request)),
    }
    return render(request, "accounts/second_factor.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Draws new recovery codes for whoever gives the password again."""
    user, form = user_of(request), PasswordForm(request.POST or None)
    if not second_factor.device_of(user):
        return redirect("second_factor")
    if request.method == "POST" and form.is_valid():
        if is_own_password(request, form.cleaned_data["password"]):
            return _show_codes(request, second_factor.renew_codes(user=user), is_new=False)
        form.refuse()
    return render(request, "accounts/renew_codes.html", {"form": form, "left": second_factor.codes_left(user)})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_away(request: HttpRequest) -> HttpResponse:
    """Takes the second step away for whoever gives the password again; who must have one sets up another."""
    user, form = user_of(request), PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_own_password(request, form.cleaned_data["password"]):
            second_factor.take_away(user=user)
            messages.success(request, _("De tweede stap is uitgezet."))
            return redirect("account")
        form.refuse()
    must_have = second_factor.is_required(user, membership_of(request))
    return render(request, "accounts/take_away_factor.html", {"form": form, "is_required": must_have})


def _show_codes(request: HttpRequest, codes: tuple[str, ...], *, is_new: bool) -> HttpResponse:
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "is_new": is_new})
