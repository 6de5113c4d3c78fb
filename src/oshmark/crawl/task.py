# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is to be asked next, and on whose behalf."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


class Source(msgspec.Struct, frozen=True):
    """Somewhere to look: a connector, what of the platform (`organisation`, `topic`, `repository`, `all` …), and which
    one (`OpenFlexure`). Nested lists carry on with the source that named them."""

    connector: str
    what: str
    value: str = ""

    @property
    def name(self) -> str:
        """`github:organisation=OpenFlexure`; `oshwa` for all of a platform."""
        if self.what == "all":
            return self.connector
        return f"{self.connector}:{self.what}={self.value}"


def read_source(text: str) -> Source | None:
    """The source that a name means; `None` for what is no name of one."""
    connector, _colon, rest = text.strip().partition(":")
    what, _equals, value = rest.partition("=")
    if not connector.replace("-", "").isalnum() or (rest and not (what and value)):
        return None
    return Source(connector, what or "all", value)


class Task(msgspec.Struct, frozen=True):
    """One thing to ask. Tasks of a kind may be asked together, as far as the connector says so; equal tasks of a run
    are one. `args` is plain JSON."""

    kind: str
    args: Mapping[str, Any] = {}

    @property
    def key(self) -> str:
        """What tells this task from the others of a run."""
        return msgspec.json.encode([self.kind, self.args], order="sorted").decode()
