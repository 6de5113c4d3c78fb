# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process that sets documents: `python -m oshmark.adapters.typesetting.child FONTS ROOT`.

`ROOT` is an empty folder: the source can read no file.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Literal

import msgspec
import typst

from oshmark.adapters.typesetting.question import READY, REQUEST, RESPONSE, Answer, Question

if TYPE_CHECKING:
    from typing import BinaryIO

STANDARD: Literal["ua-1"] = "ua-1"
FACTS = "<facts>"


def main() -> None:
    """Answer until the pipe is closed."""
    fonts, root = sys.argv[1:]
    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    asked, answered = sys.stdin.buffer, sys.stdout.buffer
    answered.write(READY)
    answered.flush()
    while header := asked.read(REQUEST.size):
        _answer(header, asked, answered, known, root)


def _answer(header: bytes, asked: BinaryIO, answered: BinaryIO, fonts: typst.Fonts, root: str) -> None:
    size, source_size, data_size = REQUEST.unpack(header)
    question = msgspec.json.decode(asked.read(size), type=Question)
    source, data = asked.read(source_size), asked.read(data_size).decode()
    try:
        made, facts = _made(question, source, data, fonts, root)
        said = Answer(facts=facts)
    except typst.TypstError as exc:
        made, said = b"", Answer(fault=str(exc))
    except ValueError as exc:
        made, said = b"", Answer(fault=f"this is no form to set a document in: {exc}")
    told = msgspec.json.encode(said)
    answered.write(RESPONSE.pack(len(told), len(made)) + told + made)
    answered.flush()


def _made(
    question: Question, source: bytes, data: str, fonts: typst.Fonts, root: str
) -> tuple[bytes, list[dict[str, object]]]:
    """The document, and what it tells of itself. It is set as PDF first: only there a missing glyph is an error."""
    inputs = {"data": data}
    compiler = typst.Compiler(
        source, root=root, font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs, package_path=root
    )
    facts = json.loads(compiler.query(FACTS, field="value")) if question.facts else []
    made = compiler.compile(input=source, format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD])
    if question.form != "pdf":
        made = compiler.compile(input=source, format=question.form, ppi=question.dpi, sys_inputs=inputs)
    if not isinstance(made, bytes):
        raise ValueError("a picture has one page")  # noqa: TRY004  the type follows from the pages
    return made, facts


if __name__ == "__main__":
    main()
