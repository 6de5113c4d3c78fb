# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the attestations of an issuer are confirmed (§0a). The method is data: a body writes it beside the issuer.

There are four. Whatever else is written names an issuer and no more: its attestations stay claims.

- `page sha256:<64 hexadecimal digits>`: the body has looked at exactly this page, and recorded its digest.
- `wiki revision: {name}; {version}; attested`: the address is that of one state of a page of a MediaWiki, and its text
  has all of these, separated by semicolons; `{name}` and `{version}` stand for those of the release. Behind `but not:`
  may follow what must not be there, by which the wiki says that an attestation was taken back.
- `registry of OSHWA`: the record of the certification, as it was crawled, or as the registry answers.
- `body did:web:<host>`: another body of this software; its registry is asked on the host that the DID names.
"""

from __future__ import annotations

import re
from enum import Enum

import msgspec

MOST_WORDS = 10
NAME, VERSION = "{name}", "{version}"
_PAGE = re.compile(r"page (sha256:[0-9a-f]{64})")
_WIKI = "wiki revision:"
_NOT = "but not:"
_OSHWA = "registry of oshwa"
_BODY = re.compile(r"body (did:web:([A-Za-z0-9.-]{1,253}(?:%3A[0-9]{1,5})?))")


class MethodKind(Enum):
    """Which of the four."""

    PAGE = "page"
    WIKI = "wiki"
    OSHWA = "oshwa"
    BODY = "body"


class Method(msgspec.Struct, frozen=True):
    """A method that was understood. `finds` and `but_not` belong to a wiki, `digest` to a page, `host` to a body."""

    kind: MethodKind
    finds: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    digest: str = ""
    host: str = ""


def read_method(written: str) -> Method | None:
    """The method that is written; `None` for words that are none."""
    text = " ".join(written.split())
    if page := _PAGE.fullmatch(text):
        return Method(MethodKind.PAGE, digest=page[1])
    if body := _BODY.fullmatch(text):
        return Method(MethodKind.BODY, host=body[2].replace("%3A", ":").lower())
    if text.lower() == _OSHWA:
        return Method(MethodKind.OSHWA)
    if not text.lower().startswith(_WIKI):
        return None
    wanted, _, unwanted = text[len(_WIKI) :].partition(_NOT)
    finds = _words(wanted)
    # A page that has to say nothing in particular confirms nothing.
    return Method(MethodKind.WIKI, finds=finds, but_not=_words(unwanted)) if finds else None


def _words(written: str) -> tuple[str, ...]:
    return tuple(word for one in written.split(";")[:MOST_WORDS] if (word := one.strip()))
