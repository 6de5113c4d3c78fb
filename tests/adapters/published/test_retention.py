# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which generations stay, what is known of those that are gone, and what a publisher that dies leaves behind."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.adapters.published import history as history_of
from oshmark.adapters.published.generation import current, generation_name, numbers, publisher_lock
from oshmark.adapters.published.history import history, noted, published
from oshmark.adapters.published.publish import publish, remove_older, roll_back
from oshmark.adapters.published.retention import Retention, kept_until, outlived
from oshmark.adapters.published.search import Searcher
from oshmark.errors import BusyError, StateError
from tests.adapters.published.conftest import NOW, make_entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.adapters.published.generation import Generation

    Whole = Callable[..., Generation]

HOUSE = Path(__file__).parents[3]
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

REMOVER = """
import sys
from pathlib import Path
from oshmark.adapters.published.publish import remove_older
print("ready", flush=True)
remove_older(Path(sys.argv[1]))
"""


def publish_at(root: Path, now: datetime, *, keep_for: timedelta = 30 * DAY) -> Generation:
    edition = 1 + max(numbers(root), default=0)
    full = current(root) is None
    return publish(
        root, put=[make_entry("m", edition=edition)], full=full, position=edition, now=now, keep_for=keep_for
    )


def test_a_generation_stays_for_its_time_after_the_next_one_came(root: Path) -> None:
    for days in (0, 20, 21, 22, 23):
        publish_at(root, NOW + days * DAY)
    assert numbers(root) == [1, 2, 3, 4, 5]
    publish_at(root, NOW + 50 * DAY - HOUR)
    assert numbers(root) == [1, 2, 3, 4, 5, 6]
    publish_at(root, NOW + 50 * DAY + HOUR)  # the next one after the first came on the 20th day
    assert numbers(root) == [2, 3, 4, 5, 6, 7]


def test_the_newest_stay_however_old_they_are(root: Path) -> None:
    for days in (0, 100, 200, 300):
        publish_at(root, NOW + days * DAY)
    assert numbers(root) == [2, 3, 4]


def test_of_too_many_the_last_of_each_day_stays() -> None:
    made: dict[int, datetime | None] = {n: NOW + n * HOUR for n in range(240)}
    gone = outlived(made, current=239, retention=Retention(time=30 * DAY, most=20), now=NOW + 240 * HOUR)
    kept = [number for number in made if number not in gone]
    assert len(kept) == 20
    assert [number for number in kept if number < 229] == [23, 47, 71, 95, 119, 143, 167, 191, 215]
    assert kept[-3:] == [237, 238, 239]


def test_there_is_a_bound_even_for_last_ones_of_a_day() -> None:
    made: dict[int, datetime | None] = {n: NOW + n * DAY for n in range(50)}
    gone = outlived(made, current=49, retention=Retention(time=1_000 * DAY, most=20), now=NOW + 50 * DAY)
    assert gone == list(range(30))


@given(
    hours=st.lists(st.integers(0, 2_000), min_size=1, max_size=40),
    days=st.integers(0, 60),
    newest=st.integers(1, 5),
    most=st.integers(1, 30),
    chosen=st.integers(0, 39),
    unknown=st.sets(st.integers(1, 40), max_size=5),
)
def test_the_newest_and_the_current_one_always_stay_and_the_bound_holds(
    hours: list[int], days: int, newest: int, most: int, chosen: int, unknown: set[int]
) -> None:
    made = {n: None if n in unknown else NOW + hour * HOUR for n, hour in enumerate(sorted(hours), start=1)}
    pointed = chosen % len(made) + 1
    retention = Retention(newest=newest, time=days * DAY, most=most)
    gone = outlived(made, current=pointed, retention=retention, now=NOW + 2_000 * HOUR)
    kept = set(made) - set(gone)
    assert gone == sorted(set(gone))
    assert pointed in kept
    assert set(sorted(made)[-newest:]) <= kept
    assert len(kept) <= max(most, newest + 1)


def test_until_when_is_known_once_the_next_one_is_there() -> None:
    made: dict[int, datetime | None] = {1: NOW, 4: NOW + DAY, 5: None}
    assert kept_until(made, 1, 30 * DAY) == NOW + 31 * DAY
    assert kept_until(made, 4, 30 * DAY) == NOW + 31 * DAY
    assert kept_until(made, 5, 30 * DAY) is None


