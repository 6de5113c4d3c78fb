# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the boxes of the form into a manifest, and back.

A value that a box cannot show as it is (a file with a title, a licensor with a page of their own) is kept untouched
until its maker drops it, so that nobody loses what the form does not know.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.manifest.dimensions import MAX_EXPONENT, MILLIMETRES
from oshmark.manifest.model import GRAMS
from oshmark.manifest.toml import LARGEST
from oshmark.web.authoring.questions import Question, Widget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import QueryDict

Table = dict[str, Any]
Boxes = dict[str, Any]
"""What stands in the boxes of one question, under the last step of their names."""

_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?")
_LEADING_ZERO = re.compile(r"[+-]?0\d")
_EDGE = r"(-?[0-9]{1,30}(?:\.[0-9]{1,30})?)"
_CUBE = re.compile(rf"cube\(size = \[{_EDGE}, {_EDGE}, {_EDGE}\]\)")
EDGES = ("width", "depth", "height")
UNITS_OF_LENGTH = tuple(MILLIMETRES)
UNITS_OF_MASS = tuple(GRAMS)


def answer(table: Table, questions: Iterable[Question], fields: QueryDict) -> None:
    """Put the answers to these questions into the table; an empty box leaves nothing behind."""
    for asked in questions:
        key = asked.field.key
        question = fitted(asked, table.get(key))
        if boxes_of(question, table.get(key)) is None and f"drop.{question.name}" not in fields:
            continue
        value = READERS[question.widget](question, fields)
        if value in (None, "", [], {}):
            table.pop(key, None)
        else:
            table[key] = value


def fitted(question: Question, value: object) -> Question:
    """The question with a larger box, where the value that is there needs one."""
    if question.widget is not Widget.LINE or boxes_of(question, value) is not None:
        return question
    larger = Widget.LINES if isinstance(value, list) and question.field.several else Widget.PROSE
    return msgspec.structs.replace(question, widget=larger)


def boxes_of(question: Question, value: object) -> Boxes | None:
    """What the boxes show of a value; `None` when they cannot show it whole."""
    return SHOWERS[question.widget](value)


def number_or_text(text: str) -> int | Decimal | str:
    """A number, digit for digit as it was typed; what is none stays a text, and the reader says what it makes of it."""
    if _NUMBER.fullmatch(text) is None or _LEADING_ZERO.match(text) or not text.isascii():
        return text
    if "." in text:
        return Decimal(text)
    # TOML promises no larger numbers, so a larger one is written as a text, and has to be one from the start.
    return int(text) if abs(int(text)) <= LARGEST else text


