# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One pass over a source: tasks are taken, asked side by side, read, and kept.

Asking and reading happen in threads and touch nothing. One thread keeps what they bring, in one transaction for all
that has come in: whenever it is killed, each answer is kept whole or asked for again. Several workers may be at
one run.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta

import msgspec
from django.db import transaction

from oshmark.crawl.connector import Connector, SchemaError, TooMuchError, request_for
from oshmark.crawl.exchange import Fetch, Known, NoResponse, Request, Response
from oshmark.crawl.harvest import Harvest
from oshmark.crawl.place import Place
from oshmark.crawl.politeness import MAX_TRIES, Meaning, Verdict, backoff, budget_left, judge
from oshmark.crawl.task import Task
from oshmark.library.payload import Payloads
from oshmark.web.crawling import frontier
from oshmark.web.crawling.hosts import Hosts, Turns, host_of
from oshmark.web.crawling.ledger import Kept, kept_list, known_state, note
from oshmark.web.crawling.left_out import LeftOut
from oshmark.web.crawling.models import Item, Repository, Run
from oshmark.web.crawling.stock import Stock
from oshmark.web.crawling.storing import Keeper

log = logging.getLogger(__name__)
THREADS = 32
KEPT_AT_ONCE = 60
HELD_S = 0.5
"""Answers are kept together: so many, or those of so many seconds."""
PATIENCE = timedelta(seconds=90)
"""A pass waits so long for a host, or for another worker; what takes longer is left to the next one."""
LOOK_EVERY_S = 0.3
"""How often a worker without anything to do looks what the others have left."""
RECHECKED_AT_ONCE = 5_000


class Crew(msgspec.Struct, frozen=True):
    """What a pass works with. `now` is a clock, `pause` waits for seconds, `worker` the name of this process; `dead`
    names workers that have ended without saying so, and `is_stopped` says that this one is to come to an end; `turns`
    are shared with other passes of this process."""

    connector: Connector
    place: Place
    fetch: Fetch
    payloads: Payloads
    now: Callable[[], datetime]
    pause: Callable[[float], None]
    worker: str
    most_new: int | None = None
    dead: Callable[[], Iterable[str]] = tuple
    is_stopped: Callable[[], bool] = bool
    turns: Turns | None = None


class _Batch(msgspec.Struct, frozen=True):
    """What is asked in one request."""

    items: list[Item]
    tasks: list[Task]
    request: Request
    host: str
    known: Known | None
    kept: Kept | None = None

    @property
    def tries(self) -> int:
        return max(item.tries for item in self.items)


class _Answered(msgspec.Struct, frozen=True):
    """An answer, and what it means."""

    batch: _Batch
    answer: Response | NoResponse
    verdict: Verdict
    harvest: Harvest | None = None
    too_much: bool = False

    @property
    def items(self) -> list[Item]:
        return self.batch.items


def work(run: Run, crew: Crew) -> bool:
    """Do what can be done of a run now. True when nothing is left to ask."""
    return _Pass(run, crew).work()


