# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One pass over a source: tasks are taken, asked side by side, read, and kept.

Asking and reading happen in threads and touch nothing. One thread keeps what they bring, in one transaction for all
that has come in: whenever it is killed, each answer is kept whole or asked for again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from django.db import transaction

from oshmark.crawl.connector import Connector, SchemaError, TooMuchError
from oshmark.crawl.exchange import Fetch, Known, NoResponse, Request, Response
from oshmark.crawl.harvest import Harvest
from oshmark.crawl.place import Place
from oshmark.crawl.politeness import MAX_TRIES, Meaning, Verdict, backoff, budget_left, judge
from oshmark.crawl.task import Task
from oshmark.library.payload import Payloads
from oshmark.web.crawling import frontier
from oshmark.web.crawling.hosts import Hosts, host_of
from oshmark.web.crawling.ledger import known_state, note
from oshmark.web.crawling.models import Item, Repository
from oshmark.web.crawling.storing import Keeper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.web.crawling.models import Run

log = logging.getLogger(__name__)
THREADS = 24
PATIENCE = timedelta(seconds=90)
"""A pass waits so long for a host; what takes longer is left to the next one."""
RECHECKED_AT_ONCE = 5_000


class Crew(msgspec.Struct, frozen=True):
    """What a pass works with. `now` is a clock, `pause` waits for seconds, `worker` the name of this process."""

    connector: Connector
    place: Place
    fetch: Fetch
    payloads: Payloads
    now: Callable[[], datetime]
    pause: Callable[[float], None]
    worker: str
    most_new: int | None = None


class _Answered(msgspec.Struct, frozen=True):
    """One request with its answer, and what that means."""

    items: list[Item]
    request: Request
    answer: Response | NoResponse
    verdict: Verdict
    harvest: Harvest | None = None
    too_much: bool = False


def work(run: Run, crew: Crew) -> bool:
    """Do what can be done of a run now. True when nothing is left to ask."""
    return _Pass(run, crew).work()


