# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The content of a table so that two of them can be compared, whatever numbers the database has given to their rows."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db.models import AutoField, BigAutoField, SmallAutoField

if TYPE_CHECKING:
    from django.db.models import Model

    Snapshot = Counter[bytes]
    """Digests of rows, each with its number."""

_NUMBERED = (AutoField, BigAutoField, SmallAutoField)


def snapshot(table: type[Model]) -> Snapshot:
    """The rows of a table, by digests of what they say; of another table that is named, by what that says."""
    rows = table._default_manager.values_list(*_columns(table))  # noqa: SLF001  the documented name
    return Counter(_digest(row) for row in rows.iterator(chunk_size=2_000))


def differences(name: str, before: Snapshot, after: Snapshot) -> list[str]:
    """A line on how the rows differ; none where they do not."""
    extra, missing = (before - after).total(), (after - before).total()
    return [f"{name}: {extra} rows are wrong or too many, {missing} are missing"] if extra or missing else []


def _columns(table: type[Model]) -> list[str]:
    columns: list[str] = []
    for field in table._meta.concrete_fields:  # noqa: SLF001  the documented name of what every model has
        if field.is_relation and field.related_model is not None and not isinstance(field.related_model, str):
            columns += [f"{field.name}__{name}" for name in _identity(field.related_model)]
        elif not isinstance(field, _NUMBERED):
            columns.append(field.name)
    return columns


def _identity(table: type[Model]) -> list[str]:
    """What a row is known by: its one column without a second of its kind, or all that it says."""
    fields = table._meta.concrete_fields  # noqa: SLF001  the documented name of what every model has
    unique = [field.name for field in fields if field.unique and not isinstance(field, _NUMBERED)]
    return unique[:1] or _columns(table)


def _digest(row: tuple[Any, ...]) -> bytes:
    plain = tuple(bytes(value) if isinstance(value, (bytes, memoryview)) else value for value in row)
    return hashlib.sha256(repr(plain).encode("utf-8", "surrogatepass")).digest()
