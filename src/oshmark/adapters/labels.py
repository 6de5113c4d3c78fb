# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Labels as files: content, form and choice in, bytes out."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from oshmark.adapters.typesetting import fonts
from oshmark.adapters.typesetting.typesetter import MissingSignsError
from oshmark.errors import RefusedError
from oshmark.label.board import footprint
from oshmark.label.document import Hope, document
from oshmark.label.forms import Format, Options, check_choice
from oshmark.label.pictures import described, with_size
from oshmark.label.plain_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.adapters.typesetting.typesetter import Drawn, Typesetter
    from oshmark.label.content import Content
    from oshmark.label.document import Document
    from oshmark.label.forms import Form

MAX_LABELS = 2000
MEDIA_TYPES: dict[Format, str] = {
    Format.PDF: "application/pdf",
    Format.SVG: "image/svg+xml",
    Format.PNG: "image/png",
    Format.TEXT: "text/plain; charset=utf-8",
    Format.KICAD: "application/x-kicad-footprint",
}
_DRAWN: dict[Format, Drawn] = {Format.PDF: "pdf", Format.SVG: "svg", Format.PNG: "png"}
_MOST_TRIES = 8
_SAMPLE = 8
_PAGES = re.compile(rb"<xmpTPg:NPages>([0-9]+)</xmpTPg:NPages>")


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants to know of a label before it is printed.

    `text_percent` is the size of the letters against the usual one of the form. With
    `shortened`, texts end with “…” and are whole on the page only. `replaced` are signs that no font of ours holds, by
    how often they are written as their code.
    """

    width_mm: Decimal
    height_mm: Decimal
    panels: int
    text_percent: int
    shortened: bool
    replaced: dict[str, int]


def render(content: Content, form: Form, wanted: Format, options: Options, typesetter: Typesetter) -> bytes:
    """One label. `RefusedError` says what cannot be made, and what can."""
    return render_all([content], form, wanted, options, typesetter)


def render_all(
    contents: Sequence[Content], form: Form, wanted: Format, options: Options, typesetter: Typesetter
) -> bytes:
    """Labels in one file: several only as PDF, on pages of their own or on sheets."""
    check_choice(form, wanted, options)
    if not 1 <= len(contents) * options.copies <= MAX_LABELS:
        raise RefusedError(f"1 to {MAX_LABELS:,} labels are made at once, not {len(contents) * options.copies:,}.")
    if len(contents) > 1 and wanted is not Format.PDF:
        raise RefusedError("Several labels in one file are made as pdf: choose that, or take one after the other.")
    match wanted:
        case Format.TEXT:
            return plain_text(contents[0], options.language).encode()
        case Format.KICAD:
            return footprint(contents[0], form, options)
        case Format.PDF:
            return _pdf(contents, form, options, typesetter)
        case Format.SVG:
            title, made = _picture(contents, form, wanted, options, typesetter)
            return described(made, title, plain_text(contents[0], options.language))
        case Format.PNG:
            return with_size(_picture(contents, form, wanted, options, typesetter)[1], options.dpi)


def preview(content: Content, form: Form, options: Options, typesetter: Typesetter) -> Preview:
    """What the label will be like."""
    if not form.width_mm:
        return _preview(form, {"panels": 1, "step": 1, "level": 0}, {})
    made, _bytes, facts = _set([content], form, Format.SVG, options, typesetter, facts=True)
    return _preview(form, facts[0], made.replaced)


def _preview(form: Form, facts: dict[str, Any], replaced: dict[str, int]) -> Preview:
    return Preview(
        width_mm=form.width_mm,
        height_mm=form.height_mm,
        panels=facts["panels"],
        text_percent=round(100 * facts["step"]),
        shortened=facts["level"] > 0,
        replaced=replaced,
    )


def _pdf(contents: Sequence[Content], form: Form, options: Options, typesetter: Typesetter) -> bytes:
    """Pages. Of many labels some are measured first, in the hope that what suits these suits most of the others."""
    if not form.may_hope or options.paper or options.copies > 1 or len(contents) <= _SAMPLE:
        return _set(contents, form, Format.PDF, options, typesetter)[1]
    sample = contents[:: -(-len(contents) // _SAMPLE)]
    told = _set(sample, form, Format.PDF, options, typesetter, facts=True)[2]
    hope = Hope(min(one["step"] for one in told), max(one["level"] for one in told))
    made = _set(contents, form, Format.PDF, options, typesetter, hope=hope)[1]
    pages = _PAGES.search(made)
    if pages is not None and int(pages[1]) == len(contents):
        return made
    asking = replace(hope, asks=True)
    begins = _set(contents, form, Format.PDF, options, typesetter, hope=asking, facts=True)[2][0]["begins"]
    too_long = frozenset(at for at, (page, following) in enumerate(pairwise(begins)) if following - page > 1)
    return _set(contents, form, Format.PDF, options, typesetter, hope=replace(hope, measured=too_long))[1]


def _picture(
    contents: Sequence[Content], form: Form, wanted: Format, options: Options, typesetter: Typesetter
) -> tuple[str, bytes]:
    made, picture, _facts = _set(contents, form, wanted, options, typesetter)
    return made.title, picture


def _set(
    contents: Sequence[Content],
    form: Form,
    wanted: Format,
    options: Options,
    typesetter: Typesetter,
    *,
    hope: Hope | None = None,
    facts: bool = False,
) -> tuple[Document, bytes, list[dict[str, Any]]]:
    """The document and what was made of it. Signs whose glyphs turn out to be missing are written as their codes."""
    held = fonts.held()
    for _ in range(_MOST_TRIES):
        made = document(contents, form, wanted, options, held=held, hope=hope)
        try:
            done, told = typesetter.set(made.source, made.data, form=_DRAWN[wanted], dpi=options.dpi, facts=facts)
        except MissingSignsError as exc:
            held -= frozenset(map(ord, exc.signs))
        else:
            return made, done, told
    raise RefusedError("The texts hold signs that cannot be printed: type them anew in a plain way.")
