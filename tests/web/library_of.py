# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small library for tests of the pages: manifests go in by the same actions as in life."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from oshmark.library.payload import Provenance
from oshmark.web import wiring
from oshmark.web.library import gathering
from oshmark.web.library.actions import Submission, add
from oshmark.web.library.pictures import keep_picture, keeper
from oshmark.web.library.publishing import Publisher, publish_library
from oshmark.web.operations.management.commands.demo import samples

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SITE = "https://library.example.org"


def settings_in(folder: Path) -> dict[str, Any]:
    """The settings of a library that keeps everything in a folder."""
    places = {name.upper(): folder / name for name in ("payloads", "pictures", "archive", "evidence", "published")}
    return places | {
        "STATIC_ROOT": folder,
        "BASE_URL": SITE,
        "IS_DEMO": False,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],  # whatever is tried, it is quick
        "LOOK_WORKERS": 0,  # nobody else is asked; tests of looking allow it themselves
    }


class Library:
    """Fills and publishes the library that the pages of a test show."""

    def __init__(self, published: Path) -> None:
        self.published = published

    def add(self, raw: bytes | str, *, name: str = "okh.toml", origin: str = "", folder: str = "") -> str:
        """Add a manifest; the address of its release."""
        content = raw.encode() if isinstance(raw, str) else raw
        provenance = Provenance(name, origin or name, NOW, folder=folder, metadata_licence="CC0-1.0")
        [result] = add([Submission(content, provenance)], payloads=wiring.payloads(), actor="test", now=NOW)
        assert result.address is not None, result.reason
        return result.address

    def add_samples(self) -> list[str]:
        """Add the modules that come with the software; the addresses of their releases, in the order of the folders."""
        found = gathering.gather([samples()], now=NOW, unread=[])
        results = add(found, payloads=wiring.payloads(), actor="test", now=NOW)
        return [result.address for result in results if result.address is not None]

    def add_picture(self, address: str, reference: str, raw: bytes) -> None:
        """Keep a picture of a release."""
        refused = keep_picture(address, reference, raw, "", keeper=keeper(), now=NOW)
        assert refused is None, refused
        wiring.thumbnailer().close()

    def publish(self) -> int:
        """Publish; the number of the generation."""
        publisher = Publisher(self.published, wiring.payloads(), SITE, wiring.mail_key())
        return publish_library(publisher, now=NOW).number