class _Pass:
    def __init__(self, run: Run, crew: Crew) -> None:
        self._run, self._crew = run, crew
        self._hosts = Hosts(crew.turns)
        self._together = dict(crew.connector.together)
        self._stock = Stock(run, crew.worker, self._together)
        self._asking: dict[Future[_Answered | None], _Batch] = {}
        self._answers: list[_Answered] = []
        self._held_since = 0.0
        self._waited = timedelta()

    def work(self) -> bool:
        """Ask, keep, and ask again, until nothing is open; or until this worker is to end."""
        self._hosts.load()
        with ThreadPoolExecutor(THREADS) as threads:
            try:
                return self._work(threads)
            finally:
                self._stock.give_back(self._crew.now())

    def _work(self, threads: ThreadPoolExecutor) -> bool:
        while True:
            is_stopped = self._crew.is_stopped()
            has_more = not is_stopped and self._send(threads)
            if self._asking:
                self._collect()
            if self._answers:
                if self._is_time_to_keep(has_more=has_more):
                    self._keep()
            elif not self._asking:
                goes_on = None if is_stopped else self._idle()
                if goes_on is not True:
                    return goes_on is False

    def _send(self, threads: ThreadPoolExecutor) -> bool:
        """Hand out what is in stock; a batch that could still grow waits for those that are under way. True when there
        is more to hand out than hosts take at the moment."""
        busy: set[str] = set()
        now = self._crew.now()
        while len(self._asking) < THREADS:
            self._stock.refill(now)
            items = self._stock.batch(busy, may_be_small=not self._asking and not self._answers)
            if not items:
                break
            batch = self._batch(items)
            free_at = self._hosts.free_at(batch.host, now)
            if free_at is not None:
                self._stock.postpone(items, free_at)
            elif self._hosts.has_enough(batch.host):
                busy.add(items[0].kind)
                self._stock.put_back(items)
            else:
                self._hosts.begin(batch.host)
                self._asking[threads.submit(self._ask, batch)] = batch
        self._stock.save()
        return bool(busy) or len(self._asking) >= THREADS

    def _batch(self, items: list[Item]) -> _Batch:
        tasks = [Task(item.kind, item.args) for item in items]
        request = request_for(self._crew.connector, tasks, self._crew.place)
        known, kept = kept_list(request) or (known_state(request, items), None)
        return _Batch(items, tasks, request, host_of(request.url), known, kept)

    def _ask(self, batch: _Batch) -> _Answered | None:
        """Wait for the turn, ask, and read; `None` where it may not be asked any more. This happens in a thread."""
        crew = self._crew
        with self._hosts.turn(batch.host):
            if crew.is_stopped() or self._hosts.free_at(batch.host, crew.now()):
                return None
            answered = _ask(crew, batch)
            self._hosts.pause(batch.host, answered.verdict.host_wait, crew.now())
            return answered

    def _collect(self) -> None:
        """Wait for the next answers; what was not asked goes back."""
        done, _still = wait(self._asking, timeout=HELD_S, return_when=FIRST_COMPLETED)
        for future in done:
            batch = self._asking.pop(future)
            self._hosts.end(batch.host)
            answered = future.result()
            if answered is None:
                self._stock.put_back(batch.items)
                continue
            if not self._answers:
                self._held_since = time.monotonic()
            self._answers.append(answered)

    def _is_time_to_keep(self, *, has_more: bool) -> bool:
        """While hosts have something to do, answers are kept together: that is quicker than one by one."""
        if not self._asking or not has_more:
            return True
        return len(self._answers) >= KEPT_AT_ONCE or time.monotonic() - self._held_since > HELD_S

    def _keep(self) -> None:
        """Keep everything that has come in."""
        crew = self._crew
        now = crew.now()
        answers, self._answers = self._answers, []
        keeper = Keeper(self._run, crew.connector, payloads=crew.payloads, now=now, most_new=crew.most_new)
        with transaction.atomic():
            keeper.know([one.harvest for one in answers if one.harvest is not None])
            note([(one.batch.request, one.answer, one.verdict) for one in answers])
            for one in answers:
                self._keep_one(keeper, one, now)
            keeper.save()
        self._hosts.load()
        self._stock.look_again()
        self._waited = timedelta()

    def _idle(self) -> bool | None:
        """Nothing is under way: wait for what may be asked later, or for other workers, or ask for what was not come
        across. False when nothing is left, `None` when the rest takes too long."""
        self._stock.look_again()
        soonest = frontier.next_time(self._run)
        if soonest is not None:
            return True if self._wait_for(soonest) else None
        if frontier.is_taken(self._run):
            return True if self._wait_for_others() else None
        return self._recheck()

    def _wait_for(self, soonest: datetime) -> bool:
        left = soonest - self._crew.now()
        if left > PATIENCE:
            return False
        if left > timedelta():
            self._crew.pause(left.total_seconds())
        return True

    def _wait_for_others(self) -> bool:
        """Other workers have the rest: what they find may be for us, and those that have died leave theirs to us."""
        if frontier.release(self._crew.now(), dead=self._crew.dead()):
            return True
        self._waited += timedelta(seconds=LOOK_EVERY_S)
        self._crew.pause(LOOK_EVERY_S)
        return self._waited <= PATIENCE

    def _keep_one(self, keeper: Keeper, one: _Answered, now: datetime) -> None:
        keeper.count("requests")
        left = budget_left(one.answer) if isinstance(one.answer, Response) else None
        self._hosts.told(one.batch.host, one.verdict.host_wait, left, now)
        if one.too_much:
            self._ask_for_less(one.items, now)
            return
        match one.verdict.meaning:
            case Meaning.READ:
                keeper.finish(one.items)
                if one.harvest is not None:
                    keeper.harvest(one.items, one.harvest, one.answer.asked_at)
            case Meaning.UNCHANGED:
                keeper.finish(one.items)
                keeper.unchanged(one.items, one.answer.asked_at)
            case Meaning.GONE:
                self._gone(keeper, one, now)
            case Meaning.REFUSED:
                if not self._ask_in_another_way(one, now):
                    frontier.leave(one.items, one.verdict.says)
                    keeper.fault(one.batch.request.url, one.verdict.says)
            case Meaning.LATER:
                keeper.count("later")
                if frontier.later(one.items, now + one.verdict.wait, one.verdict.says, MAX_TRIES):
                    keeper.fault(one.batch.request.url, f"{one.verdict.says} It is left to the next run.")

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
        telling = self._crew.connector.tells_gone
        for item in one.items:
            if item.repository is not None and (not telling or item.kind in telling):
                keeper.missed(item.repository, one.verdict.says)
            else:
                keeper.lacks(item.repository)
                keeper.fault(one.batch.request.url, one.verdict.says)
        frontier.finish(one.items)

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
        if self._crew.most_new is not None or self._crew.connector.lists_others:
            return False
        now = self._crew.now()
        with transaction.atomic():
            # Another worker may have begun with this, or have come to the end of the run.
            if frontier.is_taken(self._run) or Run.objects.exclude(finished_at=None).filter(pk=self._run.pk).exists():
                return frontier.is_taken(self._run)
            unseen = Repository.objects.filter(source=self._run.source, moved_to="").exclude(run=self._run)
            rows = list(unseen.order_by("pk")[:RECHECKED_AT_ONCE])
            refresh, left_out = self._crew.connector.refresh, LeftOut()
            asked = [row for row in rows if not left_out.holds(row.address)]
            frontier.put(self._run, [(refresh(row.address, self._crew.place), row) for row in asked], now)
            Repository.objects.filter(pk__in=[row.pk for row in rows]).update(run=self._run)
        return bool(rows)


