# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Graphs as text: Turtle, N-Triples, N-Quads and JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.ontology.terms import IRIS, PREFIXES

if TYPE_CHECKING:
    from oshmark.ontology.graph import Graph, Term

_PREFIX_LINES = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items())


def _look_up(graph: Graph) -> None:
    """Raise `KeyError` for a word that is not in the vocabulary, which forms with prefixes would not notice."""
    words = {predicate for _, predicate, _ in graph.triples}
    words |= {term for _, _, term in graph.triples if term[0] not in '"<#'}
    for word in words:
        IRIS[word]


def to_turtle(graph: Graph) -> str:
    """Turtle, grouped by subject in the order of the graph, with prefixes and short addresses of its own things."""
    _look_up(graph)
    blocks: dict[Term, list[str]] = {}
    verbs: dict[Term, Term] = {}
    for subject, predicate, term in graph.triples:
        object_ = f"<{term}>" if term[0] == "#" else term
        block = blocks.get(subject)
        if block is None:
            block = blocks[subject] = []
        elif verbs[subject] == predicate:
            block.append(f", {object_}")
            continue
        verbs[subject] = predicate
        separator = " ;\n  " if block else " "
        block.append(f"{separator}{'a' if predicate == 'rdf:type' else predicate} {object_}")
    pieces = [f"@base <{graph.document}> .\n", _PREFIX_LINES]
    for subject, words in blocks.items():
        name = f"<{subject}>" if subject[0] == "#" else subject
        pieces.append(f"\n{name}{''.join(words)} .\n")
    return "".join(pieces)


def to_ntriples(graph: Graph) -> str:
    """N-Triples, one line a triple, in the order of the graph."""
    return _lines(graph, " .\n")


def to_nquads(graph: Graph, name: str | None = None) -> str:
    """N-Quads in the graph `name` (a full IRI); without one, in the graph named like the document."""
    return _lines(graph, f" <{name or graph.document}> .\n")


def _lines(graph: Graph, end: str) -> str:
    document = f"<{graph.document}"
    full = IRIS
    pieces: list[str] = []
    for thing, predicate, term in graph.triples:
        subject = f"{document}{thing}>" if thing[0] == "#" else thing
        first = term[0]
        if first == '"':
            object_ = term if term[-1] == '"' else _full_literal(term)
        elif first == "#":
            object_ = f"{document}{term}>"
        else:
            object_ = term if first == "<" else full[term]
        pieces.append(f"{subject} {full[predicate]} {object_}{end}")
    return "".join(pieces)


def _full_literal(term: Term) -> str:
    """A literal with its datatype in full; one with a language stays."""
    end = term.rindex('"') + 1
    return term if term[end] == "@" else f"{term[: end + 2]}{IRIS[term[end + 2 :]]}"


def to_jsonld(graph: Graph) -> dict[str, Any]:
    """JSON-LD with our prefixes as its context: no foreign context has to be fetched to read it."""
    _look_up(graph)
    nodes: dict[str, dict[str, Any]] = {}
    for subject, predicate, object_ in graph.triples:
        node = nodes.setdefault(subject, {"@id": _identifier(graph, subject)})
        if predicate == "rdf:type":
            node.setdefault("@type", []).append(_identifier(graph, object_))
        else:
            node.setdefault(predicate, []).append(_value(graph, object_))
    return {"@context": dict(PREFIXES), "@graph": list(nodes.values())}


def _identifier(graph: Graph, term: Term) -> str:
    if term[0] == "#":
        return f"{graph.document}{term}"
    return term[1:-1] if term[0] == "<" else IRIS[term][1:-1]


def _value(graph: Graph, term: Term) -> dict[str, str]:
    if term[0] != '"':
        return {"@id": _identifier(graph, term)}
    end = term.rindex('"')
    value = {"@value": unescape(term[1:end])}
    if term[end + 1 : end + 2] == "@":
        value["@language"] = term[end + 2 :]
    elif end + 1 < len(term):
        value["@type"] = IRIS[term[end + 3 :]][1:-1]
    return value


def unescape(text: str) -> str:
    """The text of an escaped literal; our escapes are those of JSON too."""
    return msgspec.json.decode(f'"{text}"', type=str) if "\\" in text else text


def to_jsonld_text(graph: Graph) -> str:
    """JSON-LD as text, indented."""
    return msgspec.json.format(msgspec.json.encode(to_jsonld(graph)), indent=2).decode() + "\n"
