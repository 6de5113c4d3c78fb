# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words that we may use in a graph: a closed list, each of our own with a meaning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

from oshmark.manifest.fields import MODULE, PART, SOFTWARE
from oshmark.manifest.readiness import ODRL, OTRL, from_iri_name, iri_name
from oshmark.manifest.to_rdf import FILE_CLASSES
from oshmark.manifest.tsdc import LABELS
from oshmark.ontology import write
from oshmark.ontology.document import ontology_graph
from oshmark.ontology.graph import Graph
from oshmark.ontology.own import NAMESPACE, TERMS
from oshmark.ontology.terms import COMPACT, IRIS, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.manifest.fields import Field
    from oshmark.ontology.own import Term

KINDS = {"owl:Class", "owl:DatatypeProperty", "owl:ObjectProperty"}


@pytest.mark.parametrize("writer", [write.to_turtle, write.to_ntriples, write.to_nquads, write.to_jsonld])
@pytest.mark.parametrize("triple", [("#a", "okh:nmae", "okh:Module"), ("#a", "rdf:type", "okh:Modul")])
def test_a_misspelt_term_raises(writer: Callable[[Graph], object], triple: tuple[str, str, str]) -> None:
    graph = Graph("https://lib.example.org/a")
    graph.add(*triple)
    with pytest.raises(KeyError):
        writer(graph)


@pytest.mark.parametrize("writer", [write.to_ntriples, write.to_nquads, write.to_jsonld])
def test_a_misspelt_type_of_a_value_raises(writer: Callable[[Graph], object]) -> None:
    graph = Graph("https://lib.example.org/a")
    graph.add("#a", "okh:value", '"1"^^xsd:decimel')
    with pytest.raises(KeyError):
        writer(graph)


def test_a_term_that_is_looked_up_wrongly_raises() -> None:
    with pytest.raises(KeyError):
        IRIS["okh:Modul"]


def test_every_term_has_one_iri_and_back() -> None:
    assert len(IRIS) == len(COMPACT)
    assert all(COMPACT[full[1:-1]] == compact for compact, full in IRIS.items())
    assert all(full[1:-1].startswith(PREFIXES[compact.partition(":")[0]]) for compact, full in IRIS.items())


@pytest.mark.parametrize(
    "field", {field.term: field for field in (*MODULE, *PART, *SOFTWARE)}.values(), ids=lambda field: field.key
)
def test_the_term_of_every_field_exists(field: Field) -> None:
    assert field.term in IRIS


def test_the_classes_of_files_levels_and_processes_exist() -> None:
    assert set(FILE_CLASSES.values()) <= IRIS.keys()
    assert {f"otrl:{iri_name(level)}" for level in (*OTRL, *ODRL)} <= IRIS.keys()
    assert {f"tsdc:{name}" for name in LABELS} <= IRIS.keys()
    assert all(from_iri_name(iri_name(level)) == level for level in (*OTRL, *ODRL))


def test_no_deprecated_term_of_okh_is_known() -> None:
    deprecated = [
        "FileUrl",
        "ComponentReference",
        "fileUrl",
        "permaURL",
        "openScad",
        "relatedTsdc",
        "relatedTsDC",
        "image",
        "usesModule",
    ]
    assert not {f"okh:{name}" for name in deprecated} & IRIS.keys()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_every_own_term_says_what_it_means(term: Term) -> None:
    assert term.kind in KINDS
    assert re.fullmatch(r"[A-Z][A-Za-z]+" if term.kind == "owl:Class" else r"[a-z][A-Za-z]*", term.name)
    assert term.label
    assert term.label == term.label.strip()
    assert term.comment.endswith(".")
    assert {term.domain, term.range} <= {"", *IRIS}


def test_own_terms_have_names_of_their_own() -> None:
    assert len({term.name for term in TERMS}) == len(TERMS) > 40


def test_the_ontology_is_valid_for_two_libraries_and_describes_every_term() -> None:
    graph = ontology_graph("1.0")
    triples = {quad.triple for quad in ox.parse(write.to_turtle(graph), format=ox.RdfFormat.TURTLE)}
    assert {quad.triple for quad in ox.parse(write.to_ntriples(graph), format=ox.RdfFormat.N_TRIPLES)} == triples
    assert len(rdflib.Graph().parse(data=write.to_turtle(graph), format="turtle")) == len(triples)
    for predicate in ("rdfs:label", "rdfs:comment", "rdfs:isDefinedBy", "rdf:type"):
        told = {str(one.subject)[1:-1] for one in triples if str(one.predicate) == IRIS[predicate]}
        assert told >= {f"{NAMESPACE}{term.name}" for term in TERMS}
    assert {str(one.predicate)[1:-1] for one in triples} <= COMPACT.keys()
