# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process that reads bills of materials: `python -m oshmark.adapters.bills.child`.

It may crash or be killed at any moment. Before the first file comes it gives away what it does not need: it can open no
file, start no process, ask nobody, and use so much memory and time and no more.
"""

from __future__ import annotations

import codecs
import math
import os
import resource
import signal
import sys

from oshmark.adapters.bills.answer import MAX_ANSWER_BYTES, READY, REQUEST, RESPONSE
from oshmark.adapters.fence import only_compute
from oshmark.bom.read import read
from oshmark.bom.stored import to_bytes
from oshmark.errors import UnreadableError

MEMORY_BYTES = 1_024 * 1024 * 1024
LIFETIME_CPU_S = 3_600
"""More than all files may take together that one child is given."""
FILES = 3
CODECS = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"),
    *("gb18030", "shift_jis", "big5", "euc_kr", "cp437"),
)
"""What a text, or a name in an archive, may be written in."""


def main() -> None:
    """Lock the door, and answer until nobody asks any more."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    _warm_up()
    lock_door()
    answers.write(READY)
    answers.flush()
    while len(head := questions.read(REQUEST.size)) == REQUEST.size:
        timeout_s, length = REQUEST.unpack(head)
        # If the asker dies it cannot stop us; the alarm's default is to end the process, wherever it is.
        signal.alarm(math.ceil(timeout_s) + 2)
        content = answer(questions.read(length))
        signal.alarm(0)
        answers.write(content)
        answers.flush()


def lock_door() -> None:
    """Give away what reading has no use for."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (LIFETIME_CPU_S, LIFETIME_CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    only_compute()


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
    main()
    os._exit(0)  # nothing is left to tidy
