# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms of answers to a query, and which of them a client asks for (SPARQL 1.1 Protocol, 2.1.6)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from oshmark.web.linkeddata.negotiation import HTML, JSON, NTRIPLES, RAW, TURTLE, Form, choose

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = (
    Form("json", "application/sparql-results+json", "JSON"),
    Form("xml", "application/sparql-results+xml", "XML"),
    Form("csv", "text/csv", "CSV"),
    Form("tsv", "text/tab-separated-values", "TSV"),
)
TRIPLES = (TURTLE, NTRIPLES)
PAGE = Form("html", HTML.media, HTML.label)
FORMATS = {form.name: form for form in (PAGE, *ROWS, *TRIPLES)}
"""What `format=` may name."""
_ALIASES = (
    Form("json", JSON.media, "JSON"),
    Form("xml", "application/xml", "XML"),
    Form("xml", "text/xml", "XML"),
)
"""Names under which clients that do not know SPARQL ask for the same."""
_FAULTS = (Form("txt", RAW.media, "text"), JSON, PAGE, *(form for form in ROWS if form.name == "json"))


def offered(*, graph: bool) -> Sequence[Form]:
    """The forms for triples, or those for rows. Programs come first: a browser says that it wants a page."""
    return (*TRIPLES, PAGE) if graph else (*ROWS, PAGE)


@lru_cache(maxsize=256)  # programs send the same headers again and again
def asked_form(accept: str, named: str, *, graph: bool) -> Form | None:
    """The form of the answer; `None` if the client accepts none. `named` is a key of `FORMATS`, or empty."""
    forms = offered(graph=graph)
    if named:
        return next((form for form in forms if form.name == named), None)
    found = choose(accept, forms if graph else (*forms, *_ALIASES))
    return None if found is None else FORMATS[found.name]


def description_form(accept: str, named: str) -> Form | None:
    """The form in which the service describes itself: for people unless triples are asked for."""
    if named:
        return next((form for form in (PAGE, *TRIPLES) if form.name == named), None)
    return choose(accept, (PAGE, *TRIPLES))


def fault_form(accept: str, named: str) -> str:
    """In which of `html`, `json` and `txt` to say what went wrong."""
    if named in FORMATS:
        return named if named in ("html", "json") else "txt"
    found = choose(accept, _FAULTS)
    return "txt" if found is None else found.name
