# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers that were made before, kept in memory as long as the state that they show: by their ETag.

An ETag names everything that an answer depends on, so what is kept is never out of date; it only falls out when the
memory that it may have is full.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

import msgspec
from django.http import HttpResponse
from django.utils.translation import get_language

if TYPE_CHECKING:
    from django.http import HttpRequest

MAX_BYTES = 64_000_000
MAX_BODY = 2_000_000
"""An answer that is larger is made each time."""
OK = 200
Key = tuple[str, str, str | None]


class _Kept(msgspec.Struct, frozen=True):
    body: bytes
    headers: tuple[tuple[str, str], ...]


class KeptAnswers:
    """The answers of this process; threads share them."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, request: HttpRequest, etag: str) -> HttpResponse | None:
        """The answer to this request in this state, if it was made before."""
        key = _key(request, etag)
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
        response = HttpResponse(found.body)
        for name, value in found.headers:
            response.headers[name] = value
        return response

    def keep(self, request: HttpRequest, etag: str, response: HttpResponse) -> None:
        """Keep a whole and good answer."""
        if request.method != "GET" or response.status_code != OK or response.streaming or response.cookies:
            return
        body = response.content
        if len(body) > MAX_BODY:
            return
        key = _key(request, etag)
        with self._lock:
            before = self._kept.pop(key, None)
            self._bytes += len(body) - (len(before.body) if before else 0)
            self._kept[key] = _Kept(body, tuple(response.headers.items()))
            while self._bytes > self._max_bytes:
                _key_of_oldest, oldest = self._kept.popitem(last=False)
                self._bytes -= len(oldest.body)

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0


def _key(request: HttpRequest, etag: str) -> Key:
    return request.get_full_path(), etag, get_language()


ANSWERS = KeptAnswers()
