# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample modules, published, with a SPARQL worker that is ended after each test."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oshmark.web import wiring
from oshmark.web.library import gathering
from oshmark.web.library.actions import add
from oshmark.web.library.publishing import Publisher, publish_library
from oshmark.web.operations.management.commands.demo import samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django.fixtures import Settings

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SITE = "https://library.example.org"


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of generations that the tests share, filled by the first one: it never changes again."""
    return tmp_path_factory.mktemp("published-samples")


@pytest.fixture
def nothing_published(db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.PAYLOADS = tmp_path / "payloads"
    settings.PICTURES = tmp_path / "pictures"
    settings.PUBLISHED = tmp_path / "published"
    settings.STATIC_ROOT = tmp_path
    settings.BASE_URL = SITE
    settings.IS_DEMO = False
    settings.SPARQL_TIMEOUT_S = 10.0
    wiring.forget()
    yield
    wiring.forget()


@pytest.fixture
def published(nothing_published: None, settings: Settings, shared: Path) -> None:
    settings.PUBLISHED = shared
    if not wiring.generation():
        found = gathering.gather([samples()], now=NOW, unread=[])
        add(found, payloads=wiring.payloads(), actor="test", now=NOW)
        publish_library(Publisher(shared, wiring.payloads(), SITE, wiring.mail_key()), now=NOW)