def test_what_is_gone_is_still_known(root: Path) -> None:
    made = [publish_at(root, NOW + days * DAY, keep_for=DAY) for days in (0, 10, 20, 30)]
    assert published(root, 1) is None
    line = noted(root, 1)
    assert line is not None
    assert (line.number, line.made_at, line.digest, line.counts) == (1, NOW, made[0].digest, made[0].counts)
    assert noted(root, 5) is None
    assert [one.number for one in history(root)] == [1, 2, 3, 4]
    later = published(root, 4)
    assert later is not None
    assert later.digest == made[3].digest


def test_everything_but_the_current_one_can_be_removed(root: Path, publish_whole: Whole) -> None:
    publish_whole(make_entry("stays"), make_entry("heronlike", function="secret"))
    publish(root, put=[make_entry("later")], position=2, now=NOW, keep_for=DAY)
    left = [make_entry("stays"), make_entry("later")]
    last = publish(root, put=left, full=True, position=3, now=NOW, keep_for=DAY)
    assert remove_older(root) == [1, 2]
    assert current(root) == last
    assert {hit.name for hit in Searcher(root).search("").hits} == {"stays", "later"}
    assert not [path for path in root.rglob("*") if path.is_file() and b"heronlike" in path.read_bytes()]
    assert sorted(path.name for path in root.iterdir()) == ["current", "gen-000003", "history", "lock"]
    assert remove_older(root) == []
    assert publish(root, put=[make_entry("next")], position=4, now=NOW).number == 4


def test_a_number_is_never_given_twice(root: Path) -> None:
    for days in range(3):
        publish_at(root, NOW + days * DAY)
    roll_back(root, to=1)
    assert remove_older(root) == [2, 3]
    assert publish_at(root, NOW + 4 * DAY).number == 4
    assert [one.number for one in history(root)] == [1, 2, 3, 4]


def test_where_nothing_was_published_nothing_is_removed(root: Path) -> None:
    assert remove_older(root) == []


def test_a_damaged_current_one_keeps_the_older_ones(root: Path) -> None:
    for days in range(2):
        publish_at(root, NOW + days * DAY)
    (root / "gen-000002" / "generation.json").unlink()
    with pytest.raises(StateError):
        remove_older(root)
    assert numbers(root) == [1, 2]


def test_removing_waits_for_nobody(root: Path, publish_whole: Whole) -> None:
    publish_whole(make_entry("m"))
    with publisher_lock(root), pytest.raises(BusyError):
        remove_older(root)


def test_generations_from_before_there_was_a_history_are_noted(root: Path) -> None:
    for days in range(3):
        publish_at(root, NOW + days * DAY)
    shutil.rmtree(root / "history")
    (root / generation_name(1) / "generation.json").write_bytes(b"{")
    publish_at(root, NOW + 5 * DAY, keep_for=1_000 * DAY)
    assert [(one.number, one.made_at) for one in history(root)] == [
        (1, None),
        (2, NOW + DAY),
        (3, NOW + 2 * DAY),
        (4, NOW + 5 * DAY),
    ]


def test_a_damaged_history_is_named_before_anything_is_built(root: Path) -> None:
    publish_at(root, NOW)
    (root / "history" / "0.json").write_bytes(b"[{")
    with pytest.raises(StateError, match=r"history/0\.json.*backup"):
        publish_at(root, NOW + DAY)
    assert numbers(root) == [1]
    with pytest.raises(StateError):
        noted(root, 1)


def test_the_history_of_many_generations_lies_in_several_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_of, "PER_FILE", 2)
    for days in range(5):
        publish_at(root, NOW + days * DAY, keep_for=timedelta(0))
    assert sorted(path.name for path in (root / "history").iterdir()) == ["0.json", "1.json", "2.json"]
    assert [one.number for one in history(root)] == [1, 2, 3, 4, 5]
    assert numbers(root) == [3, 4, 5]
    assert noted(root, 1) is not None


def test_whoever_is_killed_while_removing_can_be_followed_by_another(root: Path) -> None:
    killed = 0
    for step in range(8):
        for number in range(12):
            publish_at(root, NOW + number * HOUR)
        before = numbers(root)
        process = subprocess.Popen([sys.executable, "-c", REMOVER, str(root)], stdout=subprocess.PIPE, cwd=HOUSE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.004 * step)
        process.kill()
        process.communicate()
        killed += process.returncode == -9
        assert set(numbers(root)) <= set(before)
        assert {one.number for one in history(root)} >= set(before)
        assert Searcher(root).search("").total == 1
    assert killed >= 1
    last = publish_at(root, NOW + 100 * DAY)
    remove_older(root)
    assert numbers(root) == [last.number]
    assert not list(root.glob("removing-*"))
