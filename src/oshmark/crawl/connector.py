# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a connector is: plain functions that say what to ask of a platform, and what its answers mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from oshmark.crawl.exchange import Request, Response
from oshmark.crawl.harvest import Harvest
from oshmark.crawl.mapping import Row
from oshmark.crawl.place import Place
from oshmark.crawl.task import Source, Task


class SchemaError(Exception):
    """An answer is not of the form that the platform's answers have: what was looked for, and what was there."""


class TooMuchError(Exception):
    """The platform cannot answer so many tasks at once: fewer have to be asked together."""


class Connector(msgspec.Struct, frozen=True, kw_only=True):
    """One platform.

    `whats` says which kinds of source there are, each with a sentence; `begin` gives the first tasks of a source;
    `ask` the request for tasks of one kind (one of them, or up to `together[kind]`); `parse` reads the answer, and
    raises `SchemaError` for one that it cannot read and `TooMuchError` for one that was too large to ask for.
    `refresh` gives the task that tells whether a known repository has changed; `of_address` the tasks for an address
    that somebody typed, or `None` where it is not one of this platform. `places` are the public instances by host;
    `place_of` gives any other instance by its host or address, where the platform is software that many run.
    `instead` names for a kind of task the one that asks the same of an instance that refuses the first, with equal
    arguments.
    `tells_gone` are the kinds of task of which “not found” means that `args["repository"]` is gone; all where empty.
    A connector that `lists_others` names repositories that lie anywhere: they are not asked for by themselves.
    A `forge` holds repositories of which each speaks for itself: a manifest in one that names another is not its own.
    `mapping` is the table for the documentation where we write the manifest from what the platform says.
    """

    name: str
    title: str
    places: Mapping[str, Place]
    whats: Mapping[str, str]
    begin: Callable[[Source, Place], tuple[Task, ...]]
    ask: Callable[[Sequence[Task], Place], Request]
    parse: Callable[[Sequence[Task], Response, Place], Harvest]
    refresh: Callable[[str, Place], Task]
    of_address: Callable[[str], tuple[Task, ...] | None]
    together: Mapping[str, int] = {}
    place_of: Callable[[str], Place] | None = None
    tells_gone: tuple[str, ...] = ()
    instead: Mapping[str, str] = {}
    lists_others: bool = False
    forge: bool = False
    mapping: tuple[Row, ...] = ()


def request_for(connector: Connector, tasks: Sequence[Task], place: Place) -> Request:
    """The request for tasks of one kind, with the credentials of the place, or with none where there are none for it:
    a host that only a stranger has named never gets those of the platform."""
    request = connector.ask(tasks, place)
    if not request.token:
        return request
    token = place.token or request.token
    return msgspec.structs.replace(request, token=token if place.signed else "")
