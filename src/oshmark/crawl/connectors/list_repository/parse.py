# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a clone of a list says: each manifest in it is one of a module of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.crawl import clones
from oshmark.crawl.addresses import encoded
from oshmark.crawl.harvest import Fault, Found, Harvest
from oshmark.crawl.list_repository import INDEX
from oshmark.crawl.stated import link
from oshmark.errors import UnreadableError
from oshmark.manifest.read import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Response
    from oshmark.crawl.place import Place
    from oshmark.crawl.task import Task


def parse(tasks: Sequence[Task], response: Response, place: Place) -> Harvest:
    """What the answer to a task says. The files of the list are not those of its modules, so there is no listing."""
    del place
    task = tasks[0]
    if task.kind == "head":
        return clones.state(task, response)
    clone = clones.clone(task, response)
    file_url = clones.file_url(task.args["repository"], clone.commit)
    found, faults = [], list(clone.faults)
    for path, raw in clone.manifests.items():
        if path == INDEX:
            continue
        perma_url = file_url.replace("{path}", encoded(path))
        repository = _repository(raw, path)
        if repository:
            found.append(Found(repository, path, raw, perma_url or task.args["repository"], clone.commit, perma_url))
        else:
            says = "It is no manifest, or does not say where the repository of its module is."
            faults.append(Fault(f"{task.args['repository']}: {path}", says))
    return Harvest(found=tuple(found), faults=tuple(faults))


def _repository(raw: bytes, path: str) -> str:
    """The repository that a manifest states; empty where it states none, or is no manifest."""
    try:
        return link(read(raw, name=path.rpartition("/")[2]).manifest.repo or "")
    except UnreadableError:
        return ""
