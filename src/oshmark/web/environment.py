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
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from oshmark.credential.notes import NoteError, read_key
from oshmark.errors import OshmarkError
from oshmark.values.iri import encode_iri

_ADDRESS = re.compile(r"https?://[^\s/@]+(?:/\S*)?|mailto:[^\s@:?&]+@[^\s@:?&]+", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)
_TOKEN = re.compile(r"[\x21-\x7e]{1,4000}", re.ASCII)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?", re.ASCII)
BROKERS = ("redis", "rediss", "amqp", "amqps")
_DAYS = re.compile(r"[0-9]{1,4}", re.ASCII)
_SENDER = re.compile(r"(?:[^<>@\r\n]+ <)?[^\s<>@]+@[^\s<>@]+>?", re.ASCII)
_MAIL = {"smtp": (587, "start"), "smtps": (465, "whole"), "smtp+plain": (25, "")}
"""Kinds of mail servers, with the usual port and how they are spoken to in secret."""


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


class Mail(NamedTuple):
    """How e-mails leave: to the console without a host, else by SMTP."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: str = ""
    """`start` for STARTTLS, `whole` for TLS from the first byte, empty for none."""


def mail(name: str) -> Mail:
    """The mail server: `smtp://name:password@host:587` with STARTTLS, `smtps://` with TLS, `smtp+plain://` without. The
    value is not repeated when it is refused, for it may hold a password."""
    value = text(name, "console:")
    if value in ("", "console:"):
        return Mail()
    wrong = (
        f"{name} cannot be understood; write console: or an address such as smtp://name:password@mail.example.org:587."
    )
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as exc:
        raise SettingError(wrong) from exc
    if parts.scheme not in _MAIL or not parts.hostname or parts.path.strip("/") or parts.query or port == 0:
        raise SettingError(wrong)
    usual, tls = _MAIL[parts.scheme]
    return Mail(parts.hostname, port or usual, unquote(parts.username or ""), unquote(parts.password or ""), tls)


def other_site(name: str) -> tuple[str, str] | None:
    """Id and secret under which another site knows this one; `None` where people cannot sign in with it."""
    client, secret_of_client = text(f"OSHMARK_{name}_ID", ""), text(f"OSHMARK_{name}_SECRET", "")
    if bool(client) != bool(secret_of_client):
        raise SettingError(f"OSHMARK_{name}_ID and OSHMARK_{name}_SECRET belong together: set both, or neither.")
    return (client, secret_of_client) if client else None


def other_sites(*names: str) -> dict[str, tuple[str, str]]:
    """The other sites that people may sign in with, by their names in small letters."""
    return {name.lower(): found for name in names if (found := other_site(name)) is not None}


def sender(name: str, base: str) -> str:
    """The address that e-mails come from; without one, `oshmark@` the host of the instance."""
    value = text(name, f"oshmark@{urlsplit(base).hostname}")
    if not _SENDER.fullmatch(value):
        raise SettingError(f"{name} is “{value}”; write an e-mail address such as library@example.org.")
    return value


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


def keys(name: str) -> list[str]:
    """Keys in lines such as `witness.example.org+0a1b2c3d+BA…`, parted by spaces or line ends."""
    given = text(name, "").split()
    try:
        return [read_key(one).text for one in given]
    except NoteError as exc:
        raise SettingError(f"{name}: {exc}") from exc


def token(connector: str) -> str:
    """The credentials for a platform: `OSHMARK_TOKEN_GITHUB`, or the file that `OSHMARK_TOKEN_GITHUB_FILE` names."""
    name = f"OSHMARK_TOKEN_{connector.upper().replace('-', '_')}"
    value = text(name, "")
    if value and not _TOKEN.fullmatch(value):
        raise SettingError(f"{name} holds what is no token: write one, without spaces or line breaks.")
    return value


def host_tokens(name: str) -> dict[str, str]:
    """Credentials for single hosts: `gitlab.example.org=…`, parted by commas or lines. What is wrong is not repeated:
    it may be a secret."""
    found: dict[str, str] = {}
    for number, pair in enumerate(re.split(r"[,\n]", text(name, "")), start=1):
        host, equals, value = (one.strip() for one in pair.partition("="))
        if not host and not equals:
            continue
        # A name without a dot or a port would be taken for that of a platform.
        is_host = _HOST.fullmatch(host.lower()) and not host.isalnum()
        if not is_host or not _TOKEN.fullmatch(value) or host.lower() in found:
            raise SettingError(
                f"Entry {number} of {name} cannot be used; write each host once, such as gitlab.example.org=token."
            )
        found[host.lower()] = value
    return found


def shared_secret(name: str, *, least: int) -> str:
    """A secret that others know too, of so many signs at least; empty where none is set."""
    value = text(name, "")
    if value and len(value) < least:
        raise SettingError(
            f"{name} has {len(value)} signs, which can be guessed; write {least} at least: `openssl rand -hex 32`."
        )
    return value


def broker(engine: str, name: str) -> str:
    """The address of the broker of jobs: none for the engine `database`, one for `celery`. It is not repeated where it
    is wrong: it may hold a password."""
    url = text(name, "")
    if engine == "database":
        return ""
    if engine != "celery":
        raise SettingError(f"OSHMARK_TASKS is “{engine}”; write database or celery.")
    if not _is_broker(url):
        raise SettingError(
            f"{name} is no address of a broker; with OSHMARK_TASKS=celery, write one such as redis://127.0.0.1:6379/0 "
            "or amqp://127.0.0.1:5672//."
        )
    if find_spec("celery") is None:
        raise SettingError(
            "OSHMARK_TASKS is celery, which is not installed; install oshmark with the extra celery: "
            "pip install 'oshmark[celery]'."
        )
    return url


def _is_broker(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in BROKERS and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none
        return False


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
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # addresses of people come to lie in it
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
