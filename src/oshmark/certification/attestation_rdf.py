# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Attestations from elsewhere that a release claims, as triples: which, what each is worth here, and since when that is
known. What a manifest claims is said apart from what an issuer has confirmed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from oshmark.ontology.graph import date_time, iri, literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.ontology.graph import Graph

WEB = ("https://", "http://")


class Attested(msgspec.Struct, frozen=True):
    """A claim: the address of the attestation, a value of `worth.Worth`, the body on whose list or in whose log it was
    found (empty without one), and when its issuer last said something."""

    address: str
    worth: str
    body: str = ""
    checked_at: datetime | None = None


def add_attestations(graph: Graph, claims: Iterable[Attested], *, site: str) -> None:
    """Say of a release what its claims are worth. For the data forms of one release only: it moves without an event."""
    for number, one in enumerate(claims, start=1):
        node = f"#attestation-{number}"
        graph.add("#this", "oshmark:claims", node)
        graph.add(node, "rdf:type", "oshmark:Attestation")
        if one.address.startswith(WEB):
            graph.add(node, "rdfs:seeAlso", iri(one.address))
        graph.add(node, "oshmark:worth", literal(one.worth))
        if one.body:
            graph.add(node, "oshmark:heldAgainst", iri(f"{site}/bodies/{one.body}#this"))
        if one.checked_at is not None:
            graph.add(node, "oshmark:checkedAt", date_time(one.checked_at.isoformat()))
