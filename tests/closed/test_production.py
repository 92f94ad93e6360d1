"""Without DEBUG: no warning of Django's, cookies bound to this host and to TLS, and secrets that nothing prints."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from nacl.public import PrivateKey

ROOT = Path(__file__).parents[2]
SECRETS = ("SECRET_KEY", "PSEUDONYM_KEY", "AUDIT_KEY", "SONAR_CLIENT_ID", "SONAR_CLIENT_SECRET", "METRICS_TOKEN")
PROGRAM = """
import json, logging, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.conf import settings
from django.test import Client
from django.urls import path
import explorer.urls as urls
def breaks(request):
    raise ValueError(settings.SECRET_KEY)
urls.urlpatterns.insert(0, path("stuk", breaks))
client = Client(raise_request_exception=False, headers={"host": "verkenner.example"})
door = client.get("/inloggen/", secure=True)
broken = client.get("/stuk", secure=True)
logging.getLogger("kombu").error("Cannot connect to %s", settings.CELERY_BROKER_URL)
given = {**door.cookies, **client.post("/taal/setlang/", {"language": "en"}, secure=True).cookies}
marks = ("secure", "httponly", "samesite", "path", "domain")
cookies = {name: [one[mark] for mark in marks] for name, one in given.items()}
print(json.dumps({
    "door": door.status_code, "cookies": cookies, "broken": broken.status_code, "page": broken.content.decode(),
    "plain": client.get("/inloggen/").status_code, "hsts": door["Strict-Transport-Security"],
    "session": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY],
    "repr": repr(settings) + repr(settings._wrapped) + str(vars(__import__("explorer.settings")).keys()),
}))
"""


def production(folder: Path) -> dict[str, str]:
    """All that a process in production must be given; the least that starts."""
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "explorer.settings",
        "DEBUG": "0",
        "DATA_DIR": str(folder),
        "HASHED_STATIC": "0",
        "ALLOWED_HOSTS": "verkenner.example",
        "REQUIRE_LOGIN": "none",
        "LINK_PUBLIC_KEY": "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
        "EMAIL_URL": "smtp+tls://name:canary-mail@127.0.0.1:587",
        "EMAIL_FROM": "a@example.org",
        "SITE_URL": "https://verkenner.example",
        "REDIS_URL": "redis://:canary-redis@127.0.0.1:1/0",
        **{name: f"canary-{name.lower()}-{'0' * 40}" for name in SECRETS},
    }


def started(environment: dict[str, str], *command: str) -> "subprocess.CompletedProcess[str]":
    """A Python of its own in these surroundings."""
    start = [sys.executable, *command]
    return subprocess.run(start, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], str]:
    """What a production process answers, and everything that it wrote."""
    done = started(production(tmp_path_factory.mktemp("production")), "-c", PROGRAM)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stdout + done.stderr


CHECK = ("-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING")
KEY = PrivateKey.generate()
PAIR = {"LINK_PUBLIC_KEY": bytes(KEY.public_key).hex(), "LINK_PRIVATE_KEY": bytes(KEY).hex()}
PROXY = {
    "BEHIND_PROXY": "1",
    "TRUSTED_PROXIES": "1",
    "DATABASE_URL": "postgresql://a:b@127.0.0.1:1/c",
    "PORT": "8080",
}
NOT_FOR_WEB = {"PSEUDONYM_KEY": "", "SONAR_CLIENT_ID": "", "SONAR_CLIENT_SECRET": ""}
OIDC = {f"OIDC_{name}_ENDPOINT": "https://op.example/x" for name in ("AUTHORIZATION", "TOKEN", "USER", "JWKS")}
OIDC |= {"OIDC_CLIENT_ID": "verkenner", "OIDC_CLIENT_SECRET": "o" * 32, "OIDC_ISSUER": "https://op.example"}


@pytest.mark.parametrize(
    "more",
    [{}, {"PROCESS": "web", **NOT_FOR_WEB, **PROXY, **OIDC}, {"PROCESS": "staff", **PROXY, **OIDC, **PAIR}],
    ids=["least", "web", "staff"],
)
def test_django_has_nothing_to_remark_on_a_sound_environment(tmp_path: Path, more: dict[str, str]) -> None:
    done = started({**production(tmp_path), "HASHED_STATIC": "1", **more}, *CHECK)

    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


@pytest.mark.parametrize(
    ("unsound", "remark"),
    [
        ({"SECRET_KEY": "short"}, "security.W009"),
        ({"SECURE_SSL_REDIRECT": "0"}, "security.W008"),
        ({"SECURE_HSTS_SECONDS": "0"}, "security.W004"),
        ({"ALLOWED_HOSTS": ""}, "security.W020"),
    ],
)
def test_what_is_unsound_is_remarked_on(tmp_path: Path, unsound: dict[str, str], remark: str) -> None:
    done = started({**production(tmp_path), **unsound}, *CHECK)

    assert done.returncode == 1
    assert remark in done.stderr


def test_cookies_belong_to_this_host_and_to_tls(said: tuple[dict[str, object], str]) -> None:
    answer, _everything = said

    sound = [True, True, "Lax", "/", ""]
    assert answer["cookies"] == {"__Host-csrftoken": sound, "__Host-language": sound}
    assert answer["session"] == ["__Host-sessionid", True, True]
    assert (answer["door"], answer["plain"]) == (200, 301)
    assert str(answer["hsts"]).startswith("max-age=31536000")


def test_no_secret_is_in_a_page_log_or_representation(said: tuple[dict[str, object], str]) -> None:
    answer, everything = said

    assert answer["broken"] == 500
    assert '"error": "ValueError"' in everything
    assert "Cannot connect to" in everything
    assert [line for line in everything.splitlines() if "canary-" in line] == []
