# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process that looks into archives, tables and documents: `python -m oshmark.adapters.opening.child`.

It may crash or be killed at any moment. Before the first file comes it gives away what it does not need: it can open no
file, start no process, ask nobody, and use so much memory and time and no more.
"""

from __future__ import annotations

import gzip
import io
import math
import os
import signal
import sys
import tarfile
import zipfile

import msgspec

from oshmark.adapters.bills.child import CODECS, lock_door
from oshmark.adapters.opening.answer import READY, REQUEST, RESPONSE, Found, Refused, RefusedFile, What, Why
from oshmark.adapters.opening.documents import document_of
from oshmark.adapters.opening.listing import listing_of
from oshmark.adapters.opening.tables import sheets_of


def main() -> None:
    """Lock the door, and answer until nobody asks any more."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    _warm_up()
    lock_door()
    answers.write(READY)
    answers.flush()
    while len(head := questions.read(REQUEST.size)) == REQUEST.size:
        timeout_s, what, length = REQUEST.unpack(head)
        # If the asker dies it cannot stop us; the alarm's default is to end the process, wherever it is.
        signal.alarm(math.ceil(timeout_s) + 2)
        content = msgspec.json.encode(answer(What(what), questions.read(length)))
        signal.alarm(0)
        answers.write(RESPONSE.pack(len(content)) + content)
        answers.flush()


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


if __name__ == "__main__":
    main()
    os._exit(0)  # nothing is left to tidy
