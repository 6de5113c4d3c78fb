# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the answers of GitLab say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl import forge, graphql, tree
from oshmark.crawl.answers import each, read, read_part
from oshmark.crawl.connector import SchemaError
from oshmark.crawl.connectors.gitlab.requests import IS_NAME, PAGED, SEARCHES, project_path, raw_url, refresh
from oshmark.crawl.harvest import Fault, Harvest, Sighting, together
from oshmark.crawl.paging import carry_on
from oshmark.crawl.task import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Response
    from oshmark.crawl.place import Place


MOST_PAGES = 100
"""Of the files of one project, of a hundred each; the list of those that has more is not complete."""


class Commit(msgspec.Struct):
    """A commit."""

    id: str


class Branch(msgspec.Struct):
    """A branch."""

    commit: Commit


class Project(msgspec.Struct):
    """A project; GraphQL tells its last commit, REST the name of its branch."""

    path_with_namespace: str = ""
    default_branch: str | None = None
    visibility: str | None = None
    empty_repo: bool = False
    repository: dict[str, dict[str, Commit | None] | None] | None = None

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it; who asks without a token is told of no others."""
        return self.visibility in (None, "public")


class Hit(msgspec.Struct):
    """A file that a search for code found."""

    path: str
    project_id: int


class Described(msgspec.Struct):
    """A file as it is described."""

    file_path: str


def parse(tasks: Sequence[Task], response: Response, place: Place) -> Harvest:
    """What an answer to `ask` says."""
    task = tasks[0]
    if task.kind == "state":
        return _states(tasks, graphql.answer(response).part("projects"), place)
    if task.kind in PAGED:
        items = read(response, list[msgspec.Raw])
        page = _files(items, place) if task.kind in SEARCHES else _projects(items, place)
        return together([page, Harvest(tasks=carry_on(task, response, len(items)))])
    return _about_one(task, response, place)


def _about_one(task: Task, response: Response, place: Place) -> Harvest:
    repository = task.args.get("repository", "")
    match task.kind:
        case "head":
            return Harvest(sightings=(forge.sighting(repository, read(response, Branch).commit.id),))
        case "tree":
            files, number = read(response, list[tree.File]), task.args.get("page", 1)
            more = carry_on(Task("tree", {**task.args, "page": number + 1}), response)
            page = tree.listed(task, files, file_url=raw_url(task, place), then="raw", complete=not more)
            return together([page, Harvest(tasks=more if number < MOST_PAGES else ())])
        case "raw":
            return Harvest(found=(tree.manifest(task, response.body, file_url=raw_url(task, place)),))
        case "list":
            return forge.list_at(raw_url(task, place, "branch"), read(response, Described).file_path)
        case _:
            return _project(read(response, Project), repository, place)


def _project(form: Project, asked: str, place: Place) -> Harvest:
    now = _address(form, place) if form.path_with_namespace or not asked else asked
    moved = forge.moved(asked, now)
    if not form.is_public:
        return Harvest(gone=(asked,) if asked else ())
    if form.empty_repo or not form.default_branch:
        return Harvest(sightings=(Sighting(now, forge.EMPTY),), moved=moved)
    return Harvest(tasks=(Task("head", {"repository": now, "branch": form.default_branch}),), moved=moved)


def _projects(items: list[msgspec.Raw], place: Place) -> Harvest:
    """Projects of a list: their states are asked for together."""
    good, faults = each(items, Project, place.web)
    public = [one for one in good if one.is_public]
    named = [one for one in public if IS_NAME.fullmatch(one.path_with_namespace)]
    if len(named) < len(public):
        faults += (Fault(place.web, f"{len(public) - len(named)} projects without a name were left out."),)
    return Harvest(tasks=tuple(refresh(_address(one, place), place) for one in named), faults=faults)


def _files(items: list[msgspec.Raw], place: Place) -> Harvest:
    good, faults = each(items, Hit, f"{place.web}/search")
    hits = {one.project_id for one in good if tree.manifests([one.path])}
    return Harvest(tasks=tuple(Task("project", {"id": str(number)}) for number in sorted(hits)), faults=faults)


def _states(tasks: Sequence[Task], part: msgspec.Raw | None, place: Place) -> Harvest:
    """The projects that are there; whether another one is gone or has moved is asked for one by one."""
    good, faults = each(read_part(part or b"{}", dict[str, list[msgspec.Raw]]).get("nodes", []), Project, place.web)
    by_path = {one.path_with_namespace.lower(): one for one in good}
    harvests = [Harvest(faults=faults)]
    for task in tasks:
        form = by_path.get(project_path(task, place).lower())
        harvests.append(Harvest(tasks=(Task("project", task.args),)) if form is None else _state(task, form, place))
    return together(harvests)


def _state(task: Task, form: Project, place: Place) -> Harvest:
    asked, last = task.args["repository"], ((form.repository or {}).get("tree") or {}).get("commit")
    if not form.is_public:
        return Harvest(gone=(asked,))
    try:
        now = _address(form, place)
        return Harvest(sightings=(forge.sighting(now, last.id if last else None),), moved=forge.moved(asked, now))
    except SchemaError as error:
        return Harvest(faults=(Fault(asked, str(error)),))


def _address(form: Project, place: Place) -> str:
    if not IS_NAME.fullmatch(form.path_with_namespace):
        raise SchemaError(f"The path of a project was looked for, and there was {form.path_with_namespace[:80]!r}.")
    return f"{place.web}/{form.path_with_namespace}"
