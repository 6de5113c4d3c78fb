# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The mark on a circuit board as a footprint of KiCad: the number and, where wanted, the code on the silkscreen.

The format is that of KiCad 6 and later (dev-docs.kicad.org, S-expression format: footprints).
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from oshmark.label import qr
from oshmark.label.number import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.label.content import Content
    from oshmark.label.forms import Form, Options

LETTERS_MM, LINE_MM = Decimal("1.4"), Decimal("0.22")
"""Height of the letters and width of their lines: makers of boards print 1 mm and 0.15 mm for sure."""
OVERLAP_MM = Decimal("0.01")
"""Strips of a code reach so far into each other, that no plotter leaves a hair between them."""


def footprint(content: Content, form: Form, options: Options) -> bytes:
    """The footprint; its origin is the middle of the form. `RefusedError` where the code would get too small."""
    number_y = form.height_mm / 2 - LETTERS_MM / 2 - Decimal("0.5")
    parts = [
        f"(footprint {_quoted(f'label_{content.number}')}",
        '  (version 20221018) (generator "oshmark") (layer "F.Cu")',
        f"  (descr {_quoted(f'Self-declared label {grouped(content.number)}, {content.printed_address}')})",
        "  (attr board_only exclude_from_pos_files exclude_from_bom)",
        _text("reference", "REF**", "F.Fab", Decimal(0), hidden=True),
        _text("value", f"label_{content.number}", "F.Fab", Decimal(0), hidden=True),
        _text("user", grouped(content.number), "F.SilkS", number_y),
        _courtyard(form),
    ]
    if form.code_mm:
        parts.extend(_code(qr.code(content.address), form, options))
    return ("\n".join([*parts, ")"]) + "\n").encode()


def _text(kind: str, text: str, layer: str, y: Decimal, *, hidden: bool = False) -> str:
    font = f"(effects (font (size {LETTERS_MM} {LETTERS_MM}) (thickness {LINE_MM})))"
    return f'  (fp_text {kind} {_quoted(text)} (at 0 {y}) (layer "{layer}"){" hide" if hidden else ""} {font})'


def _courtyard(form: Form) -> str:
    x, y = form.width_mm / 2, form.height_mm / 2
    return (
        f'  (fp_rect (start {-x} {-y}) (end {x} {y}) (stroke (width 0.05) (type solid)) (fill none) (layer "F.CrtYd"))'
    )


def _code(code: qr.Code, form: Form, options: Options) -> Iterable[str]:
    """A rectangle for each run of modules in a row; with white ink the light ones are printed, quiet zone and all."""
    module = code.module_mm(form.code_mm)
    blank = bytes(code.whole)
    rows = [blank] * qr.QUIET + [bytes(qr.QUIET) + row + bytes(qr.QUIET) for row in code.rows] + [blank] * qr.QUIET
    printed = 0 if options.white_ink else 1
    left, top = -form.code_mm / 2, -form.height_mm / 2
    for y, row in enumerate(rows):
        for start, end in _runs(row, printed):
            low = min((y + 1) * module + OVERLAP_MM, form.code_mm)
            yield _rectangle(left + start * module, top + y * module, left + end * module, top + low)


def _runs(row: bytes, wanted: int) -> Iterable[tuple[int, int]]:
    """Where runs of such modules start and end."""
    at = 0
    while (start := row.find(wanted, at)) >= 0:
        end = row.find(1 - wanted, start)
        at = len(row) if end < 0 else end
        yield start, at


def _rectangle(left: Decimal, top: Decimal, right: Decimal, low: Decimal) -> str:
    corners = ((left, top), (right, top), (right, low), (left, low))
    points = " ".join(f"(xy {x:.4f} {y:.4f})" for x, y in corners)
    return f'  (fp_poly (pts {points}) (stroke (width 0) (type solid)) (fill solid) (layer "F.SilkS"))'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=True)
