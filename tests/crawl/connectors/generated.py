# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every manifest that we wrote has to be: read without a fault of syntax, with a head that says from where."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from oshmark.crawl.exchange import Response
from oshmark.manifest.model import Dialect
from oshmark.manifest.read import read
from oshmark.manifest.syntax import rules as syntax_rules
from oshmark.values.finding import Rule

if TYPE_CHECKING:
    from oshmark.crawl.harvest import Found
    from oshmark.manifest.read import Reading

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SYNTAX = frozenset(rule.id for rule in vars(syntax_rules).values() if isinstance(rule, Rule))


def response_of(body: bytes, *, url: str = "https://platform.example/answer") -> Response:
    """An answer with this body."""
    return Response(url, 200, {"content-type": "application/json"}, body, NOW)


def read_back(found: Found) -> tuple[Reading, dict[str, Any]]:
    """The manifest as our reader has it, and as another reader of TOML has it."""
    assert found.generated
    assert found.path == "okh.toml"
    head = found.raw.decode().splitlines()[:3]
    assert head[1] == f"# Source: {found.repository}"
    assert head[2] == f"# SHA-256 of the record: {hashlib.sha256(found.record).hexdigest()}"
    reading = read(found.raw, name=found.path, folder="")
    assert reading.manifest.dialect is Dialect.LOSH_V1
    assert not [one for one in reading.findings if one.rule.id in SYNTAX]
    table = tomllib.loads(found.raw.decode())
    assert reading.manifest.repo == table["repo"] == found.repository
    assert reading.manifest.name == table.get("name")
    assert reading.manifest.version == table.get("version")
    assert (reading.manifest.function or "") == table.get("function", "").strip()
    return reading, table
