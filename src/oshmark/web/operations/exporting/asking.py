# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of the site, asked for as a stranger would, in this process and without a socket."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit

import msgspec
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished
from django.db import close_old_connections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http.response import HttpResponseBase

OK = 200


class Answer(msgspec.Struct, frozen=True):
    """What the site answers; `pieces` is its body, to be read once."""

    status: int
    media: str
    location: str
    pieces: Iterable[bytes]


class Site:
    """The whole site, with everything that stands before its views."""

    def __init__(self) -> None:
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._address = urlsplit(settings.BASE_URL)

    def ask(self, path: str, query: str = "") -> Answer:
        """Ask for an address, as it is written in a link."""
        # Without the signals of a request, which would close the connection in the middle of what the command does.
        response = self._handler.get_response(WSGIRequest(self._environment(path, query)))
        media = response.headers.get("Content-Type", "").partition(";")[0].strip()
        pieces: Iterable[bytes] = _pieces(response)
        if response.status_code != OK:
            pieces = [b"".join(pieces)]
        return Answer(response.status_code, media, response.headers.get("Location", ""), pieces)

    def _environment(self, path: str, query: str) -> dict[str, Any]:
        secure = self._address.scheme == "https"
        host = self._address.hostname or "localhost"
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": host,
            "SERVER_PORT": str(self._address.port or (443 if secure else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": self._address.netloc,
            "HTTP_ACCEPT_LANGUAGE": "en",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self._address.scheme,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }


def _pieces(response: HttpResponseBase) -> Iterator[bytes]:
    """The body of an answer, which is closed when it is read: it may be a file."""
    try:
        yield from response
    finally:
        request_finished.disconnect(close_old_connections)
        try:
            response.close()
        finally:
            request_finished.connect(close_old_connections)
