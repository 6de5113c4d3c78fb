# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Labels as a document for the typesetter: its source is ours and always the same, all content is handed in as data.

So nothing that a stranger writes is ever read as markup, whatever it looks like.
"""

from __future__ import annotations

from itertools import chain
from pkgutil import get_data
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from oshmark.errors import RefusedError
from oshmark.label import qr
from oshmark.label.forms import SCALES, Format, Options
from oshmark.label.papers import PAPERS
from oshmark.label.sections import Key, Row, Saying, Section, saying, shares
from oshmark.label.signs import Signs, breakable, has_han, is_european, is_tall, pieces, shortened
from oshmark.label.words import words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from oshmark.label.content import Content
    from oshmark.label.forms import Brief, Form
    from oshmark.label.words import Words

FONTS = (
    "Noto Sans",
    "Noto Sans Devanagari",
    "IBM Plex Sans Arabic",
    "Noto Sans SC",
    "Noto Sans KR",
    "Noto Sans Hebrew",
    "Noto Sans Thai",
    "Noto Sans Bengali",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Kannada",
    "Noto Sans Malayalam",
    "Noto Sans Gujarati",
    "Noto Sans Gurmukhi",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans Ethiopic",
    "Noto Emoji",
    "Noto Sans Symbols",
    "Noto Sans Symbols 2",
    "Noto Sans Math",
)
"""The families that labels are set in, the first that holds a sign first. Emoji stand before symbols, of which they are
made up: a person with a sign of Venus would be the sign alone."""
MAX_NAME = 400
"""Letters that the name of a product may have on a label."""
MAX_ROWS = 5000
"""Components that a label of several panels may have."""
NAME_EMS = 8
"""A word of a name may be as wide before it gets places to break; they are used in the smallest letters only."""
_SHORT = 30
"""Letters of what may stand at the end of a line."""
CONTINUED_NAME = 60
"""Letters of the name on the panels after the first, which has all of them."""
PIECE = 160
"""Letters after which a long text may go on on the next panel."""


class Hope(msgspec.Struct, frozen=True):
    """That each label has room on one panel with letters of this share of their size and texts within this limit.

    Those in `measured`, by their places, are measured all the same. A document that `asks` tells as its one fact on
    which pages labels begin, and after the last label the page that would follow.
    """

    step: float
    level: int
    asks: bool = False
    measured: frozenset[int] = frozenset()


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What the typesetter needs: `source` in its language, and `data` as JSON, which the source reads."""

    source: bytes
    data: bytes
    title: str
    replaced: dict[str, int]


def document(
    contents: Sequence[Content],
    form: Form,
    wanted: Format,
    options: Options,
    *,
    held: Container[int] | None = None,
    hope: Hope | None = None,
) -> Document:
    """The labels of these contents in one document; `held` are the signs that the fonts hold.

    With a `hope` nothing is measured; the document has more pages than labels if the hope was wrong.

    `RefusedError` where a code would get too small to be read, or there is more than a label can carry.
    """
    says, signs = words(options.language), Signs(held)
    labels = [
        _label(content, form, wanted, options, says, signs, hope=None if hope is None or at in hope.measured else hope)
        for at, content in enumerate(contents)
    ]
    title = says("label_of", product=Signs().shown(contents[0].product)[:MAX_NAME])
    encoded = msgspec.json.encode(labels)
    everything = encoded.decode()  # JSON adds signs of ASCII only, which say nothing of scripts
    data = {
        "title": title,
        "language": says.language,
        "fonts": FONTS[:1] if is_european(everything) else FONTS,
        "tall": is_tall(everything),
        "han": has_han(everything),
        "page": _page(form, wanted, options, hope=hope),
        "form": {
            "width": float(form.width_mm),
            "height": float(form.height_mm),
            "code": float(form.code_mm),
            "scale": float(SCALES[options.text_size]),
        },
        "labels": msgspec.Raw(encoded),
    }
    source = b"\n".join(_layout(name) for name in ("base", form.layout, "sheets"))
    return Document(source=source, data=msgspec.json.encode(data), title=title, replaced=dict(signs.replaced))


def _layout(name: str) -> bytes:
    return get_data("oshmark.label", f"layouts/{name}.typ") or b""


def _page(form: Form, wanted: Format, options: Options, *, hope: Hope | None) -> dict[str, Any]:
    """How the panels lie: each on a page of its own, side by side in one picture, or on sheets."""
    if not options.paper:
        if hope is not None:
            return {"kind": "hopeful", "step": hope.step, "asks": hope.asks}
        return {"kind": "pages" if wanted is Format.PDF else "picture", "copies": options.copies}
    paper = PAPERS[options.paper]
    grid = paper.grid(form.width_mm, form.height_mm)
    return {
        "kind": "sheets",
        "copies": options.copies,
        "width": float(paper.width_mm),
        "height": float(paper.height_mm),
        "columns": grid.columns,
        "places": grid.places,
        "start": options.start - 1,
        "left": float(grid.left_mm),
        "top": float(grid.top_mm),
        "cell": [float(one) for one in grid.cell_mm],
        "step": [float(one) for one in grid.step_mm],
        "turned": grid.turned,
        "marks": paper.cut is None,
    }


