# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every pattern of the site, the office's too, and an address for each: from what a world says its gaps mean."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.whole_site import Named

ADDRESSES = {
    "resource": "/m/github.com/weaver/loom/-/v/2.1.0",
    "data-current": "/data/current.ttl",
    "data-form": "/data.ttl",
    "generation-form": "/data/gen-1.ttl",
    "vocabulary-form": "/ns.ttl",
    "shapes-form": "/shapes.ttl",
    "about-form": "/about.json",
    "statistics-form": "/statistics.json",
    "crawl-form": "/crawl.json",
    "digital-link": "/01/04006381333931",
    "digital-link-unit": "/01/04006381333931/21/A-1",
    "licences": "/licences",
    "processes": "/processes",
    "languages": "/languages",
    "admin:app_list": "/admin/accounts/",
    "licence": "/licence/CERN-OHL-S-2.0",
    "process": "/process/3DP",
    "language": "/language/en",
    "agent": "/a/web/weaver.example.org~2Fwilma",
    "log-entry-tile": "/log/tile/entries/000.p/1",
    "log-tile": "/log/tile/0/000.p/1",
}
"""Where what follows is read by the view and not by the pattern; they are the same for everybody."""
FILLERS = ("1", "x", "ttl", "json", "pdf", "atom", "00", "a" * 8, "a" * 10, "a" * 16, "a" * 32, "0" * 64)
"""What is tried for gaps that no world has a word for."""


def patterns(resolver: URLResolver, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """The name of every pattern, with its route; what has no name, as the catch-all of the office, is named by that."""
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, route, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name or route}", route


ALL = dict(patterns(get_resolver()))


def address(name: str, named: Named) -> str:
    """An address of a pattern, whose gaps are what `named` says under the longest beginning of its name."""
    if name in ADDRESSES:
        return ADDRESSES[name]
    if "/" in name:
        return "/" + name.partition(":")[2].replace("<path:object_id>", "1").replace("(?P<url>.*)$", "nothing")
    groups = sorted((one for one in named if name.startswith(one)), key=len)
    words: dict[str, Any] = {gap: value for one in groups for gap, value in named[one].items()}
    gaps = sorted({gap for _form, found in _shapes(name) for gap in found}, key=str)
    for fillers in product(FILLERS, repeat=len([gap for gap in gaps if gap not in words])):
        rest = iter(fillers)
        filled = {gap: words[gap] if gap in words else next(rest) for gap in gaps}
        try:
            return reverse(name, kwargs=filled)
        except NoReverseMatch:
            continue
    raise LookupError(f"No address of {name} was found: say what its gaps mean in tests/web/whole_site.py")


def _shapes(name: str) -> list[tuple[str, list[str]]]:
    """The forms of a pattern's addresses, with the names of their gaps."""
    resolver, last = get_resolver(), name
    if ":" in name:
        space, _, last = name.partition(":")
        resolver = resolver.namespace_dict[space][1]
    found: list[tuple[str, list[str]]] = resolver.reverse_dict.getlist(last)[0][0]
    return found
