"""Settings, all read from the environment; docs/settings.md explains each.

With nothing set, the product runs embedded: SQLite, a filesystem broker and
files under var/. With DATABASE_URL and REDIS_URL it runs on PostgreSQL and
Redis, with any number of web and worker machines.
"""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.management.utils import get_random_secret_key
from kombu import Exchange, Queue

from partnership.timetable import timetable

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)


def _kept_secret_key() -> str:
    """Return the secret key kept in DATA_DIR, making it on first use.

    The file gets its name once it is whole: of several processes that start at
    once, one gives its key, and none reads half of it.
    """
    kept = DATA_DIR / "secret_key"
    if not kept.exists():
        with NamedTemporaryFile("w", dir=DATA_DIR) as fresh:  # for its owner's eyes alone
            fresh.write(get_random_secret_key())
            fresh.flush()
            with suppress(FileExistsError):
                os.link(fresh.name, kept)
    return kept.read_text()


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or _kept_secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
SERVED_OVER_HTTPS = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "partnership.workbook",
    "partnership.reports",
    "evaluation",
    "milestones",
    "pilots",
    "partnership.programmes",
    "partnership.people",
    "partnership.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "crispy_forms",
    "django_htmx",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "partnership.people.middleware.refuse_nul",
    "partnership.people.middleware.keep_no_copy",
    "partnership.people.middleware.SessionTimes",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "partnership.people.middleware.TwoSteps",
    "django_htmx.middleware.HtmxMiddleware",
    "partnership.web.methods.say_that_it_takes_a_form",
]

ROOT_URLCONF = "partnership.urls"
WSGI_APPLICATION = "partnership.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["partnership.web.templatetags.words"],
        },
    },
]
CRISPY_TEMPLATE_PACK = "sgds"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["sgds"]

# -- People ------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["partnership.people.backend.AccountBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)
ACCOUNT_ADAPTER = "partnership.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up: accounts are by invitation
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # a new address is confirmed before it signs in
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_CHANGE_EMAIL = True  # one address each; the old one goes when the new is confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900  # seconds: long enough to read the page that asked
ACCOUNT_SESSION_REMEMBER = True  # how long is SESSION_DAYS' to say, not a tick box's
_FORMS = "partnership.people.forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.SignInForm",
    "add_email": f"{_FORMS}.ChangeEmailForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "set_password": f"{_FORMS}.SetPasswordForm",
    "reset_password": f"{_FORMS}.AskForResetForm",
    "reset_password_from_key": f"{_FORMS}.ResetPasswordForm",
    "reauthenticate": f"{_FORMS}.ConfirmPasswordForm",
}
MFA_ADAPTER = "partnership.people.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Partnership programme manager"
MFA_TOTP_TOLERANCE = 1  # of 30 seconds either way: clocks of phones differ
MFA_FORMS = {
    "authenticate": f"{_FORMS}.SecondStepForm",
    "reauthenticate": f"{_FORMS}.ConfirmSecondStepForm",
    "authenticate_webauthn": f"{_FORMS}.SecondStepKeyForm",
    "reauthenticate_webauthn": f"{_FORMS}.ConfirmKeyForm",
    "activate_totp": f"{_FORMS}.SetUpAppForm",
    "deactivate_totp": f"{_FORMS}.RemoveAppForm",
    "generate_recovery_codes": f"{_FORMS}.NewCodesForm",
    "add_webauthn": f"{_FORMS}.AddKeyForm",
    "edit_webauthn": f"{_FORMS}.RenameKeyForm",
}
# -- How often something may be tried ----------------------------------------
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",  # an office that starts work at nine shares one address
    # Guessing: passwords of many accounts from one address; one account's from one address.
    "login_failed": "10/m/ip,100/h/ip,5/5m/key",
    "reset_password": "20/h/ip,5/h/key",  # nobody's mailbox is filled from here
    "reset_password_from_key": "20/m/ip",  # nor is the key of a link guessed
    "change_password": "5/m/user",  # nor the old password, at a desk that was left open
    "reauthenticate": "10/m/user",  # the same
    "manage_email": "10/m/user",  # each sends an e-mail to an address that anybody may own
    "confirm_email": "1/3m/key",  # one e-mail to a new address in three minutes
}
MFA_RATE_LIMITS = {"webauthn_login": "10/m/ip"}  # makes and checks challenges: work for us