def _label(
    content: Content, form: Form, wanted: Format, options: Options, says: Words, signs: Signs, *, hope: Hope | None
) -> dict[str, Any]:
    """One label as the layouts read it."""
    if len(content.product) > MAX_NAME or len(content.ingredients.items) > MAX_ROWS:
        raise RefusedError(
            f"A label carries a name of up to {MAX_NAME} letters and up to {MAX_ROWS:,} components; "
            f"this has {len(content.product)} and {len(content.ingredients.items):,}."
        )
    said = saying(content, says, signs, with_sections=form.is_whole or bool(form.limits))
    code = qr.code(content.address)
    if form.code_mm:
        code.module_mm(form.code_mm)
    ems = float(form.column_mm / form.letters_mm / SCALES[options.text_size])
    facts = {
        "standing": said.standing,
        "name": said.name,
        "breakable_name": breakable(said.name, NAME_EMS),
        "continued_name": breakable(shortened(said.name, CONTINUED_NAME), NAME_EMS),
        "name_note": said.name_note,
        "version": breakable(said.version, ems),
        "number": said.number,
        "serial": said.serial,
        "address": said.address.replace("/", "/\u200b"),
        "scan": said.scan,
        "issued": said.issued,
        "own": _short_tag(content.language, says.language),
        "measured": hope is None,
        "code": {
            "size": code.size,
            "whole": code.whole,
            "drawing": qr.drawing(code) if wanted is Format.PDF else "",
            "corners": "" if wanted is Format.PDF else _as_signs(qr.walk(code)),
            "alt": said.code,
        },
    }
    if form.is_whole:
        return {
            **facts,
            "panel": says("panel", n="{n}", of="{of}"),
            "sections": [_set(one, ems) for one in _whole(said)],
        }
    limits = form.limits if hope is None else form.limits[hope.level : hope.level + 1]
    return {**facts, "levels": [_brief(said, content, says, limit, ems) for limit in limits]}


def _as_signs(corners: qr.Loop) -> str:
    """Corners as a text of ASCII, two signs for each from “0” on: the typesetter reads that quicker than numbers."""
    return bytes(map(_FIRST_SIGN.__add__, chain.from_iterable(corners))).decode()


_FIRST_SIGN = 48
"""The layouts take it off again. With it a code of 77 modules still has signs of ASCII; ours have 49 at most."""


def _short_tag(written: str, usual: str) -> str:
    """A language as the typesetter takes it, without region and script; `usual` for what is no tag, as in a draft."""
    short = written.partition("-")[0].lower()
    return short if len(short) in (2, 3) and short.isascii() and short.isalpha() else usual


def _whole(said: Saying) -> Iterable[Section]:
    """The sections with their long texts in pieces, so that a panel can end within one."""
    for section in said.sections:
        rows = chain.from_iterable(_parted(row) for row in section.rows)
        yield replace(section, rows=tuple(rows))


def _parted(row: Row) -> tuple[Row, ...]:
    """The row, or several where its texts are long: none may be higher than a panel."""
    if len(row.text) + len(row.end) + len(row.beneath) <= PIECE:
        return (row,)
    first, *more = pieces(row.text, PIECE)
    ends = pieces(row.end, PIECE) if row.end else ()
    end = row.end if len(row.end) <= _SHORT else ""
    beneath = pieces(row.beneath, PIECE) if row.beneath else ()
    return (
        Row(start=row.start, text=first, end=end, is_there=row.is_there),
        *(Row(text=text) for text in (*more, *(() if end else ends), *beneath)),
    )


def _set(section: Section, ems: float) -> dict[str, Any]:
    """A section as the layouts read it."""
    return {
        "key": section.key.value,
        "title": section.title,
        "note": section.note,
        "own": section.own,
        "rows": [
            [
                breakable(row.start, ems),
                breakable(row.text, ems),
                breakable(row.end, ems),
                breakable(row.beneath, ems),
                row.is_there,
            ]
            for row in section.rows
        ],
    }


def _brief(said: Saying, content: Content, says: Words, limit: Brief, ems: float) -> dict[str, Any]:
    """The sections of a small form within its limits, by their keys, and its names."""
    name, version = shortened(said.name, limit.name), shortened(said.version, limit.version)
    names = {
        "name": name,
        "breakable_name": breakable(name, NAME_EMS),
        "version": breakable(version, ems),
        "least": limit.name_pt,
    }
    sections = {one.key.value: _set(_short(one, content, says, limit), ems) for one in said.sections}
    return {**sections, "names": names}


def _short(  # noqa: PLR0911  each section is shortened in its own way
    section: Section, content: Content, says: Words, limit: Brief
) -> Section:
    """A section for a small form: what does not stand there is counted, and said to be behind the code."""
    rows = section.rows
    match section.key:
        case Key.COMPONENTS:
            count = len(content.ingredients.items)
            if not count:
                return section
            counted = f"{says('components_count', n=count)}: {shares(content, says)}"
            return replace(section, rows=(Row(text=counted, beneath=says("all_on_page")),), note="")
        case Key.LIFETIME | Key.MODULARITY | Key.REPAIR | Key.SPARES | Key.LABOUR_RATE:
            joined = shortened(" ".join(row.text for row in rows), limit.letters)
            return replace(section, rows=(Row(text=joined, is_there=rows[0].is_there),))
        case Key.PERFORMANCE | Key.LICENCES:
            left = len(rows) - limit.rows
            more = (Row(text=says("more_on_page", n=left)),) if left > 0 else ()
            if not rows[0].is_there:
                return section
            return replace(section, rows=(*(_cut(row, limit) for row in rows[: limit.rows]), *more))
        case Key.PLACE:
            made, producer, maker = rows
            made = replace(made, text=shortened(made.text, limit.letters))
            return replace(section, rows=(made, _cut(producer, limit), maker))
        case Key.TOPICS:
            return section


def _cut(row: Row, limit: Brief) -> Row:
    return replace(
        row,
        text=shortened(row.text, limit.letters),
        end=shortened(row.end, limit.letters),
        beneath=shortened(row.beneath, limit.letters) if limit.small_print else "",
    )
