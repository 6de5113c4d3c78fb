# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A library in the database of the tests, with payloads and generations in a folder of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.adapters.blobs import Blobs
from oshmark.adapters.published.search import Searcher
from oshmark.library.payload import Provenance
from oshmark.web.audit.actions import read_log
from oshmark.web.library import actions
from oshmark.web.library.merging import merge_agents, split_agent
from oshmark.web.library.models import AgentAlias, AllowedLicence, Credit, Module, Release, Withdrawal
from oshmark.web.library.publishing import Publisher, publish_library
from oshmark.web.library.rebuild import rebuild
from oshmark.web.library.withdrawing import lift, withdraw

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from oshmark.adapters.published.generation import Generation
    from oshmark.credential.events import Event
    from oshmark.library.admission import Outcome
    from oshmark.library.payload import Payloads
    from oshmark.library.withdrawal import Why
    from oshmark.web.library.actions import Result

START = datetime(2026, 11, 20, 8, 0, 0, 123456, tzinfo=UTC)


class Library:
    """What a maintainer does with a library; each act is a minute later than the one before."""

    def __init__(self, folder: Path) -> None:
        self.payloads: Payloads = Blobs(folder / "payloads")
        self.root = folder / "published"
        self.now = START

    def later(self) -> datetime:
        """The time of the next act."""
        self.now += timedelta(minutes=1)
        return self.now

    def results(self, *raws: bytes, name: str = "okh.toml", folder: str = "") -> list[Result]:
        """Add manifests in one act."""
        now = self.later()
        found = [
            actions.Submission(raw, Provenance(name, f"{n}/{name}", now, folder=folder)) for n, raw in enumerate(raws)
        ]
        return actions.add(found, payloads=self.payloads, actor="tests", now=now)

    def add(self, *raws: bytes, name: str = "okh.toml", folder: str = "") -> list[Outcome]:
        """Add manifests in one act, and say what came of each."""
        return [result.outcome for result in self.results(*raws, name=name, folder=folder)]

    def allow(self, licence: str, reason: str = "it was read") -> list[str | None]:
        """Allow a licence, and give the addresses of what is free."""
        freed = actions.allow_licence(licence, reason=reason, payloads=self.payloads, actor="tests", now=self.later())
        return [result.address for result in freed]

    def withdraw(self, address: str, why: Why, reason: str = "it was asked for") -> int:
        """Leave out what has an address, and say how many modules that are."""
        now = self.later()
        return withdraw(address, why, reason=reason, payloads=self.payloads, actor="tests", now=now).modules

    def lift(self, address: str) -> None:
        """Let in again what was left out."""
        lift(address, reason="it was settled", actor="tests", now=self.later())

    def merge(self, kept: str, gone: str, reason: str = "her page says so") -> None:
        """Make one agent of two."""
        merge_agents(kept, gone, reason=reason, actor="tests", now=self.later())

    def split(self, address: str) -> None:
        """Make two agents of one."""
        split_agent(address, reason="they are sisters", actor="tests", now=self.later())

    def publisher(self, root: Path | None = None) -> Publisher:
        """What publishes this library."""
        return Publisher(root=root or self.root, payloads=self.payloads, site="https://library.example", mail_key=b"k")

    def publish(self, *, full: bool = False, root: Path | None = None) -> Generation:
        """Publish what has changed."""
        return publish_library(self.publisher(root), now=self.later(), full=full)

    def rebuild(self) -> int:
        """Make the tables anew."""
        return rebuild(self.payloads)

    def log(self) -> list[Event]:
        """All events."""
        return list(read_log())

    def hits(self, words: str = "", root: Path | None = None) -> list[str]:
        """The addresses that a search finds, in the order of the alphabet."""
        found = Searcher(root or self.root).search(words, size=100)
        return sorted(hit.address for hit in found.hits)


def columns(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows without the numbers that the database gives them."""
    return [{name: value for name, value in row.items() if name not in ("id", "module_id")} for row in rows]


def tables() -> dict[str, list[dict[str, Any]]]:
    """Every row of the projections, in the order of the alphabet."""
    return {
        "module": columns(Module.objects.order_by("address").values()),
        "release": columns(
            {**row, "of": row["module__address"]}
            for row in Release.objects.order_by("address").values(*_fields(Release), "module__address")
        ),
        "allowed": columns(AllowedLicence.objects.order_by("licence").values()),
        "credits": columns(
            Credit.objects.order_by("release__address", "agent", "role").values(
                "release__address", "agent", "role", "name", "organisation", "url"
            )
        ),
        "aliases": columns(AgentAlias.objects.order_by("address").values()),
        "withdrawn": columns(Withdrawal.objects.order_by("address").values()),
    }


def _fields(model: type[Release]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@pytest.fixture
def library(db: None, tmp_path: Path) -> Library:
    return Library(tmp_path)
