# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why a query has no answer: as text, as JSON, or on the page with the editor (SPARQL 1.1 Protocol, 2.1.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from oshmark.errors import QueryError, QueryRefusedError, QueryTimeoutError
from oshmark.web.linkeddata.answers import DATA_POLICY, json_text
from oshmark.web.linkeddata.sparql_forms import fault_form
from oshmark.web.linkeddata.sparql_page import page_without
from oshmark.web.linkeddata.sparql_request import Asked, ProtocolError
from oshmark.web.linkeddata.sparql_text import explain

if TYPE_CHECKING:
    from oshmark.web.linkeddata.sparql_text import Place

SOON_S, LATER_S = 5, 300


def fault(request: HttpRequest, error: ProtocolError | QueryError, asked: Asked) -> HttpResponse:
    """The answer to a query that was refused or stopped, in the form that was asked for."""
    query = error.query if isinstance(error, ProtocolError) else asked.query or ""
    message, place = explain(str(error), query) if isinstance(error, QueryRefusedError) else (str(error), None)
    status = _status(error)
    match fault_form(request.headers.get("Accept", ""), asked.format):
        case "html":
            response = page_without(request, query, message=message, place=place, status=status)
        case "json":
            response = _data(json_text(_facts(status, message, place)), "application/json")
        case _:
            response = _data(f"{message}\n", "text/plain; charset=utf-8")
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    if isinstance(error, QueryError) and not isinstance(error, QueryRefusedError):
        response.headers["Retry-After"] = str(SOON_S if isinstance(error, QueryTimeoutError) else LATER_S)
    return response


def _status(error: ProtocolError | QueryError) -> int:
    if isinstance(error, ProtocolError):
        return error.status
    return 400 if isinstance(error, QueryRefusedError) else 503


def _data(text: str, content_type: str) -> HttpResponse:
    return HttpResponse(text, content_type=content_type, headers={"Content-Security-Policy": DATA_POLICY})


def _facts(status: int, message: str, place: Place | None) -> dict[str, Any]:
    where = {} if place is None else {"line": place.line, "column": place.column}
    return {"status": status, "detail": message, **where}
