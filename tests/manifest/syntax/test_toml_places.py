# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where keys and values of TOML stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.manifest.syntax import Document, read_document

if TYPE_CHECKING:
    from oshmark.values.finding import KeyPath

TEXT = '''# a comment with [brackets] and = signs
name = "[part] = 'x'" # "
"quoted key" = 1.10
'single "key"'.inner."\\u0061b" = true
list = [1, # one
  "two, ]", [3, 4],
  {x = 1, y.z = 2020-01-31},
]
text = """
[[part]]
name = "no" """
literal = \'\'\'
'[x]
\'\'\'
😀😀 = "never read"
'''.replace('😀😀 = "never read"\n', 'emoji = "😀" # 😀\n\tindented\t=\t"x"\n')

PARTS = "".join(f'[[part]]\nname = "p{index}"\n[part.mass]\nvalue = {index}.50\n' for index in range(10))


@pytest.mark.parametrize(
    ("path", "key", "value", "source"),
    [
        (("name",), (2, 1), (2, 8), "[part] = 'x'"),
        (("quoted key",), (3, 1), (3, 16), "1.10"),
        (('single "key"',), (4, 1), (4, 1), None),
        (('single "key"', "inner"), (4, 16), (4, 16), None),
        (('single "key"', "inner", "ab"), (4, 22), (4, 34), "true"),
        (("list",), (5, 1), (5, 8), None),
        (("list", 0), (5, 9), (5, 9), "1"),
        (("list", 1), (6, 3), (6, 3), "two, ]"),
        (("list", 2), (6, 13), (6, 13), None),
        (("list", 2, 1), (6, 17), (6, 17), "4"),
        (("list", 3, "x"), (7, 4), (7, 8), "1"),
        (("list", 3, "y"), (7, 11), (7, 11), None),
        (("list", 3, "y", "z"), (7, 13), (7, 17), "2020-01-31"),
        (("text",), (9, 1), (9, 8), '[[part]]\nname = "no" '),
        (("literal",), (12, 1), (12, 11), "'[x]\n"),
        (("emoji",), (15, 1), (15, 9), "😀"),
        (("indented",), (16, 2), (16, 13), "x"),
    ],
)
def test_each_kind_of_key_is_found(
    path: KeyPath, key: tuple[int, int], value: tuple[int, int], source: str | None
) -> None:
    for document in (read_document(TEXT.encode()), read_document(TEXT.replace("\n", "\r\n").encode())):
        assert document.locate(path) == key
        assert document.locate_value(path) == value
        written = document.source_text(path)
        assert (written if written is None else written.replace("\r\n", "\n")) == source


def test_the_seventh_part_is_not_the_first() -> None:
    document = read_document(PARTS.encode())

    assert document.locate(("part",)) == (1, 3)
    assert document.locate(("part", 6)) == (25, 1)
    assert document.locate(("part", 6, "name")) == (26, 1)
    assert document.locate(("part", 6, "mass")) == (27, 7)
    assert document.locate_value(("part", 6, "mass")) == (27, 1)
    assert document.locate_value(("part", 6, "mass", "value")) == (28, 9)
    assert document.source_text(("part", 6, "mass", "value")) == "6.50"


def test_tables_of_tables_are_counted_in_their_own_parent() -> None:
    text = "[[a]]\n[[a.b]]\nx = 1\n[[a.b]]\nx = 2\n[[a]]\n[[a.b]]\nx = 3\n[a.b.c]\ny = 4\n"
    document = read_document(text.encode())

    assert document.data["a"][1]["b"][0] == {"x": 3, "c": {"y": 4}}
    assert document.locate(("a", 0, "b", 1, "x")) == (5, 1)
    assert document.locate(("a", 1, "b", 0, "x")) == (8, 1)
    assert document.locate(("a", 1, "b", 0, "c", "y")) == (10, 1)


def test_a_heading_goes_before_the_mention_that_implied_it() -> None:
    document = read_document(b"[a.b]\nx = 1\n[a]\ny = 2\n")

    assert document.locate(("a",)) == (3, 2)
    assert document.locate(("a", "b")) == (1, 4)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), (1, 1)),
        (("missing",), (1, 1)),
        (("part", 6, "missing"), (25, 1)),
        (("part", 6, "mass", "unit", "x"), (27, 7)),
        (("part", 99, "name"), (1, 3)),
    ],
)
def test_what_is_missing_is_located_at_its_nearest_ancestor(path: KeyPath, key: tuple[int, int]) -> None:
    assert read_document(PARTS.encode()).locate(path) == key


def test_what_is_missing_has_no_source_text() -> None:
    document = read_document(PARTS.encode())

    assert document.source_text(("missing",)) is None
    assert document.source_text(("part", "name")) is None
    assert document.source_text(("part", 6)) is None
    assert document.source_text(("part", 6, "name", "x")) is None


@pytest.mark.parametrize(
    "written", ["1.10", "1_000", "0x1F", "+5", "1e3", "1979-05-27 07:32:00", "1979-05-27T07:32:00Z", "inf", "false"]
)
def test_a_value_is_given_as_written(written: str) -> None:
    for text in (f"a = {written}", f"a = {written}  # {written}", f"a = [{written} , 1]", f"a = {{b = {written} }}"):
        document: Document = read_document(text.encode())
        path: KeyPath = ("a",) if text.startswith(f"a = {written}") else ("a", 0) if "[" in text else ("a", "b")
        assert document.source_text(path) == written


def test_a_byte_order_mark_takes_no_column() -> None:
    document = read_document(b"\xef\xbb\xbfa = 1")

    assert document.text == "a = 1"
    assert document.locate(("a",)) == (1, 1)
