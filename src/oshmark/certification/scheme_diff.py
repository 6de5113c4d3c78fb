# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What differs between two versions of a scheme, as data and in words (C-8). Nothing differs only if they are equal.

Entries with an id are matched by it, a criterion also where it moved into another group.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.certification.written import plain, plain_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.scheme import Scheme

_SHOWN = 400


class Kind(Enum):
    """What happened to a value or to an entry."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    ORDER = "order"


class Change(msgspec.Struct, frozen=True):
    """One difference. `where` names entries by their id: `("criteria", "sourcing", "weight")`. `was` and `now` are
    plain data; None where there is nothing."""

    kind: Kind
    where: tuple[str, ...]
    was: Any = None
    now: Any = None


def difference(before: Scheme, after: Scheme) -> tuple[Change, ...]:
    """Every difference, in the order of the file."""
    was, now = _flat(before), _flat(after)
    return tuple(_tables(was, now, ()))


def in_words(change: Change) -> str:
    """One line for people: `criteria / sourcing / weight: was 10, now 15`."""
    where = " / ".join(change.where)
    match change.kind:
        case Kind.ADDED:
            return f"{where}: new: {_said(change.now)}"
        case Kind.REMOVED:
            return f"{where}: gone: {_said(change.was)}"
        case Kind.CHANGED:
            return f"{where}: was {_said(change.was)}, now {_said(change.now)}"
        case Kind.MOVED:
            return f"{where}: moved from {_said(change.was)} to {_said(change.now)}"
        case Kind.ORDER:
            return f"{where}: in another order: {_said(change.now)}"


def as_data(change: Change) -> dict[str, Any]:
    """The same for programs."""
    return {
        "kind": change.kind.value,
        "where": list(change.where),
        "was": _jsonable(change.was),
        "now": _jsonable(change.now),
    }


def _flat(scheme: Scheme) -> dict[str, Any]:
    """The scheme with its criteria beside the groups, so that one that moved is seen as moved. In a scheme with two
    criteria of one id the criteria stay where they are, for they cannot be told apart."""
    table: dict[str, Any] = plain(scheme)
    ids = [criterion.id for criterion in scheme.criteria]
    groups = [group.id for group in scheme.groups]
    if len(set(ids)) < len(ids) or len(set(groups)) < len(groups):
        return table
    listed = table.pop("groups", [])
    table["groups"] = [{key: entry for key, entry in group.items() if key != "criteria"} for group in listed]
    table["criteria"] = [{**entry, "group": group["id"]} for group in listed for entry in group.get("criteria", [])]
    return table


def _tables(was: dict[str, Any], now: dict[str, Any], where: tuple[str, ...]) -> Iterator[Change]:
    for key in dict.fromkeys((*was, *now)):
        yield from _values(was.get(key), now.get(key), (*where, key))


def _values(was: Any, now: Any, where: tuple[str, ...]) -> Iterator[Change]:  # noqa: ANN401  plain data of any form
    if was == now:
        return
    if isinstance(was, dict) and isinstance(now, dict):
        yield from _tables(was, now, where)
    elif _has_ids(was) and _has_ids(now):
        yield from _entries(was or [], now or [], where)
    elif was is None:
        yield Change(Kind.ADDED, where, None, now)
    elif now is None:
        yield Change(Kind.REMOVED, where, was, None)
    else:
        kind = Kind.MOVED if where[-1] == "group" else Kind.CHANGED
        yield Change(kind, where, was, now)


def _has_ids(value: Any) -> bool:  # noqa: ANN401  as above
    """Whether it is a list of entries that their ids tell apart; nothing at all is an empty one."""
    if value is None:
        return True
    if not isinstance(value, list) or not all(isinstance(entry, dict) and "id" in entry for entry in value):
        return False
    return len({entry["id"] for entry in value}) == len(value)


def _entries(was: list[dict[str, Any]], now: list[dict[str, Any]], where: tuple[str, ...]) -> Iterator[Change]:
    before = {entry["id"]: entry for entry in was}
    after = {entry["id"]: entry for entry in now}
    for name in dict.fromkeys((*before, *after)):
        here = (*where, name)
        if name not in after:
            yield Change(Kind.REMOVED, here, before[name])
        elif name not in before:
            yield Change(Kind.ADDED, here, None, after[name])
        else:
            yield from _tables(before[name], after[name], here)
    kept, then = [name for name in before if name in after], [name for name in after if name in before]
    if kept != then:
        yield Change(Kind.ORDER, where, kept, then)


def _said(value: Any) -> str:  # noqa: ANN401  as above
    """A value in a sentence; a whole entry is called by its title or text."""
    if isinstance(value, dict):
        named = next((value[key] for key in ("title", "text", "what") if value.get(key)), None)
        return f"“{named}”" if named else ", ".join(f"{key} {_said(entry)}" for key, entry in value.items())
    if isinstance(value, list):
        return ", ".join(_said(entry) for entry in value) or "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        text = " ".join(value.split())
        return f"“{text[:_SHOWN] + '…' if len(text) > _SHOWN else text}”"
    return plain_number(value) if isinstance(value, Decimal) else str(value)


def _jsonable(value: Any) -> Any:  # noqa: ANN401  as above
    if isinstance(value, dict):
        return {key: _jsonable(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_jsonable(entry) for entry in value]
    return plain_number(value) if isinstance(value, Decimal) else value
