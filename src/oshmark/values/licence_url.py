# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of legal codes, turned into names: `https://www.gnu.org/licenses/gpl-3.0.html` says `gpl 3.0`.

Only hosts that publish licences are believed; nothing is fetched.
"""

from __future__ import annotations

HOSTS = {
    "apache.org": "apache",
    "cern-ohl.web.cern.ch": "cern ohl",
    "choosealicense.com": "",
    "creativecommons.org": "cc",
    "eclipse.org": "",
    "gnu.org": "",
    "mozilla.org": "",
    "opendatacommons.org": "",
    "opensource.org": "",
    "ohwr.org": "",
    "solderpad.org": "",
    "spdx.org": "",
    "tapr.org": "tapr",
    "unlicense.org": "unlicense",
}
"""Host → the words that its addresses leave out."""
_PLACES = """
content dam document documents en legal legalcode license licenses old project projects raw standalone wiki wikis
"""
_SILENT = frozenset(_PLACES.split())
_SUFFIXES = (".html", ".htm", ".txt", ".pdf", ".md", ".php", ".json", ".rdf", ".tex", ".en", ".de", ".fr", ".es")


def host(text: str) -> str | None:
    """The host of an address in lower case and without `www.`, or `None` where a text is no address."""
    scheme, found, rest = text.partition("://")
    if found and scheme.lower() in {"http", "https"}:
        return rest.partition("/")[0].lower().removeprefix("www.") or None
    start, slash, _ = text.partition("/")
    bare = start.lower().removeprefix("www.")
    return bare if (slash or bare != start.lower()) and bare in HOSTS else None


def spoken(address: str) -> str:
    """The words of an address on one of the known hosts that name a licence. On spdx.org that is the id itself."""
    where = host(address) or ""
    path = address.partition("://")[2] or address
    path = path.partition("/")[2].partition("?")[0].partition("#")[0]
    pieces = [_bare(piece) for piece in path.split("/")]
    if where == "spdx.org":
        return pieces[-1] or (pieces[-2] if len(pieces) > 1 else "")
    said = [word for piece in pieces if not _is_deed(piece) for word in _words(piece)]
    wanted = [word for word in HOSTS[where].split() if word not in said]
    return " ".join(wanted + said)


def _bare(piece: str) -> str:
    """A piece of a path without what files end in."""
    while piece.lower().endswith(_SUFFIXES):
        piece = piece.rpartition(".")[0]
    return piece


def _is_deed(piece: str) -> bool:
    """The last piece of an address at Creative Commons may name a language, which is not a country."""
    return piece.lower().startswith(("deed", "legalcode"))


def _words(piece: str) -> list[str]:
    """`apache-2-0` as `apache`, `2.0`; `cern_ohl_s_v2` as four words."""
    found: list[str] = []
    for word in piece.lower().replace("_", "-").split("-"):
        if word in _SILENT or not word:
            continue
        if found and word.isdecimal() and found[-1].isdecimal():
            found[-1] += f".{word}"
        else:
            found.append(word)
    return found
