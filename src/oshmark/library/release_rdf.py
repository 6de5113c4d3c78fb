# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the library publishes of a release and of a module as triples: the manifest, and what the library knows of it.

Pages, data forms and the published generations all take their graphs from here.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from oshmark.library.identity import canonical_repo
from oshmark.library.privacy import without_emails
from oshmark.manifest.completeness import completeness
from oshmark.manifest.paths import is_address
from oshmark.manifest.to_rdf import THIS, Place, to_rdf
from oshmark.ontology.graph import Graph, Term, date_time, integer, iri, literal
from oshmark.ontology.terms import SPDX_LICENCES
from oshmark.values.iri import ModuleId, step
from oshmark.values.licence import read_licence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from oshmark.library.admission import Candidate
    from oshmark.library.payload import Provenance
    from oshmark.manifest.read import Reading

MANIFEST: Term = "#manifest"
NOTHING_MERGED: Mapping[str, str] = MappingProxyType({})


def release_graph(
    reading: Reading,
    candidate: Candidate,
    provenance: Provenance,
    *,
    digest: str,
    site: str,
    mail_key: bytes,
    merged: Mapping[str, str] = NOTHING_MERGED,
) -> Graph:
    """The graph of one admitted release. `site` is the address of the instance, without a slash at its end;
    `mail_key` its secret for agents that are known by e-mail; `digest` the SHA-256 of the manifest as it was found;
    `merged` gives for addresses of agents the agent that they were found to be."""
    document = f"{site}{candidate.address}"
    place = Place(document=document, site=site, folder=provenance.home, mail_key=mail_key, merged=merged)
    graph = to_rdf(reading.manifest, reading.licence, place)
    graph.add(THIS, "okh:versionOf", f"<{site}{candidate.module.address}#this>")
    graph.add(THIS, "okh:dataSource", literal(provenance.data_source))
    graph.add(THIS, "oshmark:completeness", integer(completeness(reading.manifest).percent))
    graph.add(MANIFEST, "oshmark:digest", literal(digest))
    graph.add(MANIFEST, "okh:relativePath", literal(_path_of(provenance)))
    # These were told with the decision and are in its event, so a generation that is made anew has them too.
    if provenance.commit:
        graph.add(MANIFEST, "oshmark:commit", literal(provenance.commit))
    if is_address(provenance.perma_url):
        graph.add(MANIFEST, "okh:url", iri(provenance.perma_url))
    _describe_document(graph, reading, provenance)
    _hide_emails(graph)
    return graph


def _path_of(provenance: Provenance) -> str:
    """Path of the manifest in its repository."""
    return f"{provenance.home}/{provenance.name}".lstrip("/")


def _describe_document(graph: Graph, reading: Reading, provenance: Provenance) -> None:
    """The page itself: what it is about, where its content was found, and under which licence the metadata stands."""
    document = f"<{graph.document}>"
    graph.add(document, "schema:about", THIS)
    graph.add(document, "prov:generatedAtTime", date_time(provenance.found_at.isoformat()))
    if is_address(provenance.origin):
        graph.add(document, "prov:wasDerivedFrom", iri(provenance.origin))
    # A manifest without a licence of its own stands under that of the repository.
    licence = provenance.metadata_licence or reading.licence.expression or reading.licence.written
    graph.add(document, "dcterms:license", _licence_term(licence))


def _licence_term(written: str) -> Term:
    """A licence by its address where it is a single listed one, by its own address, else as it is written."""
    if is_address(written):
        return iri(written)
    ids = read_licence(written).ids
    return f"<{SPDX_LICENCES}{step(ids[0])}>" if len(ids) == 1 else literal(written)


def _hide_emails(graph: Graph) -> None:
    for number, (subject, predicate, object_) in enumerate(graph.triples):
        if "@" in object_ or "%40" in object_:
            graph.triples[number] = (subject, predicate, _hidden(object_))


def _hidden(term: Term) -> Term:
    if term[0] != '"':
        return without_emails(term)
    end = term.rindex('"')
    return without_emails(term[:end]) + term[end:]


def part_graph(graph: Graph, page: str) -> Graph:
    """Those triples of a release that speak of one part; `page` is the full address of the part."""
    own = Graph(page)
    own.add(f"<{own.document}>", "schema:about", THIS)
    start = f"<{own.document}#"
    whole = f"<{graph.document}#this>"
    for subject, predicate, object_ in graph.triples:
        if subject.startswith(start):
            own.add(subject, predicate, object_)
        elif object_ == f"{start}this>":
            own.add(whole, predicate, THIS)
    return own


def module_graph(
    module: ModuleId,
    name: str,
    releases: Iterable[tuple[str, str]],
    *,
    site: str,
    gone_at: datetime | None = None,
    moved_to: str = "",
) -> Graph:
    """The graph of a module: its repository, since when that is gone, the address of the module that it has become,
    and its admitted releases, each as (address, version)."""
    graph = Graph(f"{site}{module.address}")
    graph.add(f"<{graph.document}>", "schema:about", THIS)
    graph.add(THIS, "rdf:type", "okh:Module")
    graph.add(THIS, "rdfs:label", literal(without_emails(name)))
    graph.add(THIS, "okh:repo", iri(canonical_repo(module)))
    if gone_at is not None:
        graph.add(THIS, "oshmark:goneSince", date_time(gone_at.isoformat()))
    if moved_to:
        graph.add(THIS, "dcterms:isReplacedBy", f"<{site}{moved_to}#this>")
    for address, version in releases:
        release = f"<{site}{address}#this>"
        graph.add(THIS, "dcterms:hasVersion", release)
        graph.add(release, "rdf:type", "oshmark:Release")
        graph.add(release, "okh:versionOf", THIS)
        graph.add(release, "okh:version", literal(without_emails(version)))
    return graph
