# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a process does that looks into strangers' files: it locks its door, and answers until nobody asks any more.

It may crash or be killed at any moment. Before the first file comes it gives away what it does not need: it can open no
file, start no process, ask nobody, and use so much memory and time and no more. `warm_child` is the other end.
"""

from __future__ import annotations

import math
import os
import resource
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from oshmark.adapters.fence import only_compute

if TYPE_CHECKING:
    from collections.abc import Callable
    from struct import Struct

LIFETIME_CPU_S = 3_600
"""More than all files may take together that one child is given."""
FILES = 3
CODECS = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"),
    *("gb18030", "shift_jis", "big5", "euc_kr", "cp437"),
)
"""What a text, or a name in an archive, may be written in; nothing can be loaded behind the door."""


def serve(ready: bytes, request: Struct, answer: Callable[..., bytes], *, memory_bytes: int) -> NoReturn:
    """Answer each question, and end the process. What loads itself at the first use has to be loaded before.

    A request is the seconds that an answer may take, what `answer` takes beside the file, and the length of the file,
    whose bytes follow.
    """
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    _lock_door(memory_bytes)
    answers.write(ready)
    answers.flush()
    while len(head := questions.read(request.size)) == request.size:
        timeout_s, *further, length = request.unpack(head)
        # If the asker dies it cannot stop us; the alarm's default is to end the process, wherever it is.
        signal.alarm(math.ceil(timeout_s) + 2)
        content = answer(questions.read(length), *further)
        signal.alarm(0)
        answers.write(content)
        answers.flush()
    os._exit(0)  # nothing is left to tidy


def _lock_door(memory_bytes: int) -> None:
    """Give away what reading has no use for."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (LIFETIME_CPU_S, LIFETIME_CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    only_compute()
