# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the conformance suite needs to know of a connector: a stand-in for its platform, and what lies there.

Every connector has a line in `CASES` of `test_conformance.py`. Its stand-in lies in `tests/fakes/<platform>.py`, and
`serve()` of it gives a running server (see `tests/fakes/server.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from oshmark.crawl.connector import Connector
    from oshmark.crawl.place import Place
    from oshmark.crawl.task import Source


class Serving(Protocol):
    """A running stand-in. `requests` are `GET /path?query` in the order they came."""

    @property
    def address(self) -> str:
        """`http://127.0.0.1:<port>`."""

    @property
    def requests(self) -> list[str]:
        """What was asked."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One connector against its stand-in.

    `serve` starts a fresh one; `place` says where it is asked, from its address; `expected` is everything that
    `source` gives: the path (or, where the platform has none, the name) and the bytes of each manifest, by repository.
    Leave `expected[repository][path]` as `None` where the bytes are not the point. `names` are values that name
    something, by `what` of a source, for all of `connector.whats`. `gone` are repositories that the source leads to and
    that are not there. `addresses` are ones that people type, and whether the connector knows them. A connector that
    asks `anywhere` has no place of its own: the source says where, with `{address}` for that of the stand-in.
    """

    name: str
    connector: Connector
    serve: Callable[[], AbstractContextManager[Serving]]
    place: Callable[[str], Place]
    source: Source
    expected: dict[str, dict[str, bytes | None]]
    names: dict[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    addresses: dict[str, bool] = field(default_factory=dict)
    anywhere: bool = False
