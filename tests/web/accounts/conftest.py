# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cast for tests of accounts, with limits that nobody has used up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache

from tests.web.people import Cast, make_cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.library_of import Library


@pytest.fixture(autouse=True)
def fresh(library: Library) -> Iterator[None]:
    """Counts of tries that begin anew."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def cast() -> Cast:
    """Everybody."""
    return make_cast()
