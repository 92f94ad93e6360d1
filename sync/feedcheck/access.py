"""Checks of the way in: the address, the token, and that nobody else gets one."""

import secrets
from collections.abc import Callable
from contextlib import closing
from functools import partial
from http import HTTPStatus
from urllib.parse import urlsplit

from sync.feedcheck.trial import Trial, WrongError
from sync.sonar.client import SonarClient
from sync.sonar.transport import StatusError, Transport

HERE = frozenset({"127.0.0.1", "localhost", "::1"})
ADDRESSES = {"/v1/klanten": {"limit": "1"}, "/v1/doelgroepregister": {"peildatum": "2020-12-31"}}
"""What is asked without a token."""


def address(trial: Trial) -> str:
    """Whether it is one, and whether what goes over the line can be read on the way."""
    parts = urlsplit(trial.url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
        raise WrongError("This is not the address of a feed.")
    if parts.scheme == "https":
        return "Over https; the certificate is checked at every request."
    if parts.hostname in HERE:
        return "Without TLS, on this machine only."
    raise WrongError("Without TLS everybody on the way can read the secret and the records.")


def token(trial: Trial) -> str:
    trial.client.sign_in()
    return "The feed gave a token for our id and secret."


def other_secret(trial: Trial) -> str:
    client_id, _ = trial.credentials
    with SonarClient(trial.url, client_id, secrets.token_hex(), trial.patience) as stranger:
        if status_of(stranger.sign_in) not in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED):
            raise WrongError("A wrong secret is not refused.")
    return "A wrong secret is refused."


def without_token(trial: Trial) -> str:
    with closing(Transport(trial.url, trial.patience)) as transport:
        for path, query in ADDRESSES.items():
            for headers in ({}, {"Authorization": f"Bearer {secrets.token_hex()}"}):
                status = status_of(partial(transport.send, "GET", path, params=query, headers=headers))
                if status != HTTPStatus.UNAUTHORIZED:
                    raise WrongError(f"{path} answers {status}, not 401, to who has no valid token.")
    return "Nothing is given without a valid token."


def status_of(ask: Callable[[], object]) -> int:
    """The status with which a question is refused; 200 if it is answered."""
    try:
        ask()
    except StatusError as error:
        return error.status
    return HTTPStatus.OK.value
