# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A parser of strangers' XML: it expands no entities, loads nothing, and needs no stack for depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from oshmark.bom.limits import unreadable

if TYPE_CHECKING:
    from collections.abc import Callable


def parser_for(
    start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], words: Callable[[str], object]
) -> expat.XMLParserType:
    """A parser for UTF-8 that calls these for tags and text."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.EntityDeclHandler = _entity
    return parser


def _entity(*_declaration: object) -> NoReturn:
    raise unreadable("its XML declares entities of its own, which may grow without end")
