"""The pages of signing in: a name and a password, and the second step of whoever set one up."""

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from explorer.accounts import entry, second_factor
from explorer.accounts.forms import CodeForm, SignInForm
from explorer.views.accounts.second_factor import WRONG_CODE


@method_decorator(never_cache, name="dispatch")
class SignIn(LoginView):
    """A name and a password; Django's own view checks where `next` leads."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """In, or on to the second step."""
        is_in = entry.enter(self.request, form.get_user(), backend=entry.PASSWORDS, next_page=self.get_redirect_url())
        return HttpResponseRedirect(self.get_success_url()) if is_in else redirect("second_step")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Asks whoever proved the first half for a code; who owes none goes to the beginning."""
    user = entry.waiting(request) or _unverified(request)
    if user is None:
        return redirect("sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device = second_factor.check(user=user, code=form.cleaned_data["code"])
        except second_factor.WrongCodeError:
            form.add_error("code", WRONG_CODE)
        else:
            return redirect(entry.complete(request, user, device) or resolve_url(settings.LOGIN_REDIRECT_URL))
    return render(request, "accounts/second_step.html", {"form": form})


@require_safe
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """The admin has no door of its own; who is in with an account that may not enter is told so."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect(f"{reverse('sign_in')}?{urlencode({'next': request.GET.get('next', reverse('admin:index'))})}")


def _unverified(request: HttpRequest) -> User | None:
    """Someone who was signed in before the app was set up."""
    user = request.user
    if not isinstance(user, User) or getattr(user, "otp_device", None):
        return None
    return user if second_factor.device_of(user) else None
