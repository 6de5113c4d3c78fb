# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log: appending, proving, verifying and rebuilding, against bare SHA-256 and a bare database.

The rival writes the same events, as JSON that it has made and hashed itself, into a table with the same columns and
indexes, in transactions of the same size, through `sqlite3` alone; and it hashes a tree in memory. It has no closed
list of kinds, and no tiles on the disk. `OSHMARK_BENCH_EVENTS` sets the number of events; a million is the aim, and
takes some minutes.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benches.measure import Ratio, best_of

if TYPE_CHECKING:
    from collections.abc import Callable

EVENTS = int(os.environ.get("OSHMARK_BENCH_EVENTS", "100000"))
BATCH = 1_000
PROOFS = 2_000
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
_TABLES = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
CREATE TABLE event (number INTEGER PRIMARY KEY, kind TEXT, schema INTEGER, at TEXT, actor TEXT, subject TEXT, data TEXT,
    before TEXT, hash TEXT UNIQUE);
CREATE INDEX event_subject ON event (subject, kind);
"""


def data_of(number: int) -> dict[str, Any]:
    """The data of an event as the library has them, 350 bytes or so."""
    return {
        "digest": f"{number:064x}",
        "module": {"folder": "", "host": "git.example.org", "path": f"maker{number % 997}/thing{number}"},
        "name": f"Thing {number}",
        "provenance": {"found_at": "2026-11-20T12:00:00Z", "method": "crawl", "name": "okh.toml"},
        "reason": "Everybody may use, study, change, make and sell the hardware.",
        "version": "1.0.0",
    }


def ratios() -> list[Ratio]:
    """Five claims; the times are microseconds for one event or one proof."""
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        return _measure(Path(folder))


def _set_up(folder: Path) -> None:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "oshmark.web.settings", "OSHMARK_HOME": str(folder)}
    import django

    django.setup()
    from oshmark.web import instance

    instance.ensure_database()


def _measure(folder: Path) -> list[Ratio]:
    from oshmark.credential.merkle import check_inclusion
    from oshmark.web.audit import tree
    from oshmark.web.audit.actions import read_log

    theirs = _seconds(lambda: _bare_append(folder / "bare.sqlite3"))
    ours = _seconds(_append)
    leaves = _bare_leaves(folder / "bare.sqlite3")
    roots = [tree.root(EVENTS), _bare_root(leaves)]
    assert len(set(map(len, roots))) == 1
    chance = Random(1)
    asked = [chance.randrange(EVENTS) for _ in range(PROOFS)]
    proofs: list[list[bytes]] = []
    proving = best_of(3, lambda: _refill(proofs, [tree.inclusion(index, EVENTS) for index in asked]))
    own = [tree.leaf_of(event.hash) for event in read_log()]
    pairs = list(zip(asked, proofs, strict=True))

    def verify() -> None:
        for index, proof in pairs:
            check_inclusion(index, EVENTS, own[index], proof, roots[0])

    verifying = best_of(3, verify)
    bare_hashes = best_of(3, lambda: [_bare_path(proof, own[index]) for index, proof in pairs])
    bare_proving = best_of(3, lambda: _bare_proofs(folder / "oshmark.sqlite3", asked))
    chain, bare_chain = _seconds(_verify_chain), _seconds(lambda: _bare_verify(folder / "bare.sqlite3"))
    rebuilding = _seconds(tree.rebuild_tree)
    bare_tree = _seconds(lambda: _bare_root(_bare_leaves(folder / "bare.sqlite3")))
    assert tree.root(EVENTS) == roots[0]
    _say({"append": EVENTS / ours, "prove": PROOFS / proving, "verify a proof": PROOFS / verifying})
    _say({"verify the chain": EVENTS / chain, "rebuild the tree": EVENTS / rebuilding})
    each, proof = 1e6 / EVENTS, 1e6 / PROOFS
    many = f"{EVENTS:,} events"
    return [
        Ratio(f"append {many}, tree included, against SHA-256 and SQLite", ours * each, theirs * each, at_most=3),
        Ratio("prove an event, against SHA-256 and SQLite", proving * proof, bare_proving * proof, at_most=3),
        Ratio("verify a proof, against its bare hashes", verifying * proof, bare_hashes * proof, at_most=5),
        Ratio(f"verify the chain of {many}, against SHA-256 and SQLite", chain * each, bare_chain * each, at_most=5),
        Ratio(f"rebuild the tree of {many}, against one in memory", rebuilding * each, bare_tree * each, at_most=3),
    ]


def _append() -> None:
    from oshmark.library.events import Kind
    from oshmark.web.audit.actions import Log
    from oshmark.web.audit.writing import writing

    for start in range(0, EVENTS, BATCH):
        with writing():
            log = Log(actor="bench", now=NOW)
            for number in range(start, min(start + BATCH, EVENTS)):
                log.append(Kind.ADMITTED, f"/m/git.example.org/thing{number}", data_of(number))
            log.write()


def _bare_append(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(_TABLES)
    before, at = "0" * 64, NOW.isoformat()
    for start in range(0, EVENTS, BATCH):
        rows = []
        for number in range(start, min(start + BATCH, EVENTS)):
            written = json.dumps(data_of(number), sort_keys=True, separators=(",", ":"))
            subject = f"/m/git.example.org/thing{number}"
            whole = f'[{number},"library:release:admitted",1,"{at}","bench","{subject}",{written},"{before}"]'
            hashed = hashlib.sha256(whole.encode()).hexdigest()
            rows.append((number, "library:release:admitted", 1, at, "bench", subject, written, before, hashed))
            before = hashed
        with connection:
            connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.close()


def _bare_leaves(path: Path) -> list[bytes]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT hash FROM event ORDER BY number")
    leaves = [hashlib.sha256(b"\0" + bytes.fromhex(one)).digest() for (one,) in rows]
    connection.close()
    return leaves


def _bare_root(leaves: list[bytes]) -> bytes:
    while len(leaves) > 1:
        pairs = zip(leaves[::2], leaves[1::2], strict=False)
        above = [hashlib.sha256(b"\1" + left + right).digest() for left, right in pairs]
        leaves = above + leaves[len(above) * 2 :]
    return leaves[0]


def _bare_path(proof: list[bytes], found: bytes) -> bytes:
    for sibling in proof:
        found = hashlib.sha256(b"\1" + found + sibling).digest()
    return found


def _bare_proofs(path: Path, asked: list[int]) -> None:
    """Read the tiles that a proof needs, one a level, and hash each to its top; no proof is put together."""
    connection = sqlite3.connect(path)
    for index in asked:
        for level in range(3):
            place = (level << 48) | (index >> (8 * (level + 1)))
            row = connection.execute("SELECT hashes FROM audit_tile WHERE place = ?", (place,)).fetchone()
            if row is not None:
                _bare_root([row[0][at : at + 32] for at in range(0, len(row[0]), 32)])
    connection.close()


def _verify_chain() -> None:
    from oshmark.credential.events import verify_chain
    from oshmark.web.audit.actions import read_log

    verify_chain(read_log())


def _bare_verify(path: Path) -> None:
    connection = sqlite3.connect(path)
    last = "0" * 64
    for number, kind, schema, at, actor, subject, data, before, hashed in connection.execute(
        "SELECT * FROM event ORDER BY number"
    ):
        whole = f'[{number},"{kind}",{schema},"{at}","{actor}","{subject}",{data},"{before}"]'
        assert before == last
        assert hashlib.sha256(whole.encode()).hexdigest() == hashed
        last = hashed
    connection.close()


def _refill(kept: list[list[bytes]], made: list[list[bytes]]) -> None:
    kept[:] = made


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _say(rates: dict[str, float]) -> None:
    said = ", ".join(f"{name} {rate:,.0f}" for name, rate in rates.items())
    sys.stderr.write(f"        a second: {said}\n")
