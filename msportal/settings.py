"""Wiring only. What an operator decides comes from the environment; what staff decide is in the society profile.

docs/operators.md lists the variables.
"""

from pathlib import Path
from urllib.parse import urlsplit

from msportal import environment
from msportal.environment import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = environment.boolean("DEBUG")
SECRET_KEY = environment.secret("SECRET_KEY", "Make one: python -c 'import secrets; print(secrets.token_urlsafe(50))'")
SITE_URL = environment.site_address("SITE_URL", "http://localhost:8000")
SITE_IS_HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [urlsplit(SITE_URL).hostname])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# Only on one's own machine: see `make run`. Everywhere else the editorial desk asks for a second factor.
LOCAL_DEMO = environment.local_demo("LOCAL_DEMO", urlsplit(SITE_URL).hostname, ALLOWED_HOSTS, DEBUG)

DATABASES = {"default": environment.database("DATABASE_URL", VAR_DIR / "msportal.sqlite3")}
CACHES = {"default": {**environment.cache("CACHE_URL"), "KEY_FUNCTION": "msportal.cache_keys.hidden"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STALE_LIMIT = environment.whole_number("STALE_LIMIT", 0, 0, 86_400)  # seconds a copy may be served by a shared cache

INSTALLED_APPS = [
    "medications",
    "msportal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.forms",  # where FORM_RENDERER finds the templates of Django's own widgets
    "django_filters",
    "rest_framework",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "msportal.headers.HeadersMiddleware",  # last to touch an answer: all headers but those set below
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "medications.api.throttling.metered",  # outside of what answers 304, which is free
    "medications.api.language.in_english",
    "medications.api.problems.problems_only",
    "medications.fhir.outcomes.outcomes_only",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "msportal.urls"
WSGI_APPLICATION = "msportal.wsgi.application"

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
                "medications.public.display_cookie.context",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# NIST SP 800-63B: length, and not a password that is guessed first. No rules on kinds of characters, no forced changes.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "medications.accounts.passwords.GuessablePasswordValidator"},
]

# Sign-in, by django-allauth. Accounts are made by administrators; nobody signs up.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_ADAPTER = "medications.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {"reset_password": "medications.accounts.forms.ForgottenPasswordForm"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SITE_IS_HTTPS else 0  # nginx, as docs/operators.md shows it
MFA_ADAPTER = "medications.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {"add_webauthn": "medications.accounts.forms.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator typed the address in; there is no sign-up to abuse
MFA_TOTP_TOLERANCE = 1  # a clock half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = environment.is_this_machine(urlsplit(SITE_URL).hostname)
SESSION_ENGINE = "msportal.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
PASSWORD_RESET_TIMEOUT = 4 * 60 * 60

globals().update(environment.mail("EMAIL_URL"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", f"no-reply@{urlsplit(SITE_URL).hostname}")

# A site speaks one language, whatever a browser asks for: its texts are approved in that one. See docs/translating.md.
LANGUAGE_CODE = environment.language("LANGUAGE_CODE", "en-us")  # of the site's own words
CONTENT_LANGUAGE = environment.language("CONTENT_LANGUAGE", "en-us")  # of what the society writes and publishes
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = environment.time_zone("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ROOT = BASE_DIR / "static" / "at_root"  # answers at "/": the icon that browsers ask for by themselves
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "msportal.static.RememberedStaticFiles"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["medications.api.renderers.StoredJSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "medications.api.negotiation.AlwaysJSON",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,  # `format` is a parameter like any other that does not exist
    "EXCEPTION_HANDLER": "medications.api.problems.problem_response",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Medications used in MS",
    "DESCRIPTION": "Reviewed texts about medicines used in multiple sclerosis, for partner sites.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVERS": [{"url": SITE_URL}],
    "SCHEMA_PATH_PREFIX_INSERT": "/api/v1",
    "POSTPROCESSING_HOOKS": ["medications.api.schema.completed"],
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
}

# Content-Security-Policy and its like: msportal/headers.py.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SITE_IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SITE_IS_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if SITE_IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SITE_IS_HTTPS
SECURE_HSTS_PRELOAD = SITE_IS_HTTPS

# Readers get no cookie but the one that keeps how they want pages to look.
# `__Host-`: a browser takes it from this very host on https only, for the whole site.
COOKIE_PREFIX = "__Host-" if SITE_IS_HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # no script of ours reads either
# Not Strict: a link in a mail must find its reader signed in, and must not swap the token of a form that is open in another tab.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
DISPLAY_COOKIE_NAME = f"{COOKIE_PREFIX}display"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no third cookie

# A medication form carries some 25 fields a side-effect row; 200 rows must save.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# A whole old site may be chosen file by file.
DATA_UPLOAD_MAX_NUMBER_FILES = 600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "msportal.logs.DiscreetFormatter",  # no whole internet address, nothing that was searched for
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "faults": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # A line a task's start and end tells an operator nothing; failures are logged as errors. By a handler, since the worker sets
    # the loggers' own level.
    "loggers": {
        **{name: {"handlers": ["faults"], "propagate": False} for name in ("django_tasks", "django_tasks_db")},
        # Django's own handlers know nothing of discretion, and one of them mails whole requests.
        **{name: {"handlers": [], "propagate": True} for name in ("django", "django.server")},
    },
}
