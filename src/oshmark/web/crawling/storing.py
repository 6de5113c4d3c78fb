# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What answers leave behind: new tasks, what repositories look like, the ledger, and what goes to the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from oshmark.web.crawling import frontier
from oshmark.web.crawling.files import Listed, keep_files, keep_listings
from oshmark.web.crawling.left_out import LeftOut
from oshmark.web.crawling.models import Haul, Listing, Repository, Run, Source
from oshmark.web.crawling.settling import Settled, counted, settle, state_of_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oshmark.crawl import harvest as said
    from oshmark.crawl.connector import Connector
    from oshmark.crawl.task import Task
    from oshmark.library.payload import Payloads
    from oshmark.web.crawling.models import Item

MAX_FAULTS = 200
"""Faults that a run keeps in words; it counts all of them."""


class Keeper:
    """Keeps what the answers of one run say. Everything it does belongs into one transaction of the caller: first
    `know` what the answers speak of, and `save` in the end."""

    def __init__(
        self, run: Run, connector: Connector, *, payloads: Payloads, now: datetime, most_new: int | None
    ) -> None:
        self._run, self._connector, self._payloads, self._now = run, connector, payloads, now
        self._most_new = most_new
        self.counts: dict[str, int] = {}
        self.faults: list[dict[str, str]] = []
        self._rows: dict[str, Repository] = {}
        self._there_at: dict[datetime, set[int]] = {}
        self._tasks: list[tuple[Task, Repository | None]] = []
        self._done: list[Item] = []
        self._listed: list[Listed] = []
        self._hauls: dict[tuple[int, str], Haul] = {}
        self._lone: dict[int, dict[str, Haul]] = {}
        self._touched: set[int] = set()
        self._lacking: set[int] = set()
        self._left_out = LeftOut()

    def know(self, harvests: Sequence[said.Harvest]) -> None:
        """Load what is known of the repositories that these answers speak of."""
        run = Run.objects.get(pk=self._run.pk)  # other workers count too
        self._run.counts = run.counts
        self._rows = Repository.objects.in_bulk(list(_addresses(harvests)), field_name="address")

    def count(self, name: str, number: int = 1) -> None:
        """Add to a number of the run."""
        self.counts[name] = self.counts.get(name, 0) + number

    def fault(self, where: str, says: str) -> None:
        """Note something that went wrong, in words."""
        self.count("faults")
        self.faults.append({"where": where[:500], "says": says[:500]})

    def finish(self, items: Sequence[Item]) -> None:
        """These are done; what they belong to may be complete now."""
        self._done.extend(items)
        self._touched.update(item.repository_id for item in items if item.repository_id is not None)

    def lacks(self, row: Repository | None) -> None:
        """Something of a repository is not there; if that is all of it, it is looked at again in the next run."""
        if row is not None:
            self._touched.add(row.pk)
            self._lacking.add(row.pk)

    def harvest(self, items: Sequence[Item], found: said.Harvest, asked_at: datetime) -> None:
        """Keep what an answer says; `items` are the tasks that it answers."""
        owner = items[0].repository if len({item.repository_id for item in items}) == 1 else None
        self._tasks += [(task, self._owner(task, owner)) for task in found.tasks]
        for sighting in found.sightings:
            self._sighting(sighting, asked_at)
        for moved in found.moved:
            self._moved(moved, asked_at)
        for address in found.gone:
            self.missed(self._rows.get(address), "The platform says that it is not there.")
        for listing in found.listings:
            self._listing(listing, asked_at)
        for one in found.found:
            self._found(one, asked_at)
        for fault in found.faults:
            self.fault(fault.where, fault.says)
        for source in found.sources:
            self._source(source.name)

    def _owner(self, task: Task, owner: Repository | None) -> Repository | None:
        """The repository that a task belongs to: the one it names, or that of the question it came from."""
        named = task.args.get("repository")
        if owner is not None and owner.address == named:
            return owner
        row = self._rows.get(named) if isinstance(named, str) else None
        return row or owner

    def _repository(self, address: str, asked_at: datetime) -> tuple[Repository, bool]:
        row = self._rows.get(address)
        if row is not None:
            return row, False
        stated = {
            "connector": self._connector.name,
            "source": self._run.source,
            "first_seen_at": asked_at,
            "asked_at": asked_at,
        }
        # Another pass may find it at the same time.
        row, is_new = Repository.objects.get_or_create(address=address, defaults=stated)
        self._rows[address] = row
        return row, is_new

    def _sighting(self, sighting: said.Sighting, asked_at: datetime) -> None:
        row, is_new = self._repository(sighting.repository, asked_at)
        self._there(row, asked_at)
        self.count("seen")
        if self._left_out.holds(sighting.repository):
            self._stay_away(row)
        elif row.state == sighting.state:
            self.count("same")
            self._expect(row, "")
        elif sighting.then and self._may_look():
            self._expect(row, sighting.state)
            self._tasks += [(task, row) for task in sighting.then]
            self.count("looked")
            self.count("new repositories" if is_new else "changed repositories")

    def _stay_away(self, row: Repository) -> None:
        """Ask for nothing of it, and know nothing of it, so that it is looked at anew should it be let in again."""
        self.count("left out")
        self._expect(row, "")
        Listing.objects.filter(repository=row).delete()
        Repository.objects.filter(pk=row.pk).exclude(state="").update(state="")

    def _expect(self, row: Repository, state: str) -> None:
        """The repository is in this state, of which not everything is there yet (empty: everything is). What was found
        of another one, before a run was stopped, is out of date."""
        if row.next_state == state:
            return
        if row.next_state:
            Haul.objects.filter(repository=row).delete()
            self._hauls = {key: haul for key, haul in self._hauls.items() if key[0] != row.pk}
        row.next_state = state
        Repository.objects.filter(pk=row.pk).update(next_state=state)

    def _may_look(self) -> bool:
        looked = self._run.counts.get("looked", 0) + self.counts.get("looked", 0)
        return self._most_new is None or looked < self._most_new

    def _there(self, row: Repository, asked_at: datetime) -> None:
        """It is there: whatever was missed before is over."""
        self._there_at.setdefault(asked_at, set()).add(row.pk)

    def _save_there(self) -> None:
        for asked_at, pks in sorted(self._there_at.items()):
            Repository.objects.filter(pk__in=pks).update(
                asked_at=asked_at,
                seen_at=asked_at,
                run=self._run,
                misses=0,
                missed_since=None,
                gone_at=None,
                moved_to="",
                says="",
            )
        self._there_at.clear()

    def unchanged(self, items: Sequence[Item], asked_at: datetime) -> None:
        """The host says that nothing has changed: only times move."""
        for item in items:
            if item.repository is not None:
                self._there(item.repository, asked_at)
                self.count("same")

    def _moved(self, moved: said.Moved, asked_at: datetime) -> None:
        if moved.repository == moved.now:
            return
        row, _is_new = self._repository(moved.repository, asked_at)
        if row.moved_to != moved.now:
            self.count("moved")
        row.moved_to = moved.now
        self._save_there()  # what comes later counts
        Repository.objects.filter(pk=row.pk).update(moved_to=moved.now, asked_at=asked_at, run=self._run)

    def missed(self, row: Repository | None, says: str) -> None:
        """A repository that we know is not there; after some days of that it counts as gone."""
        if row is None:
            return
        self.count("missed")
        self._save_there()  # what comes later counts
        Repository.objects.filter(pk=row.pk).update(
            misses=F("misses") + 1,
            missed_since=row.missed_since or self._now,
            says=says,
            run=self._run,
            asked_at=self._now,
        )

    def _listing(self, listing: said.Listing, asked_at: datetime) -> None:
        row, _is_new = self._repository(listing.repository, asked_at)
        self._listed.append((row, listing, asked_at))

    def _found(self, one: said.Found, asked_at: datetime) -> None:
        row, _is_new = self._repository(one.repository, asked_at)
        if self._left_out.holds(one.repository):
            self._stay_away(row)
            return
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
        haul = Haul(repository=row, path=one.path, raw=one.raw, facts=facts, found_at=asked_at)
        if row.next_state:
            self._hauls[row.pk, one.path] = haul
        else:
            self._lone.setdefault(row.pk, {})[one.path] = haul
            if self._is_ours(row):
                self._there(row, asked_at)
        self.count("found")
        self._touched.add(row.pk)

    def _source(self, name: str) -> None:
        """A list that names a list: it is looked through as a source of its own, once."""
        _row, is_new = Source.objects.get_or_create(
            name=name, defaults={"added_at": self._now, "named_by": self._run.source}
        )
        if is_new:
            self.count("new sources")

    def save(self) -> None:
        """Write down what was said, hand over to the library what is complete, and add to the numbers of the run."""
        self._save_there()
        frontier.finish(self._done)
        frontier.put(self._run, self._tasks, self._now)
        keep_listings(self._listed)
        Haul.objects.bulk_create(
            self._hauls.values(),
            update_conflicts=True,
            unique_fields=["repository", "path"],
            update_fields=["raw", "facts", "found_at"],
            batch_size=100,
        )
        self._settle()
        self._settle_lone()
        self._save_counts()

    def _settle(self) -> None:
        busy = frontier.unfinished(self._touched)
        rows = list(Repository.objects.filter(pk__in=self._touched - busy).exclude(next_state=""))
        hauls: dict[int, list[Haul]] = {}
        for haul in Haul.objects.filter(repository__in=rows).order_by("path"):
            hauls.setdefault(haul.repository_id, []).append(haul)
        rows = [row for row in rows if row.pk in hauls or row.pk not in self._lacking]
        changed = [row for row in rows if row.next_state != row.state]
        self._hand_over(changed, hauls)
        whole = Repository.objects.filter(pk__in=[row.pk for row in rows])
        whole.update(state=F("next_state"), next_state="")
        Haul.objects.filter(repository__in=rows).delete()

    def _settle_lone(self) -> None:
        """Manifests that no list of files led to, as lists and platforms give them: each answer is complete. Their
        bytes are the state of what only this connector knows."""
        changed = []
        for row in self._rows.values():
            if row.pk not in self._lone:
                continue
            state = state_of_bytes(b"\0".join(bytes(one.raw) for one in self._lone[row.pk].values()))
            if not self._is_ours(row):
                changed.append(row)
            elif row.state == state:
                self.count("same")
            else:
                changed.append(row)
                Repository.objects.filter(pk=row.pk).update(state=state)
        self._hand_over(changed, {pk: list(hauls.values()) for pk, hauls in self._lone.items()})

    def _is_ours(self, row: Repository) -> bool:
        return row.connector == self._connector.name and not self._connector.forge

    def _hand_over(self, rows: Sequence[Repository], hauls: dict[int, list[Haul]]) -> None:
        """Give what was found in these repositories to the library."""
        settled = settle(rows, hauls, payloads=self._payloads, now=self._now)
        for row in rows:
            self._settled(settled[row.pk], bool(hauls.get(row.pk)))
        releases = {pk: [one.address for one in came.results if one.address] for pk, came in settled.items()}
        keep_files(releases, self._payloads)

    def _settled(self, settled: Settled, found_any: bool) -> None:  # noqa: FBT001  a fact
        if not found_any:
            self.count("without a manifest")
        for name, number in counted(settled).items():
            self.count(name, number)
        for result in settled.results:
            if result.outcome.value == "refuse":
                self.fault(result.origin, result.reason)

    def _save_counts(self) -> None:
        """Add the numbers to those of the run."""
        counts = dict(self._run.counts)
        for name, number in self.counts.items():
            counts[name] = counts.get(name, 0) + number
        counts["said"] = [*counts.get("said", []), *self.faults][:MAX_FAULTS]
        self._run.counts = counts
        self._run.save(update_fields=["counts"])


def _addresses(harvests: Sequence[said.Harvest]) -> set[str]:
    """The repositories that answers speak of."""
    named: set[str] = set()
    for harvest in harvests:
        named.update(one.repository for one in harvest.sightings)
        named.update(one.repository for one in harvest.found)
        named.update(one.repository for one in harvest.listings)
        named.update(one.repository for one in harvest.moved)
        named.update(harvest.gone)
        named.update(one for task in harvest.tasks if isinstance(one := task.args.get("repository"), str))
    return named
