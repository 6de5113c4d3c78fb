# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Publish: make the next generation, whole or from hard links of the current one, and point at it.

A generation is built in a folder of its own and gets its name when it is complete and on the disk; then the pointer
moves. Whoever dies on the way leaves a folder that is never current, and that the next publisher sweeps away.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from oshmark.adapters.published.dumps import (
    DumpWriter,
    Lines,
    digest_of,
    read_lines,
    read_members,
    rewrite_shard,
    shard_of,
)
from oshmark.adapters.published.generation import (
    DESCRIPTION,
    FORMAT,
    Counts,
    Description,
    Generation,
    Shard,
    current,
    file_sizes,
    generation_name,
    load_generation,
    number_of,
    numbers,
    point_at,
    pointed,
    pointed_or_none,
    publisher_lock,
    sync,
)
from oshmark.adapters.published.history import last_number, made_at, note_made
from oshmark.adapters.published.index import IndexEditor, link_file, link_index
from oshmark.adapters.published.partitions import PartitionCounter
from oshmark.adapters.published.retention import Retention, outlived
from oshmark.adapters.published.store import StoreEditor, StoreLoader, copy_store
from oshmark.errors import FullRebuildNeededError, RefusedError, StateError
from oshmark.library.record import SearchRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

MAX_ADDRESS_BYTES = 4_000
"""Longer terms would drop out of the index without a word."""

_BUILDING = "building-"
_REMOVING = "removing-"
_BLANK_NODE = re.compile(rb'"(?:[^"\\]|\\.)*"|<[^>]*>|_:([^\s<>"]+)')


class Entry(msgspec.Struct, frozen=True):
    """What is published for one address: complete lines of N-Quads, all in `graph`, and what the search knows of it.

    `record` is None for what the search does not find; a record that is not the latest is not found either. `misfits`
    are sentences about what does not fit the shapes; they are kept beside the dumps.
    """

    address: str
    graph: str
    nquads: bytes
    record: SearchRecord | None
    misfits: tuple[str, ...] = ()


def publish(
    root: Path,
    *,
    put: Iterable[Entry],
    removed: Iterable[str] = (),
    full: bool = False,
    position: int,
    now: datetime,
    keep: int = 3,
    keep_for: timedelta = timedelta(0),
) -> Generation:
    """Make the next generation, with everything up to event number `position`, and point at it.

    With `full`, `put` is everything, in a stream that may be longer than the memory. Otherwise the current generation
    is taken over, `put` replaces what has the same address and `removed` addresses go; where there is none to take
    over, `FullRebuildNeededError`. `RefusedError` names an entry that cannot be published, `BusyError` means another
    publisher is at work; in every case of an error the current generation stays as it was.

    Of the older generations the newest stay, `keep` with this one, and the others for the time `keep_for`
    (`published.retention`).
    """
    if keep < 1:
        raise ValueError(f"keep must be at least 1, not {keep}")
    with publisher_lock(root), _foreign_errors():
        _sweep(root)
        number = last_number(root) + 1
        building = root / f"{_BUILDING}{number:06d}"
        building.mkdir()
        try:
            shards = _build_whole(building, put) if full else _build_next(root, building, put, frozenset(removed))
            _describe(building, shards, number=number, position=position, now=now)
            _settle(root, building, generation_name(number))
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        note_made(root)
        _prune(root, Retention(newest=keep, time=keep_for), now)
        return load_generation(root / generation_name(number))


def roll_back(root: Path, *, to: int) -> Generation:
    """Make generation number `to` the current one again; the next incremental publish starts from it."""
    with publisher_lock(root):
        generation = load_generation(root / generation_name(to))
        point_at(root, generation.path.name)
        return generation


def remove_older(root: Path) -> list[int]:
    """Delete every generation but the current one, and give their numbers, ascending.

    For content that has to go, publish without it first, and in `full`: a generation that continues another one shares
    files with it, in which what was removed is only marked. The history keeps numbers and digests, and no content.
    Where nothing was published yet, nothing happens.
    """
    with publisher_lock(root), _foreign_errors():
        _sweep(root)
        in_use = pointed(root)
        if in_use is None:
            return []
        load_generation(root / in_use)  # a damaged one raises: then the others are what one goes back to
        older = [number for number in numbers(root) if generation_name(number) != in_use]
        note_made(root)
        _remove(root, older)
        return older


@contextmanager
def _foreign_errors() -> Iterator[None]:
    """Say in our words what the disk and the engines complain about."""
    try:
        yield
    except OSError as exc:
        reason = exc.strerror or "the RDF store reports an input or output error"
        message = f"The generation could not be written: {reason}. Look for a full disk or missing rights."
        raise StateError(f"{message} The last generation stays as it was.") from exc


