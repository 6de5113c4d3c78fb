# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One look, from its row to its report: a pass over the one repository, what came of it, and a draft where there is no
manifest. What is found goes the way of everything that is found: nobody gets into the library by asking alone."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

import msgspec
from django.db.models import Q
from django.utils.translation import gettext as _

from oshmark.adapters import clock
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.exchange import NoResponse, Request, Trouble
from oshmark.crawl.manifest_lists import MANIFEST_BYTES, raw_file
from oshmark.crawl.place import Place
from oshmark.crawl.politeness import Meaning, judge
from oshmark.crawl.stated import link
from oshmark.crawl.task import read_source
from oshmark.errors import BusyError, OshmarkError, RefusedError, StateError, UnreadableError
from oshmark.manifest.read import read
from oshmark.web import wiring
from oshmark.web.asking.detecting import detected
from oshmark.web.asking.drafts import drafted
from oshmark.web.asking.manifests import listing_of, met_in
from oshmark.web.asking.models import Visit
from oshmark.web.asking.report import Report
from oshmark.web.crawling import crawling
from oshmark.web.crawling.following import follow_admitted, provisional_source
from oshmark.web.crawling.models import Item, Repository, Source
from oshmark.web.library import publishing

if TYPE_CHECKING:
    from oshmark.crawl.exchange import Fetch, Known, Response
    from oshmark.crawl.task import Source as Wanted
    from oshmark.web.crawling.models import Run

log = logging.getLogger(__name__)
LOOK_S = 150.0
"""A look takes no longer: somebody waits for it."""
PAUSE_S = 5.0
"""A host that wants to be left alone for longer is asked another time."""
PUBLISHING_TRIES = 10


class NotNowError(OshmarkError):
    """The host does not answer now."""

    retry_helps = True


class Patience:
    """The port `crawl.exchange.Fetch` until the time of a look is over."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch, self._until = fetch, time.monotonic() + LOOK_S

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:
        """Ask, if there is time left."""
        if time.monotonic() > self._until:
            return NoResponse(request.url, Trouble.TIMEOUT, _("This took too long."), clock.now())
        return self._fetch(request, place, known)

    def pause(self, seconds: float) -> None:
        """Wait, if it is worth it; raises `NotNowError`."""
        if seconds > PAUSE_S or time.monotonic() > self._until:
            raise NotNowError
        time.sleep(seconds)


def look(visit: int) -> None:
    """Do a look that waits; one that does not wait is somebody else's."""
    if not Visit.objects.filter(pk=visit, state=Visit.WAITING).update(state=Visit.RUNNING):
        return
    row = Visit.objects.get(pk=visit)
    try:
        report = _looked(row)
    except OshmarkError as error:
        _end(row, Visit.FAILED, says=str(error))
        return
    except Exception:
        # Whatever a stranger's repository does to us, its page says that it is over.
        log.exception("a look failed")
        _end(row, Visit.FAILED, says=_("Something went wrong with us. It is noted in our log; please try again later."))
        return
    _end(row, Visit.DONE, report=report)
    if report.is_in_library:
        _end(row, Visit.DONE, report=msgspec.structs.replace(report, generation=_published()))


def look_again(visit: int) -> bool:
    """Do a look that is a job: one that a worker had begun who died is begun anew. False where it is over, or somebody
    else has taken it over."""
    rows = Visit.objects.filter(pk=visit, state__in=Visit.OPEN, worker="")
    if not rows.update(state=Visit.WAITING):
        return False
    look(visit)
    return True


def _end(row: Visit, state: str, *, says: str = "", report: Report | None = None) -> None:
    kept = {} if report is None else msgspec.to_builtins(report)
    Visit.objects.filter(pk=row.pk).update(state=state, says=says, report=kept, ended_at=clock.now())


def _published() -> int:
    """Let search have it at once: the number of the generation, or 0 when the next one has to do."""
    for _try in range(PUBLISHING_TRIES):
        try:
            return publishing.publish_library(publishing.publisher(), now=clock.now()).number
        except BusyError:
            time.sleep(1)
        except StateError:
            log.exception("the library could not be published after a look")
            return 0
    return 0


