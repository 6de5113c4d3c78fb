# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the answers of the registry say: each record becomes a manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.crawl.answers import read
from oshmark.crawl.connector import SchemaError
from oshmark.crawl.connectors.oshwa.record import found
from oshmark.crawl.connectors.oshwa.requests import read_uid
from oshmark.crawl.harvest import Fault, Harvest
from oshmark.crawl.tables import records
from oshmark.crawl.task import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Response
    from oshmark.crawl.place import Place

COLUMNS = (
    "oshwaUid", "responsibleParty", "responsiblePartyType", "country", "projectName", "projectWebsite",
    "projectVersion", "previousVersions", "projectDescription", "primaryType", "additionalType", "projectKeywords",
    "documentationUrl", "hardwareLicense", "softwareLicense", "documentationLicense", "certificationDate",
)  # fmt: skip
"""What the columns of a table can be; there, a list is a text with commas."""


class Page(msgspec.Struct):
    """One page of the list."""

    items: list[Any]
    total: int = 0


def parse(tasks: Sequence[Task], response: Response, place: Place) -> Harvest:
    """What the answer to a task says."""
    task = tasks[0]
    if task.kind == "projects":
        page = read(response, Page)
        offset = task.args["offset"] + len(page.items)
        onward = (Task("projects", {"offset": offset}),) if page.items and offset < page.total else ()
        return _records(page.items, place, tasks=onward, total=page.total)
    if task.kind == "dump" and response.body.lstrip()[:1] not in (b"{", b"["):
        return _records(records(response, COLUMNS, wanted="A table of certifications"), place)
    return _records(_listed(read(response, object)), place)


def _listed(stated: object) -> list[Any]:
    """The records of an answer that may be a list, a page of one, or a single record."""
    items = stated.get("items", [stated]) if isinstance(stated, dict) else stated
    if not isinstance(items, list):
        raise SchemaError("Records of certifications were looked for; this is something else.")
    return items


def _records(stated: Sequence[Any], place: Place, *, tasks: tuple[Task, ...] = (), total: int | None = None) -> Harvest:
    """A manifest for each record, and a fault for each that has no number."""
    good, faults = [], []
    for number, record in enumerate(stated, start=1):
        uid = read_uid(record.get("oshwaUid")) if isinstance(record, dict) else ""
        if uid:
            good.append(found(uid, record, place))
        else:
            faults.append(Fault(place.web, f"Record {number} of this answer has no number of a certification."))
    return Harvest(found=tuple(good), tasks=tasks, total=total, faults=tuple(faults))
