# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The alternative: the same triples, built and written by rdflib from a ready dictionary.

It is spared everything but the graph: no reading, no checking, no model. Namespaces are bound once, and the graph binds
none of its own, which is the quickest way that rdflib has.
"""

from __future__ import annotations

import pyoxigraph as ox
import rdflib

from oshmark.ontology.terms import PREFIXES

Ready = dict[str, list[tuple[str, tuple[str, str, str | None]]]]
"""Subject to (predicate, (kind, value, datatype or language)) pairs: what a program has before it makes a graph."""


def ready(ntriples: str) -> Ready:
    """The dictionary of a graph, prepared outside of the measurement."""
    table: Ready = {}
    for quad in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES):
        table.setdefault(quad.subject.value, []).append((quad.predicate.value, _object(quad.object)))
    return table


def _object(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> tuple[str, str, str | None]:
    if isinstance(term, ox.NamedNode):
        return "iri", term.value, None
    if not isinstance(term, ox.Literal):
        raise TypeError(f"{term} is no term of ours.")
    if term.language:
        return "tagged", term.value, term.language
    plain = term.datatype.value.endswith("#string")
    return ("plain", term.value, None) if plain else ("typed", term.value, term.datatype.value)


def build(table: Ready, graph: rdflib.Graph) -> rdflib.Graph:
    """Put the triples into a graph."""
    uri, literal = rdflib.URIRef, rdflib.Literal
    for subject_text, pairs in table.items():
        subject = uri(subject_text)
        for predicate, (kind, value, more) in pairs:
            if kind == "iri":
                object_: rdflib.term.Node = uri(value)
            elif kind == "plain":
                object_ = literal(value)
            elif kind == "tagged":
                object_ = literal(value, lang=more)
            else:
                object_ = literal(value, datatype=uri(more or ""), normalize=False)
            graph.add((subject, uri(predicate), object_))
    return graph


def to_turtle(table: Ready) -> str:
    """Build and write as Turtle."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return build(table, graph).serialize(format="turtle")
