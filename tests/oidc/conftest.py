"""The provider as a process, this site set to trust it, and a browser that goes there and back."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from tests.oidc.provider import CLIENT, PASSWORD, SECRET

ROOT = Path(__file__).parents[2]
BACK = "http://testserver/inloggen/elders/terug/"
Visit = Callable[..., HttpResponse]


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running provider."""
    command = [sys.executable, "-m", "tests.oidc.provider", str(tmp_path_factory.mktemp("provider")), BACK]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def trusting(provider: str, settings: Settings) -> None:
    """What a deployer reads in the provider's own description and sets."""
    found = httpx.get(f"{provider}/o/.well-known/openid-configuration").json()
    settings.OIDC_RP_CLIENT_ID, settings.OIDC_RP_CLIENT_SECRET = CLIENT, SECRET
    settings.OIDC_ISSUER = found["issuer"]
    settings.OIDC_OP_AUTHORIZATION_ENDPOINT = found["authorization_endpoint"]
    settings.OIDC_OP_TOKEN_ENDPOINT = found["token_endpoint"]
    settings.OIDC_OP_USER_ENDPOINT = found["userinfo_endpoint"]
    settings.OIDC_OP_JWKS_ENDPOINT = found["jwks_uri"]
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, "explorer.accounts.oidc.Provider"]


@pytest.fixture
def way_back(trusting: None) -> Callable[[Client, str, str], str]:
    """The path to which the provider sends somebody back who signed in there."""

    def walk(client: Client, name: str, start: str = "/inloggen/elders/") -> str:
        asked = client.get(start)["Location"]
        with httpx.Client(follow_redirects=True) as browser:
            form = browser.get(asked)
            token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form.text)[0]
            to = re.findall(r'name="next" value="([^"]*)"', form.text)[0].replace("&amp;", "&")
            filled = {"csrfmiddlewaretoken": token, "username": name, "password": PASSWORD, "next": to}
            answer = browser.post(form.url, data=filled, follow_redirects=False)
            while not answer.headers["location"].startswith(BACK):
                answer = browser.get(httpx.URL(form.url).join(answer.headers["location"]), follow_redirects=False)
        return str(answer.headers["location"]).removeprefix("http://testserver")

    return walk
