# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON: text to plain data."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import rules
from oshmark.manifest.syntax.document import Document, Lines, Syntax, shown
from oshmark.manifest.syntax.guard import guard_json
from oshmark.manifest.syntax.json_faults import explain, half_character, refused_number
from oshmark.manifest.syntax.json_places import places, scan
from oshmark.values.finding import Finding, key_text

if TYPE_CHECKING:
    from typing import NoReturn

# Python refuses to make an integer of more digits than this.
_MOST_DIGITS = 4000
# Who repeats more keys than this has a fault in a program, not in the manifest.
_MOST_FINDINGS = 100


class _NumberError(ValueError):
    """A number that is written in a way, or so large, that nobody can go on with it."""


def read_json(text: str, findings: list[Finding]) -> Document:
    """Read JSON as RFC 8259 has it. Raises `UnreadableError`."""
    if not text.strip(" \t\r\n"):
        raise UnreadableError(Finding(rules.EMPTY, at=(1, 1)))
    guard_json(text)
    repeats = False

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeats
        found = dict(pairs)
        repeats = repeats or len(found) != len(pairs)
        return found

    try:
        data = json.loads(
            text, object_pairs_hook=table, parse_int=_integer, parse_float=_float, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as error:
        raise UnreadableError(explain(text, error)) from None
    except _NumberError as error:
        raise UnreadableError(refused_number(text, str(error))) from None
    if not isinstance(data, dict):
        facts = {"kind": "a list" if isinstance(data, list) else "a single value", "example": '"title": "My printer"'}
        raise UnreadableError(Finding(rules.NOT_A_TABLE, facts=facts, at=(1, 1)))
    if (finding := half_character(text)) is not None:
        raise UnreadableError(finding)
    if repeats:
        findings += _repeats(text)
    return Document(Syntax.JSON, data, text, findings, places)


def _integer(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise _NumberError(text)
    return int(text)


def _float(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise _NumberError(text)
    return number


def _refuse_constant(text: str) -> NoReturn:
    """`NaN`, `Infinity` and `-Infinity`, which Python would take."""
    raise _NumberError(text)


def _repeats(text: str) -> list[Finding]:
    """Each key that is given again. Only the last of several is found by its path, hence `at`."""
    lines = Lines(text)
    return [
        Finding(
            rules.DUPLICATE_KEY,
            path=path,
            facts={"key": shown(key_text(path)), "first_line": str(lines.at(first)[0])},
            at=lines.at(offset),
        )
        for path, offset, first in scan(text)[1][:_MOST_FINDINGS]
    ]
