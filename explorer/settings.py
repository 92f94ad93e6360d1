"""All settings, read from the environment; docs/settings.md explains each one."""

import datetime as dt
import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from explorer.database import Limits, database
from explorer.secrets import IN_FILES, NAMES, check_link_keys, demo_secrets, given
from profiles import logs

os.environ["OPENPYXL_LXML"] = "False"  # its other parser, defusedxml, refuses entities
BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")  # what `make run` writes for the demo; the environment itself wins

# --- where and how it runs -------------------------------------------------------------------------
DEMO = env.bool("DEBUG", False)
"""Random secrets, demo accounts, no TLS. Django's own debug mode stays off: its error pages show local variables."""
DEBUG = False
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
PORT = env.int("PORT", 8000)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEMO else [])

PROCESS = env.str("PROCESS", "all")
if PROCESS not in ("all", "web", "staff"):
    raise ImproperlyConfigured("PROCESS must be all, web (without the pages of staff and advisers) or staff.")

_demo = {**demo_secrets(DATA_DIR)} if DEMO else {}
if PROCESS == "web":
    for _name in ("LINK_PRIVATE_KEY", "PSEUDONYM_KEY"):
        _demo.pop(_name, "")
try:
    _secrets = {name: given(name, os.environ) or _demo.get(name, "") for name in IN_FILES}
    LINK_PRIVATE_KEYS_FORMER = tuple(filter(None, map(str.strip, _secrets["LINK_PRIVATE_KEYS_FORMER"].split(","))))
    check_link_keys(_secrets["LINK_PUBLIC_KEY"], _secrets["LINK_PRIVATE_KEY"], LINK_PRIVATE_KEYS_FORMER)
except ValueError as error:
    raise ImproperlyConfigured(str(error)) from None
_spared = {"LINK_PRIVATE_KEY"}  # only the staff process and its worker hold that one
if PROCESS == "web":
    _spared |= {"PSEUDONYM_KEY", "SONAR_CLIENT_ID", "SONAR_CLIENT_SECRET"}
for _name in NAMES:
    if not _secrets[_name] and _name not in _spared:
        raise ImproperlyConfigured(f"{_name} is not set. Set it, or DEBUG=1 to run the demo with random secrets.")
SECRET_KEY = _secrets["SECRET_KEY"]
PSEUDONYM_KEY = _secrets["PSEUDONYM_KEY"]
AUDIT_KEY = _secrets["AUDIT_KEY"]
LINK_PUBLIC_KEY = _secrets["LINK_PUBLIC_KEY"]
LINK_PRIVATE_KEY = _secrets["LINK_PRIVATE_KEY"]
if PROCESS == "web" and (LINK_PRIVATE_KEY or LINK_PRIVATE_KEYS_FORMER):
    raise ImproperlyConfigured("LINK_PRIVATE_KEY must not be set with PROCESS=web: the public site opens no links.")

# --- the feed --------------------------------------------------------------------------------------
SONAR_URL = env.str("SONAR_URL", f"http://127.0.0.1:{PORT + 1}")
SONAR_CLIENT_ID = _secrets["SONAR_CLIENT_ID"]
SONAR_CLIENT_SECRET = _secrets["SONAR_CLIENT_SECRET"]
SYNC_DELTA_EVERY = dt.timedelta(minutes=env.int("SYNC_DELTA_MINUTES", 15))
SYNC_FULL_HOUR = env.int("SYNC_FULL_HOUR", 2)
SYNC_OVERLAP = dt.timedelta(minutes=env.int("SYNC_OVERLAP_MINUTES", 120))
SYNC_PROCESSES = env.int("SYNC_PROCESSES", 2)
ABSENCE_GRACE = dt.timedelta(days=env.int("ABSENCE_GRACE_DAYS", 7))
DATA_OLD_AFTER = dt.timedelta(hours=env.int("DATA_OLD_AFTER_HOURS", 36))

