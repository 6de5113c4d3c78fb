# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which files of a repository without a manifest are looked into for the draft of one, and how they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl import clones
from oshmark.crawl.answers import read
from oshmark.crawl.connector import request_for
from oshmark.crawl.task import Task
from oshmark.manifest import draft_files as files
from oshmark.manifest.draft import Draft, Folder, draft
from oshmark.manifest.draft_files import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from oshmark.crawl.connector import Connector
    from oshmark.crawl.exchange import Request, Response
    from oshmark.crawl.place import Place

MAX_FILES = 8
MAX_BYTES = 100_000
"""Of one file; what is longer is not looked into."""
MAX_PATHS = 20_000
"""Paths that a draft is made from: beyond them nobody would look through it."""
FORGES = frozenset({"github", "gitlab", "forgejo"})
"""Connectors with tasks `raw` for one file and `tags`, and a first task that tells the default branch."""


class _Tag(msgspec.Struct):
    name: str


class _Branched(msgspec.Struct):
    default_branch: str | None = None


def wanted(paths: Sequence[str]) -> list[str]:
    """The files whose text tells something of the whole: README, licences, version; the most telling first."""
    listed = [Entry(path, 1) for path in paths[:MAX_PATHS] if files.wants_head(path)]
    ordered = (*files.readmes(listed)[:1], *files.licences(listed), *files.versions(listed))
    return list(dict.fromkeys(ordered))[:MAX_FILES]


def file_request(connector: Connector, place: Place, repository: str, commit: str, path: str) -> Request:
    """The request for one file of a forge, in a state."""
    request = request_for(connector, (Task("raw", {"repository": repository, "commit": commit, "path": path}),), place)
    return msgspec.structs.replace(request, limit=MAX_BYTES, conditional=False)


def texts_request(repository: str) -> Request:
    """The request for the files that are wanted of any repository, which Git reads."""
    return clones.texts_request(repository)


def branch_request(connector: Connector, place: Place, repository: str) -> Request | None:
    """The request for what a forge says of a repository, its default branch among it."""
    tasks = connector.of_address(repository)
    return msgspec.structs.replace(request_for(connector, tasks, place), conditional=False) if tasks else None


def branch(response: Response) -> str:
    """The default branch that the answer names; raises `SchemaError` for what is no answer."""
    return read(response, _Branched).default_branch or ""


def tags_request(connector: Connector, place: Place, repository: str) -> Request:
    """The request for the tags of a repository of a forge, as many as it gives at once."""
    request = request_for(connector, (Task("tags", {"repository": repository}),), place)
    return msgspec.structs.replace(request, conditional=False)


def tags(response: Response) -> tuple[str, ...]:
    """The names of the tags; raises `SchemaError` for what is no answer."""
    return tuple(one.name for one in read(response, list[_Tag]))


def first_draft(repository: str, paths: Sequence[str], heads: Mapping[str, str], tags: tuple[str, ...] = ()) -> Draft:
    """A manifest as far as the repository tells it. Sizes are not known: every file is taken for one that is not
    empty."""
    listed = tuple(Entry(path, 1) for path in paths[:MAX_PATHS])
    name = repository.rstrip("/").rpartition("/")[2]
    return draft(Folder(name=name, files=listed, heads=heads, remote=repository, tags=tags))
