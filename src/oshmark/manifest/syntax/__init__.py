# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bytes to plain data with positions, for TOML, YAML and JSON. Nothing here knows what a manifest says.

After `document = read_document(raw, name="okh.toml")` the seventh part's name is `document.data["part"][6]["name"]`,
and it stands at line and column `document.locate(("part", 6, "name"))`.
"""

from __future__ import annotations

from oshmark.manifest.syntax.decode import MAX_BYTES
from oshmark.manifest.syntax.document import Document, Syntax
from oshmark.manifest.syntax.read import read_document

__all__ = ["MAX_BYTES", "Document", "Syntax", "read_document"]
