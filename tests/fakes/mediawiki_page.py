# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of a wiki on MediaWiki as people see them: one state of a page has an address for ever."""

from __future__ import annotations

from html import escape
from http import HTTPStatus

from tests.fakes.server import Call, Fake, Reply

HEAD = {"Content-Type": "text/html; charset=UTF-8"}


class WikiPages(Fake):
    """States by their number: title and text. `leads_to` sends all who ask for a state to another address."""

    def __init__(self) -> None:
        super().__init__()
        self.states: dict[str, tuple[str, str]] = {}
        self.leads_to: dict[str, str] = {}

    def write(self, number: str, title: str, text: str) -> None:
        """A state of a page."""
        self.states[number] = (title, text)

    def answer(self, call: Call) -> Reply:
        number = call.query.get("oldid") or call.steps[-1]
        if number in self.leads_to:
            return Reply(b"", HTTPStatus.FOUND, {"Location": self.leads_to[number]})
        if number not in self.states:
            return Reply(page("No such revision", "It is not in the database.", "0"), HTTPStatus.NOT_FOUND, HEAD)
        return Reply(page(*self.states[number], number), headers=HEAD)


def page(title: str, text: str, number: str) -> bytes:
    """A page as the skin of the wiki wraps it."""
    return (
        f"<!DOCTYPE html><html><head><title>{escape(title)}</title>"
        f'<script>RLCONF={{"wgTitle":"hidden words","wgRevisionId":{number},"wgArticleId":7}};</script></head>'
        f"<body><h1 id='firstHeading'>{escape(title)}</h1><div id='content'><p>{text}</p></div></body></html>"
    ).encode()
