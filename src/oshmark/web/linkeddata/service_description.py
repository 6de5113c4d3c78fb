# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The SPARQL service in its own words (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from oshmark.web.linkeddata.negotiation import TURTLE, Form

_PREFIXES = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "formats": "http://www.w3.org/ns/formats/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples")
_TRIPLES = (
    ("#service", "rdf:type", "sd:Service"),
    ("#service", "sd:endpoint", ""),
    ("#service", "sd:supportedLanguage", "sd:SPARQL11Query"),
    *(("#service", "sd:resultFormat", f"formats:{name}") for name in (*_RESULTS, *_GRAPHS)),
    ("#service", "sd:feature", "sd:UnionDefaultGraph"),
    ("#service", "sd:defaultDataset", "#dataset"),
    ("#dataset", "rdf:type", "sd:Dataset"),
    ("#dataset", "sd:defaultGraph", "#default-graph"),
    ("#default-graph", "rdf:type", "sd:Graph"),
)
"""Compact names; what has no prefix is relative to the address of the service."""


def service_description(address: str, form: Form) -> str:
    """The description of the service at `address`, in Turtle or N-Triples."""
    if form is not TURTLE:
        return "".join(f"{' '.join(_full(term, address) for term in triple)} .\n" for triple in _TRIPLES)
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in _PREFIXES.items())
    return f"{head}\n" + "".join(f"{' '.join(_short(term, address) for term in triple)} .\n" for triple in _TRIPLES)


def _full(term: str, address: str) -> str:
    prefix, colon, name = term.partition(":")
    return f"<{_PREFIXES[prefix]}{name}>" if colon else f"<{address}{term}>"


def _short(term: str, address: str) -> str:
    return term if ":" in term else f"<{address}{term}>"
