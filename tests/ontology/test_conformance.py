# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our reading of the shapes against the reference validator."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pyshacl
import pytest
import rdflib

from oshmark.errors import UnreadableError
from oshmark.library.admission import candidate_of
from oshmark.library.payload import Provenance, digest_of
from oshmark.library.release_rdf import release_graph
from oshmark.manifest.read import read
from oshmark.ontology.conformance import misfits
from oshmark.ontology.graph import Graph
from oshmark.ontology.shapes import SHAPES, Severity
from oshmark.ontology.shapes_document import shapes_graph
from oshmark.ontology.write import to_ntriples, to_turtle

SAMPLES = sorted(Path("samples").glob("*/okh*"))
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
NOW = datetime(2026, 11, 20, tzinfo=UTC)


class UnplacedError(Exception):
    """A manifest without a name or a repository has no graph."""


def graph_of(raw: bytes, name: str) -> Graph:
    reading = read(raw, name=name)
    candidate = candidate_of(reading, digest_of(raw))
    if isinstance(candidate, str):
        raise UnplacedError(candidate)
    provenance = Provenance(name, name, NOW)
    return release_graph(reading, candidate, provenance, digest=digest_of(raw), site="https://a.example", mail_key=b"k")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=to_turtle(shapes_graph()), format="turtle")


Found = Counter[tuple[str, str, str]]


def by_reference(graph: Graph, shapes: rdflib.Graph) -> Found:
    """Focus, message and value of each result of pySHACL."""
    data = rdflib.Graph().parse(data=to_ntriples(graph), format="nt")
    _conforms, report, _text = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, rdflib.Graph)
    found: Found = Counter()
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        # What a property has is the value; of one that is missing, and of a whole node, there is none.
        value = report.value(result, SH.value)
        focus = report.value(result, SH.focusNode)
        shown = "" if value is None or value == focus else str(value)
        found[str(focus), str(report.value(result, SH.resultMessage)), shown] += 1
    return found


def by_us(graph: Graph) -> Found:
    found: Found = Counter()
    for one in misfits(graph):
        named = Graph(graph.document)
        named.add(one.focus, "rdfs:comment", one.value or '""')
        [(focus, _, value)] = rdflib.Graph().parse(data=to_ntriples(named), format="nt")
        found[str(focus), one.says, str(value)] += 1
    return found


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_samples_have_nothing_that_the_library_gets_wrong(path: Path, shapes: rdflib.Graph) -> None:
    graph = graph_of(path.read_bytes(), path.name)
    found = [one.says for one in misfits(graph) if one.severity is Severity.VIOLATION]
    # The sample that is withheld has a licence that is not open, and is never published.
    assert found == (["What is published is open."] if path.parent.name == "withheld-lamp" else [])
    assert by_us(graph) == by_reference(graph, shapes)


def test_there_are_samples_to_look_at() -> None:
    assert len(SAMPLES) >= 9


Plant = tuple[str, str, str]
NUMBER = '"-1"^^xsd:decimal'
PLANTED: dict[str, list[Plant]] = {
    "a second name": [("#this", "rdfs:label", '"Other"')],
    "a name that is a thing": [("#this", "rdfs:label", "<https://a.example/name>")],
    "a version that is a number": [("#this", "okh:version", '"1"^^xsd:integer')],
    "a version with a language": [("#this", "okh:version", '"eins"@de')],
    "not open": [("#this", "oshmark:openness", '"not-open"')],
    "a level of another scale": [("#this", "okh:technologyReadinessLevel", "otrl:ODRL3")],
    "a process in words": [("#this", "okh:tsdc", '"welding"')],
    "a language that is none": [("#this", "okh:documentationLanguage", '"English (UK)"')],
    "too complete": [("#this", "oshmark:completeness", '"101"^^xsd:integer')],
    "complete in words": [("#this", "oshmark:completeness", '"very"')],
    "complete by a word that calls itself a number": [("#this", "oshmark:completeness", '"very"^^xsd:integer')],
    "a component that is nowhere": [("#this", "okh:hasComponent", "<https://a.example/part>")],
    "a component in words": [("#this", "okh:hasComponent", '"a wheel"')],
    "a second manifest": [("#this", "okh:hasManifestFile", "#readme-1")],
    "a negative mass": [("#m", "rdf:type", "okh:Mass"), ("#m", "okh:value", NUMBER)],
    "a mass of nothing": [("#m", "rdf:type", "okh:Mass"), ("#m", "okh:unit", '"kg"')],
    "a size of zero": [("#s", "rdf:type", "okh:OuterDimensions"), ("#s", "oshmark:widthMm", '"0"^^xsd:decimal')],
    "a part without anything": [("#p", "rdf:type", "okh:Part")],
    "a file without a path": [("#f", "rdf:type", "okh:BoM")],
    "an agent without a name": [("<https://a.example/a#this>", "rdf:type", "schema:Person")],
    "a digest that is too short": [("#manifest", "oshmark:digest", '"abc"')],
    "a role that is none": [("#licensor-1", "oshmark:role", '"boss"')],
    "two agents": [("#licensor-1", "prov:agent", "<https://a.example/1>"), ("#licensor-1", "prov:agent", '"2"')],
}


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_planted_faults_are_found_as_the_reference_finds_them(planted: list[Plant], shapes: rdflib.Graph) -> None:
    path = next(path for path in SAMPLES if "loom" in str(path))
    graph = graph_of(path.read_bytes(), path.name)
    before = by_us(graph)
    for triple in planted:
        graph.add(*triple)
    assert by_us(graph) != before
    assert by_us(graph) == by_reference(graph, shapes)


@pytest.mark.parametrize("predicate", sorted({path for one in SHAPES[0].properties for path in one.path}))
def test_what_is_missing_is_found_as_the_reference_finds_it(predicate: str, shapes: rdflib.Graph) -> None:
    path = next(path for path in SAMPLES if "loom" in str(path))
    graph = graph_of(path.read_bytes(), path.name)
    graph.triples = [triple for triple in graph.triples if triple[1] != predicate]
    assert by_us(graph) == by_reference(graph, shapes)


def test_the_shapes_are_a_wellformed_document(shapes: rdflib.Graph) -> None:
    assert len(set(shapes.subjects(rdflib.RDF.type, SH.NodeShape))) >= len(SHAPES)
    _conforms, _report, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert "Conforms: True" in text


@pytest.mark.corpora
def test_real_manifests_are_judged_as_the_reference_judges_them(shapes: rdflib.Graph, corpora: Path) -> None:
    compared = 0
    for path in sorted(corpora.glob("okh-*/**/*.toml"))[::4]:
        try:
            graph = graph_of(path.read_bytes(), path.name)
        except (UnreadableError, UnplacedError):
            continue
        assert by_us(graph) == by_reference(graph, shapes), path.name
        compared += 1
    assert compared >= 25
