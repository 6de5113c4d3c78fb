# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import re
from datetime import UTC, datetime

import msgspec
import pytest
import rdflib
from rdflib.compare import isomorphic

from oshmark.library.dataset import (
    Dump,
    Instance,
    Version,
    about_graph,
    bibtex,
    citation,
    dataset_graph,
    version_graph,
    vocabularies,
)
from oshmark.ontology.write import to_jsonld_text, to_ntriples, to_turtle

SITE = "https://library.example.org"
INSTANCE = Instance(SITE, "Heron Library", "mailto:desk@example.org", "https://code.example.org/oshmark", "1.2.3")
BARE = Instance(SITE, "Heron Library", "", "", "1.2.3")
VERSION = Version(
    number=7,
    position=41,
    made_at=datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
    documents=3,
    modules=2,
    statements=120,
    digest="ab" * 32,
    dumps=(Dump("0f.nq", 100, 5_000, "cd" * 32), Dump("a1.nq", 20, 900, "ef" * 32)),
    properties={"http://www.w3.org/2000/01/rdf-schema#label": 5, "https://w3id.org/oseg/ont/okh#repo": 2},
    classes={"https://w3id.org/oseg/ont/okh#Module": 3},
    entities=9,
    example="/m/git.example.org/lark/-/v/1",
    previous=5,
)
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = rdflib.Namespace("http://purl.org/dc/terms/")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
PAV = rdflib.Namespace("http://purl.org/pav/")
SCHEMA = rdflib.Namespace("http://schema.org/")

GRAPHS = {
    "dataset": dataset_graph(INSTANCE, VERSION, [5, 7]),
    "nothing published": dataset_graph(INSTANCE, None, []),
    "version": version_graph(INSTANCE, VERSION),
    "about": about_graph(INSTANCE, has_data=True),
}


def read(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=to_turtle(GRAPHS[name]), format="turtle")


def thing(path: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"{SITE}{path}")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # of rdflib's reader of JSON-LD, about itself
@pytest.mark.parametrize("name", GRAPHS)
def test_another_reader_finds_the_same_graph_in_every_form(name: str) -> None:
    lines = rdflib.Graph().parse(data=to_ntriples(GRAPHS[name]), format="nt")
    linked = rdflib.Graph().parse(data=to_jsonld_text(GRAPHS[name]), format="json-ld")
    assert len(lines) == len(set(GRAPHS[name].triples)) == len(GRAPHS[name].triples)
    assert isomorphic(read(name), lines)
    assert isomorphic(linked, lines)


@pytest.mark.parametrize("name", ["dataset", "version"])
def test_it_is_a_dataset_for_void_and_for_dcat(name: str) -> None:
    graph = read(name)
    [dataset] = graph.subjects(rdflib.RDF.type, VOID.Dataset)
    assert (dataset, rdflib.RDF.type, DCAT.Dataset) in graph
    assert graph.value(dataset, VOID.triples) == rdflib.Literal(120)
    assert graph.value(dataset, VOID.entities) == rdflib.Literal(9)
    assert graph.value(dataset, VOID.uriSpace) == rdflib.Literal(f"{SITE}/")
    assert graph.value(dataset, VOID.sparqlEndpoint) == thing("/sparql")
    assert graph.value(dataset, VOID.exampleResource) == thing("/m/git.example.org/lark/-/v/1#this")
    assert graph.value(dataset, DCTERMS.publisher) == thing("/about#publisher")
    rights = graph.value(dataset, DCTERMS.rights)
    assert "CC0" in str(graph.value(rights, rdflib.RDFS.label))
    document = rdflib.URIRef(str(dataset).partition("#")[0])
    assert graph.value(document, DCTERMS.license) == rdflib.URIRef("http://spdx.org/licenses/CC0-1.0")


@pytest.mark.parametrize("name", ["dataset", "version"])
def test_every_file_has_address_size_type_and_checksum(name: str) -> None:
    graph = read(name)
    found = {}
    for one in graph.subjects(rdflib.RDF.type, DCAT.Distribution):
        checksum = graph.value(one, SPDX.checksum)
        assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
        assert str(graph.value(one, DCAT.mediaType)).endswith("/application/n-quads")
        size = graph.value(one, DCAT.byteSize)
        assert isinstance(size, rdflib.Literal)
        assert size.datatype == rdflib.XSD.nonNegativeInteger
        value = graph.value(checksum, SPDX.checksumValue)
        assert isinstance(value, rdflib.Literal)
        assert value.datatype == rdflib.XSD.hexBinary
        found[str(graph.value(one, DCAT.downloadURL))] = (int(size), value.toPython().hex())
    assert found == {
        f"{SITE}/data/gen-7/dumps/0f.nq": (5_000, "cd" * 32),
        f"{SITE}/data/gen-7/dumps/a1.nq": (900, "ef" * 32),
    }
    assert {str(one) for one in graph.objects(None, VOID.dataDump)} == set(found)


