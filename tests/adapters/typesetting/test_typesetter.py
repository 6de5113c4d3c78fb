# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents are set with our fonts only, in bounded time, and no glyph is ever missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typst

from oshmark.adapters.typesetting import fonts
from oshmark.adapters.typesetting.typesetter import Drawn, MissingSignsError, Typesetter
from oshmark.errors import RefusedError, StateError
from oshmark.label.document import FONTS

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMS: tuple[Drawn, ...] = ("pdf", "svg", "png")
TITLED = b'#set document(title: "x", date: none)\n#set text(font: "Noto Sans", fallback: false)\n'


@pytest.fixture(scope="module")
def typesetter() -> Iterator[Typesetter]:
    with Typesetter() as one:
        yield one


def test_the_same_document_gives_the_same_bytes_in_another_process(typesetter: Typesetter) -> None:
    with Typesetter() as other:
        for form in FORMS:
            once = typesetter.set(TITLED + b"#sys.inputs.data", b"hello", form=form)
            assert once == other.set(TITLED + b"#sys.inputs.data", b"hello", form=form)
            assert once[0]


def test_a_missing_glyph_is_an_error_in_every_form(typesetter: Typesetter) -> None:
    for form in FORMS:
        with pytest.raises(MissingSignsError) as caught:
            typesetter.set(TITLED + "漢".encode(), b"", form=form)
        assert caught.value.signs == "漢"


def test_the_source_can_read_no_file_of_this_machine(typesetter: Typesetter) -> None:
    for path in ("/etc/passwd", "../../etc/passwd"):
        with pytest.raises(StateError, match="refuses a layout"):
            typesetter.set(TITLED + f'#read("{path}")'.encode(), b"", form="pdf")


def test_what_takes_too_long_is_ended_and_the_next_one_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = b"#range(3000).map(x => range(3000).map(y => calc.sin(x * y)).sum()).sum()"
    with Typesetter(timeout_s=0.5) as typesetter:
        with pytest.raises(RefusedError, match="in time"):
            typesetter.set(TITLED + endless, b"", form="pdf")
        monkeypatch.setattr(typesetter, "_timeout_s", 20.0)
        assert typesetter.set(TITLED + b"x", b"", form="pdf")[0]


def test_a_child_that_died_is_replaced() -> None:
    with Typesetter() as typesetter:
        typesetter.set(TITLED + b"x", b"", form="pdf")
        child = typesetter._child
        assert child is not None
        child.kill()
        assert typesetter.set(TITLED + b"x", b"", form="pdf")[0]


def test_a_document_tells_facts_of_itself(typesetter: Typesetter) -> None:
    source = TITLED + b"#metadata((panels: 2)) <facts>"
    assert typesetter.set(source, b"", form="svg", facts=True)[1] == [{"panels": 2}]


def test_every_family_is_shipped_and_nothing_else() -> None:
    shipped = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.folder())])
    assert set(shipped.families()) == set(FONTS)


def test_the_fonts_hold_what_labels_are_written_in() -> None:
    held = fonts.held()
    assert len(held) > 38_000
    for text in (
        "Größe",
        "Ñandú",
        "Київ",
        "Ελλάδα",
        "प्रमाणित",
        "自我声明",
        "إقرار",
        "×·–…“”„«»",
        "⌀≤±µΩ",
        "🔧",
        "한국",
    ):
        assert all(ord(sign) in held for sign in text), text
    assert ord("ក") not in held
