# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A log with everything in it that a log can have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from oshmark.credential.commitments import committed
from oshmark.library.events import Kind
from oshmark.web.audit.actions import Log
from oshmark.web.audit.writing import writing

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

NOW = datetime(2026, 11, 20, 8, 30, 0, 1, tzinfo=UTC)
SITE = "https://library.example.org"
ORIGIN = "library.example.org/log"


def add_events(count: int, *, now: datetime = NOW, actor: str = "tests") -> None:
    """Add events of all kinds of the library, about addresses that count on."""
    kinds = list(Kind)
    with writing():
        log = Log(actor=actor, now=now)
        for number in range(count):
            log.append(kinds[number % len(kinds)], f"/m/git.example.org/lark/{number}", {"reason": f"ü {number}"})
        log.write()


def add_person(person: str, name: str, *, now: datetime = NOW) -> None:
    """Add an event that speaks of a person."""
    with writing():
        log = Log(actor="tests", now=now)
        who = committed(log.personal("applicant", {"name": name}, person=person))
        log.append(Kind.LICENCE_ALLOWED, f"LicenseRef-{person}", {"who": who, "reason": "it was read"})
        log.write()


def later(minutes: int) -> datetime:
    """Some time after the beginning."""
    return NOW + timedelta(minutes=minutes)


@pytest.fixture
def log_of_a_site(db: None, settings: Settings, tmp_path: Path) -> None:
    """An empty log, with keys of its own."""
    settings.BASE_URL = SITE
    settings.LOG_KEYS = tmp_path / "log-keys.json"
    settings.PAYLOADS = tmp_path / "payloads"
    settings.PUBLISHED = tmp_path / "published"
    settings.WITNESSES = []
