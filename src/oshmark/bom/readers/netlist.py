# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: PLR2004  numbers of a format stand where they are compared
"""Netlists of KiCad and schematics of Eagle: every component by itself, put together to lines of equal ones."""

from __future__ import annotations

import re
from xml.parsers import expat

from oshmark.bom.limits import MAX_CELLS, MAX_COLUMNS, refuse, unreadable
from oshmark.bom.readers.xml import parser_for
from oshmark.bom.table import Row, Table, clean

Component = dict[str, str]
"""What is said of one component; `Reference` is its designator."""
_TOKEN = re.compile(r'[()]|"((?:[^"\\]|\\.)*)"|[^\s()"]+', re.DOTALL)
_MAX_DEPTH = 60
_MAX_COMPONENTS = 50_000
_SKIPPED_FIELDS = frozenset({"ki_keywords", "ki_fp_filters", "sheetname", "sheetfile"})


def from_kicad_xml(text: str) -> list[Table]:
    """The components of a netlist in XML."""
    found: list[Component] = []
    path: list[str] = []
    words: list[str] = []
    field = [""]

    def start(tag: str, attributes: dict[str, str]) -> None:
        path.append(tag)
        words.clear()
        if tag == "comp":
            found.append({"Reference": attributes.get("ref", "")})
        elif found and tag == "field":
            field[0] = attributes.get("name", "")
        elif found and tag == "property" and path[-2:-1] == ["comp"]:
            _keep(found[-1], attributes.get("name", ""), attributes.get("value", ""))
        _bounded(found)

    def end(tag: str) -> None:
        path.pop()
        inside = bool(found) and "comp" in path
        if inside and tag in {"value", "footprint", "datasheet", "description"} and path[-1] == "comp":
            _keep(found[-1], tag.capitalize(), "".join(words))
        elif inside and tag == "field":
            _keep(found[-1], field[0], "".join(words))

    parser = parser_for(start, end, words.append)
    _parse(parser, text)
    return _grouped(found)


def from_eagle_xml(text: str) -> list[Table]:
    """The parts of a schematic; supply signs and frames, which have no package in any of their devices, stay in."""
    found: list[Component] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "part":
            device = attributes.get("deviceset", "") + attributes.get("device", "")
            said = {"Reference": attributes.get("name", ""), "Value": attributes.get("value", "") or device}
            found.append({**said, "Device": device})
        elif tag == "attribute" and found and attributes.get("name", "").isupper():
            _keep(found[-1], attributes["name"], attributes.get("value", ""))
        _bounded(found)

    def end(_tag: str) -> None:
        return

    def words(_text: str) -> None:
        return

    _parse(parser_for(start, end, words), text)
    return _grouped(found)


def _parse(parser: expat.XMLParserType, text: str) -> None:
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as exc:
        raise unreadable(f"its XML is damaged in line {exc.lineno}") from exc


def _bounded(found: list[Component]) -> None:
    if len(found) > _MAX_COMPONENTS:
        raise refuse(f"{_MAX_COMPONENTS:,} components")


def _keep(component: Component, name: str, value: str) -> None:
    name, value = clean(name), clean(value)
    if name and value and value != "~" and name.lower() not in _SKIPPED_FIELDS:
        component.setdefault(name[:100], value)


def from_kicad(text: str) -> list[Table]:
    """The components of a netlist in KiCad's own brackets."""
    found: list[Component] = []
    stack: list[list[str]] = []
    for token in _TOKEN.finditer(text):
        if token[0] == "(":
            if len(stack) >= _MAX_DEPTH:
                raise refuse(f"{_MAX_DEPTH} brackets within each other")
            stack.append([])
        elif token[0] == ")":
            if stack:
                _close(stack, found)
        elif stack and len(stack[-1]) < 10:
            stack[-1].append(token[1] if token[1] is not None else token[0])
    return _grouped(found)


def _close(stack: list[list[str]], found: list[Component]) -> None:
    """A bracket ends: `(ref C1)` begins a component, `(value 100n)` and `(field (name MPN) X)` say something of it."""
    words = stack.pop()
    within = [level[0] for level in stack if level]
    if words[:1] == ["ref"] and within[-1:] == ["comp"] and len(words) > 1:
        found.append({"Reference": clean(words[1])})
        _bounded(found)
    elif found and "comp" in within:
        _said(words, within, stack, found[-1])


def _said(words: list[str], within: list[str], stack: list[list[str]], component: Component) -> None:
    head, rest = (words[0], words[1:]) if words else ("", [])
    if head in {"value", "footprint", "datasheet", "description"} and within[-1] == "comp" and rest:
        _keep(component, head.capitalize(), rest[0])
    elif head == "name" and within[-1] in {"field", "property"} and rest:
        stack[-1].append(f"name={rest[0]}")
    elif head == "value" and within[-1] == "property" and rest:
        stack[-1].append(rest[0])
    elif head in {"field", "property"}:
        name = next((word[5:] for word in rest if word.startswith("name=")), "")
        value = next((word for word in rest if not word.startswith("name=")), "")
        _keep(component, name, value)


def _grouped(found: list[Component]) -> list[Table]:
    """Equal components become one row; the columns are what is said of any of them."""
    names = list(dict.fromkeys(name for component in found for name in component))
    if len(names) > MAX_COLUMNS:
        raise refuse(f"{MAX_COLUMNS} columns")
    if not found:
        return []
    groups: dict[tuple[str, ...], list[str]] = {}
    for component in found:
        groups.setdefault(tuple(component.get(name, "") for name in names[1:]), []).append(component["Reference"])
    if len(groups) * len(names) > MAX_CELLS:
        raise refuse(f"{MAX_CELLS:,} cells")
    rows = [Row(1, [names[0], "Quantity", *names[1:]])]
    for said, references in groups.items():
        rows.append(Row(len(rows) + 1, [", ".join(references), str(len(references)), *said]))
    return [Table("", rows)]
