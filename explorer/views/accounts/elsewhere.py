"""Signing in with another party: there and back. Without OIDC_CLIENT_ID these pages do not exist."""

import logging
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from jwt import PyJWTError
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView
from requests import RequestException

from explorer.accounts import entry
from explorer.accounts.identities import NoOrganisationError

logger = logging.getLogger(__name__)


def there(request: HttpRequest) -> HttpResponse:
    """To the other party, with state, nonce and a code challenge; `next` is kept if it is a page of this site."""
    _refuse_unless_on()
    answer: HttpResponse = OIDCAuthenticationRequestView.as_view()(request)
    return answer


def back(request: HttpRequest) -> HttpResponse:
    """Back from the other party. What goes wrong is told in general words; the log gets the kind of error."""
    _refuse_unless_on()
    try:
        answer: HttpResponse = Back.as_view()(request)
    except NoOrganisationError:
        words = _("U bent herkend, maar zonder KvK-nummer. Maak een account aan, of vraag uw beheerder om hulp.")
        return _failed(request, words)
    except (RequestException, PyJWTError, SuspiciousOperation, KeyError) as error:
        logger.warning("Signing in with another party failed: %s", type(error).__name__)
        return _failed(request)
    return answer


@method_decorator(never_cache, name="dispatch")
class Back(OIDCAuthenticationCallbackView):  # type: ignore[misc]  # the library ships no types
    """The library's way back, which ends at our own way in."""

    user: Any

    def login_success(self) -> HttpResponse:
        """In, or on to the second step."""
        next_page = self.request.session.pop("oidc_login_next", None) or ""
        is_in = entry.enter(self.request, self.user, backend=entry.PASSWORDS, next_page=next_page)
        return HttpResponseRedirect(next_page or self.success_url) if is_in else redirect("second_step")

    def login_failure(self) -> HttpResponse:
        """The other party sent somebody back without signing them in, or the visit is over."""
        return _failed(self.request)


def _failed(request: HttpRequest, words: str = "") -> HttpResponse:
    messages.error(request, words or _("Inloggen bij de andere partij is niet gelukt. Probeer het opnieuw."))
    return redirect("sign_in")


def _refuse_unless_on() -> None:
    if not settings.OIDC_RP_CLIENT_ID:
        raise Http404
