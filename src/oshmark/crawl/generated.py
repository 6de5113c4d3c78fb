# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manifests that we write where a platform holds the metadata itself: with a head that says from where, and no invented
value. What the platform does not say is left out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.manifest.model import Dialect
from oshmark.manifest.toml import dumps

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_HEAD = 300


def generated_manifest(fields: Mapping[str, Any], *, platform: str, address: str, record: bytes) -> bytes:
    """A manifest of OKH-LOSH 1.0 from plain `fields` in the keys of the specification; empty ones are left out.

    `address` is where the platform shows the module, `record` the part of its answer that the fields were taken from.
    The same record always gives the same bytes.
    """
    head = (
        f"# Written by oshmark from what {_line(platform)} says; its maker has not seen this file.\n"
        f"# Source: {_line(address)}\n"
        f"# SHA-256 of the record: {hashlib.sha256(record).hexdigest()}\n\n"
    )
    stated = {key: value for key, value in fields.items() if value not in (None, "", [], {}, ())}
    return (head + dumps({"okhv": Dialect.LOSH_V1.value, **stated})).encode()


def record_of(item: object) -> bytes:
    """A part of an answer as bytes, the same for equal parts."""
    return msgspec.json.encode(item, order="sorted")


def _line(text: str) -> str:
    """One line of a comment, whatever a stranger wrote."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:MAX_HEAD]
