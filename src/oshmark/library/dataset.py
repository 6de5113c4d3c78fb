# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The library as a dataset, and each published generation as a version of it, in VoID, DCAT and SPDX.

https://www.w3.org/TR/void/, https://www.w3.org/TR/vocab-dcat-3/. The page is the document, `#this` is the thing.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from oshmark.manifest.to_rdf import THIS
from oshmark.ontology.document import LICENCE
from oshmark.ontology.graph import Graph, Term, date_time, integer, iri, literal, tagged
from oshmark.ontology.terms import MEDIA_TYPES, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

NQUADS = f"<{MEDIA_TYPES}application/n-quads>"
SUBJECT = "open source hardware as linked data"
DESCRIPTION = (
    "What the manifests of open source hardware say, and what the library knows of them: each admitted release is a "
    "graph of its own, and so is each label of one. Statements are counted once in each graph that makes them."
)
RIGHTS = (
    "What comes from a manifest stands under the licence that its own graph names (dcterms:license), and so does "
    "what a label says of the components of its release. "
    "What the library adds, this description included, is dedicated to the public domain (CC0 1.0)."
)
SOFTWARE_LICENCE = "<http://spdx.org/licenses/AGPL-3.0-or-later>"
SOFTWARE: Term = "#software"
PUBLISHER: Term = "#publisher"


class Instance(msgspec.Struct, frozen=True):
    """Who publishes, and with what. `site` has no slash at its end; `contact` and `source` are addresses, or empty."""

    site: str
    name: str
    contact: str
    source: str
    version: str


class Dump(msgspec.Struct, frozen=True):
    """One file to download: its name is that of the shard with `.nq`; `size` is in bytes."""

    name: str
    statements: int
    size: int
    sha256: str


class Version(msgspec.Struct, frozen=True):
    """A published generation. `statements` are counted once in every graph that makes them; `documents` are releases
    and `labels`.

    The counts by property and class are empty where they are not known. `example` is the address of a release, or
    empty; `previous` and `following` are the numbers of the generations beside it that are there.
    """

    number: int
    position: int
    made_at: datetime
    documents: int
    modules: int
    statements: int
    digest: str
    dumps: tuple[Dump, ...]
    properties: dict[str, int] = {}
    classes: dict[str, int] = {}
    entities: int | None = None
    example: str = ""
    previous: int | None = None
    following: int | None = None
    labels: int = 0

    @property
    def releases(self) -> int:
        """The documents that are releases."""
        return self.documents - self.labels


def title(instance: Instance) -> str:
    """The name of the dataset."""
    return f"{instance.name}: {SUBJECT}"


def version_address(site: str, number: int) -> str:
    """The address of the page of a generation."""
    return f"{site}/data/gen-{number}"


def dump_address(site: str, number: int, dump: Dump) -> str:
    """Where a file lies."""
    return f"{version_address(site, number)}/dumps/{dump.name}"


def dataset_graph(instance: Instance, current: Version | None, kept: Iterable[int]) -> Graph:
    """The dataset as it is now; `kept` are the numbers of the generations that can be had."""
    graph = Graph(f"{instance.site}/data")
    _describe_dataset(graph, instance)
    for number in kept:
        graph.add(THIS, "dcterms:hasVersion", _version(instance, number))
    if current is not None:
        graph.add(THIS, "pav:hasCurrentVersion", _version(instance, current.number))
        graph.add(THIS, "dcterms:modified", date_time(current.made_at.isoformat()))
        _describe_content(graph, instance, current)
    return graph


