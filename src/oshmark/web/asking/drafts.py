# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The draft for a repository without a manifest: some of its files are asked for, and nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.crawl import clones, drafting
from oshmark.crawl.connector import SchemaError
from oshmark.crawl.exchange import Response
from oshmark.crawl.politeness import Meaning, judge
from oshmark.library.privacy import without_emails
from oshmark.manifest.draft_toml import draft_toml
from oshmark.web.asking.report import Drafted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.connector import Connector
    from oshmark.crawl.exchange import Fetch, Request
    from oshmark.crawl.place import Place


def drafted(
    connector: Connector, place: Place, repository: str, commit: str, paths: Sequence[str], fetch: Fetch
) -> Drafted:
    """A draft from the list of files and the few that are looked into; files that do not come are done without."""
    if connector.name in drafting.FORGES:
        raws = {
            path: answer.body
            for path in drafting.wanted(paths)
            if (answer := _asked(drafting.file_request(connector, place, repository, commit, path), place, fetch))
        }
        branch = _branch(connector, place, repository, fetch)
        tags = _tags(connector, place, repository, fetch)
    else:
        raws, branch, tags = _texts(repository, place, fetch), "", ()
    # A draft is shown to whoever has the address of its page: it brings nobody's e-mail address there.
    heads = {path: without_emails(raw.decode("utf-8", "replace")) for path, raw in raws.items() if b"\0" not in raw}
    draft = drafting.first_draft(repository, paths, heads, tags)
    return Drafted(draft_toml(draft), sorted(heads), branch)


def _asked(request: Request, place: Place, fetch: Fetch) -> Response | None:
    answer = fetch(request, place)
    is_good = isinstance(answer, Response) and judge(request, answer, 0).meaning is Meaning.READ
    return answer if is_good and isinstance(answer, Response) else None


def _branch(connector: Connector, place: Place, repository: str, fetch: Fetch) -> str:
    request = drafting.branch_request(connector, place, repository)
    answer = None if request is None else _asked(request, place, fetch)
    try:
        return "" if answer is None else drafting.branch(answer)
    except SchemaError:
        return ""


def _tags(connector: Connector, place: Place, repository: str, fetch: Fetch) -> tuple[str, ...]:
    answer = _asked(drafting.tags_request(connector, place, repository), place, fetch)
    try:
        return () if answer is None else drafting.tags(answer)
    except SchemaError:
        return ()


def _texts(repository: str, place: Place, fetch: Fetch) -> dict[str, bytes]:
    answer = _asked(drafting.texts_request(repository), place, fetch)
    try:
        return {} if answer is None else clones.texts(answer)
    except SchemaError:
        return {}
