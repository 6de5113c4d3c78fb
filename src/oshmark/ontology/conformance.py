# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a graph fits the shapes. It knows that part of SHACL which `shapes.py` can say, and no more; a test holds it
against a complete validator, which takes a hundred times as long and so cannot go along with every publishing."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from oshmark.ontology.shapes import SHAPES, Nature, Severity
from oshmark.ontology.write import unescape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.ontology.graph import Graph, Term
    from oshmark.ontology.shapes import Property, Shape

_LEXICAL = {
    "xsd:decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "xsd:integer": re.compile(r"[+-]?\d+"),
    "xsd:string": re.compile(r".*", re.DOTALL),
}
NUMBERS = ("xsd:decimal", "xsd:integer")
Node = dict["Term", list["Term"]]


class Misfit(msgspec.Struct, frozen=True, order=True):
    """One thing that does not fit: which shape says so, of which node, by which property, and with which value (empty
    where a value is missing or there are too many)."""

    shape: str
    focus: str
    path: str
    value: str
    severity: Severity
    says: str


def misfits(graph: Graph, shapes: Sequence[Shape] = SHAPES) -> list[Misfit]:
    """Everything that does not fit, in the order of the shapes and of the graph."""
    nodes: dict[Term, Node] = {}
    for subject, predicate, object_ in dict.fromkeys(graph.triples):
        nodes.setdefault(subject, {}).setdefault(predicate, []).append(object_)
    members: dict[Term, list[Term]] = {}
    for subject, node in nodes.items():
        for class_ in node.get("rdf:type", ()):
            members.setdefault(class_, []).append(subject)
    found: list[Misfit] = []
    for shape in shapes:
        for focus in members.get(shape.target, ()):
            for one in shape.properties:
                found += _of_property(shape, focus, one, nodes)
    return found


def _of_property(shape: Shape, focus: Term, one: Property, nodes: dict[Term, Node]) -> list[Misfit]:
    counts = [nodes[focus].get(path, []) for path in one.path]
    wrong: list[Term] = []
    if max(map(len, counts)) < one.minimum:
        wrong.append("")
    if len(one.path) == 1:
        values = counts[0]
        if one.maximum is not None and len(values) > one.maximum:
            wrong.append("")
        wrong += [value for value in values for fits in _verdicts(value, one, nodes) if not fits]
    return [Misfit(shape.name, focus, " | ".join(one.path), value, one.severity, one.says) for value in wrong]


def _verdicts(value: Term, one: Property, nodes: dict[Term, Node]) -> list[bool]:
    """For each thing that is asked of a value, whether it holds: a validator reports them one by one."""
    is_literal = value[0] == '"'
    verdicts: list[bool] = []
    if one.nature is not None:
        verdicts.append(is_literal is (one.nature is Nature.LITERAL))
    if one.datatype:
        verdicts.append(is_literal and _is_of(value, one.datatype))
    if one.within:
        verdicts.append(value in one.within)
    if one.of:
        verdicts.append(one.of in nodes.get(value, {}).get("rdf:type", ()))
    if one.pattern:
        verdicts.append(re.search(one.pattern, _text(value)) is not None)
    return verdicts + _bounds(value, one)


def _bounds(value: Term, one: Property) -> list[bool]:
    number = _number(value)
    verdicts: list[bool] = []
    if one.at_least is not None:
        verdicts.append(number is not None and number >= one.at_least)
    if one.at_most is not None:
        verdicts.append(number is not None and number <= one.at_most)
    if one.above is not None:
        verdicts.append(number is not None and number > one.above)
    return verdicts


def _datatype(value: Term) -> str:
    """The datatype of a literal, as a compact name; empty for one with a language."""
    end = value.rindex('"') + 1
    if end == len(value):
        return "xsd:string"
    return "" if value[end] == "@" else value[end + 2 :]


def _is_of(value: Term, datatype: str) -> bool:
    return _datatype(value) == datatype and _LEXICAL[datatype].fullmatch(_text(value)) is not None


def _number(value: Term) -> Decimal | None:
    if value[0] != '"' or not any(_is_of(value, datatype) for datatype in NUMBERS):
        return None
    return Decimal(_text(value))


def _text(value: Term) -> str:
    """What a pattern looks at: the letters of a literal, or an address."""
    return unescape(value[1 : value.rindex('"')]) if value[0] == '"' else value[1:-1]


def sentence(one: Misfit) -> str:
    """A misfit in one line: how much it matters, where, by which property, and what is asked."""
    where = one.focus if one.focus[0] == "#" else one.focus.strip("<>").rpartition("/-/")[2]
    return f"{one.severity.name.lower()}: {where} {one.path}: {one.says}"
