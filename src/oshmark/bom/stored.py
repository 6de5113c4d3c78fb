# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A bill as bytes, to be read once and kept: what was found in a file that a stranger wrote."""

from __future__ import annotations

import msgspec

from oshmark.bom import rules
from oshmark.bom.model import Bom, Dropped, Line
from oshmark.values.finding import Finding, Rule

RULES: dict[str, Rule] = {rule.id: rule for rule in vars(rules).values() if isinstance(rule, Rule)}


class _Said(msgspec.Struct, frozen=True, array_like=True):
    """A finding; its rule by its id."""

    rule: str
    path: tuple[str | int, ...]
    facts: dict[str, str]
    at: tuple[int, int] | None


class _Stored(msgspec.Struct, frozen=True, array_like=True):
    columns: dict[str, str]
    lines: tuple[Line, ...]
    dropped: tuple[Dropped, ...]
    findings: tuple[_Said, ...]
    tables: tuple[str, ...]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Stored)


def said(finding: Finding) -> _Said:
    """A finding as it is kept."""
    return _Said(finding.rule.id, finding.path, dict(finding.facts), finding.at)


def to_bytes(bom: Bom) -> bytes:
    """The bill as bytes."""
    findings = tuple(said(finding) for finding in bom.findings)
    return _ENCODER.encode(_Stored(bom.columns, bom.lines, bom.dropped, findings, bom.tables))


def from_bytes(raw: bytes) -> Bom:
    """The bill again. Raises `ValueError` for bytes that are none."""
    stored = _DECODER.decode(raw)
    findings = tuple(Finding(RULES[one.rule], one.path, one.facts, one.at) for one in stored.findings)
    return Bom(stored.columns, stored.lines, stored.dropped, findings, stored.tables)