def number_text(value: object) -> str | None:
    """A number as somebody would type it, or the text that stands in its place; `None` for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() and abs(value.adjusted()) <= MAX_EXPONENT else None
    return value if isinstance(value, str) and "\n" not in value else None


# --- from the boxes


def _line(question: Question, fields: QueryDict) -> str:
    return _typed(fields.get(question.name, ""))


def _lines(question: Question, fields: QueryDict) -> object:
    typed = [line.strip() for line in _typed(fields.get(question.name, "")).split("\n")]
    entries: list[Any] = [line for line in typed if line]
    if question.field.unit:
        entries = [number_or_text(line) for line in entries]
    return entries[0] if len(entries) == 1 else entries


def _number(question: Question, fields: QueryDict) -> int | Decimal | str:
    return number_or_text(_typed(fields.get(question.name, "")))


def _yes_no(question: Question, fields: QueryDict) -> bool | None:
    return {"true": True, "false": False}.get(fields.get(question.name, ""))


def _licence(question: Question, fields: QueryDict) -> str:
    chosen, other = fields.get(question.name, ""), _typed(fields.get(f"{question.name}.other", ""))
    return other if chosen in ("", "other") else _typed(chosen)


def _processes(question: Question, fields: QueryDict) -> list[str]:
    return list(dict.fromkeys(filter(None, map(_typed, fields.getlist(question.name)))))


def _size(question: Question, fields: QueryDict) -> Table:
    typed = {edge: _typed(fields.get(f"{question.name}.{edge}", "")) for edge in EDGES}
    edges = {edge: number_or_text(text) for edge, text in typed.items() if text}
    unit = _typed(fields.get(f"{question.name}.unit", "")) or "mm"
    if len(edges) == len(EDGES) and not any(isinstance(edge, str) for edge in edges.values()):
        solid = f"cube(size = [{', '.join(typed[edge].lstrip('+') for edge in EDGES)}])"
        return {"openSCAD": solid, "unit": unit}
    return {**edges, "unit": unit} if edges else {}


def _mass(question: Question, fields: QueryDict) -> Table:
    value = _typed(fields.get(f"{question.name}.value", ""))
    unit = _typed(fields.get(f"{question.name}.unit", ""))
    return {"value": number_or_text(value), **({"unit": unit} if unit else {})} if value else {}


def _typed(text: str) -> str:
    """What was typed, with one kind of line end, which a form changes; blanks around it mean nothing."""
    return text.replace("\r\n", "\n").strip()


READERS: dict[Widget, Callable[[Question, QueryDict], Any]] = {
    Widget.LINE: _line,
    Widget.PROSE: _line,
    Widget.LINES: _lines,
    Widget.NUMBER: _number,
    Widget.YES_NO: _yes_no,
    Widget.CHOICE: _line,
    Widget.LEVEL: _line,
    Widget.LICENCE: _licence,
    Widget.PROCESSES: _processes,
    Widget.SIZE: _size,
    Widget.MASS: _mass,
}


# --- into the boxes


def _show_text(value: object) -> Boxes | None:
    if value is None:
        return {"value": ""}
    return {"value": value} if isinstance(value, str) and "\r" not in value else None


def _show_line(value: object) -> Boxes | None:
    """A text on one line; one that has several, or several texts, needs a larger box."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    shown = _show_text(value)
    return None if shown is None or "\n" in shown["value"] else shown


def _show_lines(value: object) -> Boxes | None:
    listed = [] if value is None else value if isinstance(value, list) else [value]
    lines = [number_text(one) for one in listed]
    if None in lines or any("\r" in (line or "") for line in lines):
        return None
    return {"value": "\n".join(line or "" for line in lines)}


def _show_number(value: object) -> Boxes | None:
    text = "" if value is None else number_text(value)
    return None if text is None else {"value": text}


def _show_yes_no(value: object) -> Boxes | None:
    if value is not None and not isinstance(value, bool):
        return None
    return {"value": "" if value is None else str(value).lower()}


def _show_processes(value: object) -> Boxes | None:
    listed = [] if value is None else value if isinstance(value, list) else [value]
    return {"values": listed} if all(isinstance(one, str) and "\r" not in one for one in listed) else None


def _show_size(value: object) -> Boxes | None:
    if value is None:
        return {"unit": "mm", **dict.fromkeys(EDGES, "")}
    if not isinstance(value, dict) or not isinstance(value.get("unit", "mm"), str):
        return None
    unit = value.get("unit", "mm")
    cube = _CUBE.fullmatch(value["openSCAD"]) if isinstance(value.get("openSCAD"), str) else None
    if cube is not None and value.keys() <= {"openSCAD", "unit"}:
        return {"unit": unit, **dict(zip(EDGES, cube.groups(), strict=True))}
    edges = {edge: number_text(value.get(edge, "")) for edge in EDGES}
    return {"unit": unit, **edges} if value.keys() <= {*EDGES, "unit"} and None not in edges.values() else None


def _show_mass(value: object) -> Boxes | None:
    if value is None:
        return {"value": "", "unit": ""}
    if not isinstance(value, dict) or not value.keys() <= {"value", "unit"}:
        return None
    number, unit = number_text(value.get("value", "")), value.get("unit", "")
    return {"value": number, "unit": unit} if number is not None and isinstance(unit, str) else None


SHOWERS: dict[Widget, Callable[[Any], Boxes | None]] = {
    Widget.LINE: _show_line,
    Widget.PROSE: _show_text,
    Widget.LINES: _show_lines,
    Widget.NUMBER: _show_number,
    Widget.YES_NO: _show_yes_no,
    Widget.CHOICE: _show_line,
    Widget.LEVEL: _show_line,
    Widget.LICENCE: _show_line,
    Widget.PROCESSES: _show_processes,
    Widget.SIZE: _show_size,
    Widget.MASS: _show_mass,
}
