"""The settings of the site, one module for every way of running it."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from wardtoboard_web.config.environment import Database, read_environment

ENVIRONMENT = read_environment(os.environ)

# What it is made of
INSTALLED_APPS = [
    "wardtoboard_web.layout",
    "wardtoboard_web.nhsuk_forms",
    "wardtoboard_web.audit",
    "wardtoboard_web.accounts",
    "wardtoboard_web.organisations",
    "wardtoboard_web.staff",
    "wardtoboard_web.ceilings",
    "wardtoboard_web.boards",
    "wardtoboard_web.barriers",
    "wardtoboard_web.api",
    "wardtoboard_web.running",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # allauth.mfa asks for it
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "wardtoboard_web.running.logs.LogRequests",
    "wardtoboard_web.api.problems.SayProblemsInJson",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wardtoboard_web.layout.copies.KeepNoCopies",
    "csp.middleware.CSPMiddleware",
    "wardtoboard_web.running.health.AnswerHealth",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "wardtoboard_web.config.urls"
ASGI_APPLICATION = "wardtoboard_web.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "wardtoboard_web.config.templates.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "wardtoboard_web.layout.context.page_context",
            ],
        },
    },
    {  # allauth's own pages, where we have none of the same name
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ],
        },
    },
]
FORM_RENDERER = "wardtoboard_web.nhsuk_forms.NhsukRenderer"
CSRF_FAILURE_VIEW = "wardtoboard_web.layout.errors.out_of_date"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# Where it keeps things
def _postgresql(database: Database) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database.name,
        "USER": database.user,
        "PASSWORD": database.password,
        "HOST": database.host,
        "PORT": database.port,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 10, "timeout": 20}},
    }


_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ENVIRONMENT.data / "ward-to-board.sqlite3",
    "OPTIONS": {
        # without IMMEDIATE a read that turns into a write fails at once under WAL
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON;"
            "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
        ),
    },
}
DATABASES = {"default": _postgresql(ENVIRONMENT.database) if ENVIRONMENT.database else _SQLITE}
# for the commands that change tables or copy all of them; the site itself never uses it
OWNER_DATABASE = {**_postgresql(ENVIRONMENT.owner), "OPTIONS": {}} if ENVIRONMENT.owner else _SQLITE
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Who may come in
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "organisations:start"
ACCOUNT_ADAPTER = "wardtoboard_web.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation is the verification
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# axes counts by name and address, and says so on its page; this also slows guesses from many places
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,20/300s/key"}
ACCOUNT_FORMS = {
    "login": "wardtoboard_web.accounts.forms.SignInForm",
    "reauthenticate": "wardtoboard_web.accounts.forms.ReauthenticateForm",
    "reset_password": "wardtoboard_web.accounts.forms.AskForPasswordLinkForm",
    "reset_password_from_key": "wardtoboard_web.accounts.forms.ResetPasswordForm",
    "change_password": "wardtoboard_web.accounts.forms.ChangePasswordForm",
    "set_password": "wardtoboard_web.accounts.forms.SetPasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
MFA_ADAPTER = "wardtoboard_web.accounts.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "wardtoboard_web.accounts.forms.CodeForm",
    "reauthenticate": "wardtoboard_web.accounts.forms.ConfirmCodeForm",
    "activate_totp": "wardtoboard_web.accounts.forms.SetUpAppForm",
    "add_webauthn": "wardtoboard_web.accounts.forms.AddPasskeyForm",
    "login_webauthn": "wardtoboard_web.accounts.forms.PasskeySignInForm",
    "authenticate_webauthn": "wardtoboard_web.accounts.forms.PasskeyForm",
    "reauthenticate_webauthn": "wardtoboard_web.accounts.forms.ConfirmPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Ward to Board"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.is_https
USERSESSIONS_TRACK_ACTIVITY = False  # it would write at every page view
SOCIALACCOUNT_ADAPTER = "wardtoboard_web.organisations.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # form-action would stop a form's way to the provider
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if ENVIRONMENT.sign_on:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "single-sign-on",
                "name": ENVIRONMENT.sign_on.name,
                "client_id": ENVIRONMENT.sign_on.client_id,
                "secret": ENVIRONMENT.sign_on.secret,
                "settings": {"server_url": ENVIRONMENT.sign_on.server},
            }
        ],
    }
# one proxy's address may stand for a whole trust, so a guesser is locked out by name and address
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page promises 15 minutes
AXES_LOCKOUT_CALLABLE = "wardtoboard_web.accounts.lock_out.locked_out"
AXES_USERNAME_CALLABLE = "wardtoboard_web.accounts.lock_out.name_of"
AXES_CLIENT_IP_CALLABLE = "wardtoboard_web.accounts.lock_out.place_of"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "email", "ip_address"]
AXES_DISABLE_ACCESS_LOG = True  # the audit ledger has it
AXES_VERBOSE = False

# What a browser may do
SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.address] if ENVIRONMENT.address else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = ENVIRONMENT.is_https
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.is_https
SECURE_HSTS_PRELOAD = ENVIRONMENT.is_https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Files it serves
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # nothing to collect: the package holds its files
WHITENOISE_MAX_AGE = 3600

# How it speaks
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
DEFAULT_FROM_EMAIL = ENVIRONMENT.sender
SENDS_MAIL = bool(ENVIRONMENT.mail)
_MAIL = urlsplit(ENVIRONMENT.mail)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SENDS_MAIL else 'dummy'}.EmailBackend"
EMAIL_HOST = _MAIL.hostname or ""
EMAIL_PORT = _MAIL.port or 587
EMAIL_HOST_USER = unquote(_MAIL.username or "")
EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_USE_TLS = _MAIL.scheme == "smtp"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "wardtoboard_web.running.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "wardtoboard": {"level": "INFO"},
        "django": {"level": "WARNING", "handlers": []},
        "django.request": {"level": "ERROR"},  # every request has a line of its own
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
