# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the answers of Wikifactory say: each project becomes a manifest."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.crawl import graphql
from oshmark.crawl.answers import each, read_part
from oshmark.crawl.connector import SchemaError
from oshmark.crawl.connectors.wikifactory.requests import address_of
from oshmark.crawl.design_files import by_role
from oshmark.crawl.generated import generated_manifest, record_of
from oshmark.crawl.harvest import Fault, Found, Harvest, together
from oshmark.crawl.mapping import Row, pairs
from oshmark.crawl.stated import entries, line, link, prose, table
from oshmark.crawl.task import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Response
    from oshmark.crawl.place import Place

LICENCES = {"OHL": "TAPR-OHL-1.0", "GPL-2.0": "GPL-2.0-only", "GPL-3.0": "GPL-3.0-only"}
"""Abbreviations that are not those of SPDX; the others are. `CERN OHL` names no version, and stays as it is."""
NOT_THERE = frozenset({"NOTFOUND", "AUTHORISATION", "AUTHENTICATION"})
_COMMIT = re.compile(r"[0-9a-f]{7,64}")

MAPPING = (
    Row("`name`", "`name`"),
    Row("`parentSlug`, `slug`", "`repo`", "the address of the project"),
    Row("`contribution.version`", "`version`", "and `release`, the page of this version"),
    Row("`license.abreviation`", "`license`", f"{pairs(LICENCES)}; others as they are written"),
    Row("`creator.profile.fullName`, else `username`", "`licensor`"),
    Row("`parentContent.title`", "`organization`", "where the project belongs to an initiative"),
    Row("`description`", "`function`", "without marks of HTML"),
    Row("`image`", "`image`"),
    Row("`forkedFrom.project`", "`fork-of`"),
    Row(
        "`contribution.files`",
        "`readme`, `contribution-guide`, `user-manual`, `bom`, `part`, `auxiliary`",
        "by names and endings; files of design with one name are one part; others are auxiliary",
    ),
    Row("", "`documentation-language`", "not stated, and not guessed"),
)


class Edge(msgspec.Struct):
    """One project of a page."""

    node: msgspec.Raw


class Projects(msgspec.Struct, rename="camel"):
    """A page of projects."""

    edges: list[Edge]
    page_info: graphql.Page
    total_count: int | None = None


class AnsweredProjects(msgspec.Struct):
    """What stands at the question for a page."""

    result: Projects


class AnsweredProject(msgspec.Struct, rename="camel"):
    """What stands at the question for a project: it, or why there is none."""

    result: dict[str, Any] | None = None
    user_errors: list[dict[str, Any]] | None = None


def parse(tasks: Sequence[Task], response: Response, place: Place) -> Harvest:
    """What the answer to tasks of one kind says."""
    if tasks[0].kind == "project":
        return graphql.one_by_one(tasks, response, lambda task, part: _project(task, part, place))
    part = graphql.answer(response).part("projects")
    if part is None:
        raise SchemaError("A page of projects was looked for; there is none.")
    page = read_part(part, AnsweredProjects).result
    nodes, faults = each([edge.node for edge in page.edges], dict[str, Any], place.web)
    cursor = page.page_info.end_cursor
    goes_on = page.page_info.has_next_page and cursor and cursor != tasks[0].args["after"]
    more = (Task("projects", {"after": cursor}),) if goes_on else ()
    return together([Harvest(tasks=more, total=page.total_count, faults=faults), *(_one(n, place) for n in nodes)])


def _project(task: Task, part: msgspec.Raw, place: Place) -> Harvest:
    answered = read_part(part, AnsweredProject)
    if answered.result is not None:
        return _one(answered.result, place)
    errors = answered.user_errors or []
    if not errors or any(line(one.get("code")) in NOT_THERE for one in errors):
        return Harvest(gone=(task.args["repository"],))
    said = "; ".join(line(one.get("message"), 100) for one in errors[:5])
    return Harvest(faults=(Fault(task.args["repository"], f"Wikifactory does not give this project: {said}"),))


def _one(node: dict[str, Any], place: Place) -> Harvest:
    """One project; old answers name some of its parts otherwise."""
    space = line(node.get("parentSlug")) or line(table(table(node.get("space")).get("content")).get("slug"))
    address = address_of(space, line(node.get("slug")), place=place)
    if not address:
        return Harvest(faults=(Fault(place.web, f"A project has no address: “{line(node.get('name'), 100)}”."),))
    if node.get("private") is True:
        return Harvest(gone=(address,))
    stated = table(node.get("contribution")) or table(node.get("contributionUpstream"))
    files = [table(one) for one in entries(stated.get("files"))]
    versions = (line(table(one.get("contribution")).get("version")) for one in files)
    version = line(stated.get("version")) or next((one for one in versions if one), "")
    record = record_of(node)
    fields = {**_fields(node, address, version, place), **by_role(_paths(files))}
    raw = generated_manifest(fields, platform="Wikifactory", address=address, record=record)
    return Harvest(found=(Found(address, "okh.toml", raw, address, version, generated=True, record=record),))


def _fields(node: dict[str, Any], address: str, version: str, place: Place) -> dict[str, Any]:
    person = table(table(node.get("creator")).get("profile")) or table(node.get("creatorProfile"))
    parent, origin = table(node.get("parentContent")), table(table(node.get("forkedFrom")).get("project"))
    licence, image = line(table(node.get("license")).get("abreviation")), table(node.get("image"))
    return {
        "name": line(node.get("name")),
        "repo": address,
        "version": version,
        "license": LICENCES.get(licence, licence),
        "licensor": line(person.get("fullName")) or line(person.get("username")),
        "organization": line(parent.get("title")) if parent.get("type") == "initiative" else "",
        "function": prose(node.get("description")),
        "release": f"{address}/v/{version[:7]}" if _COMMIT.fullmatch(version) else "",
        "image": link(image.get("permalink")) or link(image.get("url")),
        "fork-of": address_of(line(origin.get("parentSlug")), line(origin.get("slug")), place=place),
    }


def _paths(files: list[dict[str, object]]) -> list[tuple[str, str]]:
    """The files with their addresses; folders have none."""
    found = []
    for one in files:
        file = table(one.get("file"))
        address = link(file.get("permalink")) or link(file.get("url"))
        name = line(one.get("filename")) or line(file.get("filename"))
        if address and name:
            found.append((str(PurePosixPath(line(one.get("dirname")), name)), address))
    return found
