# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What differs between two bills: lines that are gone, that are new, and that say something else."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import msgspec

from oshmark.bom.model import SAID, Bom, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

MAX_TRIES = 40_000
"""Pairs of names that are held against each other letter by letter; beyond that only equal names are matched."""
SIMILAR = 0.82
_MAX_NAME = 120


class Change(msgspec.Struct, frozen=True):
    """One thing that a line says otherwise than before."""

    field: str
    was: str
    now: str


class Changed(msgspec.Struct, frozen=True):
    """A line in both bills, and what it says otherwise."""

    before: Line
    after: Line
    changes: tuple[Change, ...]


class Difference(msgspec.Struct, frozen=True):
    """What lies between two bills; `same` is the number of lines that say the same in both."""

    added: tuple[Line, ...]
    removed: tuple[Line, ...]
    changed: tuple[Changed, ...]
    same: int


def compare(before: Bom, after: Bom) -> Difference:
    """Match the lines of two bills by designators, then by number, by name, by similar name, and tell what differs."""
    old, new = list(before.lines), list(after.lines)
    pairs: list[tuple[Line, Line]] = []
    for key in (_by_all, _by_designators, _by_mpn, _by_name):
        pairs += _matched(old, new, key)
    pairs += _overlapping(old, new)
    pairs += _similar(old, new)
    changed = [Changed(left, right, found) for left, right in pairs if (found := changes(left, right))]
    changed.sort(key=lambda one: one.after.line)
    return Difference(tuple(new), tuple(old), tuple(changed), len(pairs) - len(changed))


def changes(before: Line, after: Line) -> tuple[Change, ...]:
    """What two lines say differently."""
    found = []
    for field in SAID:
        was, now = getattr(before, field), getattr(after, field)
        if was != now:
            found.append(Change(field, _text(was), _text(now)))
    return tuple(found)


def _text(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _by_all(line: Line) -> Hashable:
    return (line.name.casefold(), line.designators, line.mpn, line.group, line.quantity)


def _by_designators(line: Line) -> Hashable:
    return frozenset(line.designators) or None


def _by_mpn(line: Line) -> Hashable:
    return line.mpn.casefold() if line.mpn else None


def _by_name(line: Line) -> Hashable:
    return line.name.casefold()


def _matched(old: list[Line], new: list[Line], key: Callable[[Line], Hashable]) -> list[tuple[Line, Line]]:
    """Take the lines with equal keys out of both lists; of several with the same key the first goes with the first."""
    waiting: dict[Hashable, list[Line]] = {}
    for line in old:
        if (of := key(line)) is not None:
            waiting.setdefault(of, []).append(line)
    pairs = []
    for line in new:
        same = waiting.get(key(line))
        if same:
            pairs.append((same.pop(0), line))
    _take(old, new, pairs)
    return pairs


def _overlapping(old: list[Line], new: list[Line]) -> list[tuple[Line, Line]]:
    """Lines that share designators: places that were given another part, or were put together otherwise."""
    of: dict[str, int] = {mark: at for at, line in enumerate(old) for mark in line.designators}
    taken: set[int] = set()
    pairs = []
    for line in new:
        shared = [at for mark in line.designators if (at := of.get(mark)) is not None and at not in taken]
        if shared:
            best = max(set(shared), key=shared.count)
            if shared.count(best) * 2 >= min(len(line.designators), len(old[best].designators)):
                taken.add(best)
                pairs.append((old[best], line))
    _take(old, new, pairs)
    return pairs


def _similar(old: list[Line], new: list[Line]) -> list[tuple[Line, Line]]:
    """Names that differ by a few letters, the most similar pair first."""
    if len(old) * len(new) > MAX_TRIES:
        return []
    found = []
    for at, line in enumerate(new):
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(line.name.casefold()[:_MAX_NAME])
        for place, other in enumerate(old):
            matcher.set_seq1(other.name.casefold()[:_MAX_NAME])
            if (
                matcher.real_quick_ratio() >= SIMILAR
                and matcher.quick_ratio() >= SIMILAR
                and (ratio := matcher.ratio()) >= SIMILAR
            ):
                found.append((-ratio, at, place))
    pairs, used_new, used_old = [], set(), set()
    for _, at, place in sorted(found):
        if at not in used_new and place not in used_old:
            used_new.add(at)
            used_old.add(place)
            pairs.append((old[place], new[at]))
    _take(old, new, pairs)
    return pairs


def _take(old: list[Line], new: list[Line], pairs: list[tuple[Line, Line]]) -> None:
    lefts = {id(left) for left, _ in pairs}
    rights = {id(right) for _, right in pairs}
    old[:] = [line for line in old if id(line) not in lefts]
    new[:] = [line for line in new if id(line) not in rights]
