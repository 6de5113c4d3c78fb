# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What forges have in common: sources, addresses of repositories, and answers that Forgejo has in the form of GitHub.

Tasks about a repository have its address as people know it in `args["repository"]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl import tree
from oshmark.crawl.addresses import encoded, is_inside
from oshmark.crawl.answers import each, read
from oshmark.crawl.connector import SchemaError
from oshmark.crawl.harvest import Fault, Harvest, Moved, Sighting, together
from oshmark.crawl.task import Source, Task

if TYPE_CHECKING:
    from oshmark.crawl.exchange import Response
    from oshmark.crawl.place import Place

TOPICS = ("open-source-hardware", "open-hardware", "oshw", "openhardware")
EMPTY = "empty"
"""The state of a repository without a commit."""
TWO_STEPS = re.compile(
    r"(?!(?:api|assets|explore|features|orgs|search|sponsors|topics|user|users)/)"
    r"[\w.-]{1,100}/(?!\.{1,2}$)[\w.-]{1,100}",
    re.ASCII,
)
"""`owner/name`, as it is on GitHub and Forgejo."""
_FILE = re.compile(r"(.+?)(?:/-)?/(?:blob|raw|src)/(?:(?:branch|tag|commit)/)?([^/]+)/(.+)")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_OWNERS = ("organisation", "user", "group")

IsName = Callable[[str], object]


class Last(msgspec.Struct, frozen=True):
    """The last commit of a branch."""

    id: str


class Commit(msgspec.Struct, frozen=True):
    """The id of a commit."""

    oid: str


class Branch(msgspec.Struct, frozen=True):
    """A branch, as GitLab and Forgejo describe it."""

    commit: Last


class Described(msgspec.Struct, frozen=True):
    """A file as it is described; GitLab has the longer name."""

    path: str = ""
    file_path: str = ""


class Head(msgspec.Struct, frozen=True):
    """What a branch points at."""

    target: Commit | None


class Repository(msgspec.Struct, frozen=True):
    """A repository, of the keys that we need; `head` is that of its default branch, where a forge tells it at once."""

    full_name: str
    default_branch: str | None = None
    private: bool = False
    disabled: bool = False
    empty: bool = False
    updated_at: str = ""
    head: Head | msgspec.UnsetType | None = msgspec.UNSET


def begin(source: Source, place: Place, *, is_name: IsName, refresh: Callable[[str, Place], Task]) -> tuple[Task, ...]:
    """The first tasks of a source; none where its value is no name of its kind."""
    value = source.value.strip().removeprefix(f"{place.web}/").strip("/")
    name = value.removesuffix(".git")
    if source.what in ("repository", "project") and is_name(name):
        return (refresh(f"{place.web}/{name}", place),)
    if source.what in _OWNERS and is_inside(value):
        return (Task("owner", {"name": value, "what": source.what}),)
    if source.what == "topic" and value:
        return (Task("topic", {"name": value}),)
    if source.what == "all":
        return tuple(Task("topic", {"name": topic}) for topic in TOPICS)
    file = _FILE.fullmatch(value) if source.what == "list" else None
    if file is None or not is_name(file[1]) or not is_inside(file[3]):
        return ()
    return (Task("list", {"repository": f"{place.web}/{file[1]}", "branch": file[2], "path": file[3]}),)


def moved(asked: str, now: str) -> tuple[Moved, ...]:
    """That a repository has another address than the one it was asked for by."""
    return (Moved(asked, now),) if asked and asked != now else ()


def tree_of(repository: str, commit: str) -> Task:
    """The task for the files of a repository at a commit."""
    if not _COMMIT.fullmatch(commit):
        raise SchemaError(f"The id of a commit was looked for, and there was {commit[:80]!r}.")
    return Task("tree", {"repository": repository, "commit": commit})


def sighting(repository: str, commit: str | None) -> Sighting:
    """A repository at a commit, of which the files are to be read; `None` is one without a commit."""
    if commit is None:
        return Sighting(repository, EMPTY)
    return Sighting(repository, commit, (tree_of(repository, commit),))


def repository(
    form: Repository,
    place: Place,
    *,
    asked: str = "",
    state: Callable[[Repository], str] | None = None,
    is_name: IsName = TWO_STEPS.fullmatch,
) -> Harvest:
    """A repository of which the commit is to be asked for; only where it has another `state`, where one is told."""
    if not is_name(form.full_name):
        raise SchemaError(f"The name of a repository was looked for, and there was {form.full_name[:80]!r}.")
    now = f"{place.web}/{form.full_name}"
    if form.private or form.disabled:
        return Harvest(gone=(asked,) if asked else ())
    if form.head is not msgspec.UNSET:
        last = form.head.target if form.head else None
        return Harvest(sightings=(sighting(now, last.oid if last else None),), moved=moved(asked, now))
    if form.empty or (asked and not form.default_branch):
        return Harvest(sightings=(Sighting(now, EMPTY),), moved=moved(asked, now))
    if not form.default_branch:  # a list does not say everything of a repository
        return Harvest(tasks=(Task("repository", {"repository": now}),))
    head = Task("head", {"repository": now, "branch": form.default_branch})
    if state is None:
        return Harvest(tasks=(head,), moved=moved(asked, now))
    return Harvest(sightings=(Sighting(now, state(form), (head,)),), moved=moved(asked, now))


def repositories(
    items: Iterable[msgspec.Raw], place: Place, *, state: Callable[[Repository], str] | None = None
) -> Harvest:
    """A page of repositories; a bad one is a fault, and the others stay good."""
    good, faults = each(items, Repository, place.web)
    harvests = [safely(place.web, partial(repository, one, place, state=state)) for one in good]
    return together([Harvest(faults=faults), *harvests])


def safely(where: str, read_one: Callable[[], Harvest]) -> Harvest:
    """What one part of an answer says; that it cannot be read is a fault of this part."""
    try:
        return read_one()
    except SchemaError as error:
        return Harvest(faults=(Fault(where, str(error)),))


def file(task: Task, response: Response, file_url: Callable[[str], str]) -> Harvest:
    """What is said of one file: a manifest, or that there is a list; `file_url` gives addresses at a state, which is
    the argument of this name."""
    if task.kind == "raw":
        return Harvest(found=(tree.manifest(task, response.body, file_url=file_url("commit")),))
    described = read(response, Described)
    return list_at(file_url("branch"), described.file_path or described.path)


def list_at(file_url: str, path: str) -> Harvest:
    """That there is a file, which a list is to be read from."""
    if not is_inside(path):
        raise SchemaError(f"The path of a file was looked for, and there was {path[:80]!r}.")
    return Harvest(sources=(Source("list", "list", file_url.replace("{path}", encoded(path))),))
