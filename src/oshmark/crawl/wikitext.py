# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading one call of a template, such as a box of metadata, out of the text of a wiki page.

This is no parser of wikitext: it knows which marks nest, so that a `|` inside of a link or of another template parts no
parameters. Each mark is looked at once and depth is bounded, so that no text takes long.
"""

from __future__ import annotations

import re
from itertools import pairwise

MAX_TEXT = 2_000_000
MAX_DEPTH = 200
"""Wikis themselves follow no more than 100 levels; what lies deeper was not written to be read."""
MAX_NAME = 200
MAX_PARAMETERS = 300
MAX_VALUE = 40_000
_MARK = re.compile(r"\{\{|\}\}|\[\[|\]\]|\||=")
_NOWIKI = re.compile(r"<nowiki\s{0,9}>", re.IGNORECASE)
_NOWIKI_END = re.compile(r"</nowiki\s{0,9}>", re.IGNORECASE)
_NOWIKI_TAG = re.compile(r"</?nowiki\s{0,9}/?>", re.IGNORECASE)


class _Open:
    """A template or link that is open: where it began, and its marks of the own level."""

    __slots__ = ("bars", "is_template", "signs", "start")

    def __init__(self, start: int, *, is_template: bool) -> None:
        self.start = start
        self.is_template = is_template
        self.bars: list[int] = []
        self.signs: dict[int, int] = {}  # number of the parameter → its first `=`


def call(text: str, names: frozenset[str]) -> dict[str, str] | None:
    """The parameters of the first template of the page that has one of these names (in small letters); `None` where
    there is none. The keys are small letters; parameters without a name are numbered from `1`."""
    source = _without_comments(text[:MAX_TEXT])
    stack: list[_Open] = []
    best: tuple[_Open, int] | None = None
    for mark in _MARK.finditer(_masked(source)):
        match mark[0]:
            case "{{" | "[[":
                stack.append(_Open(mark.end(), is_template=mark[0] == "{{"))
                if len(stack) > MAX_DEPTH:
                    break
            case "}}":
                closed = _close_template(stack)
                if closed and (best is None or closed.start < best[0].start) and _is(source, closed, mark, names):
                    best = closed, mark.start()
            case other:
                _note(stack, other, mark.start())
    return None if best is None else _parameters(source, *best)


def _close_template(stack: list[_Open]) -> _Open | None:
    """Take the innermost open template away, with the links that were begun in it and not ended: they were none."""
    at = next((at for at in reversed(range(len(stack))) if stack[at].is_template), None)
    if at is None:
        return None
    closed = stack[at]
    del stack[at:]
    return closed


def _note(stack: list[_Open], mark: str, position: int) -> None:
    """Keep what stands between parameters, and between a key and its value; or end a link."""
    if not stack:
        return
    top = stack[-1]
    if mark == "|":
        top.bars.append(position)
    elif mark == "=":
        top.signs.setdefault(len(top.bars), position)
    elif not top.is_template:
        stack.pop()


def _is(source: str, opened: _Open, mark: re.Match[str], names: frozenset[str]) -> bool:
    first = opened.bars[0] if opened.bars else mark.start()
    written = source[opened.start : min(first, opened.start + MAX_NAME)]
    return " ".join(written.replace("_", " ").split()).lower() in names


def _parameters(source: str, opened: _Open, end: int) -> dict[str, str]:
    found: dict[str, str] = {}
    bounds = [*opened.bars, end][: MAX_PARAMETERS + 1]
    for number, (start, stop) in enumerate(pairwise(bounds), start=1):
        sign = opened.signs.get(number)
        key = str(number) if sign is None else source[start + 1 : min(sign, start + 1 + MAX_NAME)].strip().lower()
        first = start + 1 if sign is None else sign + 1
        found[key] = _NOWIKI_TAG.sub("", source[first : min(stop, first + MAX_VALUE)]).strip()
    return found


def _without_comments(text: str) -> str:
    """Without `<!-- … -->`; one that is not closed hides all that follows, as in the wiki itself."""
    pieces, at = [], 0
    while (opened := text.find("<!--", at)) >= 0:
        pieces.append(text[at:opened])
        closed = text.find("-->", opened + len("<!--"))
        if closed < 0:
            return "".join(pieces)
        at = closed + len("-->")
    return "".join([*pieces, text[at:]])


def _masked(text: str) -> str:
    """The text with blanks for what stands in `<nowiki>`, so that its marks are none; places stay the same."""
    pieces, at = [], 0
    while opened := _NOWIKI.search(text, at):
        closed = _NOWIKI_END.search(text, opened.end())
        if closed is None:
            break
        pieces += [text[at : opened.start()], " " * (closed.end() - opened.start())]
        at = closed.end()
    return "".join([*pieces, text[at:]])
