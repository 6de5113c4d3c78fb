# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms in which a resource can be had, and which of them a client asks for (RFC 9110, 12.5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_RANGES = 64
"""Media ranges of an `Accept` header that are looked at; browsers send fewer than ten."""


class Form(msgspec.Struct, frozen=True):
    """One form: the last step of its address after `/-/`, its media type, and its name for people."""

    name: str
    media: str
    label: str

    @property
    def content_type(self) -> str:
        """The media type with its character set."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


HTML = Form("", "text/html", "HTML")
TURTLE = Form("ttl", "text/turtle", "Turtle")
JSONLD = Form("jsonld", "application/ld+json", "JSON-LD")
NTRIPLES = Form("nt", "application/n-triples", "N-Triples")
JSON = Form("json", "application/json", "JSON")
TOML = Form("toml", "application/toml", "TOML")
RAW = Form("raw", "text/plain", "Manifest as found")

GRAPHS = (TURTLE, JSONLD, NTRIPLES)
FORMS: dict[str, Form] = {form.name: form for form in (*GRAPHS, JSON, TOML, RAW)}
NEGOTIATED = (HTML, *GRAPHS, JSON, TOML)
"""What `Accept` can choose, the most usual first. The raw manifest has an address, and no media type of its own."""


def choose(accept: str, offered: Sequence[Form]) -> Form | None:
    """The form that the client likes best; of equals the first one offered; `None` when it accepts none of them."""
    ranges = _ranges(accept) if accept.strip() else [("*/*", 1.0)]
    best: tuple[float, Form] | None = None
    for form in offered:
        quality = _quality(form.media, ranges)
        if quality > 0 and (best is None or quality > best[0]):
            best = (quality, form)
    return None if best is None else best[1]


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether the client takes a file that was compressed on the way (RFC 9110, 12.5.3)."""
    return any(name in ("gzip", "x-gzip") and quality > 0 for name, quality in _ranges(accept_encoding))


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for piece in accept.split(",", MAX_RANGES)[:MAX_RANGES]:
        media, *parameters = (part.strip().lower() for part in piece.split(";"))
        if media:
            found.append((media, _q(parameters)))
    return found


def _q(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                return 0.0
            return min(quality, 1.0) if quality >= 0 else 0.0
    return 1.0


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality that the most specific range gives to a media type."""
    for wanted in (media, f"{media.partition('/')[0]}/*", "*/*"):
        given = [quality for name, quality in ranges if name == wanted]
        if given:
            return max(given)
    return 0.0