def _ask(crew: Crew, batch: _Batch) -> _Answered:
    """Fetch and read; nothing is kept here."""
    answer = crew.fetch(batch.request, crew.place, batch.known)
    verdict = judge(batch.request, answer, batch.tries)
    if batch.kept is not None and verdict.meaning is Meaning.UNCHANGED and isinstance(answer, Response):
        return _replayed(crew, batch, batch.kept, answer, verdict)
    if verdict.meaning is not Meaning.READ or isinstance(answer, NoResponse):
        return _Answered(batch, answer, verdict)
    return _read(crew, batch, answer, verdict)


def _replayed(crew: Crew, batch: _Batch, kept: Kept, answer: Response, verdict: Verdict) -> _Answered:
    """A list that has not changed is read as it was kept; one that cannot be read any more is asked for anew."""
    again = _read(crew, batch, kept.again(answer), msgspec.structs.replace(verdict, meaning=Meaning.READ))
    if again.harvest is None:
        return _ask(crew, msgspec.structs.replace(batch, known=None, kept=None))
    return msgspec.structs.replace(again, answer=answer)


def _read(crew: Crew, batch: _Batch, answer: Response, verdict: Verdict) -> _Answered:
    try:
        return _Answered(batch, answer, verdict, crew.connector.parse(batch.tasks, answer, crew.place))
    except TooMuchError:
        return _Answered(batch, answer, verdict, too_much=True)
    except SchemaError as exc:
        says = f"The answer is not of the form that we know: {exc}"
        return _Answered(batch, answer, Verdict(Meaning.LATER, says, backoff(batch.tries)))
    except Exception:
        # A fault of ours in reading one answer must not end the pass over all others.
        log.exception("an answer could not be read")
        says = "The answer could not be read, by a fault of ours; it is in the log."
        return _Answered(batch, answer, Verdict(Meaning.REFUSED, says))
