# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which single things a label was printed for: runs of serials, and batches of which each thing bears the same code."""

from __future__ import annotations

import re

import msgspec

from oshmark.errors import RefusedError
from oshmark.label.address import read_serial

MOST = 100_000
"""Units that one run may have."""
_NUMBERED = re.compile(r"(?P<prefix>.*?)(?P<number>[0-9]{1,15})")


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Serials `prefix` + number from `first` to `last`, each number with at least `digits` digits; or a batch.

    A batch has `first` and `last` 0: `prefix` is its whole code, and `count` things bear it.
    """

    prefix: str
    first: int = 0
    last: int = 0
    digits: int = 0
    count: int

    @property
    def is_batch(self) -> bool:
        """Whether all of its things bear one code."""
        return self.last == 0

    def serial(self, number: int) -> str:
        """The serial of one number of the run."""
        return f"{self.prefix}{number:0{self.digits}d}"

    def holds(self, serial: str) -> bool:
        """Whether a thing of this run bears the serial."""
        if self.is_batch:
            return serial == self.prefix
        rest = serial.removeprefix(self.prefix)
        is_numbered = serial.startswith(self.prefix) and rest.isascii() and rest.isdecimal()
        return is_numbered and self.first <= int(rest) <= self.last and self.serial(int(rest)) == serial

    def meets(self, other: Run) -> bool:
        """Whether some serial belongs to both."""
        if self.is_batch:
            return other.holds(self.prefix)
        if other.is_batch:
            return self.holds(other.prefix)
        longer, shorter = (self, other) if len(self.prefix) >= len(other.prefix) else (other, self)
        if longer.prefix == shorter.prefix and longer.digits == shorter.digits:
            return longer.first <= shorter.last and shorter.first <= longer.last
        return any(shorter.holds(longer.serial(number)) for number in range(longer.first, longer.last + 1))


def run_of(first: str, count: int) -> Run:
    """`count` serials that go up from `first`, which ends in a number: from `A-0001` to `A-0002` and so on."""
    serial = read_serial(first)
    match = _NUMBERED.fullmatch(serial)
    if match is None:
        raise RefusedError(f"“{serial}” does not end in a number, so nothing can be counted up: begin with A-0001.")
    start, digits = int(match["number"]), len(match["number"])
    _hold_count(count)
    if start == 0:
        raise RefusedError("Serials are counted from 1: begin with A-0001.")
    run = Run(prefix=match["prefix"], first=start, last=start + count - 1, digits=digits, count=count)
    read_serial(run.serial(run.last))
    return run


def batch_of(code: str, count: int) -> Run:
    """A batch: `count` things that bear the same code."""
    _hold_count(count)
    return Run(prefix=read_serial(code), count=count)


def _hold_count(count: int) -> None:
    if not 1 <= count <= MOST:
        raise RefusedError(f"A run has 1 to {MOST:,} units; make several of more.")
