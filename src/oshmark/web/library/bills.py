# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bill of materials of a release: what its archived files say, joined with the parts that its manifest describes.

Other rooms ask here as well: `bill_of` is everything that a release consists of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.bom.model import Dropped, Line
from oshmark.library.bill import Bill, join
from oshmark.values.finding import Finding
from oshmark.web.archive import files as archived
from oshmark.web.archive.bills import read_bill
from oshmark.web.archive.models import ArchivedFile, Role
from oshmark.web.library.part_list import MAX_PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.web.library.queries import Opened

MAX_BILLS = 8
"""Bills of one release that are read."""


class Source(msgspec.Struct, frozen=True):
    """A file that the manifest names as its bill: its row, how many lines it has, what was left out of it and noticed,
    or why it could not be read."""

    row: ArchivedFile
    lines: int
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()
    problem: str = ""


class ReleaseBill(msgspec.Struct, frozen=True):
    """Everything that a release consists of, and the files that say so; `named` is how many bills its manifest has."""

    bill: Bill
    sources: tuple[Source, ...]
    named: int

    @property
    def is_read(self) -> bool:
        """Whether at least one bill was read."""
        return any(source.lines for source in self.sources)


def bill_of(opened: Opened) -> ReleaseBill:
    """The bill of a release. Raises `StateError` where an archived file cannot be had."""
    manifest = opened.reading.manifest
    rows = [row for row in archived.files_of(opened.release.address) if row.role == Role.BOM][:MAX_BILLS]
    lines: list[Line] = []
    sources = []
    for row in rows:
        source, found = _source(row, several=len(rows) > 1)
        sources.append(source)
        lines += found
    # What the page of a release lists as its parts stays within bounds, and so does what is joined.
    return ReleaseBill(join(lines, manifest.part[: MAX_PARTS * 10]), tuple(sources), len(manifest.bom))


def _source(row: ArchivedFile, *, several: bool) -> tuple[Source, Sequence[Line]]:
    if row.problem:
        return Source(row, 0, problem=row.problem), ()
    found = read_bill(row)
    if found.bom is None:
        return Source(row, 0, problem=found.problem), ()
    lines: Sequence[Line] = found.bom.lines
    if several:
        lines = [msgspec.structs.replace(line, sheet=f"{row.name} {line.sheet}".strip()) for line in lines]
    return Source(row, len(lines), found.bom.dropped, found.bom.findings), lines


def state_of(address: str) -> tuple[object, ...]:
    """What changes whenever the bill of a release may have changed, but for what the manifest itself says."""
    rows = ArchivedFile.objects.filter(release=address, role=Role.BOM).order_by("path")
    return tuple(rows.values_list("path", "sha256", "problem", "fetched_from"))
