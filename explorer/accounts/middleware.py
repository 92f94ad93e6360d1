"""At every request of someone who is signed in: is this session still good, and was the second step taken?"""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from explorer.accounts.second_factor import device_of, is_required
from explorer.accounts.sessions import is_over, note_presence, own_session, term_of
from explorer.acting import membership_of
from explorer.api.problems import PROBLEM

Answer = Callable[[HttpRequest], HttpResponse]


class SessionTerms:
    """Signs out who was away too long or signed in too long ago; the request goes on as a visitor's."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            _keep_or_end(request, request.user)
        with own_session(request.session.session_key):
            return self.get_response(request)


def _keep_or_end(request: HttpRequest, user: User) -> None:
    at, term = timezone.now(), term_of(user, None if user.is_staff else membership_of(request))
    if not is_over(request.session, term, at):
        note_presence(request.session, at)
        return
    logout(request)
    messages.info(request, _("U bent uitgelogd. U deed een tijd niets, of u was al lang ingelogd. Log opnieuw in."))


FREE = frozenset({"second_factor", "second_step", "recovery_codes", "sign_out", "set_language", "healthz", "readyz"})
"""Names of the addresses that whoever still has to set up a second step may use."""


class SecondFactor:
    """Who needs a second step and did not take it may set it up, and nothing else; in the admin and the API too."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """The page to set it up or to take the step; None to go on."""
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or match is None or match.view_name in FREE or _is_safe(request, user):
            return None
        if request.path_info.startswith("/api/"):
            words = _("Stel eerst de tweede stap van het inloggen in, op de website.")
            problem = {"status": 403, "title": "Forbidden", "detail": words}
            return JsonResponse(problem, status=403, content_type=PROBLEM)
        return redirect("second_step" if device_of(user) else "second_factor")


def _is_safe(request: HttpRequest, user: User) -> bool:
    """With a verified device, or without a need for one; staff need no look at memberships."""
    if settings.SECOND_FACTOR != "required" or getattr(user, "otp_device", None):
        return True
    return not is_required(user, None if user.is_staff else membership_of(request))