def _build_whole(building: Path, put: Iterable[Entry]) -> dict[str, Shard]:
    """Store, index and dumps from nothing: the store in threads of its own, the other two here."""
    graphs = 0
    partitions = PartitionCounter()
    with (
        closing(DumpWriter(building)) as dumps,
        IndexEditor(building / "index") as index,
        StoreLoader(building / "store") as store,
    ):
        for entry in put:
            lines = _canonical(entry)
            if not dumps.add(lines):
                raise RefusedError(f"{entry.address} is published twice. Give each address once.")
            graphs += bool(lines.nquads)
            partitions.add(lines.graph, lines.nquads)
            store.add(entry.address, lines.nquads)
            if lines.searched and entry.record is not None:
                index.add(entry.record)
        index.finish()
        shards = dumps.finish()
        store.finish()
        if store.graphs() != graphs:
            raise RefusedError("Two addresses share a graph. Give each address its own; nothing was published.")
    partitions.write(building)
    return shards


def _build_next(root: Path, building: Path, put: Iterable[Entry], removed: frozenset[str]) -> dict[str, Shard]:
    """Store, index and dumps from those of the current generation."""
    base = _base(root)
    entries = {entry.address: entry for entry in put}
    changes = _changes(base, entries, removed)
    copy_store(base.store, building / "store")
    link_index(base.index, building / "index")
    _edit_store(building, changes)
    _edit_index(building, changes, entries)
    _edit_partitions(base, building, changes)
    return _edit_dumps(base, building, changes)


def _base(root: Path) -> Generation:
    try:
        base = current(root)
    except StateError as exc:
        raise FullRebuildNeededError(str(exc)) from exc
    if base is None:
        raise FullRebuildNeededError("Nothing was published yet. Publish everything first, with a full rebuild.")
    return base


class _Change(msgspec.Struct, frozen=True):
    """What happens to one address: the graph that goes, and the lines that come."""

    old_graph: str | None
    lines: Lines | None


Changes = dict[str, dict[str, _Change]]
"""By shard, then by address."""


def _changes(base: Generation, entries: dict[str, Entry], removed: frozenset[str]) -> Changes:
    """What really changes: equal entries and unknown removals fall away. What is both put and removed is put."""
    wanted: dict[str, dict[str, Entry | None]] = {}
    for address in sorted(removed | entries.keys()):
        wanted.setdefault(shard_of(address), {})[address] = entries.get(address)
    changes: Changes = {}
    for shard, addresses in wanted.items():
        members = read_members(base.path, shard, base.description.shards.get(shard))
        for address, entry in addresses.items():
            member = members.get(address)
            lines = None if entry is None else _canonical(entry)
            if (member and member.digest) != (lines and lines.digest):
                # An entry without data owns no graph, whatever it calls its own.
                old_graph = member.graph if member is not None and member.length else None
                change = _Change(old_graph=old_graph, lines=lines)
                changes.setdefault(shard, {})[address] = change
    return changes


def _edit_store(building: Path, changes: Changes) -> None:
    flat = [(address, change) for addresses in changes.values() for address, change in addresses.items()]
    store = StoreEditor(building / "store")
    try:
        store.replace(
            [change.old_graph for _, change in flat if change.old_graph is not None],
            [(a, c.lines.graph, c.lines.nquads) for a, c in flat if c.lines is not None and c.lines.nquads],
        )
    finally:
        store.close()


def _edit_index(building: Path, changes: Changes, entries: dict[str, Entry]) -> None:
    with IndexEditor(building / "index") as index:
        for addresses in changes.values():
            for address, change in addresses.items():
                index.remove(address)
                record = entries[address].record if change.lines is not None and change.lines.searched else None
                if record is not None:
                    index.add(record)
        index.finish()


def _edit_partitions(base: Generation, building: Path, changes: Changes) -> None:
    partitions = PartitionCounter(base.path)
    for shard, addresses in changes.items():
        before = read_lines(base.path, shard, base.description.shards.get(shard))
        for address, change in addresses.items():
            if (old := before.get(address)) is not None:
                partitions.remove(old.graph, old.nquads)
            if change.lines is not None:
                partitions.add(change.lines.graph, change.lines.nquads)
    partitions.write(building)