# --- the rules -------------------------------------------------------------------------------------
ANONYMITY_K = env.int("ANONYMITY_K", 5)
_regions = env.list("ONLY_REGIONS", default=[])
if not {str(number) for number in range(1, 36)}.issuperset(_regions):
    raise ImproperlyConfigured("ONLY_REGIONS are numbers of UWV's regions, 1 to 35, with commas between them.")
ONLY_REGIONS = tuple(map(int, _regions))
REQUIRE_LOGIN = env.str("REQUIRE_LOGIN", "none" if DEMO else "")
if REQUIRE_LOGIN not in ("none", "profile", "all"):
    raise ImproperlyConfigured("REQUIRE_LOGIN must be none, profile or all: who sees cards without signing in?")
if PROCESS == "staff":
    REQUIRE_LOGIN = "all"  # visitors go to the public site
PROFILE_BUDGET_PERSON = env.int("PROFILE_BUDGET_PERSON", 500)
PROFILE_BUDGET_ORGANISATION = env.int("PROFILE_BUDGET_ORGANISATION", 3000)
PROFILE_BUDGET_UNCHECKED = env.int("PROFILE_BUDGET_UNCHECKED", 100)
PROFILE_BUDGET_VISITOR = env.int("PROFILE_BUDGET_VISITOR", 100)
PROFILE_BUDGET_NETWORK = env.int("PROFILE_BUDGET_NETWORK", 2000)
API_CALLS_MEMBER = env.int("API_CALLS_MEMBER", 600)
API_CALLS_NETWORK = env.int("API_CALLS_NETWORK", 300)
BUSY_AFTER_SECONDS = env.float("BUSY_AFTER_SECONDS", 2.0)
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
SEARCH_ENGINE = env.str("SEARCH_ENGINE", "index")
if SEARCH_ENGINE not in ("index", "orm"):
    raise ImproperlyConfigured("SEARCH_ENGINE must be index (in memory) or orm (the database itself).")
AUDIT_MONTHS = env.int("AUDIT_MONTHS", 24)
ALARM_PROFILES = env.int("ALARM_PROFILES", 300)
ALARM_WINDOW_MINUTES = env.int("ALARM_WINDOW_MINUTES", 60)
SERVICE_NAME = env.str("SERVICE_NAME", "Kandidatenverkenner")
SERVICE_POINT_NAME = env.str("SERVICE_POINT_NAME", "Werkgeversservicepunt")
SERVICE_COLOUR = env.str("SERVICE_COLOUR", "")
SERVICE_EMAIL = env.str("SERVICE_EMAIL", "vragen@kandidatenverkenner.example" if DEMO else "")
SERVICE_PHONE = env.str("SERVICE_PHONE", "")
_invented = str(BASE_DIR / "profiles" / "reference" / "servicepunten.csv") if DEMO else ""
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")
SERVICE_POINTS_FILE = env.str("SERVICE_POINTS_FILE", _invented)

# --- parts -----------------------------------------------------------------------------------------
try:
    DATABASES = {"default": database(_secrets["DATABASE_URL"] or f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
except ValueError as error:
    raise ImproperlyConfigured(str(error)) from None
DATABASE_LIMITS = Limits(
    connections=env.int("DATABASE_POOL", 5),
    statement=env.int("DATABASE_STATEMENT_SECONDS", 10),
    lock=env.int("DATABASE_LOCK_SECONDS", 5),
    idle=env.int("DATABASE_IDLE_SECONDS", 30),
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUDIT_HEADS_DIR = Path(env.str("AUDIT_HEADS_DIR", str(DATA_DIR / "audit")))
OBJECTION_JOURNAL = Path(env.str("OBJECTION_JOURNAL", str(DATA_DIR / "objections.jsonl")))
AUDIT_SYSLOG = env.str("AUDIT_SYSLOG", "")
LOG_FORMAT = env.str("LOG_FORMAT", "text" if DEMO else "json")
if LOG_FORMAT not in ("text", "json"):
    raise ImproperlyConfigured("LOG_FORMAT must be text (to read) or json (to collect).")
METRICS_TOKEN = _secrets["METRICS_TOKEN"]

SITE_URL = env.str("SITE_URL", f"http://127.0.0.1:{PORT}" if DEMO else "").rstrip("/")
DEMO_POST_BOX = "explorer.mail.folder.FolderBackend"
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "verkenner@example.org" if DEMO else "")
EMAIL_BACKEND, EMAIL_TIMEOUT = DEMO_POST_BOX, 20
if not DEMO and not (SITE_URL and DEFAULT_FROM_EMAIL and _secrets["EMAIL_URL"]):
    raise ImproperlyConfigured("Set EMAIL_URL, EMAIL_FROM and SITE_URL: without mail nobody can confirm an address.")
if _secrets["EMAIL_URL"]:
    try:
        vars().update(env.email_url_config(_secrets["EMAIL_URL"]))
    except ValueError:  # whose words show a part of the password
        raise ImproperlyConfigured("EMAIL_URL is no address. Percent-encode what is special in it.") from None

REDIS_URL = _secrets["REDIS_URL"] or f"redis://127.0.0.1:{PORT + 2}/0"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "verkenner",  # the broker's keys are in there too
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
}
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 4 * 3600}
CELERY_TIMEZONE = "Europe/Amsterdam"

