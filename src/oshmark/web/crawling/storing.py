# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What answers leave behind: new tasks, what repositories look like, the ledger, and what goes to the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from oshmark.web.crawling import frontier
from oshmark.web.crawling.files import keep_files, keep_listing
from oshmark.web.crawling.models import Haul, Repository, Source
from oshmark.web.crawling.settling import Settled, counted, settle, state_of_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oshmark.crawl import harvest as said
    from oshmark.crawl.connector import Connector
    from oshmark.crawl.task import Task
    from oshmark.library.payload import Payloads
    from oshmark.web.crawling.models import Item, Run

MAX_FAULTS = 200
"""Faults that a run keeps in words; it counts all of them."""
THERE = ["asked_at", "seen_at", "run", "misses", "missed_since", "gone_at", "moved_to", "says", "next_state"]
"""Columns that change when a repository was there."""


class Keeper:
    """Keeps what the answers of one run say. Everything it does belongs into one transaction of the caller."""

    def __init__(
        self, run: Run, connector: Connector, *, payloads: Payloads, now: datetime, most_new: int | None
    ) -> None:
        self._run, self._connector, self._payloads, self._now = run, connector, payloads, now
        self._most_new = most_new
        self.counts: dict[str, int] = {}
        self.faults: list[dict[str, str]] = []
        self._touched: set[int] = set()

    def count(self, name: str, number: int = 1) -> None:
        """Add to a number of the run."""
        self.counts[name] = self.counts.get(name, 0) + number

    def fault(self, where: str, says: str) -> None:
        """Note something that went wrong, in words."""
        self.count("faults")
        self.faults.append({"where": where[:500], "says": says[:500]})

    def harvest(self, items: Sequence[Item], found: said.Harvest, asked_at: datetime) -> None:
        """Keep what an answer says; `items` are the tasks that it answers."""
        owner = items[0].repository if len({item.repository_id for item in items}) == 1 else None
        frontier.put(self._run, [(task, self._owner(task, owner)) for task in found.tasks], self._now)
        for sighting in found.sightings:
            self._sighting(sighting, asked_at)
        for moved in found.moved:
            self._moved(moved, asked_at)
        for address in found.gone:
            self.missed(Repository.objects.filter(address=address).first(), "The platform says that it is not there.")
        for listing in found.listings:
            self._listing(listing, asked_at)
        for one in found.found:
            self._found(one, asked_at)
        for fault in found.faults:
            self.fault(fault.where, fault.says)
        for source in found.sources:
            self._source(source.name)
        if owner is not None:
            self._touched.add(owner.pk)

    def _owner(self, task: Task, owner: Repository | None) -> Repository | None:
        """The repository that a task belongs to: the one it names, or that of the question it came from."""
        named = task.args.get("repository")
        if owner is not None and owner.address == named:
            return owner
        row = Repository.objects.filter(address=named).first() if isinstance(named, str) else None
        return row or owner

    def _repository(self, address: str, asked_at: datetime) -> tuple[Repository, bool]:
        row, is_new = Repository.objects.get_or_create(
            address=address,
            defaults={
                "connector": self._connector.name,
                "source": self._run.source,
                "first_seen_at": asked_at,
                "asked_at": asked_at,
            },
        )
        return row, is_new

    def _sighting(self, sighting: said.Sighting, asked_at: datetime) -> None:
        row, is_new = self._repository(sighting.repository, asked_at)
        self._there(row, asked_at)
        self.count("seen")
        if row.state == sighting.state:
            self.count("same")
        elif sighting.then and self._may_look():
            row.next_state = sighting.state
            frontier.put(self._run, [(task, row) for task in sighting.then], self._now)
            self.count("looked")
            self.count("new repositories" if is_new else "changed repositories")
        row.save(update_fields=THERE)
        self._touched.add(row.pk)

    def _may_look(self) -> bool:
        looked = self._run.counts.get("looked", 0) + self.counts.get("looked", 0)
        return self._most_new is None or looked < self._most_new

    def _there(self, row: Repository, asked_at: datetime) -> None:
        """It is there: whatever was missed before is over."""
        row.asked_at = row.seen_at = asked_at
        row.run = self._run
        row.misses, row.missed_since, row.gone_at, row.moved_to, row.says = 0, None, None, "", ""

    def unchanged(self, items: Sequence[Item], asked_at: datetime) -> None:
        """The host says that nothing has changed: only times move."""
        for item in items:
            if item.repository is not None:
                self._there(item.repository, asked_at)
                item.repository.save(update_fields=THERE)
                self.count("same")

    def _moved(self, moved: said.Moved, asked_at: datetime) -> None:
        if moved.repository == moved.now:
            return
        row, _is_new = self._repository(moved.repository, asked_at)
        if row.moved_to != moved.now:
            self.count("moved")
        row.moved_to, row.asked_at, row.run = moved.now, asked_at, self._run
        row.save(update_fields=["moved_to", "asked_at", "run"])

    def missed(self, row: Repository | None, says: str) -> None:
        """A repository that we know is not there; after some days of that it counts as gone."""
        if row is None:
            return
        self.count("missed")
        Repository.objects.filter(pk=row.pk).update(
            misses=F("misses") + 1,
            missed_since=row.missed_since or self._now,
            says=says,
            run=self._run,
            asked_at=self._now,
        )

    def _listing(self, listing: said.Listing, asked_at: datetime) -> None:
        row, _is_new = self._repository(listing.repository, asked_at)
        keep_listing(row, listing, asked_at)

    def _found(self, one: said.Found, asked_at: datetime) -> None:
        row, _is_new = self._repository(one.repository, asked_at)
        facts = {
            "address": one.address,
            "commit": one.commit,
            "perma_url": one.perma_url,
            "generated": one.generated,
            "licence": one.licence,
            "anywhere": not self._connector.forge,
        }
        if one.record:
            self._payloads.put_many([one.record])
        if not row.next_state and not one.commit:
            self._there(row, asked_at)
            state = state_of_bytes(one.raw)
            if row.state == state:
                self.count("same")
            row.next_state = state
            row.save()
        Haul.objects.update_or_create(
            repository=row, path=one.path, defaults={"raw": one.raw, "facts": facts, "found_at": asked_at}
        )
        self.count("found")
        self._touched.add(row.pk)

    def _source(self, name: str) -> None:
        """A list that names a list: it is looked through as a source of its own, once."""
        _row, is_new = Source.objects.get_or_create(
            name=name, defaults={"added_at": self._now, "named_by": self._run.source}
        )
        if is_new:
            self.count("new sources")

    def settle(self) -> None:
        """Hand over to the library what is complete."""
        busy = frontier.unfinished(self._touched)
        rows = list(Repository.objects.filter(pk__in=self._touched - busy).exclude(next_state=""))
        changed = [row for row in rows if row.next_state != row.state]
        hauls: dict[int, list[Haul]] = {}
        for haul in Haul.objects.filter(repository__in=rows).order_by("path"):
            hauls.setdefault(haul.repository_id, []).append(haul)
        settled = settle(changed, hauls, payloads=self._payloads, now=self._now)
        for row in rows:
            if row.pk in settled:
                self._settled(row, settled[row.pk], bool(hauls.get(row.pk)))
            row.state, row.next_state = row.next_state, ""
        Repository.objects.bulk_update(rows, ["state", "next_state"], batch_size=200)
        Haul.objects.filter(repository__in=rows).delete()
        self._touched.clear()

    def _settled(self, row: Repository, settled: Settled, found_any: bool) -> None:  # noqa: FBT001  a fact
        if not found_any:
            self.count("without a manifest")
        for name, number in counted(settled).items():
            self.count(name, number)
        for result in settled.results:
            if result.outcome.value == "refuse":
                self.fault(result.origin, result.reason)
        keep_files(row, [result.address for result in settled.results if result.address], self._payloads)

    def save_counts(self) -> None:
        """Add the numbers to those of the run."""
        counts = dict(self._run.counts)
        for name, number in self.counts.items():
            counts[name] = counts.get(name, 0) + number
        counts["said"] = [*counts.get("said", []), *self.faults][:MAX_FAULTS]
        self._run.counts = counts
        self._run.save(update_fields=["counts"])
        self.counts, self.faults = {}, []
