# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sets documents in a warm child process, which may crash or be killed without harm."""

from __future__ import annotations

import re
import tempfile
import time
from typing import Any, Literal

import msgspec

from oshmark.adapters.renewed_child import RenewedChild
from oshmark.adapters.typesetting import fonts
from oshmark.adapters.typesetting.question import READY, REQUEST, RESPONSE, Answer, Question
from oshmark.adapters.warm_child import WarmChild
from oshmark.errors import RefusedError, StateError

Drawn = Literal["pdf", "svg", "png"]
TIMEOUT_S = 20.0
SECONDS_A_BYTE = 30e-6
"""More time for larger documents: three times what a label needs here for each byte of its data."""
_MISSING = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)


class MissingSignsError(StateError):
    """No font holds signs of a text in the way in which they stand there; `signs` are those of them."""

    def __init__(self, signs: str) -> None:
        super().__init__(f"No font of ours holds {signs!r}.")
        self.signs = signs


class Typesetter(RenewedChild):
    """Sets documents one at a time; threads may share one and wait in line. `close` it, or use it in a `with`."""

    cannot_start = (
        "Labels cannot be set: the process for it does not start. Look whether typst is installed, and memory is left."
    )

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        super().__init__()
        self._timeout_s = timeout_s
        self._root: tempfile.TemporaryDirectory[str] | None = None

    def set(
        self, source: bytes, data: bytes, *, form: Drawn, dpi: int = 300, facts: bool = False
    ) -> tuple[bytes, list[dict[str, Any]]]:
        """The document as `pdf`, `svg` or `png`, and the facts that it tells of itself where they are wanted.

        `RefusedError` where it takes too long, `MissingSignsError` where a glyph is missing, `StateError` where the
        source is wrong or the process cannot be started.
        """
        question = msgspec.json.encode(Question(form, dpi, facts))
        try:
            with self._asking() as child:
                deadline = time.monotonic() + self._timeout_s + SECONDS_A_BYTE * len(data)
                child.write(REQUEST.pack(len(question), len(source), len(data)) + question + source + data, deadline)
                size, made_size = RESPONSE.unpack(child.read(RESPONSE.size, deadline))
                answer = msgspec.json.decode(child.read(size, deadline), type=Answer)
                made = child.read(made_size, deadline)
        except (TimeoutError, EOFError, BrokenPipeError) as exc:
            raise RefusedError("The labels could not be set in time: try fewer of them, or shorter texts.") from exc
        if answer.fault:
            raise _fault(answer.fault)
        return made, answer.facts

    def _start(self) -> WarmChild:
        # The typesetter remembers everything that it has ever set: one more reason for a fresh child now and then.
        self._root = tempfile.TemporaryDirectory(prefix="oshmark-typesetting-")
        return WarmChild("oshmark.adapters.typesetting.child", str(fonts.folder()), self._root.name, ready=READY)

    def _drop(self) -> None:
        super()._drop()
        if self._root is not None:
            self._root.cleanup()
            self._root = None


def _fault(said: str) -> StateError:
    missing = _MISSING.search(said)
    if missing is not None:
        return MissingSignsError(missing[1])
    return StateError(f"The typesetter refuses a layout of ours: {said}")
