# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our ontology as a graph: what stands at our namespace and tells machines what each of our terms means."""

from __future__ import annotations

from oshmark.ontology.graph import Graph, literal, tagged
from oshmark.ontology.own import NAMESPACE, TERMS, Term
from oshmark.ontology.terms import IRIS

TITLE = "oshmark vocabulary"
DESCRIPTION = "Terms for what manifests of open source hardware say and the Open Know-How ontology has no word for."
LICENCE = "<http://spdx.org/licenses/CC0-1.0>"


def ontology_graph(version: str) -> Graph:
    """Every own term with label, comment, domain and range; `version` is that of the software."""
    document = NAMESPACE.rstrip("#")
    graph = Graph(document)
    ontology = f"<{document}>"
    graph.add(ontology, "rdf:type", "owl:Ontology")
    graph.add(ontology, "dcterms:title", tagged(TITLE, "en"))
    graph.add(ontology, "dcterms:description", tagged(DESCRIPTION, "en"))
    graph.add(ontology, "dcterms:license", LICENCE)
    graph.add(ontology, "owl:versionInfo", literal(version))
    graph.add(ontology, "vann:preferredNamespacePrefix", literal("oshmark"))
    graph.add(ontology, "vann:preferredNamespaceUri", literal(NAMESPACE))
    for term in TERMS:
        _describe(graph, term, ontology)
    return graph


def _describe(graph: Graph, term: Term, ontology: str) -> None:
    name = f"#{term.name}"
    graph.add(name, "rdf:type", term.kind)
    graph.add(name, "rdfs:label", tagged(term.label, "en"))
    graph.add(name, "rdfs:comment", tagged(term.comment, "en"))
    graph.add(name, "rdfs:isDefinedBy", ontology)
    for said, value in (("rdfs:domain", term.domain), ("rdfs:range", term.range)):
        if value:
            graph.add(name, said, IRIS[value])
