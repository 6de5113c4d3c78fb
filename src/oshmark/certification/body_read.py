# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A body's profile from the bytes of its TOML file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oshmark.certification.body import Body
from oshmark.certification.file_reader import read_file
from oshmark.certification.table_reader import TableReader

if TYPE_CHECKING:
    from oshmark.manifest.syntax import Document
    from oshmark.values.finding import Finding


class BodyReading(NamedTuple):
    """What was read: `body` is None where id or version is missing. `document` tells the place of a key path."""

    document: Document
    body: Body | None
    findings: list[Finding]


def read_body(raw: bytes) -> BodyReading:
    """Read a profile. Raises `UnreadableError` for what is no TOML, or too large to be a profile."""
    document = read_file(raw)
    reader = TableReader()
    body = reader.read(Body, document.data)
    return BodyReading(document, body, [*document.findings, *reader.findings])
