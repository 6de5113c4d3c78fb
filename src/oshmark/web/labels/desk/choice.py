# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which file of a label somebody wants, as the address of the file says it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import msgspec
from django.utils.translation import gettext as _

from oshmark.errors import RefusedError
from oshmark.label.forms import Form, Format, Options, TextSize, check_choice, form_of
from oshmark.label.words import best_language, words

if TYPE_CHECKING:
    from collections.abc import Mapping

DIGITS = 6
USUAL_DPI = 300
PUBLIC_DPI, OWN_DPI = 300, 600
"""A picture has at most so many dots to the inch; who wants more takes the drawing, which has none."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A form of the label as a file, and how it is set."""

    form: Form
    format: Format
    options: Options

    @property
    def query(self) -> str:
        """What has to stand behind the address for the same choice."""
        usual, said = Options(), self.options
        pairs = {"form": self.form.key, "lang": said.language}
        pairs |= {"size": said.text_size.value} if said.text_size is not usual.text_size else {}
        pairs |= {"dpi": str(said.dpi)} if said.dpi != usual.dpi else {}
        pairs |= {"ink": "dark"} if not said.white_ink else {}
        return urlencode(pairs)


def choice_of(asked: Mapping[str, str], ending: str, *, language: str = "en", own: bool = False) -> Choice:
    """The choice that the parameters of an address mean. Raises `RefusedError` for what cannot be made.

    Sheets and copies are for those who print, who are signed in (`own`).
    """
    wanted = Format(ending)
    form = form_of(asked.get("form", "") or _usual_form(wanted))
    lang = asked.get("lang", "") or best_language([language])
    words(lang)
    options = Options(
        language=lang,
        text_size=_text_size(asked.get("size", "")),
        dpi=_number(asked, "dpi", USUAL_DPI) if wanted is Format.PNG else USUAL_DPI,
        white_ink=asked.get("ink", "") != "dark",
    )
    most = OWN_DPI if own else PUBLIC_DPI
    if options.dpi > most:
        raise RefusedError(
            _("Pictures have up to %(dpi)s dots to the inch here; take the SVG for more.") % {"dpi": most}
        )
    if own:
        options = msgspec.structs.replace(
            options,
            paper=asked.get("paper", ""),
            start=_number(asked, "start", 1),
            copies=_number(asked, "copies", 1),
        )
    check_choice(form, wanted, options)
    return Choice(form=form, format=wanted, options=options)


def _usual_form(wanted: Format) -> str:
    return {Format.TEXT: "text", Format.KICAD: "board-code"}.get(wanted, "full")


def _text_size(written: str) -> TextSize:
    return next((one for one in TextSize if one.value == written), TextSize.NORMAL)


def _number(asked: Mapping[str, str], name: str, usual: int) -> int:
    """A number of an address. Raises `RefusedError` for what is none."""
    written = asked.get(name, "").strip()
    if not written:
        return usual
    if not (written.isascii() and written.isdecimal() and len(written) <= DIGITS):
        raise RefusedError(_("“%(name)s” has to be a number.") % {"name": name})
    return int(written)
