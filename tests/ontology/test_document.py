# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pyoxigraph
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from oshmark.ontology.document import ontology_graph
from oshmark.ontology.own import NAMESPACE, TERMS
from oshmark.ontology.write import to_ntriples, to_turtle


def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(data=to_turtle(ontology_graph("1.2.3")), format="turtle")


def test_every_term_says_what_it_is() -> None:
    graph = vocabulary()
    assert len(TERMS) > 50
    for term in TERMS:
        iri = rdflib.URIRef(f"{NAMESPACE}{term.name}")
        assert len(list(graph.objects(iri, RDF.type))) == 1
        assert [str(one) for one in graph.objects(iri, RDFS.label)] == [term.label]
        assert [str(one) for one in graph.objects(iri, RDFS.comment)] == [term.comment]
        assert list(graph.objects(iri, RDFS.isDefinedBy)) == [rdflib.URIRef(NAMESPACE.rstrip("#"))]
        assert len(list(graph.objects(iri, RDFS.domain))) == bool(term.domain)
        assert len(list(graph.objects(iri, RDFS.range))) == bool(term.range)


def test_names_are_given_once() -> None:
    assert len({term.name for term in TERMS}) == len(TERMS)


def test_data_has_data_ranges_and_links_have_classes() -> None:
    for term in TERMS:
        if term.kind == "owl:DatatypeProperty":
            assert term.range.startswith("xsd:")
        else:
            assert not term.range.startswith("xsd:")


def test_own_domains_and_ranges_are_classes_of_the_vocabulary() -> None:
    graph = vocabulary()
    for predicate in (RDFS.domain, RDFS.range):
        for one in set(graph.objects(None, predicate)):
            if str(one).startswith(NAMESPACE):
                assert (one, RDF.type, OWL.Class) in graph


def test_it_is_an_ontology_with_a_licence_and_a_version() -> None:
    graph = vocabulary()
    document = rdflib.URIRef(NAMESPACE.rstrip("#"))
    assert (document, RDF.type, OWL.Ontology) in graph
    assert str(graph.value(document, OWL.versionInfo)) == "1.2.3"
    assert graph.value(document, rdflib.DCTERMS.license) is not None


def test_both_ways_of_writing_are_the_same_graph() -> None:
    graph = ontology_graph("1.2.3")
    turtle, triples = (
        {str(quad.triple) for quad in pyoxigraph.parse(text.encode(), format=format_)}
        for text, format_ in (
            (to_turtle(graph), pyoxigraph.RdfFormat.TURTLE),
            (to_ntriples(graph), pyoxigraph.RdfFormat.N_TRIPLES),
        )
    )
    assert turtle == triples
    assert len(turtle) == len(graph.triples)
