# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to ask of Thingiverse: things by their number, and its search.

A search shows no more than its first 10,000 things. So everything is looked for licence by licence, and where there are
more, in spans of time that are halved until there are fewer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from oshmark.crawl.addresses import host_and_steps
from oshmark.crawl.exchange import JSON_TYPES, Request
from oshmark.crawl.task import Source, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.place import Place

CREDENTIALS = "thingiverse"
HOST = "thingiverse.com"
PAGE = 100
OPEN = ("cc", "ccsa", "pd0", "public", "gpl", "lgpl", "bsd")
"""What the search calls the licences that are open, or may be."""
FIRST_DAY = "2008-01-01"
"""Before the first thing."""
MAX_RANGE = 1000
_RANGE = re.compile(r"(\d{1,10})-(\d{1,10})")
_THING = re.compile(r"(?:thing:)?([1-9]\d{0,9})")


def begin(source: Source, place: Place) -> tuple[Task, ...]:
    """The first tasks of a source; none where its value names nothing."""
    if source.what == "all":
        return tuple(_search("", licence) for licence in OPEN)
    if source.what == "search":
        term = source.value.strip()
        return (_search(term, ""),) if term.strip(".") else ()
    if source.what == "thing" and (match := _THING.fullmatch(source.value.strip())):
        return (thing(int(match[1]), place),)
    if source.what == "things" and (match := _RANGE.fullmatch(source.value.strip())):
        first = max(int(match[1]), 1)
        return tuple(thing(number, place) for number in range(first, min(int(match[2]) + 1, first + MAX_RANGE)))
    return ()


def _search(term: str, licence: str) -> Task:
    return Task("search", {"term": term, "licence": licence, "after": FIRST_DAY, "before": "", "page": 1})


def thing(number: int, place: Place) -> Task:
    """The task for one thing."""
    return Task("thing", {"repository": f"{place.web}/thing:{number}"})


def ask(tasks: Sequence[Task], place: Place) -> Request:
    """The request for a thing, for its files, or for a page of a search."""
    kind, args = tasks[0].kind, tasks[0].args
    if kind == "search":
        query = {"type": "things", "per_page": PAGE, "page": args["page"], "sort": "newest"}
        query |= {"license": args["licence"], "posted_after": args["after"], "posted_before": args["before"]}
        stated = urlencode({key: value for key, value in query.items() if value})
        url = f"{place.api}/search/{quote(args['term'], safe='')}?{stated}"
        return Request(url, accepts=JSON_TYPES, token=CREDENTIALS, conditional=False)
    url = f"{place.api}/things/{args['repository'].rpartition(':')[2]}"
    return Request(f"{url}/files" if kind == "files" else url, accepts=JSON_TYPES, token=CREDENTIALS)


def refresh(repository: str, place: Place) -> Task:
    """The task for a known thing."""
    del place
    return Task("thing", {"repository": repository})


def of_address(address: str) -> tuple[Task, ...] | None:
    """The task for the address of a thing."""
    host, steps = host_and_steps(address)
    match = _THING.fullmatch(steps[0]) if steps and steps[0].startswith("thing:") else None
    if host != HOST or match is None:
        return None
    return (Task("thing", {"repository": f"https://www.{HOST}/thing:{match[1]}"}),)
