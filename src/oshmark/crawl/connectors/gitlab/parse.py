# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the answers of GitLab say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl import forge, graphql, tree
from oshmark.crawl.answers import each, read, read_part
from oshmark.crawl.connectors.gitlab.requests import IS_NAME, PAGED, SEARCHES, raw_url, refresh
from oshmark.crawl.forge_requests import name_of
from oshmark.crawl.harvest import Fault, Harvest, together
from oshmark.crawl.paging import carry_on
from oshmark.crawl.task import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Response
    from oshmark.crawl.place import Place


MOST_PAGES = 100
"""Of the files of one project, of a hundred each; the list of those that has more is not complete."""


class Project(msgspec.Struct):
    """A project; GraphQL tells its last commit, REST the name of its branch."""

    path_with_namespace: str = ""
    default_branch: str | None = None
    visibility: str | None = None
    empty_repo: bool = False
    repository: dict[str, dict[str, forge.Commit | None] | None] | msgspec.UnsetType | None = msgspec.UNSET

    @property
    def known(self) -> forge.Repository:
        """The same as all forges have it. Who asks without a token is told of no others than public ones."""
        private = self.visibility not in (None, "public")
        if self.repository is msgspec.UNSET:
            is_empty = self.empty_repo or not self.default_branch
            return forge.Repository(self.path_with_namespace, self.default_branch, private, empty=is_empty)
        last = ((self.repository or {}).get("tree") or {}).get("commit")
        return forge.Repository(self.path_with_namespace, private=private, head=forge.Head(last))


class Hit(msgspec.Struct):
    """A file that a search for code found."""

    path: str
    project_id: int


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
            return Harvest(sightings=(forge.sighting(repository, read(response, forge.Branch).commit.id),))
        case "tree":
            files, number = read(response, list[tree.File]), task.args.get("page", 1)
            more = carry_on(Task("tree", {**task.args, "page": number + 1}), response)
            page = tree.listed(task, files, file_url=raw_url(task, place), then="raw", complete=not more)
            return together([page, Harvest(tasks=more if number < MOST_PAGES else ())])
        case "raw" | "list":
            return forge.file(task, response, partial(raw_url, task, place))
        case _:
            return _project(read(response, Project), place, asked=repository)


def _project(form: Project, place: Place, *, asked: str) -> Harvest:
    if asked and not form.path_with_namespace:  # old instances do not repeat the name that was asked for
        form.path_with_namespace = asked.removeprefix(f"{place.web}/")
    return forge.repository(form.known, place, asked=asked, is_name=IS_NAME.fullmatch)


def _projects(items: list[msgspec.Raw], place: Place) -> Harvest:
    """Projects of a list: their states are asked for together."""
    good, faults = each(items, Project, place.web)
    public = [one.path_with_namespace for one in good if not one.known.private]
    named = [path for path in public if IS_NAME.fullmatch(path)]
    if len(named) < len(public):
        faults += (Fault(place.web, f"{len(public) - len(named)} projects without a name were left out."),)
    return Harvest(tasks=tuple(refresh(f"{place.web}/{path}", place) for path in named), faults=faults)


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
        form, asked = by_path.get(name_of(task, place).lower()), task.args["repository"]
        found = None if form is None else forge.safely(asked, partial(_project, form, place, asked=asked))
        harvests.append(found or Harvest(tasks=(Task("project", task.args),)))
    return together(harvests)
