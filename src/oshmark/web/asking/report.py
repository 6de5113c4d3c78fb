# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a look has found, as it is kept in its row and shown on its page."""

from __future__ import annotations

from enum import Enum

import msgspec


class Fate(Enum):
    """What has become of a manifest."""

    ADMITTED = "admitted"
    WAITING = "waiting"
    REFUSED = "refused"
    CHANGED = "changed"
    ELSEWHERE = "elsewhere"


class Met(msgspec.Struct, frozen=True):
    """A manifest that was met: its place in the repository, what became of it and why, the address of its release, and
    the digest by which its text is kept."""

    path: str
    fate: Fate
    reason: str = ""
    address: str = ""
    digest: str = ""


class Drafted(msgspec.Struct, frozen=True):
    """A draft: its text, the files that were looked into for it, and the branch that the file would go to."""

    text: str
    looked_into: list[str]
    branch: str = ""


class Report(msgspec.Struct, frozen=True):
    """All of it. `there` is false where no repository was found; `belongs_to` is the repository that a single manifest
    names, where that is another place; `generation` the one with which search has it."""

    connector: str
    repository: str
    there: bool = False
    files: int = 0
    manifests: list[Met] = []
    faults: list[str] = []
    draft: Drafted | None = None
    belongs_to: str = ""
    generation: int = 0

    @property
    def is_in_library(self) -> bool:
        """Whether there is anything that search has to show."""
        return any(one.fate in (Fate.ADMITTED, Fate.CHANGED) for one in self.manifests)
