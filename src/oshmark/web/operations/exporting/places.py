# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which addresses of the site belong to a copy of the registry, and in which file each comes to lie.

A page lies in `index.html` of a folder that is called as its address: put under the old host by any server, a copy
answers at the addresses that are printed on labels.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, unquote

import msgspec

HTML = "text/html"
PAGE = "index.html"
LONGEST = 200
"""Bytes of a piece of a path that every file system takes."""
_ID = r"[^/]{1,300}"
_BELONGS = re.compile(
    rf"/certificates(?:\.csv|\.json|/statistics|/changes\.(?:atom|json)|/applications(?:/{_ID})?)?"
    rf"|/certificates/(?!applications|statistics){_ID}(?:/-/[a-z]{{1,10}})?"
    rf"|/bodies(?:/{_ID})?|/schemes(?:/{_ID}){{0,2}}|/schemes/{_ID}/{_ID}/-/json|/parties/{_ID}"
    r"|/C/[0-9A-Z]{1,60}(?:/[^/]{1,60})?|/C/[0-9A-Z]{1,60}(?:/[^/]{1,60})?/-/(?:ttl|jsonld|nt|json)"
    r"|/picture/[0-9a-f]{64}-[0-9]+\.webp|/static/[^?]+|/log|/log/entries/[0-9]+|/log/keys|/log/checkpoint"
)
_WITH_SOURCES = re.compile(r"/files/[0-9a-f]{64}/[^/]+|/C/[0-9A-Z]{1,60}(?:/-)?/package\.zip")
_LANGUAGE = re.compile(r"[A-Za-z-]{2,20}")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


class Address(msgspec.Struct, frozen=True, order=True):
    """An address of the site: its path as links write it, and what of a query belongs to it."""

    path: str
    page: str = ""
    language: str = ""

    @property
    def query(self) -> str:
        """The query to ask with."""
        pairs = (("page", self.page), ("lang", self.language))
        return "&".join(f"{name}={value}" for name, value in pairs if value)


class Rule(msgspec.Struct, frozen=True):
    """What belongs to a copy: `releases` are the addresses of those that a certificate or a label names."""

    releases: frozenset[str]
    with_sources: bool

    def address(self, path: str, query: str) -> Address | None:
        """The address, where it belongs to the copy."""
        if path.startswith("/static/"):
            query = ""
        if not self._belongs(path) or _pieces(path) is None:
            return None
        asked = parse_qs(query, keep_blank_values=True)
        page, language = asked.pop("page", [""])[0], asked.pop("lang", [""])[0]
        if asked or (page and not _NUMBER.fullmatch(page)) or (language and not _LANGUAGE.fullmatch(language)):
            return None
        return Address(path, "" if page == "1" else page, language)

    def _belongs(self, path: str) -> bool:
        if _BELONGS.fullmatch(path) or (self.with_sources and _WITH_SOURCES.fullmatch(path)):
            return True
        return path.startswith("/m/") and any(begin in self.releases for begin in _beginnings(path))


def _beginnings(path: str) -> list[str]:
    """The path, and everything that it lies below."""
    places = [at for at, sign in enumerate(path) if sign == "/" and at]
    return [path, *(path[:at] for at in places)]


def _pieces(path: str) -> list[str] | None:
    """The names of folders and file; `None` where one of them would be no name."""
    pieces = [unquote(piece) for piece in path.strip("/").split("/")]
    for piece in pieces:
        if not piece.strip(". ") or any(sign in piece for sign in "/\\\x00") or len(piece.encode()) > LONGEST:
            return None
        if any(ord(sign) < ord(" ") for sign in piece):
            return None
    return pieces


def file_of(address: Address, media: str) -> str:
    """Where an address lies, below the folder of the copy."""
    pieces = list(_pieces(address.path) or [])
    if media == HTML:
        extra = [f"page-{address.page}"] if address.page else []
        extra += [f"lang-{address.language}"] if address.language else []
        return "/".join([*pieces, *(["-", *extra] if extra else []), PAGE])
    if address.path.startswith("/log/entries/"):
        pieces[-1] += ".json"
    return "/".join(pieces)


def link(source: str, target: str) -> str:
    """How one file of a copy is named from another one."""
    here, there = source.split("/")[:-1], target.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return quote("/".join([*[".."] * len(here), *there]))
