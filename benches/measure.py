# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How we measure: both sides in one process and one run, the better of several passes, and the ratio of the two."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable


class Ratio(msgspec.Struct, frozen=True):
    """One claim: how much quicker ours is than the alternative (`at_least`), or how much slower at most (`at_most`)."""

    claim: str
    ours_us: float
    other_us: float
    at_least: float | None = None
    at_most: float | None = None
    unit: str = "µs"

    @property
    def value(self) -> float:
        """The ratio that the claim speaks of."""
        return self.other_us / self.ours_us if self.at_least is not None else self.ours_us / self.other_us

    @property
    def holds(self) -> bool:
        """Whether the claim was true in this run."""
        if self.at_least is not None:
            return self.value >= self.at_least
        return self.at_most is None or self.value <= self.at_most

    def line(self) -> str:
        """The claim in one line of the report."""
        wanted = f"at least {self.at_least:g}×" if self.at_least is not None else f"at most {self.at_most:g}×"
        verdict = "holds" if self.holds else "MISSED"
        times = f"{self.ours_us:.1f} {self.unit} / {self.other_us:.1f} {self.unit}"
        return f"{verdict:7} {self.value:7.1f}×  (wanted {wanted})  {self.claim}: {times}"


def best_of(passes: int, work: Callable[[], object]) -> float:
    """Seconds of the quickest pass: what the work costs when nothing else is in the way."""
    best = float("inf")
    for _ in range(passes):
        gc.collect()
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best
