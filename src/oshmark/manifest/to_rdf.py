# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A manifest as triples: every field that has a value, and every own key.

Order and repetition are kept where they mean something: files and pictures are nodes with a position, the lengths of a
board are lists, and two parts of one name are two things. `from_rdf.py` reads all of it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.manifest.agent_iri import agent_path, is_organisation, repository_host
from oshmark.manifest.fields import MODULE, PART, SOFTWARE, Field, Kind
from oshmark.manifest.media import media_of
from oshmark.manifest.model import Agent, Component, Dimensions, FileRef, Manifest, Mass, Part, Software
from oshmark.manifest.paths import RepoPath, is_address, is_link, read_path
from oshmark.manifest.readiness import iri_name
from oshmark.manifest.tsdc import LABELS
from oshmark.manifest.write import jsonable
from oshmark.ontology.graph import (
    Graph,
    Term,
    boolean,
    decimal,
    integer,
    iri,
    literal,
    tagged,
)
from oshmark.ontology.terms import MEDIA_TYPES, PREFIXES, SPDX_LICENCES
from oshmark.values.iri import slug, step
from oshmark.values.language import read_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from oshmark.values.licence import Licence

THIS: Term = "#this"
FILE_CLASSES: dict[str, Term] = {
    "readme": "okh:Readme",
    "contribution-guide": "okh:ContributionGuide",
    "image": "okh:Image",
    "bom": "okh:BoM",
    "manufacturing-instructions": "okh:ManufacturingInstructions",
    "user-manual": "okh:UserManual",
    "source": "okh:SourceFile",
    "export": "okh:ExportFile",
    "auxiliary": "okh:AuxiliaryFile",
}


class Place(msgspec.Struct, frozen=True):
    """Where the graph will stand: the address of the release's page, the instance, and the folder of the manifest.

    `merged` gives for addresses of agents the agent that they were found to be.
    """

    document: str
    site: str = ""
    folder: str | None = ""
    mail_key: bytes = b""
    merged: Mapping[str, str] = {}


def to_rdf(manifest: Manifest, licence: Licence, place: Place) -> Graph:
    """The graph of one release; its thing is `<document>#this`."""
    graph = Graph(place.document)
    writer = _Writer(graph, manifest, place)
    graph.add(THIS, "rdf:type", "okh:Module")
    graph.add(THIS, "rdf:type", "oshmark:Release")
    graph.add(THIS, "okh:hasManifestFile", "#manifest")
    graph.add("#manifest", "rdf:type", "okh:ManifestFile")
    graph.add("#manifest", "oshmark:dialect", literal(manifest.dialect.value))
    writer.licence(licence)
    writer.fields(MODULE, manifest, _Node(""))
    writer.extra(manifest.extra, _Node(""))
    return graph


class _Node:
    """A thing whose parts get names of their own: the module (`#…` of the document) or a part (a page of its own)."""

    __slots__ = ("page", "subject")

    def __init__(self, page: str) -> None:
        self.page = page
        self.subject: Term = f"<{page}#this>" if page else THIS

    def inner(self, name: str) -> Term:
        """The name of something within this thing."""
        return f"<{self.page}#{name}>" if self.page else f"#{name}"