# -- Sessions ----------------------------------------------------------------
# Longer than 20 hours, so that no form meets a time limit (WCAG 2.2.1).
SESSION_ENGINE = "partnership.people.session_store"
SESSION_IDLE_HOURS = env.int("SESSION_IDLE_HOURS", default=24)
SESSION_DAYS = env.int("SESSION_DAYS", default=7)
SESSION_COOKIE_AGE = SESSION_DAYS * 24 * 60 * 60
IDLE_ACCOUNT_DAYS = env.int("IDLE_ACCOUNT_DAYS", default=180)
REQUIRE_TWO_STEPS = env.bool("REQUIRE_TWO_STEPS", default=True)
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # seconds that a link to set a password works
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "display_name"]},
    },
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

# -- Records -----------------------------------------------------------------
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
DATABASE_URL = env.str("DATABASE_URL", default="")
if DATABASE_URL:
    DATABASES = {"default": env.db_url("DATABASE_URL")}
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    options = DATABASES["default"].setdefault("OPTIONS", {})
    # As on a disk that does not spin; to compile a query takes longer than any of ours.
    options.setdefault("options", "-c random_page_cost=1.1 -c jit=off")
    size = env.int("DATABASE_POOL_SIZE", default=4)
    options["pool"] = {"min_size": 1, "max_size": size, "timeout": 5}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "programme.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                ),
            },
        }
    }

# Limits on tries are counted here: every process must see them, and signing in must work
# while Redis is away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    # Answers of the public by connection: in each process's memory alone, never written down.
    "floods": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "floods",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
FEEDBACK_ANSWERS_PER_ADDRESS = env.int("FEEDBACK_ANSWERS_PER_ADDRESS", default=200)
FEEDBACK_ANSWERS_PER_FORM = env.int("FEEDBACK_ANSWERS_PER_FORM", default=2000)

# -- Files -------------------------------------------------------------------
FILES_DIR = DATA_DIR / "files"
UPLOAD_MEGABYTES = env.int("UPLOAD_MEGABYTES", default=10)
# What is over the limit is not kept while it arrives, neither in memory nor on disk.
FILE_UPLOAD_HANDLERS = [
    "partnership.web.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 20
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "partnership.files.WholeFileStorage",
        "OPTIONS": {"location": FILES_DIR},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

# -- E-mail ------------------------------------------------------------------
_email = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _email["EMAIL_HOST"] or "localhost", _email["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10  # seconds; without it a silent mail server holds a worker for ever
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Partnership programme manager <no-reply@localhost>"
)
EMAIL_LOG_DAYS = env.int("EMAIL_LOG_DAYS", default=400)

# -- Jobs --------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="")
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, int | str]
BROKER_TIMEOUT = 2  # seconds; without it a silent broker hangs a web request
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 3600,
        "socket_timeout": BROKER_TIMEOUT,
        "socket_connect_timeout": BROKER_TIMEOUT,
    }
else:
    _queue = DATA_DIR / "queue"
    for _folder in ("messages", "control"):
        (_queue / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "messages"),
        "data_folder_out": str(_queue / "messages"),
        "control_folder": str(_queue / "control"),
    }
# Whoever waits for a link to sign in does not wait behind a quarter's reports.
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in ("celery", "mail")]
CELERY_TASK_ROUTES = {"people.mail.*": {"queue": "mail"}}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = BROKER_TIMEOUT
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
WORKER_NICENESS = env.int("WORKER_NICENESS", default=10)
REPORT_LEASE_SECONDS = env.int("REPORT_LEASE_SECONDS", default=30)
REPORT_SWEEP_SECONDS = env.int("REPORT_SWEEP_SECONDS", default=60)
EMAIL_SWEEP_SECONDS = 60
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = timetable(work=REPORT_SWEEP_SECONDS, emails=EMAIL_SWEEP_SECONDS)

# -- Words and times ---------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
CELERY_TIMEZONE = TIME_ZONE
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["partnership.formats"]

CSRF_FAILURE_VIEW = "partnership.web.views.csrf_failure"

# -- Security ----------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SERVED_OVER_HTTPS else None
SECURE_SSL_REDIRECT = SERVED_OVER_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if SERVED_OVER_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SERVED_OVER_HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVED_OVER_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if SERVED_OVER_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SERVED_OVER_HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# -- Messages and logs -------------------------------------------------------
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "loggers": {name: {"level": "WARNING"} for name in ("weasyprint", "fontTools")},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
