# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Schemes of every form that a file can have, made up by Hypothesis from the types themselves."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from oshmark.certification.scheme import Scheme
from oshmark.certification.table_reader import MAX_NUMBER
from oshmark.certification.written import Written

# What the reader leaves as it is: no blanks around it, nothing unseen in it.
TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "M"]) | st.sampled_from(" \n\t")).map(
    str.strip
)
NUMBERS = st.decimals(-MAX_NUMBER, MAX_NUMBER, allow_nan=False, allow_infinity=False, places=4).map(lambda n: n + 0)


def schemes() -> st.SearchStrategy[Scheme]:
    """Any scheme that could be written down, whole or not."""
    return _written(Scheme)


def _written(kind: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    fields = msgspec.structs.fields(kind)
    needed = {field.name: _value(hints[field.name]) for field in fields if field.required}
    others = {field.name: _value(hints[field.name]) for field in fields if not field.required}
    return st.fixed_dictionaries(needed, optional=others).map(lambda values: kind(**values))


def _value(kind: Any) -> st.SearchStrategy[Any]:
    if get_origin(kind) is tuple:
        return st.lists(_value(get_args(kind)[0]), max_size=2).map(tuple)
    if get_origin(kind) is UnionType:
        return st.none() | _value(get_args(kind)[0])
    if issubclass(kind, Written):
        return st.deferred(lambda: _written(kind))
    if issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    return {
        str: TEXTS,
        bool: st.booleans(),
        int: st.integers(-MAX_NUMBER, MAX_NUMBER),
        Decimal: NUMBERS,
    }[kind]
