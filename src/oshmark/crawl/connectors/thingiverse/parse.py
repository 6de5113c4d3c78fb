# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the answers of Thingiverse say: things under an open licence with a source become manifests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.crawl.answers import each, read
from oshmark.crawl.connectors.thingiverse.requests import PAGE, thing
from oshmark.crawl.design_files import by_role, has_source
from oshmark.crawl.generated import generated_manifest, record_of
from oshmark.crawl.harvest import Fault, Found, Harvest
from oshmark.crawl.mapping import Row, pairs
from oshmark.crawl.stated import entries, line, link, prose, table
from oshmark.crawl.task import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Response
    from oshmark.crawl.place import Place

MOST_HITS = 10_000
DAY = timedelta(days=1)
LICENCES = {
    "Creative Commons - Attribution": "CC-BY",
    "Creative Commons - Attribution - Share Alike": "CC-BY-SA",
    "Creative Commons - Public Domain Dedication": "CC0-1.0",
    "Public Domain": "CC0-1.0",
    "GNU - GPL": "GPL-3.0-or-later",
    "GNU - LGPL": "LGPL",
    "BSD License": "BSD-4-Clause",
    "BSD": "BSD-4-Clause",
}
"""The names of the licences that are open. Those of Creative Commons have no version there, and get none here."""

MAPPING = (
    Row("`name`", "`name`"),
    Row("`id`", "`repo`", "the page of the thing"),
    Row("`modified`", "`version`", "there are no versions; a change makes another state"),
    Row("`license`", "`license`", f"{pairs(LICENCES)}; things under others are left out"),
    Row("`creator.name`", "`licensor`"),
    Row("`description`", "`function`", "without marks of HTML"),
    Row("`thumbnail`", "`image`"),
    Row("`ancestors`", "`fork-of`", "where it is a remix"),
    Row("`tags`", "`keywords`", "an own key"),
    Row("`zip_data.files`, else the list of files", "`part`, `auxiliary` …", "at least one source is needed"),
    Row("", "`documentation-language`, readiness levels", "not stated, and not guessed"),
)


class Hits(msgspec.Struct):
    """A page of a search."""

    hits: list[msgspec.Raw]
    total: int = 0


class Hit(msgspec.Struct):
    """One thing of a search."""

    id: int


def parse(tasks: Sequence[Task], response: Response, place: Place) -> Harvest:
    """What the answer to a task says."""
    task = tasks[0]
    if task.kind == "search":
        return _search(task, response, place)
    if task.kind == "files":
        return _found(task.args["repository"], task.args["fields"], _files(read(response, list[Any])))
    return _thing(task.args["repository"], read(response, dict[str, Any]))


def _search(task: Task, response: Response, place: Place) -> Harvest:
    page, args = read(response, Hits), task.args
    is_too_much = page.total > MOST_HITS and args["page"] == 1
    if is_too_much and (halves := _halves(args["after"], args["before"] or f"{response.asked_at.date() + DAY}")):
        return Harvest(tasks=tuple(Task("search", {**args, "after": a, "before": b}) for a, b in halves))
    hits, faults = each(page.hits, Hit, place.web)
    if is_too_much:
        faults += (Fault(place.web, f"There are more than {MOST_HITS} things of {args['after']}; the first are read."),)
    goes_on = page.hits and args["page"] * PAGE < min(page.total, MOST_HITS)
    more = (Task("search", {**args, "page": args["page"] + 1}),) if goes_on else ()
    return Harvest(tasks=(*(thing(hit.id, place) for hit in hits if hit.id > 0), *more), faults=faults)


def _halves(after: str, before: str) -> tuple[tuple[str, str], ...]:
    """A span of days as two shorter ones; nothing where it is but one day."""
    start, end = date.fromisoformat(after), date.fromisoformat(before)
    middle = start + (end - start) // 2
    return ((after, f"{middle}"), (f"{middle}", before)) if start < middle < end else ()


def _thing(repository: str, record: dict[str, Any]) -> Harvest:
    """One thing, and whether it can be taken; its files are asked for where the answer does not list them."""
    licence = line(record.get("license"))
    if record.get("is_private") or record.get("is_published") in (0, False):
        return Harvest(gone=(repository,))
    if licence not in LICENCES:
        said = f"Its licence is “{licence}”, which is not open." if licence else "It names no licence."
        return _refused(repository, f"{said} A library of open hardware cannot take it.")
    if not line(record.get("name")) or not line(table(record.get("creator")).get("name")):
        return _refused(repository, "It has no name, or nobody who made it.")
    fields = _fields(repository, record, LICENCES[licence])
    listed = table(record.get("zip_data")).get("files")
    if listed or record.get("file_count") == 0:
        return _found(repository, fields, _files(entries(listed)))
    return Harvest(tasks=(Task("files", {"repository": repository, "fields": fields}),))


def _fields(repository: str, record: dict[str, Any], licence: str) -> dict[str, Any]:
    tags = (line(table(one).get("name"), 100) for one in entries(record.get("tags"), 50))
    ancestors = (link(table(one).get("public_url")) for one in entries(record.get("ancestors"), 20))
    return {
        "name": line(record.get("name")),
        "repo": repository,
        "version": line(record.get("modified")),
        "license": licence,
        "licensor": line(table(record.get("creator")).get("name")),
        "function": prose(record.get("description")),
        "image": link(record.get("thumbnail")),
        "fork-of": [one for one in ancestors if one],
        "keywords": [one for one in tags if one],
    }


def _files(listed: list[Any]) -> list[tuple[str, str]]:
    """Names and addresses; the page for downloading is for people, and better than the one that needs a token."""
    found = []
    for one in map(table, listed):
        address = next((a for key in ("public_url", "url", "download_url") if (a := link(one.get(key)))), "")
        if address and (name := line(one.get("name"))):
            found.append((name.replace("/", "_"), address))
    return found


def _found(repository: str, fields: dict[str, Any], files: list[tuple[str, str]]) -> Harvest:
    if not has_source(name for name, _address in files):
        return _refused(repository, "None of its files is a source that can be edited as it was designed.")
    record = record_of({**fields, "files": files})
    raw = generated_manifest({**fields, **by_role(files)}, platform="Thingiverse", address=repository, record=record)
    found = Found(repository, "okh.toml", raw, repository, fields["version"], generated=True, record=record)
    return Harvest(found=(found,))


def _refused(repository: str, says: str) -> Harvest:
    return Harvest(faults=(Fault(repository, says),))
