# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a client asks of the SPARQL endpoint (SPARQL 1.1 Protocol, 2.1), read strictly: what cannot be meant is refused.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _

from oshmark.errors import OshmarkError
from oshmark.web.linkeddata.examples import BY_KEY
from oshmark.web.linkeddata.sparql_forms import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

MAX_BODY_BYTES = 1_000_000
MAX_FIELDS = 32
URLENCODED = "application/x-www-form-urlencoded"
_GRAPHS = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")


class ProtocolError(OshmarkError):
    """A request that the protocol, or this service, has no answer to; `status` is that of HTTP."""

    def __init__(self, status: int, message: str, query: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.query = query


class Asked(NamedTuple):
    """A request: the query, or `None` for the service itself; the name of the form, or empty; the key of an example."""

    query: str | None
    format: str = ""
    example: str = ""


def read_request(request: HttpRequest) -> Asked:
    """The query of a request; `ProtocolError` with the reason if there is none."""
    fields = _fields(_text(request.META.get("QUERY_STRING", "").encode("latin-1")))
    if request.method == "POST":
        fields = _with_body(request, fields)
    return _asked(fields, needed=request.method == "POST")


def format_of(request: HttpRequest) -> str:
    """The form that a request asks for by name, as far as it can be read: for the answer that says what is wrong."""
    try:
        fields = parse_qsl(request.META.get("QUERY_STRING", ""), max_num_fields=MAX_FIELDS)
    except ValueError:
        return ""
    return next((value for name, value in fields if name == "format"), "")


def _with_body(request: HttpRequest, fields: Mapping[str, list[str]]) -> dict[str, list[str]]:
    kind = request.content_type or ""
    if kind not in (URLENCODED, "application/sparql-query"):
        raise _kind_refused(kind)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        raise ProtocolError(400, _("The length of the request is not a number. Send it again."))
    if int(length[:20]) > MAX_BODY_BYTES:
        raise ProtocolError(413, _("The query is too long. Use at most 1,000,000 bytes."))
    text = _text(request.body)
    more = _fields(text) if kind == URLENCODED else {"query": [text]}
    return {name: [*fields.get(name, []), *more.get(name, [])] for name in {**fields, **more}}


def _kind_refused(kind: str) -> ProtocolError:
    if kind == "application/sparql-update":
        return ProtocolError(400, _("Data can be read here, not changed: updates are not answered."))
    message = _("Send a query as application/sparql-query, or as the field “query” of a form.")
    return ProtocolError(415, message)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise ProtocolError(400, _("The query is not text in UTF-8. Save or send it in that encoding.")) from exc


def _fields(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS):
            found.setdefault(name, []).append(value)
    except UnicodeDecodeError as exc:
        raise ProtocolError(400, _("The query is not text in UTF-8. Save or send it in that encoding.")) from exc
    except ValueError as exc:
        raise ProtocolError(400, _("There are too many fields in the request.")) from exc
    return found


def _asked(fields: Mapping[str, list[str]], *, needed: bool) -> Asked:
    queries, named = fields.get("query", []), fields.get("format", [""])[-1]
    shown = queries[0] if queries else ""
    if "update" in fields:
        raise ProtocolError(400, _("Data can be read here, not changed: updates are not answered."))
    if any(value for name in _GRAPHS for value in fields.get(name, [])):
        message = _("A dataset cannot be chosen in the address. Name graphs in the query: GRAPH <address> { … }.")
        raise ProtocolError(400, message, shown)
    if named and named not in FORMATS:
        message = _("There is no such form of result. Use one of: %(forms)s.") % {"forms": ", ".join(FORMATS)}
        raise ProtocolError(400, message, shown)
    if not queries and not needed:
        return _of_example(fields.get("example", [""])[-1], named)
    return Asked(_checked(queries), named)


def _of_example(key: str, named: str) -> Asked:
    if not key:
        return Asked(None, named)
    if key not in BY_KEY:
        raise ProtocolError(404, _("There is no example of this name. Choose one from the list."))
    return Asked(BY_KEY[key].query, named, key)


def _checked(queries: list[str]) -> str:
    if len(queries) > 1:
        raise ProtocolError(400, _("There are several queries in the request. Send one at a time."), queries[0])
    query = queries[0] if queries else ""
    if not query.strip():
        raise ProtocolError(400, _("There is no query. Write one, or begin with an example."))
    if "\0" in query:
        message = _("The query holds a null character, which no text has. Remove it, or write \\u0000 in a string.")
        raise ProtocolError(400, message)
    return query
