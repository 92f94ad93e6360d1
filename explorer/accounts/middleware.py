"""At every request of someone who is signed in: is this session still good?"""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from explorer.accounts.sessions import is_over, note_presence, own_session, term_of
from explorer.acting import membership_of

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
