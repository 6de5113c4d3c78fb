# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to ask for a repository that lies anywhere: its state, and a clone where that is another one.

The adapter that clones answers in JSON; its form is stated in `oshmark.crawl.clones`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.crawl import clones
from oshmark.crawl.task import Source, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Request
    from oshmark.crawl.place import Place


def begin(source: Source, place: Place) -> tuple[Task, ...]:
    """The first task of a source; none where its value is no address of a repository."""
    del place
    return clones.begin(source.value)


def ask(tasks: Sequence[Task], place: Place) -> Request:
    """The request for a state or a clone."""
    del place
    return clones.ask(tasks)


def refresh(repository: str, place: Place) -> Task:
    """The task that tells the state of a repository."""
    del place
    return Task("head", {"repository": repository, "ref": ""})


def of_address(address: str) -> tuple[Task, ...] | None:
    """The task for an address that says itself that it is one of Git: `git+https://…`, `git@…` or `….git`."""
    written = address.strip()
    is_git = written.startswith(("git+", "git@", "git://")) or written.partition("#")[0].endswith(".git")
    return (clones.begin(written) or None) if is_git else None
