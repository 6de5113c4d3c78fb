# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shapes as SHACL (https://www.w3.org/TR/shacl/), for validators other than ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.ontology.graph import Graph, Term, integer, literal, tagged
from oshmark.ontology.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.ontology.shapes import Property, Shape

ADDRESS = "https://w3id.org/oshmark/shapes"
"""The shapes are the same on every instance; each one serves them at `/shapes`."""


def shapes_graph(shapes: Sequence[Shape] = SHAPES) -> Graph:
    """Every shape, with its properties."""
    graph = Graph(ADDRESS)
    graph.add(f"<{ADDRESS}>", "rdf:type", "owl:Ontology")
    graph.add(f"<{ADDRESS}>", "dcterms:title", tagged("Shapes of what a library of open hardware publishes", "en"))
    graph.add(f"<{ADDRESS}>", "dcterms:license", "<http://spdx.org/licenses/CC0-1.0>")
    for shape in shapes:
        name = f"#{shape.name}"
        graph.add(name, "rdf:type", "sh:NodeShape")
        graph.add(name, "sh:targetClass", shape.target)
        for number, one in enumerate(shape.properties, 1):
            if len(one.path) == 1:
                graph.add(name, "sh:property", f"{name}-{number}")
                _property(graph, f"{name}-{number}", one)
            else:
                _any_of(graph, f"{name}-{number}", shape.target, one)
    return graph


def _property(graph: Graph, name: Term, one: Property) -> None:
    graph.add(name, "rdf:type", "sh:PropertyShape")
    graph.add(name, "sh:path", one.path[0])
    graph.add(name, "sh:severity", one.severity.value)
    graph.add(name, "sh:message", tagged(one.says, "en"))
    for predicate, count in (("sh:minCount", one.minimum or None), ("sh:maxCount", one.maximum)):
        if count is not None:
            graph.add(name, predicate, integer(count))
    for predicate, bound in (
        ("sh:minInclusive", one.at_least),
        ("sh:maxInclusive", one.at_most),
        ("sh:minExclusive", one.above),
    ):
        if bound is not None:
            graph.add(name, predicate, integer(bound))
    if one.nature is not None:
        graph.add(name, "sh:nodeKind", one.nature.value)
    for predicate, term in (("sh:datatype", one.datatype), ("sh:class", one.of)):
        if term:
            graph.add(name, predicate, term)
    if one.pattern:
        graph.add(name, "sh:pattern", literal(one.pattern))
    if one.within:
        graph.add(name, "sh:in", _list(graph, f"{name}-in", one.within))


def _any_of(graph: Graph, name: Term, target: Term, one: Property) -> None:
    """A shape of its own, that asks for one of several properties: an alternative path would need blank nodes."""
    graph.add(name, "rdf:type", "sh:NodeShape")
    graph.add(name, "sh:targetClass", target)
    graph.add(name, "sh:severity", one.severity.value)
    graph.add(name, "sh:message", tagged(one.says, "en"))
    choices = [f"{name}-{number}" for number in range(1, len(one.path) + 1)]
    graph.add(name, "sh:or", _list(graph, f"{name}-or", choices))
    for choice, path in zip(choices, one.path, strict=True):
        graph.add(choice, "rdf:type", "sh:PropertyShape")
        graph.add(choice, "sh:path", path)
        graph.add(choice, "sh:minCount", integer(one.minimum))


def _list(graph: Graph, name: Term, terms: Sequence[Term]) -> Term:
    cells = [f"{name}-{number}" for number in range(1, len(terms) + 1)]
    for cell, rest, term in zip(cells, [*cells[1:], "rdf:nil"], terms, strict=True):
        graph.add(cell, "rdf:first", term)
        graph.add(cell, "rdf:rest", rest)
    return cells[0]
