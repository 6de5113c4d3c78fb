# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bills of strangers are read in a process that may be killed, and that can do nothing but read."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.bills.reader import TOO_DEAR, TOO_LARGE, BillReader
from oshmark.bom.read import read
from oshmark.bom.stored import from_bytes
from tests.bom import workbooks
from tests.bom.hostile import HOSTILE
from tests.bom.test_forms import FORMS, ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

LEGACY = ["gb18030", "shift_jis", "cp1252", "utf-16", "utf-16-be"]


@pytest.fixture(scope="module")
def reader() -> Iterator[BillReader]:
    with BillReader() as made:
        yield made


@pytest.mark.parametrize("form", FORMS)
def test_it_finds_what_the_reader_in_this_process_finds(reader: BillReader, form: str) -> None:
    raw = FORMS[form](ROWS)
    answer = reader.read(raw)
    assert answer.found is not None, answer.problem
    assert from_bytes(answer.found) == read(raw)


@pytest.mark.parametrize("encoding", LEGACY)
def test_encodings_are_there_behind_the_locked_door(reader: BillReader, encoding: str) -> None:
    heads = {"shift_jis": "品名,数量\n部品,2\nねじ,4\n", "cp1252": "Bezeichnung,Menge\nFuß,2\nMöbel,4\n"}
    raw = heads.get(encoding, "名称,数量,Part number,Supplier\n螺丝,2,A-1,Heron\n螺母,4,A-2,Heron\n").encode(encoding)
    answer = reader.read(raw)
    assert answer.found is not None, answer.problem
    assert from_bytes(answer.found) == read(raw)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_means_harm_is_refused_in_words_and_in_time(reader: BillReader, name: str) -> None:
    raw = HOSTILE[name]()
    began = time.monotonic()
    answer = reader.read(raw)
    assert time.monotonic() - began < 15
    assert answer.found is None
    assert answer.problem.endswith(".")
    assert "Traceback" not in answer.problem
    # The next one is read as if nothing had been.
    assert reader.read(workbooks.as_csv(ROWS)).found is not None


def test_a_file_that_is_too_large_is_not_even_sent() -> None:
    with BillReader() as fresh:
        assert fresh.read(b"x" * (21 << 20)).problem == TOO_LARGE
        assert fresh._child is None


def test_a_child_that_takes_too_long_is_killed_and_another_one_answers() -> None:
    with BillReader(timeout_s=0.05) as hasty:
        assert hasty.read(b"Name,Quantity\n" + b"Foot,2\n" * 2_000_000).problem == TOO_DEAR
        hasty._timeout_s = 10.0
        assert hasty.read(workbooks.as_csv(ROWS)).found is not None


def test_a_child_that_was_killed_is_replaced() -> None:
    with BillReader() as made:
        assert made.read(workbooks.as_csv(ROWS)).found is not None
        assert made._child is not None
        made._child._process.kill()
        made._child._process.wait()
        assert made.read(workbooks.as_csv(ROWS)).found is not None