def _looked(visit: Visit) -> Report:
    source = read_source(visit.source)
    if source is None:
        raise RefusedError(_("This address cannot be looked for any more."))
    client = wiring.fetcher()
    try:
        fetch = Patience(wiring.asked_by(client))
        if source.connector == "list":
            other = _belongs_to(source, fetch)
            if other:
                return Report(source.connector, source.value, there=True, belongs_to=other)
        source = detected(source, fetch)
        return _report(source, _passed(visit, source, fetch), fetch)
    finally:
        client.close()


def _passed(visit: Visit, source: Wanted, fetch: Patience) -> Run:
    """A pass over the repository. It is a source of its own, which is looked through again by itself only once
    something of it is in the library."""
    row = provisional_source(source.name, clock.now())
    # This look may have been begun before, by a process that has ended.
    earlier = Visit.objects.filter(Q(pk=visit.pk) | ~Q(state__in=Visit.OPEN), source=visit.source)
    tools = crawling.Tools(
        fetch=fetch,
        payloads=wiring.payloads(),
        now=clock.now,
        pause=fetch.pause,
        worker=_worker(visit),
        signed=frozenset(wiring.tokens()),
    )
    try:
        run = crawling.run_source(row, tools, dead=[_worker(one) for one in earlier])
    except NotNowError as exc:
        raise NotNowError(_says_later(row)) from exc
    if run.finished_at is None:
        raise NotNowError(_says_later(row))
    follow_admitted(row)
    return run


def _worker(visit: Visit) -> str:
    """The name under which a look takes its tasks: what it leaves undone is free for the next one."""
    return f"look-{visit.pk}"


def _says_later(row: Source) -> str:
    said = Item.objects.filter(run__source=row, run__finished_at=None, state=Item.OPEN).exclude(says="").first()
    reason = said.says if said is not None else _("The host asks us to wait.")
    return _("%s Nothing is lost: look again in a few minutes.") % reason


def _belongs_to(source: Wanted, fetch: Fetch) -> str:
    """The repository that a single manifest names, where it does not lie below it: what a manifest says of somebody
    else's repository counts only where it lies there. Raises `RefusedError` for what is no manifest."""
    request = Request(source.value, limit=MANIFEST_BYTES, conditional=False)
    answer = fetch(request, Place(api="", web=""))
    verdict = judge(request, answer, 0)
    if isinstance(answer, NoResponse) or verdict.meaning is not Meaning.READ:
        raise RefusedError(verdict.says)
    try:
        stated = link(read(answer.body, name=raw_file(source.value)[2].rpartition("/")[2]).manifest.repo or "")
    except UnreadableError as exc:
        raise RefusedError(_("There is a file, but it is no manifest: %s") % exc.finding.message) from exc
    below = f"{stated.removesuffix('.git').rstrip('/')}/"
    return "" if not stated or source.value.startswith(below) else stated


def _report(source: Wanted, run: Run, fetch: Fetch) -> Report:
    repository = _repository(source, run)
    faults = [str(one["says"]) for one in run.counts.get("said", [])]
    if repository is None:
        return Report(source.connector, source.value, faults=faults)
    listing, paths = listing_of(repository)
    report = Report(
        connector=source.connector,
        repository=repository.address,
        there=True,
        files=len(paths),
        manifests=met_in(repository),
        faults=faults,
    )
    connector = CONNECTORS[source.connector]
    if report.manifests or listing is None or not connector.forge or not paths:
        return report
    place = crawling.place_of(connector, source, "", "", signed=frozenset(wiring.tokens()))
    draft = drafted(connector, place, repository.address, listing.commit, paths, fetch)
    return msgspec.structs.replace(report, draft=draft)


def _repository(source: Wanted, run: Run) -> Repository | None:
    """The repository that was found, under the address that it has now."""
    there = Repository.objects.filter(run=run, moved_to="", misses=0).first()
    if there is None:
        known = Repository.objects.filter(address=source.value, misses=0).first()
        there = Repository.objects.filter(address=known.moved_to).first() if known and known.moved_to else known
    return there
