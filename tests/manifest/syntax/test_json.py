# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON to data, with its findings and places."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import Document, Syntax, read_document

if TYPE_CHECKING:
    from oshmark.values.finding import KeyPath


def read(text: str) -> Document:
    return read_document(text.encode(), name="okh.json")


@pytest.mark.parametrize(
    ("text", "rule", "at"),
    [
        ('{"a": 1,}', "json-trailing-comma", (1, 8)),
        ('{"a": [1,\n]}', "json-trailing-comma", (1, 9)),
        ('// c\n{"a": 1}', "json-comment", (1, 1)),
        ('{"a": 1, # c\n"b": 2}', "json-comment", (1, 10)),
        ('{"a": 1 /* c */}', "json-comment", (1, 9)),
        ("{'a': 1}", "json-quotes", (1, 2)),
        ("{a: 1}", "json-quotes", (1, 2)),
        ('{"a": “b”}', "json-quotes", (1, 7)),
        ('{"a": 1 "b": 2}', "json-missing-comma", (1, 9)),
        ('{"a": "5" screw"}', "json-missing-comma", (1, 11)),
        ('{"a" 1}', "json-missing-colon", (1, 6)),
        ('{"a": }', "json-missing-value", (1, 7)),
        ('{"a": True}', "json-missing-value", (1, 7)),
        ('{"a": "x}', "json-unclosed-string", (1, 7)),
        ('{"a": [1', "json-unclosed", (1, 9)),
        ('{"a": 1}\nx', "json-after-end", (2, 1)),
        ('{"a": "x\ny"}', "json-line-break", (1, 9)),
        ('{"a": "\\q"}', "json-escape", (1, 8)),
        ('{"a": "NaN", "b": NaN}', "json-not-a-number", (1, 19)),
        ('{"a": -Infinity}', "json-not-a-number", (1, 7)),
        ('{"a": 1e999}', "number-too-large", (1, 7)),
        (f'{{"a": {"9" * 5000}}}', "number-too-large", (1, 7)),
        ('{"a": "\\\\ud83d\\ud83d"}', "json-half-character", (1, 15)),
        ("[1]", "not-a-table", (1, 1)),
        ("3", "not-a-table", (1, 1)),
        ("\n ", "empty", (1, 1)),
        ('{"é😀": 1,\r\n\t"b": tru}', "json-missing-value", (2, 7)),
    ],
)
def test_it_says_what_is_wrong_and_where(text: str, rule: str, at: tuple[int, int]) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text)

    finding = caught.value.finding
    assert (finding.rule.id, finding.at) == (rule, at)
    assert finding.message
    assert finding.fix


def test_an_empty_table_is_a_table() -> None:
    document = read("{}")

    assert document.data == {}
    assert document.syntax is Syntax.JSON


def test_whole_characters_in_two_codes_are_read() -> None:
    assert read('{"a": "\\ud83d\\ude00"}').data == {"a": "😀"}


def test_of_repeated_keys_the_last_one_counts() -> None:
    document = read('{"a": 1,\n"a": 2, "b": [{"c": 1, "c": 2, "\\u0063": 3}]}')

    assert document.data == {"a": 2, "b": [{"c": 3}]}
    assert [(finding.rule.id, finding.path, finding.at) for finding in document.findings] == [
        ("duplicate-key", ("a",), (2, 1)),
        ("duplicate-key", ("b", 0, "c"), (2, 24)),
        ("duplicate-key", ("b", 0, "c"), (2, 32)),
    ]
    assert document.locate(("a",)) == (2, 1)


def test_a_program_that_repeats_all_keys_gets_a_hundred_findings() -> None:
    assert len(read("{" + '"a": 1,' * 10_000 + '"b": 1}').findings) == 100


TEXT = '{\n  "name": "a\\"b: {",\n\t"list": [1.10, {"x": -0}, []],\r\n  "😀": {"y": null}, "t" :true }'


@pytest.mark.parametrize(
    ("path", "key", "value", "source"),
    [
        (("name",), (2, 3), (2, 11), 'a"b: {'),
        (("list",), (3, 2), (3, 10), None),
        (("list", 0), (3, 11), (3, 11), "1.10"),
        (("list", 1, "x"), (3, 18), (3, 23), "-0"),
        (("list", 2), (3, 28), (3, 28), None),
        (("😀", "y"), (4, 9), (4, 14), "null"),
        (("t",), (4, 21), (4, 26), "true"),
        (("list", 9), (3, 2), (3, 10), None),
    ],
)
def test_each_kind_of_key_is_found(
    path: KeyPath, key: tuple[int, int], value: tuple[int, int], source: str | None
) -> None:
    document = read(TEXT)

    assert document.locate(path) == key
    assert document.locate_value(path) == value
    assert document.source_text(path) == source


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)
TREES = st.dictionaries(
    TEXTS,
    st.recursive(
        TEXTS | st.integers() | st.booleans() | st.none() | st.floats(allow_nan=False, allow_infinity=False),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=10,
    ),
)


@given(TREES, st.sampled_from([None, 1, "\t"]))
def test_what_is_dumped_is_read_again_and_found(tree: dict[str, Any], indent: int | str | None) -> None:
    document = read(json.dumps(tree, indent=indent))
    lines = document.text.split("\n")

    assert document.data == tree
    for name in tree:
        line, column = document.locate((name,))
        assert lines[line - 1][column - 1 :].startswith(json.dumps(name))
