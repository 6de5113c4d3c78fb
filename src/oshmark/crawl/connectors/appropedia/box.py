# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The box of metadata on a page of a wiki, as a manifest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oshmark.crawl.addresses import encoded
from oshmark.crawl.connectors.appropedia.requests import BOXES
from oshmark.crawl.generated import generated_manifest, record_of
from oshmark.crawl.harvest import Found
from oshmark.crawl.mapping import Row
from oshmark.crawl.stated import line, link, prose, words
from oshmark.crawl.wiki_requests import page_url
from oshmark.crawl.wikitext import call
from oshmark.manifest.text import clean

if TYPE_CHECKING:
    from oshmark.crawl.place import Place
    from oshmark.crawl.wiki_answers import Text

NAMES = frozenset(box.lower() for box in BOXES)
BUILT_BY_OTHERS = frozenset({"commercialized", "deployed", "implemented", "verified"})
BUILT = frozenset({"prototype", "prototyped"})
NO = frozenset({"", "no", "false", "0", "none", "n/a", "not yet"})
_FILE = re.compile(
    r"(?:\[\[)?\s{0,9}(?:(?:File|Image)\s{0,9}:)?([^\[\]|{}<>#]{1,255})(?:\|.{0,500})?(?:\]\])?", re.IGNORECASE
)
_OUTWARD = re.compile(r"\[https?://[^\s\[\]]{1,1000}\s([^\[\]]{1,300})\]", re.IGNORECASE)
_USER = re.compile(r"\s{0,9}User\s{0,9}:", re.IGNORECASE)

MAPPING = (
    Row("title of the page", "`name`"),
    Row("address of the page", "`repo`"),
    Row("number of the revision", "`version`", "states of the page are what the wiki tells apart"),
    Row("`license`", "`license`", "where the box has none: the licence that the wiki states for all of its pages"),
    Row("`authors`", "`licensor`", "parted at commas, without `User:`"),
    Row("`description`, else `keywords` and `caption`", "`function`", "without marks of the wiki"),
    Row("`language-code`, `language`", "`documentation-language`"),
    Row("`image`", "`image`", "through Special:FilePath, which leads to the file"),
    Row(
        "`status`, `replicated`, `replicated-in`, `made`",
        "`technology-readiness-level`",
        "replicated, or commercialized, deployed, implemented or verified: OTRL-5; made, or a prototype: OTRL-4",
    ),
    Row("`keywords`", "`keywords`", "an own key"),
)


def found_on(page: Text, place: Place) -> Found | None:
    """The manifest that the box of a page gives; `None` where there is no box."""
    box = call(page.text, NAMES)
    if box is None:
        return None
    address, revision = page_url(page.title, place), page.revision
    wikis = link(page.licence) or line(page.licence)
    fields = {
        "name": line(page.title.replace("_", " ")),
        "repo": address,
        "version": revision,
        "license": _plain(box.get("license", "")) or wikis,
        "licensor": _authors(box.get("authors", "")),
        "documentation-language": _plain(box.get("language-code", "")) or _plain(box.get("language", "")),
        "function": _function(box),
        "image": _image(box.get("image", ""), place),
        "technology-readiness-level": _readiness(box),
        "keywords": words(_plain(box.get("keywords", ""))),
    }
    record = record_of({"title": page.title, "revision": revision, "licence": page.licence, "box": box})
    raw = generated_manifest(fields, platform="the wiki", address=address, record=record)
    return Found(address, "okh.toml", raw, address, revision, generated=True, record=record, licence=wikis)


def _plain(value: str) -> str:
    """A value of the box as one line, without marks of the wiki; a template within a template goes too."""
    return line(clean(clean(_OUTWARD.sub(r"\1", value[:5000]))))


def _function(box: dict[str, str]) -> str:
    described = prose(clean(clean(_OUTWARD.sub(r"\1", box.get("description", "")))))
    return described or " - ".join(one for key in ("keywords", "caption") if (one := _plain(box.get(key, ""))))


def _authors(value: str) -> list[str] | str:
    names = words(_plain(value))
    found = [line(_USER.sub("", one, count=1).replace("_", " ")) if _USER.match(one) else one for one in names]
    unique = list(dict.fromkeys(one for one in found if one))
    return unique[0] if len(unique) == 1 else unique


def _image(value: str, place: Place) -> str:
    if address := link(value) if value[:8].lower().startswith("http") else "":
        return address
    match = _FILE.fullmatch(value.strip())
    name = line(match[1]) if match else ""
    return f"{place.web}/Special:FilePath/{encoded(name.replace(' ', '_'), keep='')}" if name else ""


def _readiness(box: dict[str, str]) -> str:
    status = {word.lower() for word in words(_plain(box.get("status", "")))}
    if status & BUILT_BY_OTHERS or _says_yes(box, "replicated") or _says_yes(box, "replicated-in"):
        return "OTRL-5"
    return "OTRL-4" if status & BUILT or _says_yes(box, "made") else ""


def _says_yes(box: dict[str, str], key: str) -> bool:
    return _plain(box.get(key, "")).lower() not in NO