def test_partitions_say_how_often_each_word_occurs() -> None:
    graph = read("version")
    classes = {
        str(graph.value(part, VOID["class"])): graph.value(part, VOID.entities)
        for part in graph.objects(None, VOID.classPartition)
    }
    properties = {
        str(graph.value(part, VOID.property)): graph.value(part, VOID.triples)
        for part in graph.objects(None, VOID.propertyPartition)
    }
    assert classes == {name: rdflib.Literal(count) for name, count in VERSION.classes.items()}
    assert properties == {name: rdflib.Literal(count) for name, count in VERSION.properties.items()}
    assert vocabularies(VERSION) == ["https://w3id.org/oseg/ont/okh#", "http://www.w3.org/2000/01/rdf-schema#"]


def test_what_was_not_counted_is_not_said() -> None:
    older = msgspec.structs.replace(VERSION, entities=None, properties={}, classes={})
    text = to_turtle(version_graph(INSTANCE, older))
    assert "void:entities" not in text
    assert "void:classes" not in text
    assert "void:triples" in text


def test_a_generation_knows_what_it_is_a_version_of_and_what_is_beside_it() -> None:
    graph = read("version")
    this = thing("/data/gen-7#this")
    assert graph.value(this, DCTERMS.isVersionOf) == thing("/data#this")
    assert graph.value(this, PAV.previousVersion) == thing("/data/gen-5#this")
    assert graph.value(this, DCTERMS.replaces) == thing("/data/gen-5#this")
    assert graph.value(this, DCTERMS.isReplacedBy) is None
    assert graph.value(this, DCAT.version) == rdflib.Literal("7")
    assert graph.value(this, DCTERMS.identifier) == rdflib.Literal(f"sha256:{VERSION.digest}")
    dataset = read("dataset")
    assert dataset.value(thing("/data#this"), PAV.hasCurrentVersion) == this
    assert set(dataset.objects(None, DCTERMS.hasVersion)) == {this, thing("/data/gen-5#this")}


def test_only_what_can_be_asked_has_an_endpoint() -> None:
    older = version_graph(INSTANCE, msgspec.structs.replace(VERSION, following=8))
    assert "void:sparqlEndpoint" not in to_turtle(older)
    assert "gen-8#this" in to_turtle(older)


def test_the_citation_names_number_day_address_and_digest() -> None:
    assert citation(INSTANCE, VERSION) == (
        "Heron Library: open source hardware as linked data. Generation 7, 2026-11-20. "
        f"{SITE}/data/gen-7 (SHA-256 {'ab' * 32})"
    )
    text = bibtex(INSTANCE, VERSION)
    assert text.startswith("@misc{oshmark-generation-7,\n")
    assert f"  url = {{{SITE}/data/gen-7}},\n" in text


@pytest.mark.parametrize("name", ["A & B {100 %}", "\\end{x}", "#_$ ~^ }}", "Ελλάδα"])
def test_no_name_breaks_out_of_bibtex(name: str) -> None:
    text = bibtex(msgspec.structs.replace(INSTANCE, name=name), VERSION)
    assert text.count("{") == text.count("}") == 9
    assert re.search(r"(?<!\\)[#$%&_]", text) is None


def test_the_instance_says_who_runs_it_and_with_what() -> None:
    graph = read("about")
    assert graph.value(thing("/about#publisher"), SCHEMA.contactPoint) == rdflib.URIRef("mailto:desk@example.org")
    assert graph.value(thing("/about#software"), SCHEMA.softwareVersion) == rdflib.Literal("1.2.3")
    assert graph.value(thing("/about#software"), SCHEMA.codeRepository) == rdflib.URIRef(INSTANCE.source)
    assert graph.value(thing("/about#this"), DCAT.dataset) == thing("/data#this")


def test_what_the_operator_did_not_set_is_not_said() -> None:
    text = to_turtle(about_graph(BARE, has_data=False))
    assert "contactPoint" not in text
    assert "codeRepository" not in text
    assert "dcat:dataset" not in text
