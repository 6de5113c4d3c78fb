# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A library of its own for each test of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.web import wiring
from tests.web.library_of import SITE, Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django.fixtures import Settings


@pytest.fixture
def library(db: None, settings: Settings, tmp_path: Path) -> Iterator[Library]:
    """An empty library; its payloads and generations lie in a folder of the test."""
    settings.PAYLOADS = tmp_path / "payloads"
    settings.PICTURES = tmp_path / "pictures"
    settings.ARCHIVE = tmp_path / "archive"
    settings.EVIDENCE = tmp_path / "evidence"
    settings.PUBLISHED = tmp_path / "published"
    settings.STATIC_ROOT = tmp_path
    settings.BASE_URL = SITE
    settings.IS_DEMO = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # whatever is tried, it is quick
    settings.LOOK_WORKERS = (
        0  # whatever is tried on the pages, nobody else is asked; tests of looking allow it themselves
    )
    wiring.forget()
    yield Library(tmp_path / "published")
    wiring.forget()
