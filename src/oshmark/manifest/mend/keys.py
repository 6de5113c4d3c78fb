# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keys that are written in another way: each becomes the key of the specification, at every place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.manifest import rules
from oshmark.manifest.dimensions import decimal_of
from oshmark.manifest.fields import Kind
from oshmark.manifest.keys import Meaning, meaning_of
from oshmark.manifest.mend import rules_by_finding as said
from oshmark.manifest.mend.proposal import Proposal
from oshmark.manifest.mend.spot import ALL_KEYS
from oshmark.manifest.mend.working import Edit
from oshmark.manifest.mend.write_value import write_value
from oshmark.manifest.model import Dialect

if TYPE_CHECKING:
    from decimal import Decimal

    from oshmark.manifest.mend.sheet import Sheet
    from oshmark.manifest.read import Reading
    from oshmark.values.finding import Finding, KeyPath

KEY_RULES = frozenset({rules.KEY_STYLE, rules.KEY_ALIAS, rules.KEY_TYPO})
OTHER_SHAPES = frozenset({Dialect.OKH_V1, Dialect.V2_3, Dialect.V2_4})
"""Dialects in which lists, sizes and masses have another form, which is theirs."""


def key_proposal(reading: Reading, sheet: Sheet, finding: Finding) -> Proposal | None:
    """The key of a finding as it should be; `None` where more than its name would change."""
    if reading.recognised.dialect is Dialect.PRE_LOSH or not finding.path:
        return None
    written, now = str(finding.path[-1]), finding.facts["now"]
    beside = _table(reading.document.data, finding.path)
    meaning = meaning_of(written, ALL_KEYS)
    if beside is None or _is_taken(beside, written, now):
        return None
    if meaning is not None and meaning.slot is not None:
        return None  # it goes with the dimensions whose unit it is
    if meaning is not None and meaning.field.kind in (Kind.DIMENSIONS, Kind.MASS):
        shaped = _with_unit(reading, sheet, finding.path, beside, meaning)
        if shaped is not None or meaning.unit is not None:
            return shaped
    tokens = sheet.keys(finding.path)
    edits = tuple(Edit(start, end, _quoted_like(sheet.text[start], now)) for start, end in tokens)
    return Proposal(edits, said.KEY, {"was": written, "now": now}) if edits else None


def _table(data: Any, path: KeyPath) -> dict[str, Any] | None:
    """The table in which the key of the path stands."""
    for step in path[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data if isinstance(data, dict) else None


def _is_taken(beside: dict[str, Any], written: str, now: str) -> bool:
    """Whether another key of the table means the same field."""
    return any(_means(key, now) for key in beside if key != written)


def _means(key: str, now: str) -> bool:
    meaning = meaning_of(key, ALL_KEYS)
    return key == now or (meaning is not None and meaning.slot is None and meaning.field.key == now)


def _quoted_like(first: str, key: str) -> str:
    return f"{first}{key}{first}" if first in "\"'" else key


def _with_unit(
    reading: Reading, sheet: Sheet, path: KeyPath, beside: dict[str, Any], meaning: Meaning
) -> Proposal | None:
    """A size or a mass whose unit is a part of its key, or stands in a key of its own: value and unit in one table."""
    value, key = beside[str(path[-1])], meaning.field.key
    slot = None if meaning.unit else _unit_key(beside)
    unit = meaning.unit or (beside[slot].strip() if slot else None)
    token, tokens = sheet.value(path), sheet.keys(path)
    if unit is None or token is None or len(tokens) != 1 or reading.recognised.dialect in OTHER_SHAPES:
        return None
    table = _table_of(meaning.field.kind, value, unit)
    line = None if slot is None else sheet.line_of((*path[:-1], slot))
    if table is None or (slot is not None and line is None):
        return None
    edits = [
        Edit(*tokens[0], _quoted_like(sheet.text[tokens[0][0]], key)),
        Edit(*token, write_value(sheet.syntax, table)),
    ]
    if line is not None:
        edits.append(Edit(*line, ""))
    return Proposal(tuple(edits), said.UNIT, {"was": str(path[-1]), "now": key})


def _unit_key(beside: dict[str, Any]) -> str | None:
    for key, value in beside.items():
        meaning = meaning_of(key, ALL_KEYS)
        if meaning is not None and meaning.slot == "unit" and isinstance(value, str) and value.strip():
            return key
    return None


def _table_of(kind: Kind, value: Any, unit: str) -> dict[str, Any] | None:
    if kind is Kind.DIMENSIONS:
        return {"openSCAD": value, "unit": unit} if isinstance(value, str) and value.strip() else None
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    number: Decimal | None = decimal_of(str(value))
    return None if number is None else {"value": number, "unit": unit}
