"""OpenID Connect, on top of mozilla-django-oidc: what that leaves unchecked is checked here.

The library sees to state, PKCE, nonce and the signature of the ID token. Issuer, audience and term of the token, and
that the user information is about the same person, are checked by the code below (OpenID Connect Core 1.0, 3.1.3.7
and 5.3.2).
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import SuspiciousOperation
from django.utils import timezone
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from explorer.accounts.identities import Claims, person_of


class Provider(OIDCAuthenticationBackend):  # type: ignore[misc]  # the library ships no types
    """The other party, as Django's `authenticate` asks it. It gives no permissions: roles do."""

    def verify_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """The claims of an ID token that is meant for this site.

        Raises:
            SuspiciousOperation: another issuer's, for somebody else, or without a term.
        """
        claims: dict[str, Any] = super().verify_token(token, **kwargs)
        audience = claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        client = self.OIDC_RP_CLIENT_ID
        is_ours = client in audiences and (len(audiences) == 1 or claims.get("azp") == client)
        if claims.get("iss") != settings.OIDC_ISSUER or not is_ours or "exp" not in claims or not claims.get("sub"):
            raise SuspiciousOperation("The ID token is not meant for this site.")
        return claims

    def get_or_create_user(self, access_token: str, id_token: str, payload: dict[str, Any]) -> User:
        """The account that the claims lead to.

        Raises:
            SuspiciousOperation: the user information is about somebody else.
            NoOrganisationError: somebody new without a KvK number.
        """
        said: dict[str, Any] = self.get_userinfo(access_token, id_token, payload)
        if str(said.get("sub")) != str(payload["sub"]):
            raise SuspiciousOperation("The user information is about somebody else.")
        return person_of(claims_of({**payload, **said}), at=timezone.now())

    def has_perm(self, *_: Any, **__: Any) -> bool:
        return False

    def has_module_perms(self, *_: Any, **__: Any) -> bool:
        return False

    def get_all_permissions(self, *_: Any, **__: Any) -> set[str]:
        return set()


def claims_of(said: dict[str, Any]) -> Claims:
    """The claims that this site uses, by name; all else that the other party tells is left alone."""
    return Claims(
        issuer=settings.OIDC_ISSUER,
        subject=str(said["sub"]),
        kvk_number=str(said.get(settings.OIDC_KVK_CLAIM, "")).strip(),
        name=" ".join(str(said.get("name", "")).split()),
        email=str(said.get("email", "")).lower() if said.get("email_verified") is True else "",
    )
