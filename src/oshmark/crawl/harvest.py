# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an answer says, as a connector reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl.task import Source, Task

if TYPE_CHECKING:
    from collections.abc import Sequence


class Found(msgspec.Struct, frozen=True):
    """A manifest.

    `repository` is the address of its repository as people know it, `path` its place there, `commit` the state it was
    read from, `perma_url` an address that will always give these bytes, `address` where it was read. `generated` says
    that we wrote it from what the platform knows; `record` is then the part of the answer that it was made from.
    `licence` is that of the metadata, where the platform says one.
    """

    repository: str
    path: str
    raw: bytes
    address: str
    commit: str = ""
    perma_url: str = ""
    generated: bool = False
    record: bytes = b""
    licence: str = ""


class Sighting(msgspec.Struct, frozen=True):
    """A repository that is there, in a state: where `state` is not the one we know, `then` has to be done.

    `state` is a commit, a revision, or a time of the last change: equal states mean equal content.
    """

    repository: str
    state: str
    then: tuple[Task, ...] = ()


class Listing(msgspec.Struct, frozen=True):
    """The files of a repository in one state; `complete` is false where the platform cut the list. `file_url` is the
    address of a file in exactly this state, with `{path}` for its percent-encoded path."""

    repository: str
    commit: str
    paths: tuple[str, ...]
    file_url: str
    complete: bool = True


class Moved(msgspec.Struct, frozen=True):
    """A repository that has another address now."""

    repository: str
    now: str


class Fault(msgspec.Struct, frozen=True):
    """Something in an answer that cannot be used: where, and what is wrong with it, in a sentence for people."""

    where: str
    says: str


class Harvest(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one answer gives.

    `gone` are repositories that the platform says are not there; `sources` are lists that the answer names;
    `total` is how many things the platform says there are, where it does.
    """

    tasks: tuple[Task, ...] = ()
    found: tuple[Found, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    listings: tuple[Listing, ...] = ()
    moved: tuple[Moved, ...] = ()
    gone: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    faults: tuple[Fault, ...] = ()
    total: int | None = None


def together(harvests: Sequence[Harvest]) -> Harvest:
    """Several harvests as one."""
    return Harvest(
        tasks=tuple(one for harvest in harvests for one in harvest.tasks),
        found=tuple(one for harvest in harvests for one in harvest.found),
        sightings=tuple(one for harvest in harvests for one in harvest.sightings),
        listings=tuple(one for harvest in harvests for one in harvest.listings),
        moved=tuple(one for harvest in harvests for one in harvest.moved),
        gone=tuple(one for harvest in harvests for one in harvest.gone),
        sources=tuple(one for harvest in harvests for one in harvest.sources),
        faults=tuple(one for harvest in harvests for one in harvest.faults),
        total=next((harvest.total for harvest in harvests if harvest.total is not None), None),
    )