def version_graph(instance: Instance, version: Version) -> Graph:
    """One generation: what it holds, what came before, and every file of it."""
    graph = Graph(version_address(instance.site, version.number))
    _describe_dataset(graph, instance)
    dataset = f"<{instance.site}/data#this>"
    graph.add(THIS, "dcterms:isVersionOf", dataset)
    for predicate in ("dcat:version", "pav:version"):
        graph.add(THIS, predicate, literal(str(version.number)))
    graph.add(THIS, "dcterms:issued", date_time(version.made_at.isoformat()))
    graph.add(THIS, "dcterms:identifier", literal(f"sha256:{version.digest}"))
    graph.add(THIS, "dcterms:bibliographicCitation", literal(citation(instance, version)))
    if version.previous is not None:
        for predicate in ("dcterms:replaces", "pav:previousVersion"):
            graph.add(THIS, predicate, _version(instance, version.previous))
    if version.following is not None:
        graph.add(THIS, "dcterms:isReplacedBy", _version(instance, version.following))
    _describe_content(graph, instance, version)
    return graph


def citation(instance: Instance, version: Version) -> str:
    """How to cite a generation, in one line."""
    day = version.made_at.date().isoformat()
    address = version_address(instance.site, version.number)
    return f"{title(instance)}. Generation {version.number}, {day}. {address} (SHA-256 {version.digest})"


def bibtex(instance: Instance, version: Version) -> str:
    """How to cite a generation, for BibTeX."""
    rows = {
        "title": f"{{{_for_bibtex(title(instance))}}}",
        "author": f"{{{_for_bibtex(instance.name)}}}",
        "year": str(version.made_at.year),
        "version": f"generation {version.number}",
        "url": version_address(instance.site, version.number),
        "note": f"{version.made_at.date().isoformat()}, SHA-256 {version.digest}",
    }
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in rows.items())
    return f"@misc{{oshmark-generation-{version.number},\n{lines}}}\n"


def about_graph(instance: Instance, *, has_data: bool) -> Graph:
    """The instance itself: the site, who runs it, the software, and the dataset if one is published."""
    graph = Graph(f"{instance.site}/about")
    _describe_document(graph)
    for kind in ("schema:WebSite", "dcat:Catalog"):
        graph.add(THIS, "rdf:type", kind)
    graph.add(THIS, "dcterms:title", tagged(instance.name, "en"))
    graph.add(THIS, "schema:name", literal(instance.name))
    graph.add(THIS, "schema:url", iri(f"{instance.site}/"))
    graph.add(THIS, "dcterms:publisher", PUBLISHER)
    if has_data:
        graph.add(THIS, "dcat:dataset", f"<{instance.site}/data#this>")
    graph.add(THIS, "dcat:service", "#sparql")
    graph.add("#sparql", "rdf:type", "dcat:DataService")
    graph.add("#sparql", "dcat:endpointURL", iri(f"{instance.site}/sparql"))
    graph.add(PUBLISHER, "rdf:type", "schema:Organization")
    graph.add(PUBLISHER, "schema:name", literal(instance.name))
    if instance.contact:
        graph.add(PUBLISHER, "schema:contactPoint", iri(instance.contact))
    _describe_software(graph, instance)
    return graph


def _describe_software(graph: Graph, instance: Instance) -> None:
    for kind in ("schema:SoftwareApplication", "schema:SoftwareSourceCode"):
        graph.add(SOFTWARE, "rdf:type", kind)
    graph.add(SOFTWARE, "schema:name", literal("oshmark"))
    graph.add(SOFTWARE, "schema:softwareVersion", literal(instance.version))
    graph.add(SOFTWARE, "schema:license", SOFTWARE_LICENCE)
    if instance.source:
        graph.add(SOFTWARE, "schema:codeRepository", iri(instance.source))
    graph.add(THIS, "dcterms:source", SOFTWARE)


def _describe_document(graph: Graph) -> None:
    document = f"<{graph.document}>"
    graph.add(document, "schema:about", THIS)
    graph.add(document, "dcterms:license", LICENCE)


