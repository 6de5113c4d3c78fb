# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.pictures.thumbnailer import Thumbnailer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def thumbnailer() -> Iterator[Thumbnailer]:
    with Thumbnailer() as working:
        yield working
