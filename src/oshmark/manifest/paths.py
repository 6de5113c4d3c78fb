# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paths and addresses as they stand in a manifest, and the file in the repository that they mean.

A relative path starts at the folder of the manifest; a leading slash is the root of the repository; `..` may not leave
the repository. Nothing here looks at a disk.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import msgspec

from oshmark.values.iri import encode_iri

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_LOGIN = re.compile(r"(https?://)[^/?#@\s]{0,300}@", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_HOST_LIKE = re.compile(
    r"(?:www\.[\w-]+\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|de|eu|cc|wiki)/)[^\s]*", re.IGNORECASE
)
EXPIRING_HOSTS = frozenset({"dl.airtable.com", "v5.airtableusercontent.com"})
"""Storages whose addresses are known to stop working some hours after they are made."""


class Address(msgspec.Struct, frozen=True):
    """A web address that can be linked: `url`; `changed` when characters had to be encoded; `had_login` when a user
    name or password stood in it, which are no part of `url`."""

    url: str
    changed: bool = False
    had_login: bool = False


class BadAddress(msgspec.Struct, frozen=True):
    """A text that is no web address: it has another scheme, or none."""

    scheme: str | None = None


class RepoPath(msgspec.Struct, frozen=True):
    """A file of the repository: `path` from its root, and what was unusual about how it was written."""

    path: str
    from_root: bool = False
    mended: bool = False


class OutsidePath(msgspec.Struct, frozen=True):
    """A path that leads out of the repository, or means a file on somebody's own computer."""

    own_computer: bool = False


def is_address(text: str) -> bool:
    """Whether the text was meant as an address and not as a path."""
    return text[:7].lower() == "http://" or text[:8].lower() == "https://"


def read_address(text: str) -> Address | BadAddress:
    """A web address, encoded where it has to be; blanks around it are not its part."""
    if not is_address(text):
        match = _SCHEME.match(text)
        return BadAddress(match[1].lower() if match and not _DRIVE.match(text) else None)
    login = _LOGIN.match(text) if "@" in text else None
    bare = text if login is None else login[1] + text[login.end() :]
    url = encode_iri(bare)
    return Address(url, changed=url != bare, had_login=login is not None) if _has_host(bare) else BadAddress()


def is_link(text: str) -> bool:
    """Whether the text is a whole web address with nothing left to encode, so that it can stand in a graph as it is."""
    found = read_address(text) if is_address(text) else None
    return isinstance(found, Address) and not found.changed and not found.had_login


def _has_host(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and (parts.port is None or parts.port >= 0)
    except ValueError:  # brackets of an IPv6 address that do not fit, or a port that is no number
        return False


def lacks_scheme(text: str) -> bool:
    """Whether only `https://` is missing in front: `www.example.org/x`, `github.com/o/r`."""
    return _HOST_LIKE.fullmatch(text) is not None


def read_path(text: str, folder: str | None) -> RepoPath | OutsidePath | BadAddress:
    """The file of the repository that `text` means, for a manifest in `folder` (`""` is the root).

    Without a folder (`None`: the place of the manifest is not known) `..` cannot be judged, and stays.
    """
    if _DRIVE.match(text) or text.startswith(("\\\\", "~/")):
        return OutsidePath(own_computer=True)
    match = _SCHEME.match(text)
    if match and "/" not in match[1] and not match[2].startswith("\\"):
        return BadAddress(match[1].lower())
    forward = text.replace("\\", "/")
    from_root = forward.startswith("/")
    base = "" if from_root else folder
    joined = forward.lstrip("/") if not base else f"{base}/{forward}"
    path = _normal(joined, may_climb=base is None)
    return OutsidePath() if path is None else RepoPath(path, from_root, mended=forward != text)


def _normal(path: str, *, may_climb: bool) -> str | None:
    """Without `.` and empty steps; `None` if `..` leads above the start and may not."""
    steps: list[str] = []
    for step in path.split("/"):
        if step in ("", "."):
            continue
        if step != "..":
            steps.append(step)
        elif steps and steps[-1] != "..":
            steps.pop()
        elif may_climb:
            steps.append(step)
        else:
            return None
    return "/".join(steps)
