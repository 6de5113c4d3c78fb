# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small body on the site, and pages at a time of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.adapters import clock
from oshmark.certification.body import EvaluatorNames
from oshmark.web import warm
from oshmark.web.certification import memory as memories
from tests.web.certification.registry_world import Registry

if TYPE_CHECKING:
    from tests.web.library_of import Library


@pytest.fixture
def registry(library: Library, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """The pages say what holds at the time of the world, which goes on with each act."""
    del library
    memories.forget()
    warm.forget()
    made = Registry()
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made


@pytest.fixture
def pseudonymous(library: Library, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """As `registry`, of a body that shows its evaluators under a pseudonym."""
    del library
    memories.forget()
    warm.forget()
    made = Registry(EvaluatorNames.PSEUDONYM)
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made
