# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A whole library held against the shapes: ours, which knows the part of SHACL that they use, against pySHACL.

Both sides look at the same releases, and have to find the same number of things that do not fit. pySHACL gets all of
them as one graph that is parsed already, which is how it is quickest.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyshacl
import rdflib

from benches.measure import Ratio, best_of
from oshmark.library.admission import Candidate, candidate_of
from oshmark.library.payload import Provenance, digest_of
from oshmark.library.release_rdf import release_graph
from oshmark.manifest.read import read
from oshmark.ontology.conformance import misfits
from oshmark.ontology.shapes_document import shapes_graph
from oshmark.ontology.write import to_ntriples, to_turtle

if TYPE_CHECKING:
    from oshmark.ontology.graph import Graph

VERSIONS = 30
"""Releases that are made of each sample."""
NOW = datetime(2026, 11, 20, tzinfo=UTC)
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def ratios() -> list[Ratio]:
    """One claim: how much quicker ours is."""
    graphs = [graph for path in sorted(Path("samples").glob("*/okh*")) for graph in _releases(path)]
    shapes = rdflib.Graph().parse(data=to_turtle(shapes_graph()), format="turtle")
    whole = rdflib.Graph()
    for graph in graphs:
        whole.parse(data=to_ntriples(graph), format="nt")

    def ours() -> int:
        return sum(len(misfits(graph)) for graph in graphs)

    def theirs() -> int:
        _conforms, report, _text = pyshacl.validate(whole, shacl_graph=shapes, inference="none")
        return sum(1 for _ in report.subjects(rdflib.RDF.type, SH.ValidationResult))

    found, expected = ours(), theirs()
    if found != expected or not found:
        raise AssertionError(f"We find {found} things that do not fit, and pySHACL {expected}.")
    claim = f"shapes over {len(graphs)} releases, {len(whole):,} statements, against pySHACL"
    return [Ratio(claim, best_of(5, ours) * 1e6, best_of(2, theirs) * 1e6, at_least=20)]


def _releases(path: Path) -> list[Graph]:
    """Releases of one sample; every second one lacks its name, so that there is something to find."""
    raw = path.read_bytes()
    reading = read(raw, name=path.name)
    candidate = candidate_of(reading, digest_of(raw))
    if isinstance(candidate, str):
        raise TypeError(candidate)
    graphs = []
    for number in range(VERSIONS):
        one = Candidate(candidate.module, f"{candidate.version}-{number}", candidate.name)
        found = Provenance(path.name, path.name, NOW)
        graph = release_graph(reading, one, found, digest=digest_of(raw), site="https://a.example", mail_key=b"k")
        if number % 2:
            graph.triples = [triple for triple in graph.triples if triple[:2] != ("#this", "rdfs:label")]
        graphs.append(graph)
    return graphs
