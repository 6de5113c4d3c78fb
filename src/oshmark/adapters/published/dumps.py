# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The dumps: N-Quads in 256 shards, and beside each shard a table of the entries in it.

An entry's shard follows from its address alone, and within a shard the entries stand in the order of their
addresses, so that equal content gives equal bytes whether it was built at once or step by step.
A file that exists is never changed: it may be a hard link into an older generation.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING

import msgspec

from oshmark.adapters.published.generation import Shard
from oshmark.errors import FullRebuildNeededError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

LABELS = "/C/"
"""How the addresses of labels begin; everything else is a release."""


class Member(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of a shard: where its lines stand in the dump, the digest of all that was published for it, and what
    of it does not fit the shapes."""

    address: str
    graph: str
    digest: str
    offset: int
    length: int
    quads: int
    searched: bool
    misfits: tuple[str, ...] = ()


class Lines(msgspec.Struct, frozen=True):
    """What goes into the dump for one entry: its canonical N-Quads, and what its table row says besides."""

    address: str
    graph: str
    digest: str
    nquads: bytes
    quads: int
    searched: bool
    misfits: tuple[str, ...] = ()


def shard_of(address: str) -> str:
    """The shard of an address. All that belongs to one repository shares a shard."""
    return hashlib.sha256(address.partition("/-/")[0].encode()).hexdigest()[:2]


class DumpWriter:
    """Writes the shards of a generation that starts from nothing; memory holds the tables, not the lines."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "dumps").mkdir()
        (folder / "entries").mkdir()
        self._stack = ExitStack()
        self._files: dict[str, IO[bytes]] = {}
        self._members: dict[str, dict[str, Member]] = {}

    def add(self, lines: Lines) -> bool:
        """Append the lines of one entry; False, and nothing added, when its address is there already."""
        shard = shard_of(lines.address)
        members = self._members.setdefault(shard, {})
        if lines.address in members:
            return False
        file = self._file(shard)
        members[lines.address] = _member(lines, file.tell())
        file.write(lines.nquads)
        return True

    def finish(self) -> dict[str, Shard]:
        """Put every shard into its order and say what it holds."""
        self._stack.close()
        return {shard: self._finish(shard) for shard in sorted(self._members)}

    def close(self) -> None:
        """Let go of the files; harmless after `finish`."""
        self._stack.close()

    def _file(self, shard: str) -> IO[bytes]:
        if shard not in self._files:
            path = self._folder / "dumps" / f"{shard}.unsorted"
            self._files[shard] = self._stack.enter_context(path.open("wb"))
        return self._files[shard]

    def _finish(self, shard: str) -> Shard:
        path = self._folder / "dumps" / f"{shard}.unsorted"
        content = path.read_bytes()
        path.unlink()
        return _write(self._folder, shard, (_lines(member, content) for member in self._members[shard].values()))


def read_members(folder: Path, shard: str, expected: Shard | None) -> dict[str, Member]:
    """The table of one shard by address; a table that is not as published raises `FullRebuildNeededError`."""
    if expected is None:
        return {}
    content = _read(folder / "entries" / f"{shard}.json", expected.entries_sha256)
    return {member.address: member for member in msgspec.json.decode(content, type=list[Member])}


def read_lines(folder: Path, shard: str, expected: Shard | None) -> dict[str, Lines]:
    """The lines of one shard by address; files that are not as published raise `FullRebuildNeededError`."""
    if expected is None:
        return {}
    content = _read(folder / "dumps" / f"{shard}.nq", expected.dump_sha256)
    return {address: _lines(member, content) for address, member in read_members(folder, shard, expected).items()}


def rewrite_shard(
    old: Path, new: Path, shard: str, expected: Shard | None, changes: Mapping[str, Lines | None]
) -> Shard:
    """Write one shard of `new` from that of `old`: `changes` by address, None for an entry that goes."""
    kept = {a: lines for a, lines in read_lines(old, shard, expected).items() if a not in changes}
    kept.update({address: lines for address, lines in changes.items() if lines is not None})
    return _write(new, shard, kept.values())


def digest_of(shards: Mapping[str, Shard]) -> str:
    """One digest for all dumps: that of their checksums, so it is what `sha256sum` says of the file with them."""
    return hashlib.sha256(checksums(shards).encode()).hexdigest()


def checksums(shards: Mapping[str, Shard]) -> str:
    """The lines `<digest>  <shard>.nq` that `sha256sum -c` reads, in the order of the names."""
    return "".join(f"{shards[name].dump_sha256}  {name}.nq\n" for name in sorted(shards))


def _member(lines: Lines, offset: int) -> Member:
    return Member(
        address=lines.address,
        graph=lines.graph,
        digest=lines.digest,
        offset=offset,
        length=len(lines.nquads),
        quads=lines.quads,
        searched=lines.searched,
        misfits=lines.misfits,
    )


def _lines(member: Member, content: bytes) -> Lines:
    return Lines(
        address=member.address,
        graph=member.graph,
        digest=member.digest,
        nquads=content[member.offset : member.offset + member.length],
        quads=member.quads,
        searched=member.searched,
        misfits=member.misfits,
    )


def _write(folder: Path, shard: str, entries: Iterable[Lines]) -> Shard:
    ordered = sorted(entries, key=lambda lines: lines.address)
    members: list[Member] = []
    offset = 0
    for lines in ordered:
        members.append(_member(lines, offset))
        offset += len(lines.nquads)
    dump = b"".join(lines.nquads for lines in ordered)
    table = msgspec.json.encode(members)
    if members:
        (folder / "dumps" / f"{shard}.nq").write_bytes(dump)
        (folder / "entries" / f"{shard}.json").write_bytes(table)
    return Shard(
        entries=len(members),
        quads=sum(member.quads for member in members),
        records=sum(member.searched for member in members),
        misfits=sum(len(member.misfits) for member in members),
        labels=sum(member.address.startswith(LABELS) for member in members),
        dump_sha256=hashlib.sha256(dump).hexdigest(),
        entries_sha256=hashlib.sha256(table).hexdigest(),
    )


def _read(path: Path, sha256: str) -> bytes:
    """The content of a file, which must be what it was when it was published."""
    try:
        content = path.read_bytes()
    except OSError as exc:
        raise FullRebuildNeededError(f"{path.name} is missing. Publish everything with a full rebuild.") from exc
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FullRebuildNeededError(f"{path.name} was changed. Publish everything again with a full rebuild.")
    return content
