# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page of the site as a page of a copy: its links are relative, and what needs a server is gone."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Attributes = list[tuple[str, str | None]]

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
GONE = frozenset({"form", "script", "noscript"})
LINKS = frozenset({"href", "src", "poster"})


class Rewriter(HTMLParser):
    """Rewrites one page. `place` gives where a link leads in the copy: `None` for what is not in it. `banner` is put at
    the head of the page."""

    def __init__(self, place: Callable[[str], str | None], banner: str) -> None:
        super().__init__(convert_charrefs=False)
        self._place, self._banner = place, banner
        self._out: list[str] = []
        self._is_said = False
        self._skipped: list[str] = []
        """The element that is left out, and those in it that are open."""

    def rewritten(self, page: str) -> str:
        """The page of the copy."""
        self.feed(page)
        self.close()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Leave out what needs a server, and put in the links of the copy."""
        if self._skipped:
            if tag not in VOID:
                self._skipped.append(tag)
            return
        made = self._attributes(tag, dict(attrs))
        if made is None:
            if tag == "header":
                self._say()
            if tag not in VOID:
                self._skipped.append(tag)
            return
        self._out.append(f"<{tag}{''.join(made)}>")
        if tag == "main":
            self._say()

    def _say(self) -> None:
        """Put the banner in, once: in the place of the head that all pages have, or else first in what is read."""
        if not self._is_said:
            self._out.append(self._banner)
            self._is_said = True

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """As in SVG, where an element may end where it starts."""
        if not self._skipped:
            made = self._attributes(tag, dict(attrs))
            if made is not None:
                self._out.append(f"<{tag}{''.join(made)}/>")

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        if not self._skipped:
            self._out.append(f"</{tag}>")
            return
        while self._skipped and self._skipped.pop() != tag:
            continue

    def _attributes(self, tag: str, attrs: dict[str, str | None]) -> list[str] | None:
        """The attributes as they are written; `None` where the element is left out."""
        words = (attrs.get("class") or "").split()
        if tag in GONE or (tag in {"header", "footer"} and {"site", "site-foot"} & set(words)):
            return None
        made = []
        for name, value in attrs.items():
            if name == "srcset":
                continue
            found = value
            if name in LINKS and value is not None and attrs.get("rel") != "canonical":
                found = self._place(value)
                if found is None:
                    if tag != "a" or "button" in words:
                        return None
                    continue
            made.append(f" {name}" if found is None else f' {name}="{escape(found)}"')
        return made

    def handle_data(self, data: str) -> None:
        """Text."""
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        """`&amp;` stays as it is."""
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """`&#39;` stays as it is."""
        self._keep(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        """The first line."""
        self._keep(f"<!{decl}>")

    def _keep(self, text: str) -> None:
        if not self._skipped:
            self._out.append(text)