# --- Django ----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "explorer.apps.ExplorerConfig",
    "profiles.apps.ProfilesConfig",
    "sync.apps.SyncConfig",
    "explorer.admin_site.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "csp",
    "corsheaders",
    "django_filters",
    "drf_spectacular",
    "rest_framework",
]
MIDDLEWARE = [
    "explorer.watching.watched",
    "explorer.api.problems.everywhere",
    "csp.middleware.CSPMiddleware",
    "explorer.safety.guarded",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "explorer.busy.shed",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, so that sizes tell nothing of secrets (BREACH)
    "explorer.robots.ask_not_to_list",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "explorer.accounts.middleware.SessionTerms",
    "explorer.accounts.middleware.SecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "explorer.urls"
WSGI_APPLICATION = "explorer.wsgi.application"
ON_EVERY_PAGE = ["django.contrib.auth.context_processors.auth", "explorer.access.site"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                *ON_EVERY_PAGE,
            ],
        },
    },
    *(
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "NAME": f"jinja-{language}",
            "DIRS": [BASE_DIR / "templates" / "jinja"],
            "OPTIONS": {
                "environment": "explorer.jinja.environment",
                "language": language,
                "context_processors": ON_EVERY_PAGE,
            },
        }
        for language in ("nl", "en")
    ),
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "explorer.role_backend.RoleBackend"]
AXES_FAILURE_LIMIT = env.int("SIGN_IN_FAILURES", 5)
AXES_COOLOFF_TIME = dt.timedelta(minutes=env.int("SIGN_IN_COOL_OFF_MINUTES", 15))
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # explorer/accounts/lockout.py adds two wider ones
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "password", "next", "csrfmiddlewaretoken"]
AXES_HANDLER = "explorer.accounts.lockout.Lockout"
AXES_USERNAME_CALLABLE = "explorer.accounts.lockout.counted_name"
AXES_CLIENT_IP_CALLABLE = "explorer.accounts.lockout.counted_network"
AXES_WHITELIST_CALLABLE = "explorer.accounts.lockout.is_not_counted"
AXES_CLIENT_STR_CALLABLE = "explorer.accounts.lockout.named_in_logs"
AXES_LOCKOUT_CALLABLE = "explorer.accounts.lockout.answer"
SECOND_FACTOR = env.str("SECOND_FACTOR", "optional" if DEMO else "required")
if SECOND_FACTOR not in (("required", "optional") if DEMO else ("required",)):
    raise ImproperlyConfigured("SECOND_FACTOR must be required; with DEBUG=1 it may be optional.")
