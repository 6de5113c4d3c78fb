# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the answers say that a list leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.crawl import manifest_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Response
    from oshmark.crawl.harvest import Harvest
    from oshmark.crawl.place import Place
    from oshmark.crawl.task import Task


def parse(tasks: Sequence[Task], response: Response, place: Place) -> Harvest:
    """What a list or a manifest says."""
    del place
    args = tasks[0].args
    if tasks[0].kind == "manifest":
        return manifest_lists.found_at(args["url"], response)
    return manifest_lists.harvest(manifest_lists.read_list(response), depth=args["depth"])
