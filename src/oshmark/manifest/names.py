# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which files of a folder are taken for manifests.

A file counts when it is TOML, YAML or JSON by its ending and either has the word `okh` in its name (`okh.toml`,
`.okh.yml`, `okh-printer.toml`, `printer.okh.toml`, `list__okh-Printer.toml`) or has `okhv` as a key among its first
lines, as files of converters do whatever they are called.
"""

from __future__ import annotations

import re

ENDINGS = (".toml", ".yaml", ".yml", ".json")
_WORD = re.compile(r"(?<![a-z])okh(?![a-z])", re.IGNORECASE)
_KEY = re.compile(rb"^[ \t]*+[{,]?[ \t]*+[\"']?okhv[\"']?[ \t]*+[=:]", re.IGNORECASE | re.MULTILINE)
HEAD_BYTES = 4096
"""How much of a file is looked at for its `okhv`."""


def may_be_manifest(name: str) -> bool:
    """Whether a file of this name can be a manifest at all, by its ending."""
    return name.lower().endswith(ENDINGS)


def is_manifest_name(name: str) -> bool:
    """Whether the name alone says that the file is a manifest."""
    return may_be_manifest(name) and _WORD.search(name) is not None


def is_manifest_head(head: bytes) -> bool:
    """Whether the first bytes of a file have the key `okhv`."""
    return _KEY.search(head[:HEAD_BYTES]) is not None
