# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A manifest as it was found: the bytes, and where, when and how."""

from __future__ import annotations

import hashlib
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence


class Method(Enum):
    """How a manifest came here."""

    FILE = "file"
    CRAWL = "crawl"


class Provenance(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where, when and how a payload was found.

    `name` is the file's name, `origin` the file or address it was read from; `folder` is the folder by which its module
    is told from others of the repository, `lies_in` the folder of the file there, where that is another one;
    `data_source` is the platform, `metadata_licence` the licence of the manifest itself, where it says one. `commit` is
    the state of the repository, `perma_url` an address that will always give these bytes; `generated` says that the
    manifest was written from what the platform knows.
    """

    name: str
    origin: str
    found_at: datetime
    method: Method = Method.FILE
    folder: str = ""
    data_source: str = "file"
    metadata_licence: str | None = None
    lies_in: str | None = None
    commit: str = ""
    perma_url: str = ""
    generated: bool = False

    @property
    def home(self) -> str:
        """The folder of the file in its repository: where its relative paths start."""
        return self.folder if self.lies_in is None else self.lies_in


class Payloads(Protocol):
    """Where payloads are kept: content-addressed, never changed, and deleted by a recorded act only."""

    def put_many(self, raws: Sequence[bytes]) -> list[str]:
        """Keep payloads, all or none, and give their digests; keeping the same bytes again changes nothing."""

    def remove_many(self, digests: Sequence[str]) -> None:
        """Delete payloads for good, as when their content had to be taken down; unknown ones are no fault."""

    def get(self, digest: str) -> bytes:
        """The bytes of a digest; raises `StateError` when they are missing or damaged."""


def digest_of(raw: bytes) -> str:
    """SHA-256 in hexadecimal: the name of a payload."""
    return hashlib.sha256(raw).hexdigest()
