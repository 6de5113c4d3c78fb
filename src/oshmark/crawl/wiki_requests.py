# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to ask of a wiki that runs on MediaWiki.

https://www.mediawiki.org/wiki/API:Main_page: pages are asked 50 at a time, lists go on with what `continue` says, and
`maxlag` lets a busy wiki send us away. `Place.api` is the folder of `api.php`, `Place.web` what precedes the titles of
pages. Kinds of tasks: `page` and `state` with a `title`; `members`, `uses` and `changes` with what they are `of`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlencode

from oshmark.crawl.addresses import encoded
from oshmark.crawl.exchange import JSON_TYPES, MEGABYTE, Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from oshmark.crawl.place import Place
    from oshmark.crawl.task import Task

TOGETHER = {"page": 50, "state": 50}
MAX_TITLE = 255
_PAGES = {"redirects": "1", "meta": "siteinfo", "siprop": "rightsinfo"}
_ASKED: dict[str, dict[str, str]] = {
    "page": {**_PAGES, "prop": "revisions", "rvprop": "ids|timestamp|content", "rvslots": "main"},
    "state": {**_PAGES, "prop": "info"},
    "members": {"generator": "categorymembers", "gcmnamespace": "0", "gcmlimit": "max", "prop": "info"},
    "uses": {"generator": "embeddedin", "geinamespace": "0", "geilimit": "max", "prop": "info"},
    "changes": {
        "list": "recentchanges",
        "rcdir": "newer",
        "rcnamespace": "0",
        "rctype": "edit|new|log",
        "rcprop": "title|ids|loginfo",
        "rclimit": "max",
    },
}
_NAMED = {"members": "gcmtitle", "uses": "geititle", "changes": "rcstart"}


def ask(tasks: Sequence[Task], place: Place) -> Request:
    """The request for tasks of one kind."""
    kind, args = tasks[0].kind, tasks[0].args
    query = {"action": "query", "format": "json", "formatversion": "2", "maxlag": "5", **_ASKED[kind]}
    if kind not in TOGETHER:
        of = args["of"] if kind != "changes" or "T" in args["of"] else f"{args['of']}T00:00:00Z"
        query |= {_NAMED[kind]: of, **args.get("continue", {})}
        return Request(f"{place.api}/api.php?{urlencode(query)}", accepts=JSON_TYPES, conditional=False)
    # The separator of MediaWiki that no title can hold; a body, because 50 titles are too long for an address.
    query["titles"] = "".join(f"\x1f{task.args['title']}" for task in tasks)
    return Request(
        f"{place.api}/api.php",
        method="POST",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        body=urlencode(query).encode(),
        accepts=JSON_TYPES,
        limit=50 * MEGABYTE,
        conditional=False,
    )


def onward(stated: Mapping[str, object]) -> dict[str, str]:
    """What an answer says to go on with, as far as it can be nothing else."""
    return {
        key: value
        for key, value in list(stated.items())[:10]
        if key.endswith("continue") and isinstance(value, str) and len(value) <= MAX_TITLE * 8
    }


def is_title(title: str) -> bool:
    """Whether a page can be called so."""
    return bool(title.strip()) and len(title) <= MAX_TITLE and title.isprintable() and not set("<>[]{}|#") & set(title)


def page_url(title: str, place: Place) -> str:
    """The address of a page."""
    return f"{place.web}/{encoded(title.strip().replace(' ', '_'), keep='/:')}"


def title_of(repository: str, place: Place) -> str:
    """The title of the page with this address."""
    return unquote(repository.removeprefix(f"{place.web}/")).replace("_", " ")
