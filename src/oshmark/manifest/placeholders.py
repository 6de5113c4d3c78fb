# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values that say "not filled in": left over from templates, or written by converters that knew nothing."""

from __future__ import annotations

import re

WORDS = frozenset(
    {
        "anonymous",
        "unversioned",
        "n/a",
        "na",
        "none",
        "null",
        "tbd",
        "tba",
        "todo",
        "unknown",
        "undefined",
        "placeholder",
        "value",
        "the-spdx-id",
        "your-awesome-osh",
        "your-awesome-part",
        "your name",
        "name of the project",
        "lorem ipsum",
        "???",
        "...",
    }
)
"""Whole values, in lower case."""

_ONLY_SIGNS = re.compile(r"[\s.\-_?*/xX]{1,20}")
_TEMPLATE = re.compile(
    r"\[[^\]]{1,60}\]|<[^>]{1,60}>|xxx+(?:\.\w{2,4})?|https?://[^/]+/(?:xxx+|YOU/|YOUR[-_])[^ ]*", re.IGNORECASE
)


def is_placeholder(text: str) -> bool:
    """Whether the text stands for "not filled in": `ANONYMOUS`, `.`, `xxx.jpg`, `[value]`, `https://gitlab.com/xxx`."""
    if len(text) > MAX_LENGTH:
        return False
    return text.lower() in WORDS or bool(_ONLY_SIGNS.fullmatch(text) or _TEMPLATE.fullmatch(text))


MAX_LENGTH = 80
"""Longer texts were written by somebody."""
