# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sets documents in a warm child process, which may crash or be killed without harm."""

from __future__ import annotations

import re
import tempfile
import threading
import time
from typing import TYPE_CHECKING, Any, Literal, Self

import msgspec

from oshmark.adapters.typesetting import fonts
from oshmark.adapters.typesetting.question import READY, REQUEST, RESPONSE, Answer, Question
from oshmark.adapters.warm_child import WarmChild
from oshmark.errors import RefusedError, StateError

if TYPE_CHECKING:
    from types import TracebackType

Drawn = Literal["pdf", "svg", "png"]
START_S = 20.0
TIMEOUT_S = 20.0
SECONDS_A_BYTE = 30e-6
"""More time for larger documents: three times what a label needs here for each byte of its data."""
DOCUMENTS_A_CHILD = 200
"""Then a fresh child follows: the typesetter remembers everything that it has ever set."""
_MISSING = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)


class MissingSignsError(StateError):
    """No font holds signs of a text in the way in which they stand there; `signs` are those of them."""

    def __init__(self, signs: str) -> None:
        super().__init__(f"No font of ours holds {signs!r}.")
        self.signs = signs


class Typesetter:
    """Sets documents one at a time; threads may share one and wait in line. `close` it, or use it in a `with`."""

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        self._timeout_s = timeout_s
        self._lock = threading.Lock()
        self._child: WarmChild | None = None
        self._root: tempfile.TemporaryDirectory[str] | None = None
        self._asked = 0

    def set(
        self, source: bytes, data: bytes, *, form: Drawn, dpi: int = 300, facts: bool = False
    ) -> tuple[bytes, list[dict[str, Any]]]:
        """The document as `pdf`, `svg` or `png`, and the facts that it tells of itself where they are wanted.

        `RefusedError` where it takes too long, `MissingSignsError` where a glyph is missing, `StateError` where the
        source is wrong or the process cannot be started.
        """
        question = msgspec.json.encode(Question(form, dpi, facts))
        with self._lock:
            child = self._ready_child()
            deadline = time.monotonic() + self._timeout_s + SECONDS_A_BYTE * len(data)
            try:
                child.write(REQUEST.pack(len(question), len(source), len(data)) + question + source + data, deadline)
                size, made_size = RESPONSE.unpack(child.read(RESPONSE.size, deadline))
                answer = msgspec.json.decode(child.read(size, deadline), type=Answer)
                made = child.read(made_size, deadline)
            except (TimeoutError, EOFError, BrokenPipeError) as exc:
                self._drop()
                raise RefusedError("The labels could not be set in time: try fewer of them, or shorter texts.") from exc
            except BaseException:
                # Interrupted half-way: what comes next from this child would be the answer to another question.
                self._drop()
                raise
        if answer.fault:
            raise _fault(answer.fault)
        return made, answer.facts

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ready_child(self) -> WarmChild:
        self._asked += 1
        if self._child is not None and self._child.alive() and self._asked <= DOCUMENTS_A_CHILD:
            return self._child
        self._drop()
        self._root = tempfile.TemporaryDirectory(prefix="oshmark-typesetting-")
        module = "oshmark.adapters.typesetting.child"
        self._child = WarmChild(module, str(fonts.folder()), self._root.name, ready=READY)
        self._asked = 1
        try:
            self._child.wait_ready(START_S)
        except (TimeoutError, EOFError) as exc:
            self._drop()
            message = "Labels cannot be set: the process for it does not start."
            raise StateError(f"{message} Look whether typst is installed, and memory is left.") from exc
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None
        if self._root is not None:
            self._root.cleanup()
            self._root = None


def _fault(said: str) -> StateError:
    missing = _MISSING.search(said)
    if missing is not None:
        return MissingSignsError(missing[1])
    return StateError(f"The typesetter refuses a layout of ours: {said}")
