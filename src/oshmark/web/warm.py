# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whole answers, ready to be sent again as long as nothing in the library has changed, packed once for who wants that.

One small question to the database tells whether anything has changed: no page has to be thought about to know that.
"""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

import msgspec
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from oshmark.adapters import clock
from oshmark.web import known_faults, wiring
from oshmark.web.headers import is_personal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

P = ParamSpec("P")
MAX_BYTES = 48_000_000
MAX_ANSWERS = 5_000
MAX_BODY = 2_000_000
WORTH_PACKING = 1_000
"""A shorter body is sent as it is."""
LEVEL = 6
PACKED = ("text/", "application/json", "application/ld+json", "application/n-triples", "image/svg+xml")
READING = ("GET", "HEAD")
OK = 200
CHANGED = "SELECT (SELECT MAX(number) FROM audit_event), (SELECT MAX(number) FROM seen_change)"
"""The log, and the ledger of files, which moves without an event."""
State = tuple[object, ...]
Key = tuple[str, str, str | None]


class _Ready(msgspec.Struct, frozen=True):
    """An answer with its headers; `packed` is empty where packing is not worth it."""

    state: State
    etag: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    packed: bytes

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed)


_lock = threading.Lock()
_ready: OrderedDict[Key, _Ready] = OrderedDict()
_bytes = 0


def library_state() -> State:
    """What changes whenever anything that a page shows may have changed: also at midnight (UTC), for certificates end
    and suspensions end with a day."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED)
        row = cursor.fetchone()
    pictures = wiring.pictures().stamp()
    instance = (settings.PUBLISHED, settings.IS_DEMO, wiring.instance())
    date, faults = clock.now().date(), known_faults.stamp()
    return (*row, date, wiring.generation(), pictures, wiring.code_version(), faults, *instance)


def warm(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Keep what a view answers to a reader, by address, `Accept` and language, until something changes."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request: HttpRequest = args[0]  # type: ignore[assignment]  # the first argument of a view
        if request.method not in READING:
            return view(*args, **kwargs)
        key = (request.get_full_path(), request.headers.get("Accept", ""), get_language())
        state = library_state()
        found = _find(key, state)
        if found is None:
            response = view(*args, **kwargs)
            found = _keep(key, state, request, response)
            if found is None:
                return response
        return _send(request, found)

    return answer


def forget() -> None:
    """Forget every answer."""
    global _bytes  # noqa: PLW0603  the one count of the bytes that are kept
    with _lock:
        _ready.clear()
        _bytes = 0


def _find(key: Key, state: State) -> _Ready | None:
    with _lock:
        found = _ready.get(key)
        if found is None or found.state != state:
            return None
        _ready.move_to_end(key)
        return found


def _keep(key: Key, state: State, request: HttpRequest, response: HttpResponseBase) -> _Ready | None:
    """Keep a whole and good answer; `None` for one that is not."""
    global _bytes  # noqa: PLW0603  the one count of the bytes that are kept
    if not isinstance(response, HttpResponse) or response.status_code != OK or response.cookies:
        return None
    if request.method != "GET" or len(response.content) > MAX_BODY or response.has_header("Content-Encoding"):
        return None
    if is_personal(request):  # whoever has asked in a view who the visitor is has made a page for that visitor
        return None
    patch_vary_headers(response, ["Accept-Encoding"])
    headers = tuple((name, value) for name, value in response.headers.items() if name != "ETag")
    made = _Ready(state, response.headers.get("ETag", ""), headers, response.content, _packed(response))
    with _lock:
        before = _ready.pop(key, None)
        _ready[key] = made
        _bytes += made.size - (before.size if before else 0)
        while _bytes > MAX_BYTES or len(_ready) > MAX_ANSWERS:
            _bytes -= _ready.popitem(last=False)[1].size
    return made


def _packed(response: HttpResponse) -> bytes:
    body = response.content
    if len(body) < WORTH_PACKING or not response.headers.get("Content-Type", "").startswith(PACKED):
        return b""
    return gzip.compress(body, LEVEL, mtime=0)


def _send(request: HttpRequest, ready: _Ready) -> HttpResponseBase:
    packed = bool(ready.packed) and _takes_gzip(request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(ready.packed if packed else ready.body)
    for name, value in ready.headers:
        response.headers[name] = value
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    if ready.etag:
        # Two encodings of one state are not the same bytes, which a strong name would promise.
        etag = f"W/{ready.etag}" if packed and not ready.etag.startswith("W/") else ready.etag
        response.headers["ETag"] = etag
        known = get_conditional_response(request, etag=etag)
        if known is not None:
            known.headers["ETag"] = etag
            return _without_body(known, ready)
    return response


def _without_body(known: HttpResponseBase, ready: _Ready) -> HttpResponseBase:
    """304 with what the answer would have said of itself."""
    for name, value in ready.headers:
        if not name.lower().startswith("content-") or name == "Content-Security-Policy":
            known.headers.setdefault(name, value)
    return known


def _takes_gzip(accepted: str) -> bool:
    for piece in accepted.lower().split(",")[:20]:
        name, _semicolon, parameters = piece.partition(";")
        if name.strip() in ("gzip", "*"):
            return parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
