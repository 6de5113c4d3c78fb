# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A manifest back from its triples: the inverse of `to_rdf.py`, field by field by the same tables.

E-mail addresses are not in the graph and do not come back. The order of texts that are a set there (standards,
languages, TsDC) is that of the alphabet.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec
import pyoxigraph as ox

from oshmark.manifest.fields import MODULE, PART, SOFTWARE, Field, Kind
from oshmark.manifest.model import Agent, Dialect, Dimensions, FileRef, Manifest, Mass, Part, Software
from oshmark.manifest.readiness import from_iri_name
from oshmark.manifest.to_rdf import FILE_CLASSES
from oshmark.ontology.terms import IRIS, PREFIXES
from oshmark.values.iri import unstep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def from_turtle(text: str) -> Manifest:
    """The manifest of a document in Turtle that holds one release. Raises `ValueError` when it holds none."""
    return from_triples(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))


def from_triples(triples: Iterable[ox.Triple]) -> Manifest:
    """The manifest of the one release in these triples."""
    facts = _Facts(triples)
    release = facts.only_subject("rdf:type", "oshmark:Release")
    file = facts.one(release, "okh:hasManifestFile")
    values = _fields(facts, MODULE, release)
    okhv = facts.text(file, "okh:okhv")
    if okhv is not None:
        values["okhv"] = okhv
    for attribute, term in (("rdf_namespace", "oshmark:rdfNamespace"), ("rdf_prefix", "oshmark:rdfPrefix")):
        stated = facts.text(release, term)
        if stated is not None:
            values[attribute] = stated
    dialect = Dialect(facts.text(file, "oshmark:dialect"))
    return Manifest(dialect=dialect, extra=_extra(facts, release), **values)


