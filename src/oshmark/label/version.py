# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a version says which one it is (C-25): a moving name such as `main` or `latest` does not."""

from __future__ import annotations

import re

_MOVING = re.compile(
    r"(?:latest|current|newest|head|main|master|trunk|develop(?:ment)?|dev|devel|nightly|snapshot|tip|stable|edge|wip|"
    r"draft|todo|tbd|n/?a|none|null|unknown|undefined|version|x(?:\.x)*|unversioned(?:-.*)?)",
    re.IGNORECASE,
)


def is_clear(version: str) -> bool:
    """Whether the text names one version: it holds a digit or a letter, and is no name that moves on."""
    text = version.strip().strip("-–—?_.").strip()
    return bool(text) and any(sign.isalnum() for sign in text) and _MOVING.fullmatch(text) is None
