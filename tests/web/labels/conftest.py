# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.labels.labelled import Labelled

if TYPE_CHECKING:
    from tests.web.library_of import Library


@pytest.fixture
def labelled(library: Library) -> Labelled:
    return Labelled(library)
