# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What other rooms keep under the e-mail address of a person, which is all that links it to them. They add themselves
when the site starts, for accounts know nothing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ALSO_FORGET: list[Callable[[str], None]] = []
"""Each is handed an address that was a person's until now, inside the transaction in which that is erased."""
