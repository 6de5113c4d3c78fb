# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One state of a page of a MediaWiki, which nobody can change any more, and what its text says.

https://www.mediawiki.org/wiki/Help:Permanent_link: the number of the state is `oldid` in the query, or the last step of
`Special:PermanentLink/<number>`.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

from oshmark.certification.issuer_method import NAME, VERSION, Method
from oshmark.certification.worth import CONFIRMED, Claim, Judged, Why, Worth

MOST_FIELDS = 50
SILENT = frozenset({"script", "style", "template", "noscript"})
"""Elements whose content nobody reads."""
_LINK = re.compile(r"/Special:Perma(?:nent)?[Ll]ink/(\d{1,12})\Z")
_SHOWN = re.compile(r'"wgRevisionId":\s{0,3}(\d{1,12})')


def revision_of(address: str) -> str:
    """The number of the state that an address is for ever of; empty for one that may show something else tomorrow."""
    try:
        parts = urlsplit(address)
        named = parse_qs(parts.query, max_num_fields=MOST_FIELDS).get("oldid", [""])[0]
    except ValueError:  # a host that is none, or more fields than anybody needs
        return ""
    link = _LINK.search(unquote(parts.path))
    found = named or (link[1] if link else "")
    return found if re.fullmatch(r"\d{1,12}", found, re.ASCII) else ""


def judge_revision(claim: Claim, method: Method, html: str) -> Judged:
    """What the page of a permanent address comes to."""
    revision, text = revision_of(claim.address), plain_text(html)
    shown = _SHOWN.search(html)
    if not revision or (shown is not None and shown[1] != revision):
        return Judged(Worth.CLAIMED, Why.OTHER_REVISION)
    for word in method.but_not:
        if folded(word) in text:
            return Judged(Worth.REVOKED, Why.WITHDRAWN)
    for word in method.finds:
        if (why := _lacks(word, claim, text, revision)) is not Why.NOTHING:
            return Judged(Worth.CLAIMED, why)
    return CONFIRMED


def _lacks(word: str, claim: Claim, text: str, revision: str) -> Why:
    if word == NAME:
        name = folded(claim.name)
        return Why.NOTHING if name and name in text else Why.NO_NAME
    if word == VERSION:
        # A wiki has no other versions than its states: a release that is called by the number of this one is named.
        version = folded(claim.version)
        return Why.NOTHING if version and (version == revision or _stands_alone(version, text)) else Why.NO_VERSION
    return Why.NOTHING if folded(word) in text else Why.NO_WORDS


def _stands_alone(version: str, text: str) -> bool:
    """Whether a version is named, and is not only the beginning or the end of another one: 1.2 is not in 11.2.1."""
    return re.search(rf"(?<![0-9.]){re.escape(version)}(?![0-9]|\.[0-9])", text) is not None


def folded(text: str) -> str:
    """A text as it is compared: in small letters, with single spaces, as wikis write their titles."""
    return " ".join(text.replace("_", " ").casefold().split())


def plain_text(html: str) -> str:
    """The text of a page, folded. It is made in one pass, whatever a stranger sends."""
    start, *pieces = html.split("<")
    found, within = [start], ""
    for piece in pieces:
        tag, _, rest = piece.partition(">")
        name = tag.split(maxsplit=1)[0].lower() if tag.strip() else ""
        if within:
            within = "" if name == f"/{within}" else within
            found += [] if within else [rest]
        elif name in SILENT:
            within = name
        else:
            found.append(rest)
    return folded(unescape(" ".join(found)))
