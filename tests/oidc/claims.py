"""What the provider of the tests says about its people beside `sub`: read from their names."""

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator


class Validator(OAuth2Validator):  # type: ignore[misc]  # the library ships no types
    """Everybody's claims; a first name of eight digits is a KvK number."""

    oidc_claim_scope = None

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        user = request.user
        kvk = {"kvk": user.first_name} if user.first_name else {}
        return {"name": user.last_name, "email": user.email, "email_verified": True, **kvk}
