# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms of the label, and what somebody who prints one can choose.

A new form is a row in `FORMS` and a file `layouts/<layout>.typ`.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

import msgspec

from oshmark.errors import RefusedError
from oshmark.label.papers import PAPERS


class Format(Enum):
    """As what a label is written."""

    PDF = "pdf"
    SVG = "svg"
    PNG = "png"
    TEXT = "txt"
    KICAD = "kicad_mod"


class TextSize(Enum):
    """How large the letters are, against the usual size of the form, before they are shrunk to fit."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"


SCALES: dict[TextSize, Decimal] = {
    TextSize.SMALL: Decimal("0.9"),
    TextSize.NORMAL: Decimal(1),
    TextSize.LARGE: Decimal("1.2"),
}
PICTURES = (Format.PDF, Format.SVG, Format.PNG)
BOARD = (*PICTURES, Format.KICAD)


class Brief(msgspec.Struct, frozen=True):
    """How much of the texts stands in a small form.

    Letters of each text, how many values and licences, whether there is small print, and letters of name and version.
    A name that is too long for the usual letters of the form may have smaller ones, of `name_pt` points.
    """

    letters: int
    rows: int
    small_print: bool = True
    name: int = 400
    version: int = 60
    name_pt: float = 0


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form: its size as printed, the side of its code with the quiet zone, and the layout that sets it.

    A whole form has every line, on as many panels as it takes. The others have one panel, name the number of
    components, and send the reader to the page for the rest; `limits` are tried one after the other until everything
    fits. `letters_mm` is the size of its letters and `column_mm` the narrowest column of its text: a word that may be
    wider gets places to break. With `may_hope` the layout can set a label on one panel without measuring it first.
    """

    key: str
    width_mm: Decimal
    height_mm: Decimal
    code_mm: Decimal
    layout: str
    letters_mm: Decimal
    column_mm: Decimal
    is_whole: bool = False
    may_hope: bool = False
    limits: tuple[Brief, ...] = ()
    formats: tuple[Format, ...] = PICTURES
    says: str = ""


def _form(key: str, size: tuple[str, str], code: str, letters: tuple[str, str], **rest: object) -> Form:
    """A row of the table, with its lengths as text."""
    return msgspec.convert(
        {
            "key": key,
            "width_mm": size[0],
            "height_mm": size[1],
            "code_mm": code,
            "letters_mm": letters[0],
            "column_mm": letters[1],
            "layout": key,
            **rest,
        },
        Form,
    )


LEAST_NAME_PT = 4.5
"""The smallest letters of a name, in points: 1.6 mm, which is what good eyes read from a thing in their hands."""
_BRIEF = (
    Brief(150, 3),
    Brief(90, 3),
    Brief(60, 3),
    Brief(36, 3, small_print=False),
    Brief(36, 2, small_print=False),
    Brief(36, 2, small_print=False, name_pt=5.5),
    Brief(36, 2, small_print=False, name_pt=LEAST_NAME_PT),
    Brief(24, 1, small_print=False, name_pt=LEAST_NAME_PT),
    Brief(14, 0, small_print=False, version=24, name_pt=LEAST_NAME_PT),
    Brief(8, 0, small_print=False, version=16, name_pt=LEAST_NAME_PT),
    Brief(8, 0, small_print=False, name=200, version=16, name_pt=LEAST_NAME_PT),
    Brief(8, 0, small_print=False, name=120, version=16, name_pt=LEAST_NAME_PT),
    Brief(8, 0, small_print=False, name=60, version=16, name_pt=LEAST_NAME_PT),
)
"""The name is whole in letters that can still be read, before anything of it is left to the page."""

FORMS: dict[str, Form] = {
    form.key: form
    for form in (
        _form(
            "full",
            ("68", "136"),
            "22.5",
            ("2.29", "40"),
            is_whole=True,
            may_hope=True,
            says="Every line, on one panel or several",
        ),
        _form("compact", ("48", "95"), "19", ("2.05", "40"), may_hope=True, limits=_BRIEF, says="For small machines"),
        _form("strip", ("97", "33"), "22.5", ("1.94", "60"), limits=_BRIEF, says="For profiles, rails and label tape"),
        _form(
            "plate",
            ("85", "55"),
            "22",
            ("2.12", "40"),
            may_hope=True,
            limits=_BRIEF,
            says="A rating plate of the size of a bank card",
        ),
        _form(
            "board",
            ("16", "3.6"),
            "0",
            ("2.9", "15"),
            layout="board",
            formats=BOARD,
            says="For the silkscreen of a circuit board: the number",
        ),
        _form(
            "board-code",
            ("18", "21"),
            "18",
            ("2.9", "15"),
            layout="board",
            formats=BOARD,
            says="For the silkscreen of a circuit board: the code and the number",
        ),
        _form(
            "text", ("0", "0"), "0", ("1", "1"), is_whole=True, formats=(Format.TEXT,), says="Every line, as plain text"
        ),
    )
}


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody who prints a label chooses.

    `paper` is a key of `PAPERS`, or empty for a page of the size of the label; `start` the place on the first sheet
    that is still free, counted from 1; `copies` how many of each label. `white_ink` says that a board is dark and its
    print white, so that the light modules of a code are printed, and the dark ones left out.
    """

    language: str = "en"
    text_size: TextSize = TextSize.NORMAL
    paper: str = ""
    start: int = 1
    copies: int = 1
    dpi: int = 300
    white_ink: bool = True


MAX_COPIES = 1000
DPI = (150, 300, 600, 1200)


def form_of(key: str) -> Form:
    """The form of this key; `RefusedError` names those there are."""
    form = FORMS.get(key)
    if form is None:
        raise RefusedError(f"There is no form “{key}” of the label: choose one of {', '.join(FORMS)}.")
    return form


def check_choice(form: Form, wanted: Format, options: Options) -> None:
    """Refuse what does not go together, with a sentence on what does."""
    if wanted not in form.formats:
        able = ", ".join(one.value for one in form.formats)
        raise RefusedError(f"The form “{form.key}” is not made as {wanted.value}: choose one of {able}.")
    if options.dpi not in DPI:
        raise RefusedError(f"A picture has one of {', '.join(map(str, DPI))} dots to the inch, not {options.dpi}.")
    if not 1 <= options.copies <= MAX_COPIES:
        raise RefusedError(f"1 to {MAX_COPIES} copies can be made at once, not {options.copies}.")
    if options.paper:
        paper = PAPERS.get(options.paper)
        if paper is None:
            raise RefusedError(f"There is no paper “{options.paper}”: choose one of {', '.join(PAPERS)}.")
        if wanted is not Format.PDF:
            raise RefusedError("Sheets of labels are made as pdf: choose that, or leave the paper out.")
        if not form.width_mm:
            raise RefusedError("Plain text has no size that could be put on a sheet: leave the paper out.")
        places = paper.grid(form.width_mm, form.height_mm).places
        if not 1 <= options.start <= places:
            raise RefusedError(f"A sheet of this paper has {places} places; {options.start} is none of them.")
