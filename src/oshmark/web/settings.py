# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings of the site. Everything that an operator may choose comes from `environment.py`."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from oshmark.web import databases, environment

HOME: Path = environment.home()
BASE_URL: str = environment.base_url("OSHMARK_BASE_URL", "http://127.0.0.1:8000")
PUBLISHED: Path = HOME / "published"
PAYLOADS: Path = HOME / "payloads"
PICTURES: Path = HOME / "pictures"
LOG_KEYS: Path = HOME / "log-keys.json"
ARCHIVE: Path = HOME / "archive"
EVIDENCE: Path = HOME / "evidence"
INSTANCE_NAME: str = environment.text("OSHMARK_NAME", "oshmark")
CONTACT: str = environment.address("OSHMARK_CONTACT")
SOURCE_CODE: str = environment.address("OSHMARK_SOURCE_CODE")
KEEP_GENERATIONS = environment.days("OSHMARK_KEEP_GENERATIONS_DAYS", 30)
IS_DEMO: bool = environment.flag("OSHMARK_DEMO", default=False)
SPARQL_TIMEOUT_S: float = environment.number("OSHMARK_SPARQL_TIMEOUT_S", 10, least=1, most=600)
SPARQL_WORKERS: int = environment.number("OSHMARK_SPARQL_WORKERS", 2, least=1, most=32)
LOOK_WORKERS: int = environment.number("OSHMARK_LOOK_WORKERS", 2, least=0, most=16)
LOOKS_A_CLIENT: int = environment.number("OSHMARK_LOOKS_A_CLIENT", 10, least=1, most=10_000)
LOOKS: int = environment.number("OSHMARK_LOOKS", 100, least=1, most=100_000)
PROXIES: int = environment.number("OSHMARK_PROXIES", 0, least=0, most=10)
STAND_INS: dict[str, str] = environment.stand_ins("OSHMARK_STAND_INS")
WITNESSES: list[str] = environment.keys("OSHMARK_WITNESSES")
SAMPLES_A_DAY: int = environment.number("OSHMARK_SAMPLES_A_DAY", 200, least=0, most=100_000)
ARCHIVE_FILE_MB: int = environment.number("OSHMARK_ARCHIVE_FILE_MB", 100, least=1, most=10_000)
ARCHIVE_RELEASE_MB: int = environment.number("OSHMARK_ARCHIVE_RELEASE_MB", 1000, least=1, most=100_000)
TASKS: str = environment.text("OSHMARK_TASKS", "database")
BROKER_URL: str = environment.broker(TASKS, "OSHMARK_BROKER_URL")
HOOK_SECRET: str = environment.shared_secret("OSHMARK_HOOK_SECRET", least=16)

OPEN_SIGN_UP: bool = environment.flag("OSHMARK_OPEN_SIGN_UP", default=True)
OTHER_SITES: dict[str, tuple[str, str]] = environment.other_sites("GITHUB", "ORCID")
MAIL: environment.Mail = environment.mail("OSHMARK_EMAIL_URL")

SECRET_KEY = environment.secret(HOME)
DEBUG = False
ALLOWED_HOSTS = [*environment.words("OSHMARK_HOSTS", "127.0.0.1,localhost,[::1]"), urlsplit(BASE_URL).hostname or ""]
ROOT_URLCONF = "oshmark.web.urls"
WSGI_APPLICATION = "oshmark.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = False

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "oshmark.web.accounts",  # before those whose pages it makes its own
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    *(f"allauth.socialaccount.providers.{site}" for site in OTHER_SITES),
    "django.contrib.admin.apps.SimpleAdminConfig",  # the office is our own, and shows what we put there
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "oshmark.web.archive",
    "oshmark.web.asking",
    "oshmark.web.audit",
    "oshmark.web.certification",
    "oshmark.web.crawling",
    "oshmark.web.authoring",
    "oshmark.web.evidence",
    "oshmark.web.issuers",
    "oshmark.web.jobs",
    "oshmark.web.labels",
    "oshmark.web.library",
    "oshmark.web.linkeddata",
    "oshmark.web.log",
    "oshmark.web.operations",
    "oshmark.web.seen",
    "oshmark.web.subjects",
    "oshmark.web.workplaces",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "oshmark.web.headers.SecurityHeaders",
    "oshmark.web.accounts.middleware.Sessions",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "oshmark.web.accounts.middleware.Tokens",
    "oshmark.web.accounts.middleware.People",
    "oshmark.web.accounts.middleware.Messages",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "oshmark.web.wiring.page_context",
            ]
        },
    }
]
DATABASES = {"default": databases.database(HOME)}
STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(__file__).parent / "static"]
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- accounts (docs/adr/0013)
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "account_login"
IS_SECURE = urlsplit(BASE_URL).scheme == "https"
# A cookie of this name is refused by browsers unless it came over TLS, from this host alone, for all of its paths.
COOKIE_PREFIX = "__Host-" if IS_SECURE else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_AGE = None  # as long as the browser is open
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "oshmark.web.linkeddata.faults.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
ACCOUNT_ADAPTER = "oshmark.web.accounts.adapter.Accounts"
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_DISPLAY = str
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_FORMS = {
    "add_email": "oshmark.web.accounts.forms.AddEmail",
    "change_password": "oshmark.web.accounts.forms.ChangePassword",
    "confirm_email_verification_code": "oshmark.web.accounts.forms.EmailCode",
    "confirm_password_reset_code": "oshmark.web.accounts.forms.PasswordCode",
    "login": "oshmark.web.accounts.forms.SignIn",
    "reauthenticate": "oshmark.web.accounts.forms.Reauthenticate",
    "reset_password": "oshmark.web.accounts.forms.ForgottenPassword",
    "reset_password_from_key": "oshmark.web.accounts.forms.NewPassword",
    "set_password": "oshmark.web.accounts.forms.SetPassword",
    "signup": "oshmark.web.accounts.forms.SignUp",
}
MFA_ADAPTER = "oshmark.web.accounts.adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = INSTANCE_NAME
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_SECURE  # browsers allow passkeys without https on this machine only
MFA_FORMS = {
    "activate_totp": "oshmark.web.accounts.forms.SetUpApp",
    "add_webauthn": "oshmark.web.accounts.forms.AddPasskey",
    "authenticate": "oshmark.web.accounts.forms.SecondFactor",
    "authenticate_webauthn": "oshmark.web.accounts.forms.PasskeySecond",
    "edit_webauthn": "oshmark.web.accounts.forms.RenamePasskey",
    "login_webauthn": "oshmark.web.accounts.forms.PasskeySignIn",
    "reauthenticate": "oshmark.web.accounts.forms.SecondFactorAgain",
    "reauthenticate_webauthn": "oshmark.web.accounts.forms.PasskeyAgain",
}
SOCIALACCOUNT_ADAPTER = "oshmark.web.accounts.adapter.OtherSites"
SOCIALACCOUNT_FORMS = {"signup": "oshmark.web.accounts.forms.OtherSiteSignUp"}
SOCIALACCOUNT_PROVIDERS = {
    site: {"APPS": [{"client_id": client, "secret": secret}]} for site, (client, secret) in OTHER_SITES.items()
}
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.host else 'console'}.EmailBackend"
EMAIL_HOST = MAIL.host
EMAIL_PORT = MAIL.port
EMAIL_HOST_USER = MAIL.user
EMAIL_HOST_PASSWORD = MAIL.password
EMAIL_USE_TLS = MAIL.tls == "start"
EMAIL_USE_SSL = MAIL.tls == "whole"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.sender("OSHMARK_EMAIL_FROM", BASE_URL)

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
