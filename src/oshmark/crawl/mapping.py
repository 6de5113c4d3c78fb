# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the fields of a platform become those of a manifest: a table beside the code that does it, and a page of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Row(msgspec.Struct, frozen=True):
    """One field of a platform, the key of OKH-LOSH that it becomes, and what is to be said of it."""

    theirs: str
    ours: str
    note: str = ""


class Mapped(Protocol):
    """What a page needs to know of a connector."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def title(self) -> str:
        """Its name for people."""

    @property
    def mapping(self) -> tuple[Row, ...]:
        """Its table; empty where manifests are taken as they are."""


HEAD = """# Platforms

Some platforms hold the metadata of hardware themselves. oshmark writes a manifest from what such a platform says, with
its source at the head, and invents nothing: what is not stated is left out. This page is made from the code.
"""


def mapping_pages(connectors: Iterable[Mapped]) -> str:
    """One chapter for each connector that has a table, in the order of their titles."""
    chapters = [_chapter(one) for one in sorted(connectors, key=lambda one: one.title.lower()) if one.mapping]
    return "\n".join([HEAD, *chapters])


def pairs(table: Mapping[str, str]) -> str:
    """What each word of a platform stands for, in one cell."""
    return "; ".join(f"{theirs}: {ours}" for theirs, ours in table.items())


def _chapter(connector: Mapped) -> str:
    lines = [f"## {_cell(connector.title)}", "", "| There | In the manifest | Notes |", "|---|---|---|"]
    lines += [f"| {_cell(row.theirs)} | {_cell(row.ours)} | {_cell(row.note)} |" for row in connector.mapping]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """A text that stays within its cell."""
    return " ".join(text.split()).replace("|", "\\|")
