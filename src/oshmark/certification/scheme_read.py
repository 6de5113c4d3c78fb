# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A scheme from the bytes of its TOML file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oshmark.certification.file_reader import read_file
from oshmark.certification.scheme import Scheme
from oshmark.certification.table_reader import TableReader

if TYPE_CHECKING:
    from oshmark.manifest.syntax import Document
    from oshmark.values.finding import Finding


class SchemeReading(NamedTuple):
    """What was read: `scheme` is None where id, version or body is missing. `document` tells the place of a key path.
    `findings` are only those of reading; what is missing in the scheme says `scheme_check`."""

    document: Document
    scheme: Scheme | None
    findings: list[Finding]


def read_scheme(raw: bytes) -> SchemeReading:
    """Read a scheme. Raises `UnreadableError` for what is no TOML, or too large to be a scheme."""
    document = read_file(raw)
    reader = TableReader()
    scheme = reader.read(Scheme, document.data)
    return SchemeReading(document, scheme, [*document.findings, *reader.findings])
