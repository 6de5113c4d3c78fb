# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What other rooms want done with each tick. They add it when the site starts, for the crawl knows nothing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

ALSO_DUE: list[Callable[[datetime, Callable[[str], None]], None]] = []
"""Each is handed the time and where to say what it has done, and raises nothing."""
