# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to ask of the registry of the Open Source Hardware Association.

https://certificationapi.oshwa.org answers with a token only, up to 1000 records at a time. The records can also be read
from a dump, as JSON or CSV.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oshmark.crawl.addresses import host_and_steps
from oshmark.crawl.exchange import JSON_TYPES, MEGABYTE, Request
from oshmark.crawl.stated import link
from oshmark.crawl.task import Source, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.place import Place

CREDENTIALS = "oshwa"
HOST = "certification.oshwa.org"
PAGE = 1000
_UID = re.compile(r"[A-Z]{2}\d{6}")


def begin(source: Source, place: Place) -> tuple[Task, ...]:
    """The first tasks of a source; none where its value names nothing."""
    uid, url = read_uid(source.value), link(source.value)
    if source.what == "all":
        return (Task("projects", {"offset": 0}),)
    if source.what == "project" and uid:
        return (Task("project", {"repository": page_of(uid, place)}),)
    return (Task("dump", {"url": url}),) if source.what == "dump" and url else ()


def ask(tasks: Sequence[Task], place: Place) -> Request:
    """The request for tasks of one kind."""
    kind, args = tasks[0].kind, tasks[0].args
    if kind == "dump":
        return Request(args["url"], limit=50 * MEGABYTE, replayed=True)
    if kind == "project":
        url = f"{place.api}/api/projects/{uid_of(args['repository'])}"
        return Request(url, accepts=JSON_TYPES, token=CREDENTIALS)
    url = f"{place.api}/api/projects?limit={PAGE}&offset={args['offset']}"
    return Request(url, accepts=JSON_TYPES, limit=50 * MEGABYTE, token=CREDENTIALS, conditional=False)


def refresh(repository: str, place: Place) -> Task:
    """The task for the record of a certification page."""
    del place
    return Task("project", {"repository": repository})


def of_address(address: str) -> tuple[Task, ...] | None:
    """The task for the address of a certification page."""
    host, steps = host_and_steps(address)
    uid = read_uid(steps[0].removesuffix(".html")) if len(steps) == 1 else ""
    return (Task("project", {"repository": f"https://{HOST}/{uid.lower()}.html"}),) if host == HOST and uid else None


def read_uid(value: object) -> str:
    """The number of a certification, such as `DE000108`; empty for what is none."""
    text = value.strip().upper() if isinstance(value, str) else ""
    return text if _UID.fullmatch(text) else ""


def page_of(uid: str, place: Place) -> str:
    """The certification page. It is what identifies a module: hundreds of records share a documentation address, or
    have none."""
    return f"{place.web}/{uid.lower()}.html"


def uid_of(repository: str) -> str:
    """The number of the certification that a page shows."""
    return repository.rpartition("/")[2].removesuffix(".html").upper()
