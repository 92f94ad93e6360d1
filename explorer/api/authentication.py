"""Who calls: the member of an organisation whose token the call brings."""

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from explorer.accounts.tokens import Presented, presented
from explorer.acting import act_as

SCHEME = "Bearer"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer kv_…`; without that header the call may still be a browser's or a visitor's."""

    def authenticate(self, request: Request) -> tuple[User, Presented] | None:
        scheme, _blank, token = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != SCHEME.lower():
            return None
        found = presented(token.strip(), at=timezone.now())
        if found is None:
            raise AuthenticationFailed(_("Deze sleutel is niet (meer) geldig. Maak bij “Mijn account” een nieuwe."))
        act_as(found.membership.user, found.membership)
        return found.membership.user, found

    def authenticate_header(self, _request: Request) -> str:
        return f'{SCHEME} realm="api"'


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The same for the document."""

    target_class = "explorer.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, _auto_schema: object) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A personal token of a member of an organisation, made on the page `/account/sleutels/`. "
            "It opens the addresses that begin with one of its scopes.",
        }
