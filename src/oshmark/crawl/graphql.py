# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking several things in one request of GraphQL, where one of them may fail and the others stay good."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.crawl.answers import read
from oshmark.crawl.connector import SchemaError, TooMuchError
from oshmark.crawl.exchange import JSON_TYPES, MEGABYTE, Request
from oshmark.crawl.harvest import Fault, Harvest, together
from oshmark.crawl.task import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from oshmark.crawl.exchange import Response

TOO_MUCH_TYPES = frozenset({"RATE_LIMITED", "RATE_LIMIT", "MAX_NODE_LIMIT_EXCEEDED", "RESOURCE_LIMITS_EXCEEDED"})
TOO_MUCH_WORDS = ("complexity", "rate limit", "timeout", "timed out")


_VARIABLE = re.compile(r"\$(\w+)")


class Error(msgspec.Struct, frozen=True):
    """What went wrong, and in which part of the answer."""

    message: str = ""
    type: str | None = None
    path: list[Any] | None = None


class Answer(msgspec.Struct, frozen=True):
    """The parts by their alias, and what went wrong."""

    data: dict[str, msgspec.Raw] | None = None
    errors: list[Error] | None = None

    def part(self, alias: str) -> msgspec.Raw | None:
        """What was asked as `alias`; `None` where it is null."""
        found = (self.data or {}).get(alias)
        return None if found is None or bytes(found).strip() == b"null" else found

    def error(self, alias: str) -> Error:
        """Why there is nothing at `alias`; an error without words where nobody said why."""
        return next((one for one in self.errors or () if one.path and one.path[0] == alias), Error())


class Page(msgspec.Struct, frozen=True, rename="camel"):
    """Whether a list goes on, and where."""

    has_next_page: bool
    end_cursor: str | None = None


class Connection(msgspec.Struct, frozen=True, rename="camel"):
    """A page of a list."""

    nodes: list[msgspec.Raw]
    page_info: Page
    total_count: int | None = None

    def carry_on(self, task: Task) -> Harvest:
        """The task for the page behind this one, with its cursor as `after`, and how many things there are."""
        goes_on = self.page_info.has_next_page and self.page_info.end_cursor
        more = (Task(task.kind, {**task.args, "after": self.page_info.end_cursor}),) if goes_on else ()
        return Harvest(tasks=more, total=self.total_count)


def query(url: str, text: str, variables: Mapping[str, Any], *, token: str, limit: int = 10 * MEGABYTE) -> Request:
    """The request for a query; what strangers wrote goes into the variables only."""
    return Request(
        url,
        method="POST",
        headers={"Content-Type": "application/json", "Accept": "application/json"},
        body=msgspec.json.encode({"query": text, "variables": variables}),
        accepts=JSON_TYPES,
        limit=limit,
        token=token,
        conditional=False,
    )


def several(
    url: str, part: str, values: Sequence[Mapping[str, str]], *, token: str, limit: int = 10 * MEGABYTE
) -> Request:
    """One request for the same `part` with several values of its variables: as `part0`, `part1` … of the answer."""
    parts = [f"part{number}:{_numbered(part, number)}" for number in range(len(values))]
    variables = {f"{name}{number}": value for number, row in enumerate(values) for name, value in row.items()}
    declared = ",".join(f"${name}:String!" for name in variables)
    return query(url, f"query({declared}){{{' '.join(parts)}}}", variables, token=token, limit=limit)


def _numbered(part: str, number: int) -> str:
    return _VARIABLE.sub(lambda match: f"${match[1]}{number}", part)


def answer(response: Response) -> Answer:
    """The answer; `TooMuchError` where less has to be asked at once, `SchemaError` where it says nothing."""
    result = read(response, Answer)
    for one in result.errors or ():
        words = one.message.lower()
        if one.type in TOO_MUCH_TYPES or any(word in words for word in TOO_MUCH_WORDS):
            raise TooMuchError(f"The platform cannot answer so much at once: {one.message[:300]}")
    if result.data is None:
        said = "; ".join(one.message for one in result.errors or ())[:300]
        raise SchemaError(f"The answer has no data. The platform says: {said or 'nothing'}")
    return result


def one_by_one(
    tasks: Sequence[Task],
    response: Response,
    read_one: Callable[[Task, msgspec.Raw], Harvest],
    *,
    missing_is_gone: bool = False,
) -> Harvest:
    """What `several` gave: a fault in the part of one task leaves the others good."""
    said = answer(response)
    harvests: list[Harvest] = []
    for number, task in enumerate(tasks):
        where, part, error = (
            str(task.args.get("repository", "")),
            said.part(f"part{number}"),
            said.error(f"part{number}"),
        )
        if part is not None:
            harvests.append(_one(task, part, read_one, where))
        elif missing_is_gone and error.type == "NOT_FOUND":
            harvests.append(Harvest(gone=(where,)))
        else:
            words = error.message[:300] or "nothing"
            harvests.append(Harvest(faults=(Fault(where, f"The platform gives no data, and says: {words}"),)))
    return together(harvests)


def _one(task: Task, part: msgspec.Raw, read_one: Callable[[Task, msgspec.Raw], Harvest], where: str) -> Harvest:
    try:
        return read_one(task, part)
    except SchemaError as error:
        return Harvest(faults=(Fault(where, str(error)),))
