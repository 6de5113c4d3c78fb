# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long rows of cases: some of them in every run, all of them with the real engines (`make test-all`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence


def sampled(cases: Sequence[Any], *, short: int) -> list[Any]:
    """The cases as parameters. The first, the last and others at equal distances, `short` in all, are in every run."""
    last = len(cases) - 1
    chosen = {round(place * last / (short - 1)) for place in range(short)}
    return [one if at in chosen else pytest.param(one, marks=pytest.mark.engine) for at, one in enumerate(cases)]
