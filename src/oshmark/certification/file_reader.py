# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bytes of a scheme's or body's TOML file to plain data, with own words for what stops us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification import reading_rules as rules
from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import rules as syntax
from oshmark.manifest.syntax.decode import decode
from oshmark.manifest.syntax.toml_reader import read_toml
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from oshmark.manifest.syntax import Document

MAX_BYTES = 1024 * 1024
_OWN_WORDS = {
    syntax.TOO_LARGE.id: rules.TOO_LARGE,
    syntax.EMPTY.id: rules.EMPTY,
    syntax.BINARY.id: rules.NOT_TEXT,
    syntax.TOO_DEEP.id: rules.TOO_DEEP,
}


def read_file(raw: bytes) -> Document:
    """The document of a TOML file. Raises `UnreadableError`, whose finding has `at`, for what cannot be read."""
    findings: list[Finding] = []
    try:
        return read_toml(decode(raw, findings, max_bytes=MAX_BYTES), findings)
    except UnreadableError as error:
        found = error.finding
        own = _OWN_WORDS.get(found.rule.id)
        if own is None:
            raise
        raise UnreadableError(Finding(own, found.path, found.facts, found.at)) from error
