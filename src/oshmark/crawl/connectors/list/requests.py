# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to ask for a list of manifests: the list, and the manifests that it names, wherever they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.crawl.exchange import MEGABYTE, Request
from oshmark.crawl.manifest_lists import MANIFEST_BYTES
from oshmark.crawl.stated import link
from oshmark.crawl.task import Source, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.place import Place


def begin(source: Source, place: Place) -> tuple[Task, ...]:
    """The first task of a source; none where its value is no web address."""
    del place
    url = link(source.value)
    if not url:
        return ()
    return (Task("list", {"url": url, "depth": 0}) if source.what == "list" else Task("manifest", {"url": url}),)


def ask(tasks: Sequence[Task], place: Place) -> Request:
    """The request for a list or a manifest: its address is all that there is to it."""
    del place
    is_list = tasks[0].kind == "list"
    return Request(tasks[0].args["url"], limit=20 * MEGABYTE if is_list else MANIFEST_BYTES, replayed=is_list)


def refresh(repository: str, place: Place) -> Task:
    """The task for a manifest whose address is its repository; those of others are told by their list."""
    del place
    return Task("manifest", {"url": repository})


def of_address(address: str) -> tuple[Task, ...] | None:
    """Nothing: that an address is that of a list, only the one who typed it knows."""
    del address
    return None
