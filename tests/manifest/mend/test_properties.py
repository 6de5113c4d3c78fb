# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever is written: mending ends, mends what it can for good, and never changes what is said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oshmark.errors import UnreadableError
from oshmark.manifest import toml
from oshmark.manifest.fields import MODULE, PART, camel
from oshmark.manifest.keys import SPELLINGS
from oshmark.manifest.mend import mend
from oshmark.manifest.mend.same import meaning
from oshmark.manifest.mend.working import Edit, Taken, Working
from oshmark.manifest.read import read
from tests.manifest.manifests import NASTY
from tests.manifest.variants import CLEAN

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = sorted({f.key for f in (*MODULE, *PART)} | {camel(f.key) for f in MODULE} | {s.written for s in SPELLINGS})
WORDS = (
    "MIT", "CC BY SA 4.0", "GPL", "EN-UK", "OTLR-3", "Full", "B28B3/00", "3DP, MEC", "tsdc:3dp", "425 , 425", "2.5 kg",
    "/a/b", "a\\b", " x ", '"x"', ". Jo", "fdm", "yes", "1", "cube([1,2,3", "mm", "www.a.example/x", "x",
    "https://a.example/a b",
)  # fmt: skip
scalars = (
    st.sampled_from(WORDS) | st.sampled_from(NASTY) | st.booleans() | st.integers(0, 9) | st.sampled_from([1.10, 2.0])
)
values = (
    scalars
    | st.lists(scalars, max_size=3)
    | st.dictionaries(st.sampled_from(["openScad", "unit", "value", "x"]), scalars)
)
tables = st.dictionaries(st.sampled_from(KEYS), values, max_size=6)
documents = st.builds(
    lambda okhv, table, parts: {"okhv": okhv, **table, **({"part": parts} if parts else {})},
    st.sampled_from(["OKH-LOSHv1.0", "okh-losh", "2.4", "OKHv1.0", "odd"]),
    tables,
    st.lists(tables, max_size=2),
)

BREAKERS: tuple[Callable[[str], str], ...] = (
    lambda line: line.replace(' = "', ' = ""').removesuffix('"') + '""',
    lambda line: line.replace(' = "', " = “").removesuffix('"') + "”",
    lambda line: line.replace(" = ", ": ", 1),
    lambda line: line.removesuffix('"'),
    lambda line: line + ",",
    lambda line: line.replace(" = ", "\u00a0= ", 1),
    lambda line: f"{line}\n{line}",
)


@settings(max_examples=300)
@given(documents, st.sampled_from(["", "hardware", None]))
def test_a_readable_manifest_says_the_same_afterwards(document: dict[str, object], folder: str | None) -> None:
    raw = toml.dumps(document).encode()
    before = read(raw, name="okh.toml", folder=folder)
    mended = mend(raw, name="okh.toml", folder=folder)
    assert mended.reading is not None
    assert meaning(mended.reading, folder) == meaning(before, folder)
    had = Counter(finding.rule.id for finding in before.findings)
    assert Counter(finding.rule.id for finding in mended.findings) <= had
    again = mend(mended.text.encode(), name="okh.toml", folder=folder)
    assert (again.text, again.changes) == (mended.text, ())


@settings(max_examples=200)
@given(st.permutations(sorted(CLEAN)), st.lists(st.sampled_from(range(len(BREAKERS))), min_size=12, max_size=12))
def test_a_manifest_broken_line_by_line_becomes_whole_again(order: list[str], breakers: list[int]) -> None:
    assert len(order) == len(breakers)
    whole = "\n".join(CLEAN[key] for key in order) + "\n"
    broken = [BREAKERS[number](CLEAN[key]) for key, number in zip(order, breakers, strict=True)]
    mended = mend(("# kept\n" + "\n".join(broken) + "\n").encode(), name="okh.toml", folder="")
    assert mended.reading is not None
    assert mended.text.startswith("# kept\n")
    assert meaning(mended.reading, "") == meaning(read(whole.encode(), name="okh.toml", folder=""), "")


pieces = st.sampled_from(
    ['name = "a"', "\n", "\r\n", '"', "'", '"""', "[", "]", "[[part]]", "{", "}", ",", "=", ":", "#", " ", "“", "”",
     "\\", "image", "1", "1.2.3", "-", "text", "\u00a0", "\x00", "\ufeff", "mass", "unit", "true"]
)  # fmt: skip


@settings(max_examples=500)
@given(st.lists(pieces, max_size=25).map("".join), st.sampled_from(["okh.toml", "okh.yml", "okh.json", ""]))
def test_any_text_comes_to_an_end_and_stays_as_it_is_when_mended_again(text: str, name: str) -> None:
    try:
        mended = mend(text.encode(), name=name)
    except UnreadableError as error:
        assert error.finding.at is not None  # noqa: PT017  a text of zeros is no text, and says so
        return
    assert mend(mended.text.encode(), name=name).text == mended.text
    assert all(change.message for change in mended.changes)


@given(
    st.text("ab\n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text("x\n", max_size=3)))
)
def test_edits_of_a_text_know_the_lines_of_the_first_one(text: str, wanted: list[tuple[int, int, str]]) -> None:
    taken = Taken()
    edits = [Edit(s, min(s + n, len(text)), new) for s, n, new in wanted if s <= len(text)]
    kept = [edit for edit in edits if taken.take([edit])]
    after = Working(text).apply(kept)
    expected = text
    for edit in sorted(kept, reverse=True):
        expected = expected[: edit.start] + edit.new + expected[edit.end :]
    assert after.text == expected
    assert after.line_at(len(after.text)) == text.count("\n") + 1 or any(
        edit.end > edit.start or edit.new for edit in kept
    )
    assert all(1 <= after.line_at(at) <= text.count("\n") + 1 for at in range(len(after.text)))


@pytest.mark.parametrize(
    "text",
    [
        "name = " + "# " * 40_000 + '"',
        "name = " + '"' * 4_999,
        "name = " + "“" * 4_999,
        "name = " + '"a",' * 1_200,
        "a: " * 20_000,
        'image = ["a",' * 60,
        "a = " + "{ b = " * 70,
        "\u00a0" * 3_000 + "name = 1",
        "".join(f'[[part]]\nName = "p{n}"\nTsDC = "mec"\n' for n in range(500)),
    ],
)
def test_a_hostile_text_is_done_with_soon(text: str) -> None:
    mended = mend(f'okhv = "OKH-LOSHv1.0"\n{text}\n'.encode(), name="okh.toml")
    assert mended.findings
