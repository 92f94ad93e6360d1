"""OAuth2 client credentials: one client, tokens that carry their own end time."""

import base64
import hmac
import secrets
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qsl

from sync.mocksonar.problem import Problem

LIFETIME = 3600  # seconds


@dataclass(frozen=True)
class Gate:
    """Knows the one client; tokens are signed with a key of this process, so a restart ends them."""

    client_id: str
    client_secret: str = field(repr=False)
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def grant(self, authorization: str, body: str) -> dict[str, object]:
        """A new token for the client named in HTTP Basic or in the form. Raises Problem."""
        form = dict(parse_qsl(body))
        if form.get("grant_type") != "client_credentials":
            raise Problem(HTTPStatus.BAD_REQUEST, "Parameter grant_type: verwacht client_credentials.")
        client = _basic(authorization) or (form.get("client_id", ""), form.get("client_secret", ""))
        known = _same(client[0], self.client_id) & _same(client[1], self.client_secret)
        if not known:
            challenge = (("WWW-Authenticate", 'Basic realm="sonar"'),)
            raise Problem(HTTPStatus.UNAUTHORIZED, "Deze client is niet bekend.", headers=challenge)
        expires = str(int(time.time()) + LIFETIME)
        token = f"{expires}.{self._signature(expires)}"
        return {"access_token": token, "token_type": "Bearer", "expires_in": LIFETIME}

    def check(self, authorization: str) -> None:
        """Raises Problem unless the header carries a token of ours whose time is not up."""
        scheme, _, token = authorization.partition(" ")
        expires, _, signature = token.partition(".")
        ours = _same(signature, self._signature(expires)) and scheme.lower() == "bearer"
        if not ours or int(expires) <= time.time():
            challenge = (("WWW-Authenticate", 'Bearer realm="sonar"'),)
            raise Problem(
                HTTPStatus.UNAUTHORIZED, "Er is een geldig token nodig: POST /oauth/token.", headers=challenge
            )

    def _signature(self, expires: str) -> str:
        return hmac.digest(self.key, expires.encode(), "sha256").hex()


def _basic(authorization: str) -> tuple[str, str] | None:
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return ("", "")
    return name, secret


def _same(given: str, expected: str) -> bool:
    """Takes equally long for every wrong answer of one length."""
    return hmac.compare_digest(given.encode(errors="replace"), expected.encode())