class _Pass:
    def __init__(self, run: Run, crew: Crew) -> None:
        self._run, self._crew = run, crew
        self._hosts = Hosts()
        self._together = dict(crew.connector.together)
        self._asking: dict[Future[_Answered], str] = {}

    def work(self) -> bool:
        """Ask, keep, and ask again, until nothing is open."""
        with ThreadPoolExecutor(THREADS) as threads:
            while True:
                self._hosts.load()
                self._send(threads)
                if self._asking:
                    done, _still = wait(self._asking, return_when=FIRST_COMPLETED)
                    self._keep(done)
                    continue
                soonest = frontier.next_time(self._run)
                if soonest is None:
                    if not self._recheck():
                        return True
                elif not self._wait_for(soonest):
                    return False

    def _wait_for(self, soonest: datetime) -> bool:
        left = soonest - self._crew.now()
        if left > PATIENCE:
            return False
        self._crew.pause(max(left.total_seconds(), 0.01))
        return True

    def _send(self, threads: ThreadPoolExecutor) -> None:
        """Hand out tasks, full batches first; a batch that could still grow waits for those that are under way."""
        while len(self._asking) < THREADS:
            kinds = frontier.waiting(self._run, self._crew.now())
            full = [kind for kind, count in kinds.items() if count >= self._together.get(kind, 1)]
            chosen = full or ([] if self._asking else list(kinds))
            if not any(self._hand_out(threads, kind) for kind in chosen):
                return

    def _hand_out(self, threads: ThreadPoolExecutor, kind: str) -> bool:
        """Take a batch of a kind and ask for it. False when there is none, or its host has to wait."""
        now = self._crew.now()
        items = frontier.take(self._run, kind, self._together.get(kind, 1), self._crew.worker, now)
        if not items:
            return False
        tasks = [Task(item.kind, item.args) for item in items]
        request = self._crew.connector.ask(tasks, self._crew.place)
        host = host_of(request.url)
        free_at = self._hosts.free_at(host, now)
        if free_at is not None:
            frontier.again(items, free_at)
            return False
        self._hosts.begin(host)
        future = threads.submit(_ask, self._crew, items, tasks, request, known_state(request, items))
        self._asking[future] = host
        return True

    def _keep(self, done: Sequence[Future[_Answered]] | set[Future[_Answered]]) -> None:
        """Keep everything that has come in."""
        crew = self._crew
        now = crew.now()
        keeper = Keeper(self._run, crew.connector, payloads=crew.payloads, now=now, most_new=crew.most_new)
        with transaction.atomic():
            for future in done:
                host = self._asking.pop(future)
                self._hosts.end(host)
                self._keep_one(keeper, future.result(), host, now)
            keeper.settle()
            keeper.save_counts()

    def _keep_one(self, keeper: Keeper, one: _Answered, host: str, now: datetime) -> None:
        keeper.count("requests")
        left = budget_left(one.answer) if isinstance(one.answer, Response) else None
        self._hosts.told(host, one.verdict.host_wait, left, now)
        note(one.request, one.answer, one.verdict)
        if one.too_much:
            self._ask_for_less(one.items, now)
            return
        match one.verdict.meaning:
            case Meaning.READ:
                frontier.finish(one.items)
                if one.harvest is not None:
                    keeper.harvest(one.items, one.harvest, one.answer.asked_at)
            case Meaning.UNCHANGED:
                frontier.finish(one.items)
                keeper.unchanged(one.items, one.answer.asked_at)
            case Meaning.GONE:
                self._gone(keeper, one, now)
            case Meaning.REFUSED:
                if not self._ask_in_another_way(one, now):
                    frontier.leave(one.items, one.verdict.says)
                    keeper.fault(one.request.url, one.verdict.says)
            case Meaning.LATER:
                keeper.count("later")
                if frontier.later(one.items, now + one.verdict.wait, one.verdict.says, MAX_TRIES):
                    keeper.fault(one.request.url, f"{one.verdict.says} It is left to the next run.")

    def _ask_for_less(self, items: list[Item], now: datetime) -> None:
        kind = items[0].kind
        self._together[kind] = max(1, min(self._together.get(kind, 1), len(items)) // 2)
        if len(items) > 1:
            frontier.again(items, now)
        else:
            frontier.later(items, now + backoff(0), "The platform cannot answer this.", MAX_TRIES)

    def _gone(self, keeper: Keeper, one: _Answered, now: datetime) -> None:
        """Not there: the repository itself, or only something in it."""
        if self._ask_in_another_way(one, now):
            return
        frontier.finish(one.items)
        telling = self._crew.connector.tells_gone
        for item in one.items:
            if item.repository is not None and (not telling or item.kind in telling):
                keeper.missed(item.repository, one.verdict.says)
            else:
                keeper.fault(one.request.url, one.verdict.says)

    def _ask_in_another_way(self, one: _Answered, now: datetime) -> bool:
        """Where an instance does not offer a kind of question: ask the same in the other way that the connector has."""
        kind = self._crew.connector.instead.get(one.items[0].kind)
        if kind is None:
            return False
        frontier.finish(one.items)
        frontier.put(self._run, [(Task(kind, item.args), item.repository) for item in one.items], now)
        return True

    def _recheck(self) -> bool:
        """Ask for those that we know and that this run has not come across. False when there is none."""
        unseen = Repository.objects.filter(source=self._run.source, moved_to="").exclude(run=self._run)
        rows = list(unseen.order_by("pk")[:RECHECKED_AT_ONCE])
        if not rows or self._crew.most_new is not None:
            return False
        now = self._crew.now()
        with transaction.atomic():
            refresh = self._crew.connector.refresh
            frontier.put(self._run, [(refresh(row.address, self._crew.place), row) for row in rows], now)
            Repository.objects.filter(pk__in=[row.pk for row in rows]).update(run=self._run)
        return True


def _ask(crew: Crew, items: list[Item], tasks: list[Task], request: Request, known: Known | None) -> _Answered:
    """Fetch and read; nothing is kept here."""
    answer = crew.fetch(request, crew.place, known)
    verdict = judge(request, answer, max(item.tries for item in items))
    if verdict.meaning is not Meaning.READ or isinstance(answer, NoResponse):
        return _Answered(items, request, answer, verdict)
    try:
        return _Answered(items, request, answer, verdict, crew.connector.parse(tasks, answer, crew.place))
    except TooMuchError:
        return _Answered(items, request, answer, verdict, too_much=True)
    except SchemaError as exc:
        says = f"The answer is not of the form that we know: {exc}"
        wait_for = backoff(max(item.tries for item in items))
        return _Answered(items, request, answer, Verdict(Meaning.LATER, says, wait_for))
    except Exception:
        # A fault of ours in reading one answer must not end the pass over all others.
        log.exception("an answer could not be read")
        says = "The answer could not be read, by a fault of ours; it is in the log."
        return _Answered(items, request, answer, Verdict(Meaning.REFUSED, says))
