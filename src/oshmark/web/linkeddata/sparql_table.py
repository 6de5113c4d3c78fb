# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The answer to a query, for people: rows of a table, yes or no, or the text of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec

from oshmark.adapters.published.sparql import QueryKind
from oshmark.ontology.terms import COMPACT, PREFIXES

if TYPE_CHECKING:
    from oshmark.adapters.published.sparql import QueryResult

SHOWN_ROWS = 200
SHOWN_CHARACTERS = 100_000
_XSD_STRING = PREFIXES["xsd"] + "string"


class _Value(msgspec.Struct):
    """A term of a result as JSON has it; one that is a triple has no text of its own."""

    type: str
    value: Any = None
    language: str = msgspec.field(default="", name="xml:lang")
    datatype: str = ""


class _Head(msgspec.Struct):
    vars: list[str] = []


class _Results(msgspec.Struct):
    bindings: list[dict[str, _Value]] = []


class _Answer(msgspec.Struct):
    """A result in JSON (https://www.w3.org/TR/sparql11-results-json/)."""

    head: _Head
    results: _Results = msgspec.field(default_factory=_Results)
    boolean: bool | None = None


class Cell(msgspec.Struct, frozen=True):
    """One value: its text, where it leads, whether that is a page of ours, and its language or datatype."""

    text: str
    href: str = ""
    is_ours: bool = False
    note: str = ""
    label: str = ""
    is_code: bool = False


def shown(result: QueryResult, site: str) -> dict[str, Any]:
    """What a page shows of an answer; `site` is the address under which things of the library are named."""
    if result.kind is QueryKind.GRAPH:
        text = result.body.decode()
        return {"graph": text[:SHOWN_CHARACTERS], "is_cut": len(text) > SHOWN_CHARACTERS}
    answer = msgspec.json.decode(result.body, type=_Answer)
    if result.kind is QueryKind.BOOLEAN:
        return {"boolean": answer.boolean}
    names, bindings = answer.head.vars, answer.results.bindings
    rows = [[_cell(name, row.get(name), site) for name in names] for row in bindings[:SHOWN_ROWS]]
    return {"names": names, "rows": rows, "row_count": len(bindings), "is_cut": len(bindings) > SHOWN_ROWS}


def _cell(name: str, value: _Value | None, site: str) -> Cell:
    if value is None:
        return Cell("", label=name)
    text = value.value if isinstance(value.value, str) else msgspec.json.encode(value.value).decode()
    if value.type == "uri":
        return _link(name, text, site)
    if value.type == "bnode":
        return Cell(f"_:{text}", label=name, is_code=True)
    datatype = "" if value.datatype in ("", _XSD_STRING) else COMPACT.get(value.datatype, value.datatype)
    return Cell(text, label=name, note=value.language or datatype.removeprefix("xsd:"))


def _link(name: str, iri: str, site: str) -> Cell:
    if iri.startswith(f"{site}/"):
        path = iri.removeprefix(site)
        return Cell(unquote(path.removesuffix("#this")), href=path, is_ours=True, label=name, is_code=True)
    leads = iri.startswith(("http://", "https://"))
    return Cell(COMPACT.get(iri, iri), href=iri if leads else "", label=name, is_code=True)
