# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the answers of a wiki that runs on MediaWiki say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.crawl.answers import each, read
from oshmark.crawl.connector import SchemaError, TooMuchError
from oshmark.crawl.harvest import Fault, Harvest, Moved, Sighting, together
from oshmark.crawl.task import Task
from oshmark.crawl.wiki_requests import is_title, onward, page_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Response
    from oshmark.crawl.place import Place

BUSY = frozenset({"maxlag", "ratelimited", "readonly"})
REMOVED = frozenset({"delete", "move"})


class Error(msgspec.Struct):
    """Why there is no answer."""

    code: str = ""
    info: str = ""


class Hop(msgspec.Struct, rename={"start": "from"}):
    """From one title to another; `tofragment` says that it leads to a part of a page."""

    start: str
    to: str
    tofragment: str = ""


class Slot(msgspec.Struct):
    """The text of a revision; hidden ones have none."""

    content: str | None = None


class Revision(msgspec.Struct):
    """One state of a page."""

    revid: int
    timestamp: str = ""
    slots: dict[str, Slot] = {}


class Page(msgspec.Struct):
    """A page, as a list and as its own request give it."""

    title: str
    missing: bool = False
    invalid: bool = False
    redirect: bool = False
    lastrevid: int = 0
    revisions: list[Revision] | None = None


class Change(msgspec.Struct):
    """One of the recent changes."""

    title: str = ""
    revid: int = 0
    type: str = ""
    logtype: str = ""


class Rights(msgspec.Struct, frozen=True):
    """The licence of all pages."""

    url: str = ""
    text: str = ""


class Query(msgspec.Struct):
    """What was asked for."""

    pages: list[msgspec.Raw] = []
    normalized: list[Hop] = []
    redirects: list[Hop] = []
    recentchanges: list[msgspec.Raw] = []
    rightsinfo: Rights = Rights()


class Answer(msgspec.Struct, rename={"goes_on": "continue"}):
    """The whole: what was asked for, or an error, and how to go on."""

    error: Error | None = None
    query: Query | None = None
    goes_on: dict[str, Any] = {}


class Text(msgspec.Struct, frozen=True):
    """The text of a page in one revision; `licence` is that of the whole wiki."""

    title: str
    text: str
    revision: str
    licence: str


ReadText = Callable[[Task, Text], Harvest]
"""What a text says that a task asked for."""


def parse(tasks: Sequence[Task], response: Response, place: Place, read_text: ReadText) -> Harvest:
    """What the answer to tasks of one kind says."""
    kind = tasks[0].kind
    answer = read(response, Answer)
    if answer.error is not None:
        said = f"The wiki answers with an error, “{answer.error.code[:100]}”: {answer.error.info[:300]}"
        raise TooMuchError(said) if answer.error.code in BUSY else SchemaError(said)
    query = answer.query or Query()
    if kind in ("page", "state"):
        return _pages(tasks, query, place, read_text)
    listed = _changes(query, place) if kind == "changes" else _members(query, place)
    following = onward(answer.goes_on)
    if not following or following == tasks[0].args.get("continue"):
        return listed
    return together([listed, Harvest(tasks=(Task(kind, {**tasks[0].args, "continue": following}),))])


def _members(query: Query, place: Place) -> Harvest:
    pages, faults = each(query.pages, Page, place.web)
    there = [page for page in pages if is_title(page.title) and not (page.missing or page.invalid or page.redirect)]
    return Harvest(sightings=tuple(_sighting(page, place) for page in there), faults=faults)


def _sighting(page: Page, place: Place) -> Sighting:
    return Sighting(page_url(page.title, place), str(page.lastrevid), (Task("page", {"title": page.title}),))


def _changes(query: Query, place: Place) -> Harvest:
    """The newest revision of each page that changed; whether one that was moved or deleted is there, its task tells.

    A page that has no box is no fault here: most pages of a wiki have none."""
    changes, faults = each(query.recentchanges, Change, place.web)
    newest: dict[str, int] = {}
    for one in changes:
        removed = one.type == "log" and one.logtype in REMOVED
        if is_title(one.title) and (removed or (one.type in ("edit", "new") and one.revid)):
            newest[one.title] = 0 if removed else max(one.revid, newest.get(one.title, 0))
    tasks = {title: Task("page", {"title": title, "maybe": True}) for title in newest}
    return Harvest(
        sightings=tuple(Sighting(page_url(t, place), str(rev), (tasks[t],)) for t, rev in newest.items() if rev),
        tasks=tuple(tasks[title] for title, revision in newest.items() if not revision),
        faults=faults,
    )


def _pages(tasks: Sequence[Task], query: Query, place: Place, read_text: ReadText) -> Harvest:
    pages, faults = each(query.pages, Page, place.web)
    if len(tasks) > 1 and any(_is_cut(page) for page in pages if tasks[0].kind == "page"):
        raise TooMuchError("The wiki left out the text of some pages, because all of them together are too long.")
    by_title = {page.title: page for page in pages}
    spelt = {hop.start: hop.to for hop in query.normalized}
    hops = {hop.start: hop for hop in query.redirects}
    harvests = [Harvest(faults=faults)]
    seen: set[str] = set()
    for task in tasks:
        start = spelt.get(task.args["title"], task.args["title"])
        title, whole = _followed(start, hops)
        if not whole:
            harvests.append(Harvest(gone=(page_url(start, place),)))
            continue
        if title != start:
            harvests.append(Harvest(moved=(Moved(page_url(start, place), page_url(title, place)),)))
        if title not in seen:
            seen.add(title)
            harvests.append(_page(task, by_title.get(title), query.rightsinfo, place, read_text))
    return together(harvests)


def _followed(title: str, hops: dict[str, Hop]) -> tuple[str, bool]:
    """The title that redirects lead to, and whether it is a whole page: a part of another page is no module's own."""
    seen = {title}
    whole = True
    while (hop := hops.get(title)) is not None and hop.to not in seen:
        title, whole = hop.to, whole and not hop.tofragment
        seen.add(title)
    return title, whole


def _page(task: Task, page: Page | None, rights: Rights, place: Place, read_text: ReadText) -> Harvest:
    if page is None:
        return _fault(task.args["title"], place, "The wiki says nothing of this page.")
    if page.missing or page.invalid:
        return Harvest(gone=(page_url(page.title, place),))
    if task.kind == "state":
        return Harvest(sightings=(_sighting(page, place),))
    revision = page.revisions[0] if page.revisions else Revision(0)
    text = revision.slots.get("main", Slot()).content
    if text is None:
        return _fault(page.title, place, "The wiki does not show the text of this page.")
    return read_text(task, Text(page.title, text, str(revision.revid), rights.url or rights.text))


def _is_cut(page: Page) -> bool:
    return page.revisions is None and not page.missing and not page.invalid


def _fault(title: str, place: Place, says: str) -> Harvest:
    return Harvest(faults=(Fault(page_url(title, place), says),))
