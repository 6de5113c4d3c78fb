# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to ask of a wiki that holds metadata of hardware in boxes on its pages.

`Place.raw` is where the folder of the manifests lies that the wiki writes itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from oshmark.crawl import wiki_requests
from oshmark.crawl.exchange import JSON_TYPES, Request
from oshmark.crawl.manifest_lists import MANIFEST_BYTES
from oshmark.crawl.place import Place
from oshmark.crawl.task import Source, Task
from oshmark.crawl.wiki_requests import is_title, title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BOXES = ("Infobox device", "Infobox project", "Device data", "Project data")
"""The templates that hold metadata."""
HOST = "www.appropedia.org"
_SOURCES = {
    "category": ("members", "of", "Category:"),
    "template": ("uses", "of", "Template:"),
    "page": ("page", "title", ""),
    "changes": ("changes", "of", ""),
    "manifests": ("manifests", "", ""),
}
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?", re.ASCII)
_VALUES: dict[str, Callable[[str], object]] = {"changes": _TIME.fullmatch, "manifests": lambda _value: True}


def begin(source: Source, place: Place) -> tuple[Task, ...]:
    """The first tasks of a source."""
    del place
    if source.what == "all":
        return tuple(Task("uses", {"of": f"Template:{box}"}) for box in BOXES)
    is_known = source.what in _SOURCES and _VALUES.get(source.what, is_title)(source.value)
    if not is_known:
        return ()
    kind, key, space = _SOURCES[source.what]
    return (Task(kind, {key: f"{space}{source.value.removeprefix(space)}"} if key else {}),)


def ask(tasks: Sequence[Task], place: Place) -> Request:
    """The request for tasks of one kind."""
    if tasks[0].kind == "manifests":
        return Request(f"{place.raw}/manifests/list.json", accepts=JSON_TYPES, replayed=True)
    if tasks[0].kind == "manifest":
        return Request(tasks[0].args["url"], limit=MANIFEST_BYTES)
    return wiki_requests.ask(tasks, place)


def refresh(repository: str, place: Place) -> Task:
    """The task that tells the revision of a page."""
    return Task("state", {"title": title_of(repository, place)})


def place_of(host: str) -> Place:
    """Another wiki, at a host or an address, where its software is installed as its documentation has it."""
    root = host.rstrip("/") if "://" in host else f"https://{host}"
    return Place(api=f"{root}/w", web=f"{root}/wiki", raw=root)


def of_address(address: str) -> tuple[Task, ...] | None:
    """The task for the address of a page of Appropedia."""
    try:
        text = address.strip()
        parts = urlsplit(text if "://" in text else f"https://{text}")
    except ValueError:
        return None
    if parts.hostname not in (HOST, HOST.removeprefix("www.")):
        return None
    written = parts.path.lstrip("/")
    if written in ("w/index.php", "index.php"):
        written = next(iter(parse_qs(parts.query, max_num_fields=50).get("title", ())), "")
    title = unquote(written).replace("_", " ").strip()
    return (Task("page", {"title": title}),) if is_title(title) and ":" not in title else None
