# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where forges tell us that a repository has changed. The answer comes at once; the look is somebody else's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from oshmark.adapters import clock
from oshmark.errors import BusyError, RefusedError
from oshmark.web.crawling.hooks import HOOKS, MAX_BYTES, is_signed, is_wanted, repository_of
from oshmark.web.crawling.wishes import note_wish

if TYPE_CHECKING:
    from django.http import HttpRequest

NOTED, LEFT_ALONE = 202, 204
_AN_HOUR = "3600"


@csrf_exempt  # the signature says who it is
def hook(request: HttpRequest, platform: str) -> HttpResponse:
    """Note what a forge says of a repository, if it is really the forge."""
    if not settings.HOOK_SECRET or platform not in HOOKS:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    body = _body(request)
    if body is None:
        return _refusal(413, "The message is longer than 1 MB.")
    headers = {name.lower(): value for name, value in request.headers.items()}
    if not is_signed(HOOKS[platform], headers, body, settings.HOOK_SECRET):
        return _refusal(403, "The signature is missing or wrong. The secret of the hook has to be that of the library.")
    if not is_wanted(HOOKS[platform], headers):
        return HttpResponse(status=LEFT_ALONE)
    return _note(platform, body)


def _note(platform: str, body: bytes) -> HttpResponse:
    address = repository_of(body)
    if address is None:
        return _refusal(400, "The message is no JSON that names a repository. Choose application/json for its form.")
    try:
        noted = bool(address) and note_wish(platform, address, now=clock.now())
    except RefusedError as error:
        return _refusal(422, str(error))
    except BusyError as error:
        response = _refusal(429, str(error))
        response.headers["Retry-After"] = _AN_HOUR
        return response
    return HttpResponse(status=NOTED if noted else LEFT_ALONE)


def _body(request: HttpRequest) -> bytes | None:
    """The body; `None` where it is too long, or broke off."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length[:20]) > MAX_BYTES:
        return None
    try:
        return request.body
    except (RequestDataTooBig, UnreadablePostError):
        return None


def _refusal(status: int, says: str) -> HttpResponse:
    return HttpResponse(f"{says}\n", status=status, content_type="text/plain; charset=utf-8")
