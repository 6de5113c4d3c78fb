# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small graph: triples in the order in which they were said, and the terms that they consist of.

A term is a string that shows its kind by its first character, which is what makes writing quick:
`#bom-1` is a thing in this document, `<https://…>` any other, `okh:Part` a word of a closed vocabulary, and everything
that starts with a quotation mark a literal, escaped already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oshmark.values.iri import encode_iri

if TYPE_CHECKING:
    from decimal import Decimal

Term = str
Triple = tuple[Term, Term, Term]

_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


class Graph:
    """The triples of one document; `document` is its address, without a fragment."""

    __slots__ = ("document", "triples")

    def __init__(self, document: str) -> None:
        self.document = encode_iri(document)
        self.triples: list[Triple] = []

    def add(self, subject: Term, predicate: Term, object_: Term) -> None:
        """Say one thing."""
        self.triples.append((subject, predicate, object_))


def iri(text: str) -> Term:
    """A thing by its full address."""
    return f"<{encode_iri(text)}>"


def literal(text: str) -> Term:
    """A plain text."""
    return f'"{escape(text)}"'


def tagged(text: str, language: str) -> Term:
    """A text in a language (a valid tag)."""
    return f'"{escape(text)}"@{language}'


def decimal(value: Decimal) -> Term:
    """A decimal number, exactly."""
    return f'"{value:f}"^^xsd:decimal'


def integer(value: int) -> Term:
    """A whole number."""
    return f'"{value}"^^xsd:integer'


def boolean(value: bool) -> Term:  # noqa: FBT001  the value itself
    """True or false."""
    return '"true"^^xsd:boolean' if value else '"false"^^xsd:boolean'


def date_time(text: str) -> Term:
    """A point in time, in the form of ISO 8601 with a zone."""
    return f'"{text}"^^xsd:dateTime'


def escape(text: str) -> str:
    """A text as it stands between quotation marks in N-Triples and Turtle; lone surrogates become U+FFFD."""
    return _ESCAPED.sub(_escape_one, text) if _ESCAPED.search(text) else text


def _escape_one(match: re.Match[str]) -> str:
    letter = match[0]
    short = _SHORT.get(letter)
    if short is not None:
        return short
    return "\ufffd" if letter >= "\ud800" else f"\\u{ord(letter):04X}"
