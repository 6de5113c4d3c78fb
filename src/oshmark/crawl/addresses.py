# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses: made from templates with names that strangers chose, and read as people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_PATH = 4096
_NAME = re.compile(r"\{(\+?)(\w+)\}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SCP = re.compile(r"[\w.-]+@([\w.-]+):(?!//)(.+)")
_SCHEMES = ("http", "https", "ssh", "git")


def expand(template: str, args: Mapping[str, Any]) -> str:
    """A template with its names filled in: `{name}` is percent-encoded, `{+path}` too but for its slashes."""
    return _NAME.sub(lambda match: encoded(str(args[match[2]]), keep="/" if match[1] else ""), template)


def encoded(path: str, *, keep: str = "/") -> str:
    """A path as addresses have it: `?`, `#`, `%`, spaces and letters outside ASCII are percent-encoded."""
    return quote(path, safe=keep, errors="replace")


def is_inside(path: str) -> bool:
    """Whether a path stays below where it starts, and can be told in one line."""
    return len(path) <= MAX_PATH and not _CONTROL.search(path) and not {"", ".", ".."} & set(path.split("/"))


def host_and_steps(address: str) -> tuple[str, tuple[str, ...]]:
    """The host of an address and the steps of its path, as people write addresses of repositories:
    `https://host/o/r`, `host/o/r`, `git@host:o/r.git`. The host is empty for what is none."""
    text = address.strip().removeprefix("git+")
    if scp := _SCP.fullmatch(text):
        text = f"ssh://{scp[1]}/{scp[2]}"
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        port = f":{parts.port}" if parts.port and parts.scheme in ("http", "https") else ""
    except ValueError:
        return "", ()
    host = (parts.hostname or "").lower().removeprefix("www.") + port
    steps = tuple(unquote(step) for step in parts.path.split("/") if step)
    if parts.scheme not in _SCHEMES or "." not in host or not is_inside("/".join(steps) or "-"):
        return "", ()
    return host, steps
