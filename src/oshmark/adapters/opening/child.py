# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process that looks into archives, tables and documents: `python -m oshmark.adapters.opening.child`."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

import msgspec

from oshmark.adapters.locked_child import CODECS, serve
from oshmark.adapters.opening.answer import READY, REQUEST, RESPONSE, Found, Refused, RefusedFile, What, Why
from oshmark.adapters.opening.documents import document_of
from oshmark.adapters.opening.listing import listing_of
from oshmark.adapters.opening.tables import sheets_of

MEMORY_BYTES = 1_024 * 1024 * 1024


def answer(what: What, raw: bytes) -> Found:
    """What is in a file, or why nothing of it is shown."""
    try:
        match what:
            case What.ARCHIVE:
                return listing_of(raw)
            case What.TABLE:
                return sheets_of(raw)
            case What.DOCUMENT:
                return document_of(raw)
    except RefusedFile as refused:
        return Refused(refused.why)
    except MemoryError:
        return Refused(Why.TOO_DEAR)


def _warm_up() -> None:
    """Load what loads itself at the first use: nothing can be loaded behind the door."""
    for name in CODECS:
        b"".decode(name)
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"a")
    with tarfile.open(fileobj=tarred, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("a"))
    answer(What.ARCHIVE, zipped.getvalue())
    answer(What.ARCHIVE, gzip.compress(tarred.getvalue()))
    answer(What.TABLE, b"Name,Quantity\nFoot,2\n")
    answer(What.TABLE, zipped.getvalue())
    answer(What.DOCUMENT, b"%PDF-1.7 /Type /Page")


def _packed(raw: bytes, what: int) -> bytes:
    content = msgspec.json.encode(answer(What(what), raw))
    return RESPONSE.pack(len(content)) + content


if __name__ == "__main__":
    _warm_up()
    serve(READY, REQUEST, _packed, memory_bytes=MEMORY_BYTES)
