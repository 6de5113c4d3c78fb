# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A certificate as triples, in our words and in those of schema.org, and as plain data.

The address of its page is the document, `#this` the certificate. It is a `schema:Certification` only while it can be
relied on: a program that knows no more than that word must not take a suspended one for a valid one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.ontology.graph import Graph, date_time, iri, literal

if TYPE_CHECKING:
    from oshmark.certification.certificate import Certificate
    from oshmark.certification.status import Status

THIS, HOLDER = "#this", "#holder"


class Names(msgspec.Struct, frozen=True):
    """What the certificate knows by id alone: the public names of body and holder, the title of the scheme, and the
    address of the release below the site, empty where it is none."""

    body: str
    scheme: str
    holder: str
    release: str = ""


def certificate_graph(certificate: Certificate, status: Status, names: Names, *, site: str) -> Graph:
    """The graph of a certificate at a moment."""
    terms = certificate.terms
    graph = Graph(f"{site}/certificates/{certificate.number}")
    graph.add(f"<{graph.document}>", "schema:about", THIS)
    graph.add(THIS, "rdf:type", "oshmark:Certificate")
    graph.add(THIS, "oshmark:certificateNumber", literal(certificate.number))
    graph.add(THIS, "oshmark:certificateStatus", literal(status.state.value))
    graph.add(THIS, "oshmark:statusSince", date_time(status.since.isoformat()))
    graph.add(THIS, "oshmark:level", literal(status.level))
    for activity in status.scope:
        graph.add(THIS, "oshmark:covers", literal(activity))
    graph.add(THIS, "oshmark:underScheme", iri(f"{site}/schemes/{terms.scheme}/{terms.version}#this"))
    graph.add(THIS, "oshmark:givenBy", iri(f"{site}/bodies/{terms.body}#this"))
    graph.add(THIS, "oshmark:holder", iri(f"{site}/parties/{terms.holder}#this"))
    graph.add(THIS, "oshmark:evidenceBundle", literal(terms.bundle))
    graph.add(THIS, "dcterms:issued", date_time(certificate.issued_at.isoformat()))
    graph.add(THIS, "schema:validFrom", f'"{terms.valid_from.isoformat()}"^^xsd:date')
    if terms.valid_until is not None:
        graph.add(THIS, "schema:expires", f'"{terms.valid_until.isoformat()}"^^xsd:date')
    if names.release:
        graph.add(THIS, "oshmark:certifies", iri(f"{site}{names.release}#this"))
    _parties(graph, certificate, names, site)
    if status.is_valid:
        _schema(graph, certificate, names, site)
    return graph


def _parties(graph: Graph, certificate: Certificate, names: Names, site: str) -> None:
    terms = certificate.terms
    scheme, body = iri(f"{site}/schemes/{terms.scheme}/{terms.version}#this"), iri(f"{site}/bodies/{terms.body}#this")
    holder = iri(f"{site}/parties/{terms.holder}#this")
    graph.add(scheme, "rdf:type", "oshmark:Scheme")
    graph.add(scheme, "schema:name", literal(names.scheme))
    graph.add(scheme, "schema:version", literal(terms.version))
    graph.add(scheme, "schema:identifier", literal(terms.digest))
    graph.add(body, "rdf:type", "oshmark:CertificationBody")
    graph.add(body, "schema:name", literal(names.body))
    graph.add(holder, "schema:name", literal(names.holder))


def _schema(graph: Graph, certificate: Certificate, names: Names, site: str) -> None:
    """What search engines and shops know (schema.org), for a certificate that is valid."""
    terms = certificate.terms
    graph.add(THIS, "rdf:type", "schema:Certification")
    graph.add(THIS, "schema:name", literal(names.scheme))
    graph.add(THIS, "schema:certificationIdentification", literal(certificate.number))
    graph.add(THIS, "schema:certificationStatus", "schema:CertificationActive")
    graph.add(THIS, "schema:issuedBy", iri(f"{site}/bodies/{terms.body}#this"))
    if terms.about.name:
        graph.add(THIS, "schema:about", "#subject")
        graph.add("#subject", "schema:name", literal(terms.about.name))
        if terms.about.version:
            graph.add("#subject", "schema:version", literal(terms.about.version))


def certificate_data(certificate: Certificate, status: Status, names: Names, *, site: str) -> dict[str, object]:
    """The same as plain data, with the reasons for the status."""
    terms, about = certificate.terms, certificate.terms.about
    return {
        "number": certificate.number,
        "url": f"{site}/certificates/{certificate.number}",
        "status": status.state.value,
        "valid": status.is_valid,
        "since": status.since,
        "until": status.until,
        "why": None if status.why is None else status.why.value,
        "reason": status.reason or None,
        "superseded_by": status.superseded_by,
        "under_complaint": status.under_complaint,
        "under_appeal": status.under_appeal,
        "kind": about.kind.value,
        "name": about.name or None,
        "version": about.version,
        "release": f"{site}{names.release}" if names.release else None,
        "manifest": about.digest,
        "holder": {"id": terms.holder, "name": names.holder},
        "producer": about.producer,
        "municipality": about.municipality,
        "country": about.country,
        "body": terms.body,
        "scheme": f"{terms.scheme}@{terms.version}",
        "scheme_digest": terms.digest,
        "level": status.level,
        "scope": status.scope,
        "issued_at": certificate.issued_at,
        "valid_from": terms.valid_from,
        "valid_until": terms.valid_until,
        "bundle": terms.bundle,
        "evidence": terms.evidence,
    }