class _Writer:
    """Says the triples of one manifest; one method for each kind of value."""

    def __init__(self, graph: Graph, manifest: Manifest, place: Place) -> None:
        self.graph = graph
        self.add = graph.add
        self.place = place
        self.host = repository_host(manifest.repo)
        tag = manifest.documentation_language[0] if manifest.documentation_language else None
        self.language = tag if tag and read_language(tag).tag == tag else None

    def licence(self, licence: Licence) -> None:
        """The licence as an expression, its listed ids, its class and openness."""
        if licence.expression is not None:
            self.add(THIS, "oshmark:licenseExpression", literal(licence.expression))
        for identifier in licence.ids:
            self.add(THIS, "okh:spdxLicense", f"<{SPDX_LICENCES}{step(identifier)}>")
        if is_link(licence.written):
            self.add(THIS, "okh:alternativeLicense", iri(licence.written))
        self.add(THIS, "oshmark:openness", literal(licence.openness.value))
        self.add(THIS, "oshmark:licenseClass", literal(licence.licence_class.value))

    def fields(self, fields: tuple[Field, ...], thing: Component | Software, node: _Node) -> None:
        """Every field of the table that has a value."""
        for field in fields:
            if field.kind is Kind.RDF:
                self._rdf(thing)
                continue
            value = getattr(thing, field.attribute)
            if value is not None and value != ():
                _SAY[field.kind](self, field, value, node)

    def text(self, field: Field, value: Any, node: _Node) -> None:
        for one in value if field.several else (value,):
            self.add(node.subject, field.term, literal(one))

    def prose(self, field: Field, value: str, node: _Node) -> None:
        text = tagged(value, self.language) if self.language else literal(value)
        self.add(node.subject, field.term, text)

    def okhv(self, field: Field, value: str, _node: _Node) -> None:
        self.add("#manifest", field.term, literal(value))

    def url(self, field: Field, value: Any, node: _Node) -> None:
        for one in value if field.several else (value,):
            self.add(node.subject, field.term, iri(one) if is_link(one) else literal(one))

    def file(self, field: Field, value: tuple[FileRef, ...], node: _Node) -> None:
        class_ = FILE_CLASSES[field.key]
        for number, file in enumerate(value, 1):
            name = node.inner(f"{field.key}-{number}")
            self.add(node.subject, field.term, name)
            self.add(name, "rdf:type", class_)
            if len(value) > 1:
                self.add(name, "schema:position", integer(number))
            self._file(name, file)

    def _file(self, name: Term, file: FileRef) -> None:
        self.add(name, "oshmark:path", literal(file.path))
        if is_link(file.path):
            self.add(name, "okh:url", iri(file.path))
        elif not is_address(file.path):
            found = read_path(file.path, self.place.folder)
            if isinstance(found, RepoPath):
                self.add(name, "okh:relativePath", literal(found.path))
        media = media_of(file.path)
        mime = file.mime_type or (media.mime if media else None)
        if mime:
            self.add(name, "okh:fileFormat", iri(f"{MEDIA_TYPES}{mime}"))
        if msgspec.structs.astuple(file)[1:] != _BARE_FILE:
            self._file_details(name, file)

    def _file_details(self, name: Term, file: FileRef) -> None:
        for value, term in (
            (file.title, "rdfs:label"),
            (file.mime_type, "schema:encodingFormat"),
            (file.created_at, "schema:dateCreated"),
            (file.last_changed, "schema:dateModified"),
            (file.license, "oshmark:licenseAsWritten"),
            (file.licensor, "oshmark:licensorAsWritten"),
        ):
            if value is not None:
                self.add(name, term, literal(value))
        if file.url is not None:
            self.add(name, "schema:url", literal(file.url))
        if file.frozen_url is not None:
            term = iri(file.frozen_url) if is_link(file.frozen_url) else literal(file.frozen_url)
            self.add(name, "oshmark:permaURL", term)
        for texts, term in (
            (file.depicts, "oshmark:depicts"),
            (file.slots, "oshmark:slot"),
            (file.tags, "oshmark:tag"),
        ):
            for text in texts:
                self.add(name, term, literal(text))
        self.extra(file.extra, _Inner(name))

    def agent(self, field: Field, value: tuple[Agent, ...], node: _Node) -> None:
        """The agents themselves, which are the same in every release, and how this manifest names them."""
        for number, agent in enumerate(value, 1):
            name = node.inner(f"{field.key}-{number}")
            self.add(node.subject, "oshmark:attribution", name)
            self.add(name, "rdf:type", "oshmark:Attribution")
            self.add(name, "oshmark:role", literal(field.key))
            self.add(name, "schema:position", integer(number))
            self.add(name, "schema:name", literal(agent.name))
            if agent.url is not None:
                self.add(name, "schema:url", literal(agent.url))
            if agent.affiliation is not None:
                self.add(name, "schema:affiliation", literal(agent.affiliation))
            if agent.kind is not None:
                self.add(name, "rdfs:comment", literal(agent.kind))
            if agent.extra:
                self.extra(agent.extra, _Inner(name))
            path = agent_path(agent, self.host, self.place.mail_key)
            if path is not None:
                known = self.place.merged.get(path, path)
                self._known_agent(field, agent, f"<{self.place.site}{known}#this>", name, node)

    def _known_agent(self, field: Field, agent: Agent, who: Term, name: Term, node: _Node) -> None:
        organisation = is_organisation(agent, as_organisation=field.key == "organization")
        self.add(node.subject, field.term, who)
        self.add(name, "prov:agent", who)
        self.add(who, "rdf:type", "schema:Organization" if organisation else "schema:Person")
        self.add(who, "schema:name", literal(agent.name))

    def level(self, field: Field, value: str, node: _Node) -> None:
        self.add(node.subject, field.term, f"otrl:{iri_name(value)}")

    def tsdc(self, field: Field, value: tuple[str, ...], node: _Node) -> None:
        for one in value:
            known = f"tsdc:{one}" if one in LABELS else iri(f"{PREFIXES['tsdc']}{step(one)}")
            self.add(node.subject, field.term, known)

    def number(self, field: Field, value: Decimal, node: _Node) -> None:
        self.add(node.subject, field.term, decimal(value))

    def numbers(self, field: Field, value: tuple[Decimal, ...], node: _Node) -> None:
        """A list, because 425 × 425 would be one triple otherwise."""
        cells = [node.inner(f"{field.key}-{number}") for number in range(1, len(value) + 1)]
        self.add(node.subject, field.term, cells[0])
        for cell, rest, one in zip(cells, [*cells[1:], "rdf:nil"], value, strict=True):
            self.add(cell, "rdf:first", decimal(one))
            self.add(cell, "rdf:rest", rest)

    def integer(self, field: Field, value: int, node: _Node) -> None:
        self.add(node.subject, field.term, integer(value))

    def boolean(self, field: Field, value: bool, node: _Node) -> None:  # noqa: FBT001  the value itself
        self.add(node.subject, field.term, boolean(value))

    def dimensions(self, field: Field, value: Dimensions, node: _Node) -> None:
        name = node.inner("outer-dimensions")
        self.add(node.subject, field.term, name)
        self.add(name, "rdf:type", "okh:OuterDimensions")
        if value.open_scad is not None:
            self.add(name, "okh:openSCAD", literal(value.open_scad))
        if value.unit is not None:
            self.add(name, "okh:unit", literal(value.unit))
        edges = (("widthMm", value.width_mm), ("depthMm", value.depth_mm), ("heightMm", value.height_mm))
        for term, edge in edges:
            if edge is not None:
                self.add(name, f"oshmark:{term}", decimal(edge))
        self.extra(value.extra, _Inner(name))

    def mass(self, field: Field, value: Mass, node: _Node) -> None:
        name = node.inner("mass")
        self.add(node.subject, field.term, name)
        self.add(name, "rdf:type", "okh:Mass")
        self.add(name, "okh:value", decimal(value.value))
        if value.unit is not None:
            self.add(name, "okh:unit", literal(value.unit))
        if value.grams is not None:
            self.add(name, "oshmark:massGrams", decimal(value.grams))
        self.extra(value.extra, _Inner(name))

    def parts(self, field: Field, value: tuple[Part, ...], node: _Node) -> None:
        """Each part has a page of its own; two parts of one name get two."""
        for number, (part, name) in enumerate(zip(value, part_slugs(value), strict=True), 1):
            inner = _Node(f"{self.graph.document}/-/part/{step(name)}")
            self.add(node.subject, field.term, inner.subject)
            self.add(inner.subject, "rdf:type", "okh:Part")
            self.add(inner.subject, "schema:position", integer(number))
            self.fields(PART, part, inner)
            self.extra(part.extra, inner)

    def software(self, field: Field, value: tuple[Software, ...], node: _Node) -> None:
        for number, software in enumerate(value, 1):
            name = node.inner(f"software-{number}")
            self.add(node.subject, field.term, name)
            self.add(name, "rdf:type", "okh:Software")
            self.add(name, "schema:position", integer(number))
            self.fields(SOFTWARE, software, _Inner(name))
            self.extra(software.extra, _Inner(name))

    def extra(self, table: dict[str, Any], node: _Node) -> None:
        """Own keys, in their order, with their value as JSON."""
        for number, (key, value) in enumerate(table.items(), 1):
            name = node.inner(f"extra-{number}")
            self.add(node.subject, "oshmark:extra", name)
            self.add(name, "rdf:type", "oshmark:ExtraField")
            self.add(name, "schema:position", integer(number))
            self.add(name, "oshmark:key", literal(key))
            self.add(name, "oshmark:json", literal(msgspec.json.encode(jsonable(value)).decode()))

    def _rdf(self, thing: Any) -> None:
        for value, term in ((thing.rdf_namespace, "oshmark:rdfNamespace"), (thing.rdf_prefix, "oshmark:rdfPrefix")):
            if value is not None:
                self.add(THIS, term, literal(value))


