# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""E-mail addresses in texts of strangers: they identify people, so they are never published.

A letter becomes an `x`, and everything else stays: the text keeps its length, its lines and columns, and a manifest
stays valid in its syntax.
"""

from __future__ import annotations

import re
from typing import Any

_HOST = re.compile(
    r"(?<=[\w.+-])(?P<at>@|%40)(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?P<top>[^\W\d_]{2,24}))(?!\w)"
)
# Before the name may stand an escape of TOML, YAML or JSON (`\nmaria@…`), whose letter is not part of the name.
_NAME = re.compile(r"(?:\\(?:u[0-9A-Fa-f]{4}|[A-Za-z]))?(?P<name>[\w.+-]{1,64})\Z")
NAME_LENGTH = 70
_LETTER = re.compile(r"\w")
PROGRAMS = frozenset({"git", "hg", "svn"})
"""Names that are no person: `git@github.com:maker/printer` is the address of a repository."""
ENDINGS = frozenset({"png", "jpg", "jpeg", "gif", "svg", "webp", "stl", "step", "scad", "pdf"})
"""Ends of file names such as `photo@2x.png`."""


def without_emails(text: str) -> str:
    """The text with every e-mail address made unreadable, letter by letter."""
    if "@" not in text and "%40" not in text:
        return text
    pieces: list[str] = []
    done = 0
    for match in _HOST.finditer(text):
        at = match.start()
        name = _NAME.search(text[max(done, at - NAME_LENGTH) : at])
        if name is None or name["name"].lower() in PROGRAMS or match["top"].lower() in ENDINGS:
            continue
        start = at - len(name["name"])
        pieces += [text[done:start], _hidden(name["name"]), match["at"], _hidden(match["host"])]
        done = match.end()
    return "".join((*pieces, text[done:]))


def _hidden(text: str) -> str:
    return _LETTER.sub("x", text)


def without_emails_in(value: Any) -> Any:
    """Plain data (dicts, lists, texts) with every text treated by `without_emails`, keys too."""
    if isinstance(value, str):
        return without_emails(value)
    if isinstance(value, dict):
        return {without_emails(str(key)): without_emails_in(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [without_emails_in(one) for one in value]
    return value
