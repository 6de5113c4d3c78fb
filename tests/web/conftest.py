# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A library of its own for each test of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.web import wiring
from tests.web.library_of import Library, settings_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django.fixtures import Settings


@pytest.fixture
def library(db: None, settings: Settings, tmp_path: Path) -> Iterator[Library]:
    """An empty library; its payloads and generations lie in a folder of the test."""
    for name, value in settings_in(tmp_path).items():
        setattr(settings, name, value)
    wiring.forget()
    yield Library(tmp_path / "published")
    wiring.forget()