class _Facts:
    """Triples by subject and predicate; terms are asked for by their compact names."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._objects: dict[tuple[str, str], list[Node]] = {}
        self._subjects: dict[tuple[str, str], list[Node]] = {}
        for triple in dict.fromkeys(triples):  # a parser gives a triple as often as it is written
            self._objects.setdefault((str(triple.subject), str(triple.predicate)), []).append(triple.object)
            self._subjects.setdefault((str(triple.predicate), str(triple.object)), []).append(triple.subject)

    def all(self, subject: Node | None, predicate: str) -> list[Node]:
        return self._objects.get((str(subject), IRIS[predicate]), [])

    def one(self, subject: Node | None, predicate: str) -> Node | None:
        found = self.all(subject, predicate)
        return found[0] if found else None

    def text(self, subject: Node | None, predicate: str) -> str | None:
        found = self.one(subject, predicate)
        return found.value if isinstance(found, (ox.Literal, ox.NamedNode)) else None

    def texts(self, subject: Node | None, predicate: str) -> tuple[str, ...]:
        return tuple(sorted(_value(node) for node in self.all(subject, predicate)))

    def in_order(self, subject: Node | None, predicate: str) -> list[Node]:
        """The objects by their position; one without a position is the only one."""
        return sorted(self.all(subject, predicate), key=lambda node: int(self.text(node, "schema:position") or 0))

    def only_subject(self, predicate: str, object_: str) -> Node:
        found = self._subjects.get((IRIS[predicate], IRIS[object_]), [])
        if len(found) != 1:
            raise ValueError(f"There are {len(found)} releases in this graph; one is wanted.")
        return found[0]


def _value(node: Node) -> str:
    return node.value if isinstance(node, (ox.Literal, ox.NamedNode)) else str(node)


def _fields(facts: _Facts, fields: tuple[Field, ...], subject: Node) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in fields:
        read = _READ.get(field.kind)
        if read is None:
            continue
        found = read(facts, field, subject)
        if found is not None and found != ():
            values[field.attribute] = found
    return values


def _text(facts: _Facts, field: Field, subject: Node) -> Any:
    return facts.texts(subject, field.term) if field.several else facts.text(subject, field.term)


def _tsdc(facts: _Facts, field: Field, subject: Node) -> tuple[str, ...]:
    start = len(PREFIXES["tsdc"])
    return tuple(sorted(unstep(unquote(_value(node)[start:])) for node in facts.all(subject, field.term)))


def _level(facts: _Facts, field: Field, subject: Node) -> str | None:
    found = facts.text(subject, field.term)
    return None if found is None else from_iri_name(found.rpartition("#")[2])


def _number(facts: _Facts, field: Field, subject: Node) -> Decimal | None:
    found = facts.text(subject, field.term)
    return None if found is None else Decimal(found)


def _integer(facts: _Facts, field: Field, subject: Node) -> int | None:
    found = facts.text(subject, field.term)
    return None if found is None else int(found)


def _boolean(facts: _Facts, field: Field, subject: Node) -> bool | None:
    found = facts.text(subject, field.term)
    return None if found is None else found == "true"


def _numbers(facts: _Facts, field: Field, subject: Node) -> tuple[Decimal, ...]:
    values: list[Decimal] = []
    cell = facts.one(subject, field.term)
    while cell is not None and str(cell) != IRIS["rdf:nil"]:
        values.append(Decimal(facts.text(cell, "rdf:first") or "0"))
        cell = facts.one(cell, "rdf:rest")
    return tuple(values)


def _files(facts: _Facts, field: Field, subject: Node) -> tuple[FileRef, ...]:
    class_ = IRIS[FILE_CLASSES[field.key]]
    nodes = [n for n in facts.in_order(subject, field.term) if class_ in map(str, facts.all(n, "rdf:type"))]
    return tuple(_file(facts, node) for node in nodes)


def _file(facts: _Facts, node: Node) -> FileRef:
    return FileRef(
        path=facts.text(node, "oshmark:path") or "",
        title=facts.text(node, "rdfs:label"),
        url=facts.text(node, "schema:url"),
        frozen_url=facts.text(node, "oshmark:permaURL"),
        mime_type=facts.text(node, "schema:encodingFormat"),
        created_at=facts.text(node, "schema:dateCreated"),
        last_changed=facts.text(node, "schema:dateModified"),
        license=facts.text(node, "oshmark:licenseAsWritten"),
        licensor=facts.text(node, "oshmark:licensorAsWritten"),
        depicts=facts.texts(node, "oshmark:depicts"),
        slots=facts.texts(node, "oshmark:slot"),
        tags=facts.texts(node, "oshmark:tag"),
        extra=_extra(facts, node),
    )


def _agents(facts: _Facts, field: Field, subject: Node) -> tuple[Agent, ...]:
    nodes = facts.in_order(subject, "oshmark:attribution")
    return tuple(
        Agent(
            name=facts.text(node, "schema:name") or "",
            url=facts.text(node, "schema:url"),
            affiliation=facts.text(node, "schema:affiliation"),
            kind=facts.text(node, "rdfs:comment"),
            extra=_extra(facts, node),
        )
        for node in nodes
        if facts.text(node, "oshmark:role") == field.key
    )


def _dimensions(facts: _Facts, field: Field, subject: Node) -> Dimensions | None:
    node = facts.one(subject, field.term)
    if node is None:
        return None

    def edge(term: str) -> Decimal | None:
        found = facts.text(node, term)
        return None if found is None else Decimal(found)

    return Dimensions(
        open_scad=facts.text(node, "okh:openSCAD"),
        unit=facts.text(node, "okh:unit"),
        width_mm=edge("oshmark:widthMm"),
        depth_mm=edge("oshmark:depthMm"),
        height_mm=edge("oshmark:heightMm"),
        extra=_extra(facts, node),
    )


def _mass(facts: _Facts, field: Field, subject: Node) -> Mass | None:
    node = facts.one(subject, field.term)
    value = facts.text(node, "okh:value")
    if node is None or value is None:
        return None
    return Mass(value=Decimal(value), unit=facts.text(node, "okh:unit"), extra=_extra(facts, node))


def _parts(facts: _Facts, field: Field, subject: Node) -> tuple[Part, ...]:
    nodes = facts.in_order(subject, field.term)
    return tuple(Part(extra=_extra(facts, node), **_fields(facts, PART, node)) for node in nodes)


def _software(facts: _Facts, field: Field, subject: Node) -> tuple[Software, ...]:
    nodes = facts.in_order(subject, field.term)
    return tuple(Software(extra=_extra(facts, node), **_fields(facts, SOFTWARE, node)) for node in nodes)


def _extra(facts: _Facts, subject: Node | None) -> dict[str, Any]:
    nodes = facts.in_order(subject, "oshmark:extra")
    return {
        facts.text(node, "oshmark:key") or "": msgspec.json.decode(facts.text(node, "oshmark:json") or "null")
        for node in nodes
    }


_READ: dict[Kind, Callable[[_Facts, Field, Node], Any]] = {
    Kind.TEXT: _text,
    Kind.VERSION: _text,
    Kind.LICENCE: _text,
    Kind.LANGUAGE: _text,
    Kind.CPC: _text,
    Kind.PROSE: _text,
    Kind.URL: _text,
    Kind.FILE: _files,
    Kind.IMAGE: _files,
    Kind.AGENT: _agents,
    Kind.OTRL: _level,
    Kind.ODRL: _level,
    Kind.TSDC: _tsdc,
    Kind.NUMBER: _number,
    Kind.NUMBERS: _numbers,
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
    Kind.DIMENSIONS: _dimensions,
    Kind.MASS: _mass,
    Kind.PARTS: _parts,
    Kind.SOFTWARE: _software,
}
