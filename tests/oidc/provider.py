"""A real OpenID Connect provider (django-oauth-toolkit) in a process of its own.

`python -m tests.oidc.provider FOLDER REDIRECT` prints its address and serves until its end. It requires PKCE.
"""

import sys
from pathlib import Path

import django
import waitress
from django.conf import settings
from jwcrypto.jwk import JWK

CLIENT, SECRET, PASSWORD = "kandidatenverkenner", "a secret of the tests", "an invented password"
PEOPLE = (
    ("jan", "12345678", "Jan Jansen", "jan@bedrijf.example"),
    ("piet", "12345678", "Piet Pietersen", "piet@bedrijf.example"),
    ("klaas", "", "Klaas Klaassen", "klaas@bedrijf.example"),
)
"""User name, KvK number, name and address."""


def configure(folder: Path) -> None:
    key = JWK.generate(kty="RSA", size=2048).export_to_pem(private_key=True, password=None).decode()
    page = '<form method="post">{% csrf_token %}{{ form }}<input type="hidden" name="next" value="{{ next }}"></form>'
    loaders = [("django.template.loaders.locmem.Loader", {"registration/login.html": page})]
    settings.configure(
        SECRET_KEY="of the tests",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.oidc.urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite3"}},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": loaders}}],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        SESSION_COOKIE_NAME="provider",
        CSRF_COOKIE_NAME="provider_csrf",
        USE_TZ=True,
        LOGIN_URL="/login/",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": key,
            "PKCE_REQUIRED": True,
            "OAUTH2_VALIDATOR_CLASS": "tests.oidc.claims.Validator",
            "SCOPES": {"openid": "", "email": "", "profile": ""},
        },
    )
    django.setup()


def fill(redirect: str) -> None:
    """Tables, people, and the one site that may ask."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    for name, kvk, full, email in PEOPLE:
        User.objects.create_user(name, email, PASSWORD, first_name=kvk, last_name=full)
    Application.objects.create(
        client_id=CLIENT,
        client_secret=SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=redirect,
        skip_authorization=True,
        algorithm=Application.RS256_ALGORITHM,
    )


def serve() -> None:
    """Prints the address once it is taken."""
    from django.core.wsgi import get_wsgi_application

    server = waitress.create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=2)
    print(f"http://127.0.0.1:{server.effective_port}", flush=True)  # noqa: T201 - what the test reads
    server.run()


if __name__ == "__main__":
    configure(Path(sys.argv[1]))
    fill(sys.argv[2])
    serve()
