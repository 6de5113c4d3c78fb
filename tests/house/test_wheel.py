# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is installed has everything that the program reads beside its code: a checkout would hide what is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "oshmark"
GENERATED = {"__pycache__"}
LISTS = re.compile(r"\.(?:csv|css|html|js|json|mo|pot|svg|toml|ttf|ttl|txt|typ|woff2|xml)\Z")


@pytest.fixture(scope="module")
def packed() -> frozenset[str]:
    """The paths in the wheel, as they would be installed; the wheel itself need not be made for that."""
    from hatchling.builders.wheel import WheelBuilder  # noqa: PLC0415  what builds it, and is no part of what tests need

    builder = WheelBuilder(str(ROOT))
    return frozenset(file.distribution_path for file in builder.recurse_included_files())


def test_everything_that_lies_beside_the_code_is_in_the_wheel(packed: frozenset[str]) -> None:
    beside = {
        f"oshmark/{path.relative_to(SOURCE).as_posix()}"
        for path in SOURCE.rglob("*")
        if path.is_file() and GENERATED.isdisjoint(path.parts)
    }
    assert {name for name in beside if LISTS.search(name)} > {"oshmark/label/data/words.csv"}
    assert beside - packed == set()


@pytest.mark.parametrize(
    "name",
    [
        "oshmark/label/data/words.csv",
        "oshmark/label/layouts/base.typ",
        "oshmark/label/layouts/full.typ",
        "oshmark/web/labels/templates/labels/page.css",
        "oshmark/web/labels/templates/labels/page.html",
        "oshmark/web/labels/static/labels/desk.css",
        "oshmark/certification/bodies/erlental.toml",
        "oshmark/fonts/NotoSans-Regular.ttf",
        "oshmark/fonts/NotoSansKR-Regular.ttf",
        "oshmark/fonts/OFL.txt",
        "oshmark/samples/lark-printer/label.toml",
    ],
)
def test_what_labels_and_bodies_need_is_in_the_wheel(packed: frozenset[str], name: str) -> None:
    assert name in packed


def test_every_font_is_in_the_wheel(packed: frozenset[str]) -> None:
    fonts = {f"oshmark/fonts/{path.name}" for path in (ROOT / "vendor" / "fonts").glob("*.ttf")}
    assert len(fonts) > 20
    assert fonts <= packed


def test_nothing_of_a_machine_is_in_the_wheel(packed: frozenset[str]) -> None:
    assert [name for name in packed if name.endswith((".pyc", ".sqlite3", ".key")) or "/var/" in name] == []
