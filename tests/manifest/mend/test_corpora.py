# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real manifests: the broken ones with a known defect become readable, the others say the same with fewer findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from oshmark.errors import UnreadableError
from oshmark.manifest.mend import mend
from oshmark.manifest.mend.same import meaning
from oshmark.manifest.read import Reading, read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import CorpusFiles

pytestmark = pytest.mark.corpora

PATTERNS = [
    f"okh-{folder}/**/*.{ending}" for folder in ("losh", "v1", "v2") for ending in ("toml", "yml", "yaml", "json")
]
NAMED_DEFECTS = [
    "toml-comma-outside-brackets",
    "toml-comma-outside-brackets",
    "toml-doubled-quotes",
    "toml-repeated-key",
]


def read_or_fault(path: Path) -> Reading | str:
    try:
        return read(path.read_bytes(), name=path.name, folder="")
    except UnreadableError as error:
        return error.finding.rule.id


def test_each_file_with_a_named_defect_becomes_readable(corpus_files: CorpusFiles) -> None:
    faults = {path: read_or_fault(path) for path in corpus_files(*PATTERNS, expected=210)}
    broken = {path: fault for path, fault in faults.items() if isinstance(fault, str) and fault.startswith("toml-")}
    assert sorted(broken.values()) == NAMED_DEFECTS
    assert [path.name for path in broken if mend(path.read_bytes(), name=path.name).reading is None] == []


def test_no_readable_file_gets_worse(corpus_files: CorpusFiles) -> None:
    compared = changed = 0
    for path in corpus_files(*PATTERNS, expected=210):
        before = read_or_fault(path)
        if isinstance(before, str):
            continue
        mended = mend(path.read_bytes(), name=path.name, folder="")
        assert mended.reading is not None
        assert meaning(mended.reading, "") == meaning(before, ""), path.name
        had = Counter(finding.rule.id for finding in before.findings)
        assert Counter(finding.rule.id for finding in mended.findings) <= had, path.name
        again = mend(mended.text.encode(), name=path.name, folder="")
        assert (again.text, again.changes) == (mended.text, ()), path.name
        compared += 1
        changed += bool(mended.changes)
    assert compared == 200
    assert changed > 130


def test_comments_of_real_files_stay(corpus_files: CorpusFiles) -> None:
    looked_at = 0
    for path in corpus_files("okh-losh/**/*.toml", expected=116):
        raw = path.read_bytes()
        mended = mend(raw, name=path.name, folder="")
        before = [line for line in raw.decode().splitlines() if line.startswith("#")]
        after = [line for line in mended.text.splitlines() if line.startswith("#")]
        assert after == before, path.name
        looked_at += len(before)
    assert looked_at == 81
