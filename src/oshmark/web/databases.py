# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which database an instance uses: a file in its folder, or a PostgreSQL server where the operator names one."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from oshmark.web.environment import SettingError, text

if TYPE_CHECKING:
    from pathlib import Path

NAME = "OSHMARK_DATABASE_URL"
_SCHEMES = ("postgresql", "postgres")
_WRONG = (
    f"{NAME} cannot be understood; write an address such as postgresql://name:password@db.example.org:5432/oshmark."
)
_PASSED_ON = frozenset({"host", "sslmode", "sslrootcert", "connect_timeout"})
"""What may stand behind `?`: a folder of sockets, and how the connection is secured (libpq's own names)."""


def database(home: Path) -> dict[str, Any]:
    """The settings of Django's connection. A value that is refused is not repeated, for it may hold a password."""
    url = text(NAME, "")
    return _postgresql(url) if url else _file(home / "oshmark.sqlite3")


def _file(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,  # opening the file anew costs as much as a page asks of it
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a writer waits at the start, and not half-way through
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
        asked = parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError as exc:
        raise SettingError(_WRONG) from exc
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in _SCHEMES or not name or "/" in name or parts.fragment or not asked.keys() <= _PASSED_ON:
        raise SettingError(_WRONG)
    if find_spec("psycopg") is None:
        raise SettingError(f"{NAME} names PostgreSQL, whose driver is not installed: pip install 'oshmark[postgres]'.")
    options = {key: values[-1] for key, values in asked.items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