def _describe_dataset(graph: Graph, instance: Instance) -> None:
    """What is true of every generation."""
    _describe_document(graph)
    for kind in ("void:Dataset", "dcat:Dataset"):
        graph.add(THIS, "rdf:type", kind)
    graph.add(THIS, "dcterms:title", tagged(title(instance), "en"))
    graph.add(THIS, "dcterms:description", tagged(DESCRIPTION, "en"))
    graph.add(THIS, "dcterms:publisher", f"<{instance.site}/about#publisher>")
    graph.add(THIS, "dcterms:rights", "#rights")
    graph.add("#rights", "rdf:type", "dcterms:RightsStatement")
    graph.add("#rights", "rdfs:label", tagged(RIGHTS, "en"))
    graph.add(THIS, "dcat:landingPage", f"<{graph.document}>")
    graph.add(THIS, "void:uriSpace", literal(f"{instance.site}/"))


def _describe_content(graph: Graph, instance: Instance, version: Version) -> None:
    graph.add(THIS, "void:triples", integer(version.statements))
    graph.add(THIS, "void:documents", integer(version.documents))
    if version.entities is not None:
        graph.add(THIS, "void:entities", integer(version.entities))
    if version.example:
        graph.add(THIS, "void:exampleResource", iri(f"{instance.site}{version.example}#this"))
    if version.following is None:
        graph.add(THIS, "void:sparqlEndpoint", iri(f"{instance.site}/sparql"))
    for vocabulary in vocabularies(version):
        graph.add(THIS, "void:vocabulary", iri(vocabulary))
    _describe_partitions(graph, version)
    for dump in version.dumps:
        _describe_dump(graph, dump, dump_address(instance.site, version.number, dump))


def vocabularies(version: Version) -> list[str]:
    """The namespaces of which the generation uses a word."""
    used = (*version.properties, *version.classes)
    return [namespace for namespace in PREFIXES.values() if any(word.startswith(namespace) for word in used)]


def _describe_partitions(graph: Graph, version: Version) -> None:
    if version.entities is None:
        return
    graph.add(THIS, "void:classes", integer(len(version.classes)))
    graph.add(THIS, "void:properties", integer(len(version.properties)))
    for number, (name, count) in enumerate(sorted(version.classes.items()), start=1):
        part = f"#class-{number}"
        graph.add(THIS, "void:classPartition", part)
        graph.add(part, "void:class", iri(name))
        graph.add(part, "void:entities", integer(count))
    for number, (name, count) in enumerate(sorted(version.properties.items()), start=1):
        part = f"#property-{number}"
        graph.add(THIS, "void:propertyPartition", part)
        graph.add(part, "void:property", iri(name))
        graph.add(part, "void:triples", integer(count))


def _describe_dump(graph: Graph, dump: Dump, address: str) -> None:
    thing = f"#dump-{dump.name.removesuffix('.nq')}"
    checksum = f"{thing}-checksum"
    graph.add(THIS, "dcat:distribution", thing)
    graph.add(THIS, "void:dataDump", iri(address))
    graph.add(thing, "rdf:type", "dcat:Distribution")
    graph.add(thing, "dcterms:title", literal(dump.name))
    graph.add(thing, "dcat:accessURL", f"<{graph.document}>")
    graph.add(thing, "dcat:downloadURL", iri(address))
    graph.add(thing, "dcat:mediaType", NQUADS)
    graph.add(thing, "dcat:byteSize", f'"{dump.size}"^^xsd:nonNegativeInteger')
    graph.add(thing, "dcterms:rights", "#rights")
    graph.add(thing, "spdx:checksum", checksum)
    graph.add(checksum, "rdf:type", "spdx:Checksum")
    graph.add(checksum, "spdx:algorithm", "spdx:checksumAlgorithm_sha256")
    graph.add(checksum, "spdx:checksumValue", f'"{dump.sha256}"^^xsd:hexBinary')


def _version(instance: Instance, number: int) -> Term:
    return f"<{version_address(instance.site, number)}#this>"


def _for_bibtex(text: str) -> str:
    """A text without the signs that would end a field or begin a command."""
    return "".join(f"\\{letter}" if letter in "#$%&_" else letter for letter in text if letter not in "{}\\~^")
