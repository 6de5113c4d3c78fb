# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings from the environment, read in one place; a value that cannot be meant fails loudly.

Each variable may also be given as `NAME_FILE` with the path of a file that holds the value, as secrets are.
"""

from __future__ import annotations

import os
import re
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from oshmark.errors import OshmarkError
from oshmark.values.iri import encode_iri

_ADDRESS = re.compile(r"https?://[^\s/@]+(?:/\S*)?|mailto:[^\s@:?&]+@[^\s@:?&]+", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)
_DAYS = re.compile(r"[0-9]{1,4}", re.ASCII)


class SettingError(OshmarkError):
    """A variable of the environment has a value that cannot be used."""


def text(name: str, default: str) -> str:
    """The value of a variable, or of the file that `NAME_FILE` points at."""
    path = os.environ.get(f"{name}_FILE")
    if path is not None:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as exc:
            raise SettingError(f"{name}_FILE names {path}, which cannot be read: {exc.strerror}.") from exc
        except UnicodeDecodeError as exc:
            raise SettingError(f"{name}_FILE names {path}, which is not text in UTF-8.") from exc
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """A variable that is yes or no."""
    value = text(name, "1" if default else "0").lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off", ""):
        return False
    raise SettingError(f"{name} is “{value}”; write 1 or 0.")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number between two bounds."""
    value = text(name, str(default))
    if not _NUMBER.fullmatch(value) or not least <= int(value) <= most:
        raise SettingError(f"{name} is “{value}”; write a whole number from {least} to {most}.")
    return int(value)


def words(name: str, default: str) -> list[str]:
    """A variable with several values, parted by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def base_url(name: str, default: str) -> str:
    """A web address without a path, as things are named under it."""
    value = text(name, default).rstrip("/")
    if not _is_bare_address(value):
        raise SettingError(f"{name} is “{value}”; write an address such as https://library.example.org.")
    return value


def address(name: str) -> str:
    """A web address or an e-mail address, which becomes one with `mailto:`; empty when nothing is set."""
    value = text(name, "")
    if not value:
        return ""
    full = value if ":" in value else f"mailto:{value}"
    if not _ADDRESS.fullmatch(full) or encode_iri(full) != full:
        raise SettingError(f"{name} is “{value}”; write an address such as https://example.org or maker@example.org.")
    return full


def days(name: str, default: int) -> timedelta:
    """A number of days."""
    value = text(name, str(default))
    if not _DAYS.fullmatch(value):
        raise SettingError(f"{name} is “{value}”; write a number of days from 0 to 9999.")
    return timedelta(days=int(value))


def _is_bare_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        bare = not (parts.path or parts.query or parts.fragment or parts.username or parts.port == 0)
    except ValueError:  # a port that is none
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and bare and encode_iri(value) == value


def stand_ins(name: str) -> dict[str, str]:
    """Hosts with the address that is asked instead of each: `github.com=https://mirror.example.org, …`."""
    found: dict[str, str] = {}
    for pair in words(name, ""):
        host, equals, base = pair.partition("=")
        if not equals or not host or "/" in host or not _is_bare_address(base.rstrip("/")):
            raise SettingError(f"{name} has “{pair}”; write pairs such as github.com=https://mirror.example.org.")
        found[host.lower()] = base.rstrip("/")
    return found


def token(connector: str) -> str:
    """The credentials for a platform: `OSHMARK_TOKEN_GITHUB`, or the file that `OSHMARK_TOKEN_GITHUB_FILE` names."""
    return text(f"OSHMARK_TOKEN_{connector.upper().replace('-', '_')}", "")


def home() -> Path:
    """The folder in which the instance keeps everything: database, payloads, published generations."""
    return Path(text("OSHMARK_HOME", "var")).absolute()


def secret(folder: Path) -> str:
    """The secret of the instance: from the environment, else made once and kept in its folder."""
    given = text("OSHMARK_SECRET", "")
    if given:
        return given
    try:
        kept = _kept_secret(folder / "secret") or _make_secret(folder)
    except OSError as exc:
        message = f"The folder of the instance, {folder}, cannot be used: {exc.strerror}."
        raise SettingError(f"{message} Give it to who runs oshmark, or name another one in OSHMARK_HOME.") from exc
    return kept


def _kept_secret(path: Path) -> str | None:
    try:
        kept = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        kept = ""
    if not kept:
        raise SettingError(f"{path} holds no secret. Restore it from a backup, or remove it: a new one is made then.")
    return kept


def _make_secret(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret"
    made = secrets.token_urlsafe(48)
    partial = folder / f"secret.{os.getpid()}"
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(made)
            file.flush()
            os.fsync(descriptor)
        os.link(partial, path)
    except FileExistsError:  # another process was first, and both use what it made
        return path.read_text(encoding="ascii").strip()
    finally:
        partial.unlink()
    return made
