# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files in pieces over HTTP: the protocol tus 1.0.0 (https://tus.io/protocols/resumable-upload), with creation,
termination and expiration."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, UnreadablePostError
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oshmark.adapters import clock
from oshmark.errors import RefusedError
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.evidence import transfers
from oshmark.web.evidence.transfers import MEGABYTE, OffsetError
from oshmark.web.workplaces.evidence import transferring

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from oshmark.web.evidence.models import Transfer

    View = Callable[..., HttpResponseBase]

VERSION, EXTENSIONS = "1.0.0", "creation,termination,expiration"
PIECES_TYPE = "application/offset+octet-stream"
CREATED, EMPTY, BAD, CONFLICT, NO_LENGTH, OTHER_VERSION, TOO_LARGE, OTHER_TYPE = 201, 204, 400, 409, 411, 412, 413, 415
_DIGITS = 15


def _tus(view: View) -> View:
    """What every answer of the protocol says."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = _empty({"Tus-Extension": EXTENSIONS, "Tus-Max-Size": str(_most())})
        else:
            response = view(request, *args, **kwargs)
        response.headers["Tus-Resumable"] = response.headers["Tus-Version"] = VERSION
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer


@require_http_methods(("POST", "OPTIONS"))
@_tus
@signed_in
def transfers_of(request: HttpRequest, application: str) -> HttpResponseBase:
    """Begin a file."""
    transferring.applicant_at(person_of(request).public_id, application)
    if request.headers.get("Tus-Resumable") != VERSION:
        return _other_version()
    size = _number(request.headers.get("Upload-Length", ""))
    if size is None:
        return _said(BAD, _("Say how many bytes the file has."))
    if size > _most():
        return _said(TOO_LARGE, transfers.too_large())
    try:
        said = transferring.metadata_of(request.headers.get("Upload-Metadata", ""))
        made = transferring.begin(person_of(request).public_id, application, size, said, clock.now())
    except RefusedError as error:
        return _said(CONFLICT, str(error))
    response = _empty({**_expires(made), "Location": reverse("work_transfer", args=[application, made.token])})
    response.status_code = CREATED
    return response


@require_http_methods(("HEAD", "PATCH", "DELETE", "OPTIONS", "POST"))
@_tus
@signed_in
def transfer(request: HttpRequest, application: str, token: str) -> HttpResponseBase:
    """A file on its way: how far it has come, a further piece of it, or no more of it."""
    found = transferring.transfer_of(person_of(request).public_id, application, token)
    if request.headers.get("Tus-Resumable") != VERSION:
        return _other_version()
    # Some networks let nothing through but GET and POST.
    method = request.headers.get("X-HTTP-Method-Override", "") if request.method == "POST" else request.method
    if method == "HEAD":
        return _empty(_state(found, transfers.offset_of(found)))
    if method == "PATCH":
        return _piece(request, found)
    if method == "DELETE":
        transfers.throw_away(found)
        return _empty({})
    return _said(BAD, _("Say what is to be done with the file."))


def _other_version() -> HttpResponse:
    return _said(OTHER_VERSION, _("Files in pieces are taken by the protocol tus 1.0.0."))


def _piece(request: HttpRequest, found: Transfer) -> HttpResponseBase:
    # A piece without a length that does not come in chunks has nothing in it.
    written = request.headers.get("Content-Length") or ("" if "Transfer-Encoding" in request.headers else "0")
    at, length = _number(request.headers.get("Upload-Offset", "")), _number(written)
    if request.headers.get("Content-Type", "").partition(";")[0].strip() != PIECES_TYPE:
        return _said(OTHER_TYPE, _("A piece of a file comes as %(type)s.") % {"type": PIECES_TYPE})
    if length is None:
        return _said(NO_LENGTH, _("Say how many bytes the piece has."))
    if at is None:
        return _said(BAD, _("Say where the piece belongs."))
    try:
        return _added(request, found, at, length)
    except UnreadablePostError:  # the line broke; what came of the piece is kept
        return _said(BAD, _("The piece did not come to its end."))


def _added(request: HttpRequest, found: Transfer, at: int, length: int) -> HttpResponseBase:
    try:
        transferring.seat_for(found.person, found.application, found.place)
        came = transfers.append(found, at, request.read, length, clock.now())
        said = transferring.finish(found) if came == found.size else ""
    except OffsetError as error:
        response = _said(CONFLICT, str(error))
        response.headers["Upload-Offset"] = str(error.offset)
        return response
    except RefusedError as error:
        transfers.throw_away(found)
        return _said(CONFLICT, str(error))
    if said:
        messages.success(request, said)
    return _empty(_state(found, came))


def _state(found: Transfer, came: int) -> dict[str, str]:
    return {"Upload-Offset": str(came), "Upload-Length": str(found.size), **_expires(found)}


def _expires(found: Transfer) -> dict[str, str]:
    return {"Upload-Expires": http_date(transfers.expires_at(found).timestamp())}


def _most() -> int:
    most: int = settings.ARCHIVE_FILE_MB
    return most * MEGABYTE


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= _DIGITS else None


def _empty(headers: dict[str, str]) -> HttpResponse:
    return HttpResponse(status=EMPTY, headers=headers)


def _said(status: int, text: str) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
