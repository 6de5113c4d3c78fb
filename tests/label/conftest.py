# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.typesetting.typesetter import Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def typesetter() -> Iterator[Typesetter]:
    with Typesetter() as one:
        yield one
