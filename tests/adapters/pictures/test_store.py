# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The file of pictures: what was put in comes out, for several processes at once, and it may be lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.pictures.answer import Thumbnail, Why
from oshmark.adapters.pictures.store import FILE, Kept, Pictures
from oshmark.errors import StateError

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 20, tzinfo=UTC)
MADE = (Thumbnail(640, 640, 480, b"large"), Thumbnail(160, 160, 120, b"small"))
WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from oshmark.adapters.pictures.answer import Thumbnail
from oshmark.adapters.pictures.store import Kept, Pictures
pictures = Pictures(Path(sys.argv[1]))
for number in range(40):
    made = (Thumbnail(640, 1, 1, b"large"), Thumbnail(160, 1, 1, b"small"))
    pictures.put(Kept(f"/m/{sys.argv[2]}", str(number), number, str(number), "", ""), made, now=datetime.now(UTC))
"""


def kept(release: str = "/m/a", reference: str = "x.png", source: str | None = "d", **facts: object) -> Kept:
    known: dict[str, object] = {"place": 0, "address": "", "licence": ""} | facts
    return Kept(release, reference, known["place"], source, known["address"], known["licence"])  # type: ignore[arg-type]


def test_a_picture_comes_out_as_it_went_in(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path)
    one = Kept("/m/a", "images/x.png", 2, "d", "https://x.example.org/x.png", "CC0-1.0")
    pictures.put(one, MADE, now=NOW)
    [shown] = pictures.of(["/m/a", "/m/b"])["/m/a"]
    assert (shown.kept, shown.page, shown.list) == (one, (640, 480), (160, 120))
    assert (pictures.content("d", 640), pictures.content("d", 160)) == (b"large", b"small")
    assert pictures.content("d", 320) is None
    assert pictures.of(["/m/b"]) == {"/m/b": []}


def test_a_refused_picture_keeps_its_reason(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path)
    pictures.put(Kept("/m/a", "x.png", None, None, "", "", Why.MISSING), (), now=NOW)
    [shown] = pictures.of(["/m/a"])["/m/a"]
    assert (shown.kept.refused, shown.kept.source, shown.page) == (Why.MISSING, None, (0, 0))


def test_pictures_of_the_module_come_first_and_in_their_order(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path)
    for reference, place in (("part", None), ("third", 10), ("first", 0), ("second", 2)):
        pictures.put(kept(reference=reference, place=place), MADE, now=NOW)
    assert [one.kept.reference for one in pictures.of(["/m/a"])["/m/a"]] == ["first", "second", "third", "part"]


def test_a_thumbnail_goes_with_the_last_who_shows_it(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path)
    pictures.put(kept("/m/a"), MADE, now=NOW)
    pictures.put(kept("/m/b"), (), now=NOW)
    assert sorted(pictures.releases_with("d")) == ["/m/a", "/m/b"]
    pictures.put(kept("/m/a", source="e"), MADE, now=NOW)
    assert pictures.has("d")
    pictures.forget("/m/b")
    assert (pictures.has("d"), pictures.has("e")) == (False, True)
    assert pictures.releases() == ["/m/a"]


def test_two_processes_keep_pictures_at_once(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name]) for name in "ab"]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    assert {release: len(rows) for release, rows in Pictures(tmp_path).of(["/m/a", "/m/b"]).items()} == {
        "/m/a": 40,
        "/m/b": 40,
    }


def test_a_file_that_is_lost_is_made_anew(tmp_path: Path) -> None:
    Pictures(tmp_path).put(kept(), MADE, now=NOW)
    for path in tmp_path.iterdir():
        path.unlink()
    pictures = Pictures(tmp_path)
    assert pictures.of(["/m/a"]) == {"/m/a": []}
    pictures.put(kept(), MADE, now=NOW)
    assert pictures.has("d")


def test_a_file_that_is_none_is_said_without_its_place(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 400)
    pictures = Pictures(tmp_path)
    for act in (
        lambda: pictures.has("d"),
        lambda: pictures.put(kept(), MADE, now=NOW),
        lambda: pictures.forget("/m/a"),
    ):
        with pytest.raises(StateError, match="Pictures cannot be") as caught:
            act()
        assert str(tmp_path) not in str(caught.value)
        assert isinstance(caught.value.__cause__, sqlite3.Error)
