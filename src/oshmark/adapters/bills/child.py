# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process that reads bills of materials: `python -m oshmark.adapters.bills.child`."""

from __future__ import annotations

import codecs

from oshmark.adapters.bills.answer import MAX_ANSWER_BYTES, READY, REQUEST, RESPONSE
from oshmark.adapters.locked_child import CODECS, serve
from oshmark.bom.read import read
from oshmark.bom.stored import to_bytes
from oshmark.errors import UnreadableError

MEMORY_BYTES = 1_024 * 1024 * 1024


def answer(raw: bytes) -> bytes:
    """The bill, or why there is none, as it goes over the pipe."""
    try:
        found = to_bytes(read(raw))
    except UnreadableError as error:
        return _packed(error.finding.message, error.finding.fix)
    except MemoryError:
        return _packed("It takes more memory to read the file than it may have.", None)
    if len(found) > MAX_ANSWER_BYTES:
        return _packed("The bill is too large to be shown.", None)
    return RESPONSE.pack(True, len(found)) + found


def _packed(message: str, fix: str | None) -> bytes:
    text = (f"{message} {fix}." if fix else message).encode()
    return RESPONSE.pack(False, len(text)) + text


def _warm_up() -> None:
    """Load what loads itself at the first use: nothing can be loaded behind the door."""
    for name in CODECS:
        codecs.lookup(name)
        b"".decode(name)
    answer(b"Name,Quantity\nFoot,2\n")
    answer("Name;Menge\nFuß;1,5 m\n".encode("cp1252"))


if __name__ == "__main__":
    _warm_up()
    serve(READY, REQUEST, answer, memory_bytes=MEMORY_BYTES)