def _edit_dumps(base: Generation, building: Path, changes: Changes) -> dict[str, Shard]:
    (building / "dumps").mkdir()
    (building / "entries").mkdir()
    shards = dict(base.description.shards)
    for shard in shards.keys() - changes.keys():
        for name in (f"dumps/{shard}.nq", f"entries/{shard}.json"):
            link_file(base.path / name, building / name)
    for shard, addresses in changes.items():
        lines = {address: change.lines for address, change in addresses.items()}
        shards[shard] = rewrite_shard(base.path, building, shard, shards.get(shard), lines)
    return {shard: content for shard, content in shards.items() if content.entries}


def _canonical(entry: Entry) -> Lines:
    """Check what can be seen of an entry without a parser, and write it in the one way that the dumps have it."""
    try:
        _check(entry)
        content, quads = _sorted_lines(entry)
        searched = entry.record is not None and entry.record.latest
        record = msgspec.msgpack.encode(entry.record) if searched else b""
        said = "\n".join(entry.misfits).encode()
        digest = hashlib.sha256(b"\0".join((entry.graph.encode(), record, said, content))).hexdigest()
    except UnicodeError as exc:
        raise RefusedError(f"{entry.address!r} cannot be published: its search record has half a letter.") from exc
    return Lines(
        address=entry.address,
        graph=entry.graph,
        digest=digest,
        nquads=content,
        quads=quads,
        searched=searched,
        misfits=entry.misfits,
    )


def _check(entry: Entry) -> None:
    if len(entry.address.encode()) > MAX_ADDRESS_BYTES:
        raise RefusedError(f"{entry.address[:80]}… cannot be published: its address is too long.")
    if entry.record is not None and entry.record.address != entry.address:
        message = f"{entry.address} cannot be published: its search record has the address {entry.record.address}."
        raise RefusedError(message)


def _sorted_lines(entry: Entry) -> tuple[bytes, int]:
    """The lines in order, each once, with blank nodes of their own, and their number."""
    nquads = _with_own_blank_nodes(entry) if b"_:" in entry.nquads else entry.nquads
    lines = sorted(set(nquads.splitlines(keepends=True)))
    ending = f" <{entry.graph}> .\n".encode()
    if not all(line.endswith(ending) for line in lines):
        message = f"{entry.address} cannot be published: each line of its data must end in <{entry.graph}> and a dot."
        raise RefusedError(message)
    return b"".join(lines), len(lines)


def _with_own_blank_nodes(entry: Entry) -> bytes:
    """All entries together are one document, in which equal labels would be one node: put the address into them."""
    scope = b"_:e" + hashlib.sha256(entry.address.encode()).hexdigest()[:16].encode() + b"x"
    return _BLANK_NODE.sub(lambda found: scope + found[1] if found[1] else found[0], entry.nquads)


def _describe(building: Path, shards: dict[str, Shard], *, number: int, position: int, now: datetime) -> None:
    counts = Counts(
        entries=sum(shard.entries for shard in shards.values()),
        quads=sum(shard.quads for shard in shards.values()),
        records=sum(shard.records for shard in shards.values()),
        misfits=sum(shard.misfits for shard in shards.values()),
        labels=sum(shard.labels for shard in shards.values()),
    )
    description = Description(
        format=FORMAT,
        number=number,
        position=position,
        made_at=now,
        counts=counts,
        digest=digest_of(shards),
        shards=shards,
        sizes=file_sizes(building),
    )
    (building / DESCRIPTION).write_bytes(msgspec.json.encode(description))


def _settle(root: Path, building: Path, name: str) -> None:
    """Have the disk keep all of it, give it its name, and point at it, in this order."""
    for path in (building, *building.rglob("*")):
        # Files with further names belong to older generations and are on the disk already.
        if path.is_dir() or path.stat().st_nlink == 1:
            sync(path)
    building.rename(root / name)
    sync(root)
    point_at(root, name)


def _sweep(root: Path) -> None:
    """Delete what a publisher that died has left behind."""
    for path in root.iterdir():
        if path.name.startswith((_BUILDING, _REMOVING)):
            shutil.rmtree(path)


def _prune(root: Path, retention: Retention, now: datetime) -> None:
    """Delete the generations whose time is over."""
    in_use = pointed_or_none(root)
    current_number = None if in_use is None else number_of(in_use)
    _remove(root, outlived(made_at(root), current=current_number, retention=retention, now=now))


def _remove(root: Path, removed: Iterable[int]) -> None:
    """Delete generations, all of which are in the history; under another name, so that none is seen half."""
    for number in removed:
        removing = root / f"{_REMOVING}{number:06d}"
        (root / generation_name(number)).rename(removing)
        shutil.rmtree(removing)
