# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What differs between two manifests of one version: which keys, and from what to what."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_CHANGES = 100
MAX_DEPTH = 8
MAX_TEXT = 300
_NOTHING = object()


class Change(msgspec.Struct, frozen=True):
    """A key as people write it (`licensor.0.name`), and its values as texts; `None` where there is none."""

    key: str
    before: str | None
    after: str | None


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The differences between the data of two manifests, in the order of the keys of the first, up to `MAX_CHANGES`;
    none where they say the same in another form."""
    return list(islice(_within("", before, after), MAX_CHANGES))


def _within(key: str, before: Any, after: Any) -> Iterator[Change]:
    if _same(before, after):
        return
    pairs = _pairs(before, after) if key.count(".") < MAX_DEPTH else None
    if pairs is None:
        yield Change(key, _text(before), _text(after))
        return
    for name, old, new in pairs:
        yield from _within(f"{key}.{name}" if key else name, old, new)


def _pairs(before: Any, after: Any) -> list[tuple[str, Any, Any]] | None:
    """What stands in both places, name by name; `None` where they have nothing that could be compared one by one."""
    if isinstance(before, dict) and isinstance(after, dict):
        names = list(dict.fromkeys([*before, *after]))
        return [(str(name), before.get(name, _NOTHING), after.get(name, _NOTHING)) for name in names]
    if isinstance(before, list) and isinstance(after, list) and any(isinstance(one, dict) for one in before + after):
        length = max(len(before), len(after))
        old, new = (one + [_NOTHING] * (length - len(one)) for one in (before, after))
        return [(str(number), old[number], new[number]) for number in range(length)]
    return None


def _same(before: Any, after: Any) -> bool:
    """Equal, where yes is not 1 and 1 is not 1.0: a manifest that writes it otherwise says something else."""
    return type(before) is type(after) and repr(before) == repr(after)


def _text(value: Any) -> str | None:
    if value is _NOTHING:
        return None
    text = value if isinstance(value, str) else _plain(value)
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}…"


def _plain(value: Any) -> str:
    if value is None or isinstance(value, bool | float | dict | list):
        return msgspec.json.encode(value, enc_hook=str).decode()
    return str(value)
