# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What modules share, as triples: a licence, a process, a language, a person or organisation, and who has it.

The address of the page is the document, `<address>#this` the thing. Only the latest release of a module is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.library.privacy import without_emails
from oshmark.manifest.to_rdf import THIS
from oshmark.manifest.tsdc import LABELS
from oshmark.ontology.graph import Graph, Term, integer, iri, literal, tagged
from oshmark.ontology.terms import PREFIXES, SPDX_LICENCES
from oshmark.values.iri import step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oshmark.library.credits import Credit
    from oshmark.values.licence import Licence


class Member(msgspec.Struct, frozen=True):
    """A release that has to do with a subject: its address and that of its module below the instance, its name and
    version, and what the subject is to it: one predicate or several."""

    release: str
    module: str
    name: str
    version: str
    predicates: tuple[Term, ...]


class Listed(msgspec.Struct, frozen=True):
    """A page of the members of a subject: how many there are in all, and the full address of the next page if any."""

    members: tuple[Member, ...]
    total: int
    next: str = ""


def licence_graph(document: str, spdx_id: str, title: str | None, licence: Licence) -> Graph:
    """A licence; `title` is its name if SPDX lists it, `licence` what the library says of it."""
    graph = _about(document, "dcterms:LicenseDocument", title or spdx_id)
    graph.add(THIS, "spdx:licenseId", literal(spdx_id))
    if title is not None:
        graph.add(THIS, "rdf:type", "spdx:ListedLicense")
        graph.add(THIS, "spdx:name", literal(title))
        graph.add(THIS, "owl:sameAs", licence_term(spdx_id))
        graph.add(THIS, "rdfs:seeAlso", iri(official_text(spdx_id)))
    graph.add(THIS, "oshmark:openness", literal(licence.openness.value))
    graph.add(THIS, "oshmark:licenseClass", literal(licence.licence_class.value))
    graph.add(THIS, "rdfs:comment", tagged(licence.reason, "en"))
    return graph


def licence_term(spdx_id: str) -> Term:
    """The licence as SPDX names it."""
    return f"<{SPDX_LICENCES}{step(spdx_id)}>"


def official_text(spdx_id: str) -> str:
    """Where SPDX shows the text of a listed licence."""
    return f"https://spdx.org/licenses/{step(spdx_id)}.html"


def process_graph(document: str, identifier: str, fields: Sequence[tuple[str, Term]], site: str) -> Graph:
    """A process; `fields` are the fields that belong to it, each with its key and its property."""
    label = LABELS.get(identifier)
    graph = _about(document, "skos:Concept", label or identifier)
    graph.add(THIS, "skos:prefLabel", tagged(label, "en") if label else literal(identifier))
    graph.add(THIS, "skos:notation", literal(identifier))
    known = f"tsdc:{identifier}" if label else iri(f"{PREFIXES['tsdc']}{step(identifier)}")
    graph.add(THIS, "skos:exactMatch", known)
    broader = wider_process(identifier)
    if broader is not None:
        graph.add(THIS, "skos:broader", f"<{site}/process/{step(broader)}#this>")
    for _key, term in fields:
        graph.add(THIS, "rdfs:seeAlso", term)
    return graph


def wider_process(identifier: str) -> str | None:
    """The process that a process is a kind of: `ASM` for `ASM-MEC`."""
    wider = identifier.partition("-")[0]
    return wider if wider != identifier and wider in LABELS else None


def language_graph(document: str, tag: str, names: Sequence[tuple[str, str]]) -> Graph:
    """A language; `names` are its names, each with the tag of the language that it is in."""
    graph = Graph(document)
    graph.add(f"<{graph.document}>", "schema:about", THIS)
    graph.add(THIS, "rdf:type", "dcterms:LinguisticSystem")
    for name, language in dict.fromkeys(names):
        graph.add(THIS, "rdfs:label", tagged(name, language))
    graph.add(THIS, "skos:notation", literal(tag))
    return graph


def agent_graph(document: str, credited: Sequence[Credit], aliases: Iterable[str], site: str) -> Graph:
    """A person or organisation: each name and page by which manifests know it, and what it was merged from."""
    graph = Graph(document)
    graph.add(f"<{graph.document}>", "schema:about", THIS)
    for organisation in dict.fromkeys(credit.organisation for credit in credited):
        graph.add(THIS, "rdf:type", "schema:Organization" if organisation else "schema:Person")
    for name in dict.fromkeys(credit.name for credit in credited):
        graph.add(THIS, "schema:name", literal(without_emails(name)))
    for url in dict.fromkeys(credit.url for credit in credited if credit.url):
        graph.add(THIS, "schema:url", literal(without_emails(url)))
    for alias in aliases:
        graph.add(THIS, "owl:sameAs", f"<{site}{alias}#this>")
    return graph


def add_members(graph: Graph, listed: Listed, subject: Term, site: str) -> None:
    """Say who has the subject: `subject` is the thing that releases name, `#this` or a term of others."""
    document = f"<{graph.document}>"
    graph.add(document, "hydra:totalItems", integer(listed.total))
    if listed.next:
        graph.add(document, "hydra:next", iri(listed.next))
    for member in listed.members:
        release = f"<{site}{member.release}#this>"
        graph.add(release, "rdf:type", "oshmark:Release")
        graph.add(release, "rdfs:label", literal(without_emails(member.name)))
        graph.add(release, "okh:version", literal(without_emails(member.version)))
        graph.add(release, "okh:versionOf", f"<{site}{member.module}#this>")
        for predicate in member.predicates:
            graph.add(release, predicate, subject)


def index_graph(document: str, class_: Term, rows: Iterable[tuple[str, str]]) -> Graph:
    """A list of subjects of one class, each with the full address of its page and its name."""
    graph = Graph(document)
    for address, name in rows:
        graph.add(f"<{graph.document}>", "dcterms:hasPart", f"<{address}#this>")
        graph.add(f"<{address}#this>", "rdf:type", class_)
        graph.add(f"<{address}#this>", "rdfs:label", literal(name))
    return graph


def _about(document: str, class_: Term, label: str) -> Graph:
    graph = Graph(document)
    graph.add(f"<{graph.document}>", "schema:about", THIS)
    graph.add(THIS, "rdf:type", class_)
    graph.add(THIS, "rdfs:label", literal(label))
    return graph
