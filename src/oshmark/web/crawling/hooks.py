# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What forges tell us when a repository changes: whether it is really they who say it, and of which repository.

https://docs.github.com/en/webhooks, https://docs.gitlab.com/user/project/integrations/webhooks/ and
https://forgejo.org/docs/latest/user/webhooks/. Nothing of a message is believed but that it is worth a look.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BYTES = 1_000_000
_PUSHES = frozenset({"push", "create", "release", "repository"})


class Hook(msgspec.Struct, frozen=True):
    """How a platform sends messages; names of headers are in small letters.

    `signatures` are headers with the HMAC-SHA256 of the body, `bare` is one with the secret itself; `events` says in
    which header the kind of message stands, and `wanted` which of them are worth a look.
    """

    events: tuple[str, ...]
    wanted: frozenset[str]
    signatures: tuple[str, ...] = ()
    bare: str = ""


HOOKS = {
    "github": Hook(("x-github-event",), _PUSHES, signatures=("x-hub-signature-256",)),
    "gitlab": Hook(
        ("x-gitlab-event",), frozenset({"Push Hook", "Tag Push Hook", "Release Hook"}), bare="x-gitlab-token"
    ),
    "forgejo": Hook(
        ("x-forgejo-event", "x-gitea-event"),
        _PUSHES,
        signatures=("x-forgejo-signature", "x-gitea-signature", "x-hub-signature-256"),
    ),
}
"""By the name of the connector."""


class _Repository(msgspec.Struct):
    """What is said of the repository; GitLab has `web_url` and `visibility_level`, 0 for a private one."""

    html_url: str = ""
    web_url: str = ""
    private: bool = False
    visibility_level: int | None = None


class _Message(msgspec.Struct):
    """A message; GitLab calls the repository a project."""

    repository: _Repository | None = None
    project: _Repository | None = None


def is_signed(hook: Hook, headers: Mapping[str, str], body: bytes, secret: str) -> bool:
    """Whether the message comes from somebody who knows the secret; compared in constant time."""
    if hook.bare:
        return hmac.compare_digest(_digest(headers.get(hook.bare, "")), _digest(secret))
    expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest().encode()
    given = [headers[name].removeprefix("sha256=") for name in hook.signatures if headers.get(name)]
    return bool(given) and all(hmac.compare_digest(one.encode(errors="replace"), expected) for one in given)


def _digest(text: str) -> bytes:
    """A digest of a secret, so that comparing takes equally long for every length."""
    return hashlib.sha256(text.encode(errors="replace")).digest()


def is_wanted(hook: Hook, headers: Mapping[str, str]) -> bool:
    """Whether the message is of a kind that is worth a look."""
    return next((headers[name] for name in hook.events if headers.get(name)), "") in hook.wanted


def repository_of(body: bytes) -> str | None:
    """The address of the public repository that a message is about, empty for a private one; `None` for what is no
    message."""
    try:
        message = msgspec.json.decode(body, type=_Message)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    # Where GitLab has both, the project is what has the address.
    named = message.project or message.repository
    if named is None or not (named.web_url or named.html_url):
        return None
    if named.private or named.visibility_level in (0, 10):
        return ""
    return named.html_url or named.web_url
