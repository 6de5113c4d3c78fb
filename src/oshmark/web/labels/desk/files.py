# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Labels as files on their way out: made once for each state, kept in memory, and never more than somebody may ask for.

A drawing is somebody else's text in our frame: it is sent so that no browser runs or loads anything from it.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from allauth.core.internal import ratelimit
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from oshmark.adapters.labels import MEDIA_TYPES, render, render_all
from oshmark.errors import RefusedError, StateError
from oshmark.label.forms import Format
from oshmark.web import wiring
from oshmark.web.linkeddata.answers import etag_of, kept_unless_known
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from oshmark.label.content import Content
    from oshmark.web.labels.desk.choice import Choice

log = logging.getLogger(__name__)
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'"
ENDINGS = "|".join(one.value for one in Format)
PUBLIC_LIMITS = {"label-file": "60/m/ip"}
OWN_LIMITS = {"label-file": "120/m/user", "label-sheet": "12/m/user"}
WAIT_S = 3.0
_SINGLE, _SHEETS = threading.BoundedSemaphore(3), threading.BoundedSemaphore(1)
"""So many threads of the server may be busy with labels: the others are for pages."""
MOST_ON_SHEETS, MOST_WHOLE_ON_SHEETS = 400, 60
"""Labels in one file: of small forms, and of those with every line, which have several panels each."""


def public_file(
    request: HttpRequest, choice: Choice, read: Callable[[], Content], state: tuple[object, ...]
) -> HttpResponseBase:
    """A file for everybody. `state` is everything about the label that its content depends on, which is read only
    where the file is not known yet."""
    etag = etag_of("label", *state, choice, wiring.code_version())

    def make() -> HttpResponse:
        refused = _too_often(request, "label-file", PUBLIC_LIMITS)
        if refused:
            return refused
        content = read()
        return _made(request, choice, lambda: _one(choice, content), content.number)

    response = kept_unless_known(request, etag, make)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def own_file(request: HttpRequest, choice: Choice, content: Content, *, save: bool = False) -> HttpResponseBase:
    """A file for who is signed in: of a draft, or of a unit."""
    etag = etag_of("own label", content, choice, wiring.code_version())

    def make() -> HttpResponse:
        refused = _too_often(request, "label-file", OWN_LIMITS)
        return refused or _made(request, choice, lambda: _one(choice, content), content.number, save=save)

    response = kept_unless_known(request, etag, make)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def sheets(request: HttpRequest, choice: Choice, contents: Sequence[Content]) -> HttpResponseBase:
    """Many labels in one file, or one label many times."""
    many = len(contents) * choice.options.copies
    most = MOST_WHOLE_ON_SHEETS if choice.form.is_whole else MOST_ON_SHEETS
    if many > most:
        message = _("Up to %(most)s labels of this form are made at once, not %(many)s: take them in several files.")
        raise RefusedError(message % {"most": most, "many": many})

    def make() -> bytes:
        return render_all(contents, choice.form, choice.format, choice.options, wiring.sheet_setter())

    refused = _too_often(request, "label-sheet", OWN_LIMITS)
    response = refused or _made(request, choice, make, contents[0].number, save=True, room=_SHEETS)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def _one(choice: Choice, content: Content) -> bytes:
    return render(content, choice.form, choice.format, choice.options, wiring.typesetter())


def _too_often(request: HttpRequest, action: str, limits: dict[str, str]) -> HttpResponse | None:
    used = ratelimit.consume(
        request,
        app="oshmark",
        action=action,
        config=limits,
        user=request.user if limits is OWN_LIMITS else None,
        limit_get=True,
    )
    if used:
        return None
    return fault(request, 429, _("You have asked for many labels. Please wait a minute."))


def _made(
    request: HttpRequest,
    choice: Choice,
    make: Callable[[], bytes],
    number: str,
    *,
    save: bool = False,
    room: threading.BoundedSemaphore = _SINGLE,
) -> HttpResponse:
    if not room.acquire(timeout=WAIT_S):
        return fault(request, 503, _("Many labels are being made just now. Please try again in a minute."))
    try:
        body = make()
    except RefusedError as error:
        return fault(request, 400, str(error))
    except StateError:
        log.exception("a label cannot be set")
        return fault(request, 503, _("Labels cannot be made at the moment. Please try again later."))
    finally:
        room.release()
    response = HttpResponse(body, content_type=MEDIA_TYPES[choice.format])
    name = f"label-{number}-{choice.form.key}-{choice.options.language}.{choice.format.value}"
    as_attachment = save or choice.format is Format.KICAD
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment, name) or "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
