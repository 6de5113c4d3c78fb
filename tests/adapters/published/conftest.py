# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small library to publish, and ways to look into what was published."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.adapters.published.publish import Entry, publish
from oshmark.adapters.published.search import Searcher
from oshmark.library.record import SearchRecord

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from oshmark.adapters.published.generation import Generation

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def make_entry(path: str, *, quads: bytes | None = None, edition: int = 1, **facts: Any) -> Entry:
    address = f"/m/git.example.org/{path}/-/v/1.0.0"
    graph = f"https://library.example{address}"
    fact = f'<{graph}#this> <https://library.example/ns#edition> "{edition}" <{graph}> .\n'
    known = {"name": path, "module": address.partition("/-/")[0]} | facts
    return Entry(
        address=address,
        graph=graph,
        nquads=fact.encode() if quads is None else quads,
        record=SearchRecord(address=address, **known),
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "published"


@pytest.fixture
def publish_whole(root: Path) -> Callable[..., Generation]:
    def whole(*entries: Entry) -> Generation:
        return publish(root, put=entries, full=True, position=1, now=NOW)

    return whole


@pytest.fixture
def find(root: Path, publish_whole: Callable[..., Generation]) -> Callable[..., list[str]]:
    """Publish some records and search them: the names that are found, in order."""

    def found(words: str, *records: dict[str, Any], **filters: list[str]) -> list[str]:
        publish_whole(*(make_entry(f"m{n}", **facts) for n, facts in enumerate(records)))
        return [hit.name for hit in Searcher(root).search(words, filters=filters).hits]

    return found
