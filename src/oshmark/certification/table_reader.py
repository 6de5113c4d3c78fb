# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain data of a file to the values that are declared with `Written`: every fault is a finding with its key path.

What is wrong is left at its default, so that everything that is wrong can be said at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from oshmark.certification import reading_rules as rules
from oshmark.certification.written import Written, plain_number
from oshmark.manifest.syntax.document import code_of, shown
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from oshmark.values.finding import KeyPath, Rule

MAX_TEXT = 20_000
MAX_ENTRIES = 500
MAX_NUMBER = 10**9
MAX_DIGITS = 15
"""What a floating point number of TOML keeps exactly."""

# Not among them: the joiners U+200C and U+200D, which some languages are written with.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_SHOWN_CODES = 5

W = TypeVar("W", bound=Written)
Read = Callable[[Any, "KeyPath"], Any]


class _Wrong:
    """Stands for a value that a finding was made of."""


WRONG = _Wrong()


class TableReader:
    """Reads one file; `findings` is what there is to say about it."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def read(self, kind: type[W], table: dict[str, Any], path: KeyPath = ()) -> W | None:
        """The value of a table; None if it lacks a key that it cannot be without."""
        slots = _slots(kind)
        values: dict[str, Any] = {}
        for key, raw in table.items():
            slot = slots.get(key)
            if slot is None:
                self._unknown(kind, key, path)
                continue
            value = self._value(slot.type, raw, (*path, key))
            if value is not WRONG:
                values[slot.name] = value
        missing = [key for key, slot in slots.items() if slot.needed and slot.name not in values]
        for key in missing:
            if key not in table:
                self._add(rules.KEY_MISSING, path, here=_called(kind), key=key)
        return None if missing else kind(**values)

    def _unknown(self, kind: type[Written], key: str, path: KeyPath) -> None:
        similar = get_close_matches(key.lower().replace("_", "-")[: MAX_DIGITS * 2], _slots(kind), n=1, cutoff=0.8)
        facts = {"was": shown(key), "here": _called(kind)}
        if similar:
            self._add(rules.KEY_LIKE, (*path, key), now=similar[0], **facts)
        else:
            self._add(rules.KEY_UNKNOWN, (*path, key), **facts)

    def _value(self, kind: Any, raw: Any, path: KeyPath) -> Any:  # noqa: ANN401  foreign data enters here
        if get_origin(kind) is tuple:
            return self._entries(get_args(kind)[0], raw, path)
        if get_origin(kind) is UnionType:
            return self._value(get_args(kind)[0], raw, path)
        if issubclass(kind, Written):
            if not isinstance(raw, dict):
                return self._wrong(path, "a table", raw)
            value = self.read(kind, raw, path)
            return WRONG if value is None else value
        if issubclass(kind, Enum):
            return self._choice(kind, raw, path)
        return self._scalar(kind, raw, path)

    def _entries(self, kind: Any, raw: Any, path: KeyPath) -> Any:  # noqa: ANN401  as above
        if not isinstance(raw, list):
            return self._wrong(path, "a list", raw)
        if len(raw) > MAX_ENTRIES:
            return self._add(rules.TOO_MANY, path, key=str(path[-1]), limit=str(MAX_ENTRIES))
        read = (self._value(kind, entry, (*path, place)) for place, entry in enumerate(raw))
        return tuple(value for value in read if value is not WRONG)

    def _choice(self, kind: type[Enum], raw: Any, path: KeyPath) -> Any:  # noqa: ANN401  as above
        if not isinstance(raw, str):
            return self._wrong(path, "a word in quotation marks", raw)
        try:
            return kind(raw)
        except ValueError:
            choices = ", ".join(str(member.value) for member in kind)
            return self._add(rules.VALUE_CHOICE, path, key=_last_key(path), was=shown(raw), choices=choices)

    def _scalar(self, kind: type, raw: Any, path: KeyPath) -> Any:  # noqa: ANN401  as above
        if kind is str:
            return self._text(raw, path) if isinstance(raw, str) else self._wrong(path, "a text", raw)
        if kind is bool:
            return raw if isinstance(raw, bool) else self._wrong(path, "true or false", raw)
        if isinstance(raw, bool) or not isinstance(raw, int if kind is int else (int, float)):
            return self._wrong(path, "a whole number" if kind is int else "a number", raw)
        return self._number(kind, raw, path)

    def _text(self, raw: str, path: KeyPath) -> Any:  # noqa: ANN401  as above
        text = raw.replace("\r\n", "\n").strip()
        if len(text) > MAX_TEXT:
            return self._add(rules.TEXT_TOO_LONG, path, key=_last_key(path), limit=f"{MAX_TEXT:,}")
        unseen = list(dict.fromkeys(_UNSEEN.findall(text)))
        if unseen:
            codes = ", ".join(code_of(letter) for letter in unseen[:_SHOWN_CODES])
            return self._add(rules.UNSEEN_CHARACTERS, path, key=_last_key(path), codes=codes)
        return text

    def _number(self, kind: type, raw: float, path: KeyPath) -> Any:  # noqa: ANN401  as above
        if not -MAX_NUMBER <= raw <= MAX_NUMBER:  # so neither is what is no number at all
            return self._add(rules.NUMBER_RANGE, path, key=_last_key(path), was=shown(str(raw)))
        if kind is int:
            return raw
        number = Decimal(repr(raw))
        if len(number.as_tuple().digits) > MAX_DIGITS:
            return self._add(rules.NUMBER_RANGE, path, key=_last_key(path), was=shown(str(raw)))
        return Decimal(plain_number(number))

    def _wrong(self, path: KeyPath, wanted: str, raw: Any) -> _Wrong:  # noqa: ANN401  as above
        return self._add(rules.VALUE_TYPE, path, key=_last_key(path), wanted=wanted, found=_described(raw))

    def _add(self, rule: Rule, path: KeyPath, **facts: str) -> _Wrong:
        self.findings.append(Finding(rule, path, facts))
        return WRONG


class _Slot(msgspec.Struct, frozen=True):
    """What may stand under one key."""

    name: str
    type: Any
    needed: bool


@cache
def _slots(kind: type[Written]) -> dict[str, _Slot]:
    hints = get_type_hints(kind)
    return {
        field.encode_name: _Slot(field.name, hints[field.name], field.required)
        for field in msgspec.structs.fields(kind)
    }


def _called(kind: type[Written]) -> str:
    """What a table is called in a sentence: `a criterion`, `an evidence asked`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _last_key(path: KeyPath) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _described(raw: Any) -> str:  # noqa: ANN401  as above
    names = {bool: "true or false", int: "a whole number", float: "a number", dict: "a table", list: "a list"}
    if isinstance(raw, str):
        return f"the text “{shown(raw)}”"
    return names.get(type(raw), "a date or time")
