# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the answers of a wiki say, and the boxes on its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.crawl import manifest_lists, wiki_answers
from oshmark.crawl.connectors.appropedia.box import found_on
from oshmark.crawl.harvest import Fault, Harvest
from oshmark.crawl.wiki_requests import page_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Response
    from oshmark.crawl.place import Place
    from oshmark.crawl.task import Task


def parse(tasks: Sequence[Task], response: Response, place: Place) -> Harvest:
    """What the answer to tasks of one kind says."""
    match tasks[0].kind:
        case "manifests":
            return manifest_lists.harvest(manifest_lists.read_list(response), depth=manifest_lists.MAX_DEPTH)
        case "manifest":
            return manifest_lists.found_at(tasks[0].args["url"], response)
        case _:
            return wiki_answers.parse(tasks, response, place, lambda task, text: _found(task, text, place))


def _found(task: Task, text: wiki_answers.Text, place: Place) -> Harvest:
    """A page that no list of changes names, but somebody, has to have a box."""
    found = found_on(text, place)
    if found is None and not task.args.get("maybe"):
        says = "This page has no box with metadata of a device or a project."
        return Harvest(faults=(Fault(page_url(text.title, place), says),))
    return Harvest(found=(found,) if found else ())
