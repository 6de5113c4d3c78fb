# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of a generation, and their checksums.

A client that accepts gzip gets the same file compressed on the way: so there is one address and one checksum for each
file, and nothing more to store. A file is a 256th of the library, which takes a moment to compress.
"""

from __future__ import annotations

import zlib
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.adapters.published import history
from oshmark.adapters.published.dumps import checksums
from oshmark.adapters.published.generation import generation_name
from oshmark.errors import StateError
from oshmark.web.linkeddata.answers import DATA_POLICY, GENERATION, data, etag_of, kept_unless_known, with_generation
from oshmark.web.linkeddata.dataset_views import not_there
from oshmark.web.linkeddata.faults import fault
from oshmark.web.linkeddata.negotiation import NTRIPLES, RAW, accepts_gzip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http.response import HttpResponseBase

    from oshmark.adapters.published.history import Published
    from oshmark.web.linkeddata.negotiation import Form

NQUADS = "application/n-quads"
PIECE = 1 << 16
_GZIP = 31  # zlib(3): 15 for the largest window, and 16 for the head and foot of gzip
_LEVEL = 6


@require_safe
def checksum_file(request: HttpRequest, number: str) -> HttpResponseBase:
    """The SHA-256 of every file, for `sha256sum -c`. That of this list is the digest of the generation."""
    found = _published(request, int(number), RAW)
    if isinstance(found, HttpResponse):
        return found
    response = kept_unless_known(request, etag_of(found.digest), lambda: data(checksums(found.shards), RAW))
    return _open(response, found.number)


@require_safe
def dump(request: HttpRequest, number: str, shard: str) -> HttpResponseBase:
    """One file of a generation."""
    found = _published(request, int(number), NTRIPLES)
    if isinstance(found, HttpResponse):
        return found
    if shard not in found.shards:
        return fault(request, 404, _("This generation has no file of this name."), NTRIPLES)
    packed = accepts_gzip(request.headers.get("Accept-Encoding", ""))
    etag = f'"{found.shards[shard].dump_sha256}{"-gzip" if packed else ""}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            file = (settings.PUBLISHED / generation_name(found.number) / "dumps" / f"{shard}.nq").open("rb")
        except FileNotFoundError:  # it went between the two looks
            return not_there(request, found.number, NTRIPLES)
        response = _whole(file, f"gen-{number}-{shard}.nq", packed=packed)
    response.headers["ETag"] = etag
    patch_vary_headers(response, ["Accept-Encoding"])
    return _open(response, found.number)


def _published(request: HttpRequest, number: int, form: Form) -> Published | HttpResponse:
    try:
        found = history.published(settings.PUBLISHED, number)
    except StateError:
        return fault(request, 503, _("The published data cannot be read at the moment. Try again later."), form)
    return not_there(request, number, form) if found is None else found


def _whole(file: IO[bytes], name: str, *, packed: bool) -> HttpResponseBase:
    response: FileResponse | StreamingHttpResponse
    if packed:
        response = StreamingHttpResponse(_Packed(file), content_type=NQUADS)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    else:
        response = FileResponse(file, as_attachment=True, filename=name, content_type=NQUADS)
    response.headers["Content-Security-Policy"] = DATA_POLICY
    return response


def _open(response: HttpResponseBase, number: int) -> HttpResponseBase:
    """Let every page of the web read it, and keep it only with our consent: content may have to go."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = f"ETag, Content-Length, {GENERATION}"
    response.headers["Cache-Control"] = "public, no-cache"
    return with_generation(response, number)


class _Packed:
    """The content of a file in the form of gzip, piece by piece; the response closes it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        while piece := self._file.read(PIECE):
            yield packer.compress(piece)
        yield packer.flush()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
