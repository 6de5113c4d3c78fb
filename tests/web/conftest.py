# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A library of its own for each test of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]

from oshmark.web import wiring
from tests.web.library_of import Library, settings_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django.fixtures import Settings


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_looked_for_once() -> Iterator[None]:
    """Each new visitor of a test is a new site, which would go through the folders of all static files again."""
    look = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[str, Any] = {}

    def look_once(self: WhiteNoiseMiddleware) -> None:
        if not found:
            look(self)
            found.update(self.files)
        self.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", look_once)
        yield


@pytest.fixture
def library(db: None, settings: Settings, tmp_path: Path) -> Iterator[Library]:
    """An empty library; its payloads and generations lie in a folder of the test."""
    for name, value in settings_in(tmp_path).items():
        setattr(settings, name, value)
    wiring.forget()
    yield Library(tmp_path / "published")
    wiring.forget()
