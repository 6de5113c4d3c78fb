# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings of the site. Everything that an operator may choose comes from `environment.py`."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from oshmark.web import environment

HOME: Path = environment.home()
BASE_URL: str = environment.base_url("OSHMARK_BASE_URL", "http://127.0.0.1:8000")
PUBLISHED: Path = HOME / "published"
PAYLOADS: Path = HOME / "payloads"
PICTURES: Path = HOME / "pictures"
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
SAMPLES_A_DAY: int = environment.number("OSHMARK_SAMPLES_A_DAY", 200, least=0, most=100_000)
HOOK_SECRET: str = environment.text("OSHMARK_HOOK_SECRET", "")

SECRET_KEY = environment.secret(HOME)
DEBUG = False
ALLOWED_HOSTS = [*environment.words("OSHMARK_HOSTS", "127.0.0.1,localhost,[::1]"), urlsplit(BASE_URL).hostname or ""]
ROOT_URLCONF = "oshmark.web.urls"
WSGI_APPLICATION = "oshmark.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = False

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "oshmark.web.asking",
    "oshmark.web.audit",
    "oshmark.web.crawling",
    "oshmark.web.authoring",
    "oshmark.web.library",
    "oshmark.web.linkeddata",
    "oshmark.web.operations",
    "oshmark.web.seen",
    "oshmark.web.subjects",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "oshmark.web.headers.SecurityHeaders",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["oshmark.web.wiring.page_context"]},
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "oshmark.sqlite3",
        "CONN_MAX_AGE": None,  # opening the file anew costs as much as a page asks of it
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a writer waits at the start, and not half-way through
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }
}
STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(__file__).parent / "static"]
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

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
