# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Search by SQLite FTS5, made as quick as we know how: the alternative of `benches/search.py`.

The words lie in an FTS5 table with indexes of beginnings. The values of facets are numbers in one narrow table without
a row id, kept twice: by module, to count the values of what was found, and by value, to filter. What was found is put
into a table in memory once, and counted by one join. The database is analysed and mapped into memory, the statements
are compiled once.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from oshmark.library.record import SearchRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

SIZE = 20
SETTINGS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
PRAGMA temp_store = MEMORY;
PRAGMA mmap_size = 2147483648;
PRAGMA cache_size = -262144;
"""
TABLES = """
CREATE TABLE module (id INTEGER PRIMARY KEY, changed INTEGER, record BLOB);
CREATE VIRTUAL TABLE words USING fts5 (
    name, parts, function, people, marks,
    content = '', prefix = '2 3 4', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE of_module (module INTEGER, value INTEGER, PRIMARY KEY (module, value)) WITHOUT ROWID;
CREATE TABLE of_value (value INTEGER, module INTEGER, PRIMARY KEY (value, module)) WITHOUT ROWID;
"""
FOUND = "CREATE TEMP TABLE found (id INTEGER PRIMARY KEY, score REAL)"
STEP = 100_000
"""The numbers of the values of a facet lie together, so that one range has them all."""
BY_WORDS = "SELECT rowid AS id, bm25(words, 5.0, 2.0, 1.0, 0.7, 0.3) AS score FROM words WHERE words MATCH ?"
UNSCORED = "SELECT rowid AS id, 0 AS score FROM words WHERE words MATCH ?"
PUT_WORDS = "INSERT INTO words (rowid, name, parts, function, people, marks) VALUES (?, ?, ?, ?, ?, ?)"
BEST = """
SELECT record FROM (SELECT id, score FROM found ORDER BY score, id LIMIT ?) AS best
CROSS JOIN module ON module.id = best.id ORDER BY best.score, best.id
"""
NEWEST = """
SELECT record FROM module INDEXED BY newest
WHERE EXISTS (SELECT 1 FROM found WHERE found.id = module.id) ORDER BY changed DESC, module.id LIMIT ?
"""
COUNT = "SELECT value, count(*) FROM found CROSS JOIN of_module ON module = found.id"


class Answer(NamedTuple):
    """What both sides have to agree on, and the page itself."""

    total: int
    counts: dict[str, dict[str, int]]
    page: list[SearchRecord]


class Rival:
    """The same answers as ours: total, first page, and counts by facet, each without the facet's own filter."""

    def __init__(self, path: Path, facets: Sequence[str], all_of: Iterable[str]) -> None:
        self._facets = list(facets)
        self._all_of = frozenset(all_of)
        self._base = sqlite3.connect(path, isolation_level=None, cached_statements=1_000)
        self._base.executescript(SETTINGS)
        self._numbers: dict[tuple[str, str], int] = {}
        self._texts: dict[int, tuple[str, str]] = {}
        self._frequency: Counter[int] = Counter()

    def fill(self, rows: Iterable[tuple[SearchRecord, Mapping[str, Sequence[str]]]]) -> None:
        """Put records in, each with its values by facet."""
        self._base.executescript(TABLES)
        self._base.execute("BEGIN")
        pairs: list[tuple[int, int]] = []
        for number, (record, values) in enumerate(rows, 1):
            self._put(number, record)
            pairs += {(number, self._number(facet, text)) for facet in self._facets for text in values[facet]}
        self._frequency.update(value for _module, value in pairs)
        self._base.executemany("INSERT INTO of_module VALUES (?, ?)", sorted(pairs))
        self._base.executemany("INSERT INTO of_value VALUES (?, ?)", sorted((value, at) for at, value in pairs))
        self._base.execute("CREATE INDEX newest ON module (changed DESC, id)")
        self._base.execute("COMMIT")
        self._base.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._base.executescript("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)")
        self._base.execute(FOUND)

    def _put(self, number: int, record: SearchRecord) -> None:
        stored = (number, record.changed, msgspec.msgpack.encode(record))
        self._base.execute("INSERT INTO module VALUES (?, ?, ?)", stored)
        marks = f"{record.module} {record.licence}"
        texts = (number, record.name, record.parts, record.function, " ".join(record.licensors), marks)
        self._base.execute(PUT_WORDS, texts)

    def _number(self, facet: str, text: str) -> int:
        key = (facet, text)
        if key not in self._numbers:
            self._numbers[key] = STEP * self._facets.index(facet) + sum(1 for one, _ in self._numbers if one == facet)
            self._texts[self._numbers[key]] = key
        return self._numbers[key]

    def search(self, match: str, filters: Mapping[str, Sequence[str]]) -> Answer:
        """What has the words, in the language of FTS5, and passes the filters."""
        tests = {facet: self._tests(facet, values) for facet, values in filters.items()}
        self._find(match, [one for some in tests.values() for one in some])
        [total] = self._base.execute("SELECT count(*) FROM found").fetchone()
        page = self._page(newest=not match)
        rows = self._base.execute(f"{COUNT} GROUP BY value").fetchall()
        apart = [facet for facet in filters if facet not in self._all_of]
        counts = self._named(rows, [facet for facet in self._facets if facet not in apart])
        for facet in apart:
            self._find(match, [one for name, some in tests.items() if name != facet for one in some], scored=False)
            first = STEP * self._facets.index(facet)
            span = (first, first + STEP)
            rows = self._base.execute(f"{COUNT} WHERE value >= ? AND value < ? GROUP BY value", span).fetchall()
            counts |= self._named(rows, [facet])
        return Answer(total, counts, page)

    def _tests(self, facet: str, values: Sequence[str]) -> list[list[int]]:
        """Sets of values of each of which a module needs one."""
        numbers = [self._numbers[(facet, value)] for value in values]
        return [[number] for number in numbers] if facet in self._all_of else [numbers]

    def _find(self, match: str, tests: Sequence[Sequence[int]], *, scored: bool = True) -> None:
        self._base.execute("DELETE FROM temp.found")
        if match:
            passes = "".join(f" AND {_passes('words.rowid', numbers)}" for numbers in tests)
            self._base.execute(f"INSERT INTO temp.found {BY_WORDS if scored else UNSCORED}{passes}", (match,))
        elif tests:
            # The most selective set is walked, and what it gives is tested for the others.
            first, *others = sorted(tests, key=lambda numbers: sum(self._frequency[number] for number in numbers))
            passes = "".join(f" AND {_passes('of_value.module', numbers)}" for numbers in others)
            walked = f"FROM of_value WHERE value IN ({_listed(first)}){passes}"
            self._base.execute(f"INSERT INTO temp.found SELECT DISTINCT module, 0 {walked}")
        else:
            self._base.execute("INSERT INTO temp.found SELECT id, 0 FROM module")

    def _page(self, *, newest: bool) -> list[SearchRecord]:
        sql = NEWEST if newest else BEST
        return [msgspec.msgpack.decode(row[0], type=SearchRecord) for row in self._base.execute(sql, (SIZE,))]

    def _named(self, rows: Iterable[tuple[int, int]], facets: Sequence[str]) -> dict[str, dict[str, int]]:
        counts: dict[str, dict[str, int]] = {facet: {} for facet in facets}
        for number, count in rows:
            facet, text = self._texts[number]
            if facet in counts:
                counts[facet][text] = count
        return counts


def _passes(module: str, numbers: Sequence[int]) -> str:
    kept = f"kept.module = {module} AND kept.value IN ({_listed(numbers)})"
    return f"EXISTS (SELECT 1 FROM of_module AS kept WHERE {kept})"  # noqa: S608  numbers of ours


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
