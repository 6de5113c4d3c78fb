# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which software a host runs that nobody knows: the repository is asked for as each forge would have it, once each.

What gives no answer of a forge is read by Git, as before. The host has only been named by a stranger: it is asked
behind the fence, without credentials, and what it says has to be about this repository on this host.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl.addresses import host_and_steps
from oshmark.crawl.answers import read
from oshmark.crawl.connector import SchemaError, TooMuchError, request_for
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.exchange import Response
from oshmark.crawl.politeness import Meaning, judge
from oshmark.crawl.task import Source
from oshmark.crawl.typed import ADDRESS, GIT
from oshmark.web.crawling.crawling import tasks_at
from oshmark.web.crawling.hosts import host_of
from oshmark.web.crawling.models import Repository

if TYPE_CHECKING:
    from oshmark.crawl.connector import Connector
    from oshmark.crawl.exchange import Fetch
    from oshmark.crawl.place import Place
    from oshmark.crawl.task import Task

SOFTWARE = ("forgejo", "gitlab")
"""The forges that many run, in the order in which they are tried."""
MOST_BYTES = 1_000_000


class _Named(msgspec.Struct):
    """How Forgejo and GitLab name a repository."""

    full_name: str = ""
    path_with_namespace: str = ""


def detected(source: Source, fetch: Fetch) -> Source:
    """The source as the forge has it that its host runs; the same where it runs none that we know, or where Git has
    read it before."""
    address = source.value.partition("#")[0]
    if source.connector != GIT or "#" in source.value or not address.startswith("https://"):
        return source
    if Repository.objects.filter(address=address, connector=GIT).exists():
        return source
    for name in SOFTWARE:
        tasks = tasks_at(CONNECTORS[name], address)
        if tasks and _answers(CONNECTORS[name], tasks, fetch):
            return Source(name, ADDRESS, str(tasks[0].args["repository"]))
    return source


def _answers(connector: Connector, tasks: tuple[Task, ...], fetch: Fetch) -> bool:
    host, _steps = host_and_steps(str(tasks[0].args["repository"]))
    if connector.place_of is None:
        return False
    place = connector.place_of(host)
    request = msgspec.structs.replace(request_for(connector, tasks, place), limit=MOST_BYTES, conditional=False)
    answer = fetch(request, place)
    if not isinstance(answer, Response) or host_of(answer.url) != host_of(request.url):
        return False
    if judge(request, answer, 0).meaning is not Meaning.READ:
        return False
    return _tells_of_it(connector, tasks, answer, place)


def _tells_of_it(connector: Connector, tasks: tuple[Task, ...], answer: Response, place: Place) -> bool:
    """Whether the answer is of the form that the forge has, and about this repository, which is public."""
    try:
        said, named = connector.parse(tasks, answer, place), read(answer, _Named)
    except (SchemaError, TooMuchError):
        return False
    path = str(tasks[0].args["repository"]).removeprefix(f"{place.web}/")
    is_it = path.lower() in (named.full_name.lower(), named.path_with_namespace.lower())
    return is_it and bool(said.tasks or said.sightings) and not said.gone
