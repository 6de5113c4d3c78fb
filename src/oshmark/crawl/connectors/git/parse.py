# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a clone says: the files of the repository, and its manifests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.crawl import clones
from oshmark.crawl.addresses import encoded
from oshmark.crawl.harvest import Found, Harvest, Listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Response
    from oshmark.crawl.place import Place
    from oshmark.crawl.task import Task


def parse(tasks: Sequence[Task], response: Response, place: Place) -> Harvest:
    """What the answer to a task says."""
    del place
    task = tasks[0]
    if task.kind == "head":
        return clones.state(task, response)
    repository, clone = task.args["repository"], clones.clone(task, response)
    file_url = clones.file_url(repository, clone.commit)
    found = []
    for path, raw in clone.manifests.items():
        perma_url = file_url.replace("{path}", encoded(path))
        found.append(Found(repository, path, raw, perma_url or repository, clone.commit, perma_url))
    listing = Listing(repository, clone.commit, clone.paths, file_url, clone.complete)
    return Harvest(found=tuple(found), listings=(listing,), faults=clone.faults)