OTP_TOTP_ISSUER = SERVICE_NAME
OIDC_RP_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")  # set: people may sign in with another party
OIDC_RP_CLIENT_SECRET = _secrets["OIDC_CLIENT_SECRET"]
OIDC_ISSUER = env.str("OIDC_ISSUER", "")
OIDC_OP_AUTHORIZATION_ENDPOINT = env.str("OIDC_AUTHORIZATION_ENDPOINT", "")
OIDC_OP_TOKEN_ENDPOINT = env.str("OIDC_TOKEN_ENDPOINT", "")
OIDC_OP_USER_ENDPOINT = env.str("OIDC_USER_ENDPOINT", "")
OIDC_OP_JWKS_ENDPOINT = env.str("OIDC_JWKS_ENDPOINT", "")
OIDC_RP_SCOPES = env.str("OIDC_SCOPES", "openid email profile")
OIDC_KVK_CLAIM = env.str("OIDC_KVK_CLAIM", "kvk")
OIDC_NAME = env.str("OIDC_NAME", "eHerkenning")
OIDC_RP_SIGN_ALGO, OIDC_USE_PKCE, OIDC_TIMEOUT = "RS256", True, 10
OIDC_AUTHENTICATION_CALLBACK_URL = "oidc_callback"
if OIDC_RP_CLIENT_ID:
    AUTHENTICATION_BACKENDS.append("explorer.accounts.oidc.Provider")
    _oidc = {name: value for name, value in list(globals().items()) if name.startswith("OIDC_OP_")}
    if not (OIDC_ISSUER and all(value.startswith("http" if DEMO else "https:") for value in _oidc.values())):
        raise ImproperlyConfigured("With OIDC_CLIENT_ID set OIDC_ISSUER too, and all endpoints, over https.")
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home" if PROCESS == "staff" else "search"
LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_DIR", str(DATA_DIR / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "explorer.look.LookFinder",
]
if not env.bool("HASHED_STATIC", not DEMO):  # as they lie in the apps: for tests and single commands
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["explorer.api.strict.StrictJSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "explorer.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["explorer.api.rates.PerMinute"],
    "DEFAULT_PERMISSION_CLASSES": ["explorer.api.permissions.MaySearch"],
    "EXCEPTION_HANDLER": "explorer.api.problems.answer",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": SERVICE_NAME,
    "DESCRIPTION": (
        "The candidates that employers can search, as on the website: the same parameters, exact counts and answers. "
        "Profiles are k-anonymous on six facts; every look at one is logged."
    ),
    "VERSION": "1.0.0",
    "CONTACT": {"name": SERVICE_NAME, "email": SERVICE_EMAIL, "url": SITE_URL},
    "LICENSE": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/en/"},
    "SERVERS": [{"url": "/api/v1", "description": "Version 1."}],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "TAGS": [
        {"name": "kandidaten", "description": "Candidates, under the caller's own references."},
        {"name": "zoekopdrachten", "description": "Searches that a member of an organisation keeps."},
        {"name": "selectie", "description": "Candidates that a member of an organisation keeps."},
        {"name": "contactverzoeken", "description": "Questions of an organisation to the advisers."},
        {"name": "transparantie", "description": "Published figures; about nobody."},
        {"name": "naslag", "description": "Codes with their names; about nobody."},
    ],
    "AUTHENTICATION_WHITELIST": ["explorer.api.authentication.TokenAuthentication"],
    "POSTPROCESSING_HOOKS": ["explorer.api.document.complete"],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/api/v1/(openapi\.json|vocabulaires|regios|transparantie)"
CORS_ALLOW_METHODS = ["GET", "OPTIONS"]

# --- safety ----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "img-src": [SELF, "data:"],
    },
}
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # so that a search with thousands of keys is told what is wrong with it
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "explorer.accounts.session_store"  # explorer/accounts/sessions.py says how long one lasts
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
if not DEMO:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    LANGUAGE_COOKIE_NAME = "__Host-language"
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked from within, past the proxy
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None

LOGGING = logs.config(is_json=LOG_FORMAT == "json")
if AUDIT_SYSLOG:  # `/dev/log`, or the host and port of a log server
    _host, _, _port = AUDIT_SYSLOG.rpartition(":")
    _address = (_host, int(_port)) if _host else AUDIT_SYSLOG
    LOGGING["handlers"]["syslog"] = {"class": "logging.handlers.SysLogHandler", "address": _address}
    LOGGING["loggers"]["profiles.audit.heads"] = {"handlers": ["syslog"], "level": "INFO"}