class _Inner(_Node):
    """Something within a thing: its own inner names start with its name."""

    __slots__ = ()

    def __init__(self, subject: Term) -> None:
        self.page = ""
        self.subject = subject

    def inner(self, name: str) -> Term:
        if self.subject[0] == "<":
            return f"{self.subject[:-1]}-{name}>"
        return f"{self.subject}-{name}"


_BARE_FILE = msgspec.structs.astuple(FileRef(path=""))[1:]
_SAY: dict[Kind, Callable[..., None]] = {
    Kind.TEXT: _Writer.text,
    Kind.VERSION: _Writer.text,
    Kind.LICENCE: _Writer.text,
    Kind.LANGUAGE: _Writer.text,
    Kind.CPC: _Writer.text,
    Kind.PROSE: _Writer.prose,
    Kind.OKHV: _Writer.okhv,
    Kind.URL: _Writer.url,
    Kind.FILE: _Writer.file,
    Kind.IMAGE: _Writer.file,
    Kind.AGENT: _Writer.agent,
    Kind.OTRL: _Writer.level,
    Kind.ODRL: _Writer.level,
    Kind.TSDC: _Writer.tsdc,
    Kind.NUMBER: _Writer.number,
    Kind.NUMBERS: _Writer.numbers,
    Kind.INTEGER: _Writer.integer,
    Kind.BOOLEAN: _Writer.boolean,
    Kind.DIMENSIONS: _Writer.dimensions,
    Kind.MASS: _Writer.mass,
    Kind.PARTS: _Writer.parts,
    Kind.SOFTWARE: _Writer.software,
}


def part_slugs(parts: tuple[Part, ...]) -> list[str]:
    """One short name for each part, in order; the second part of a name gets a `-2`."""
    taken: set[str] = set()
    last: dict[str, int] = {}
    slugs: list[str] = []
    for part in parts:
        base = name = slug(part.name or "")
        while name in taken:
            last[base] = last.get(base, 1) + 1
            name = f"{base}-{last[base]}"
        taken.add(name)
        slugs.append(name)
    return slugs
