# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""YAML to data, with its findings and places."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import Document, Syntax, read_document

if TYPE_CHECKING:
    from oshmark.values.finding import KeyPath


def read(text: str) -> Document:
    return read_document(text.encode(), name="okh.yml")


def findings(text: str) -> list[tuple[str, KeyPath, tuple[int, int] | None]]:
    return [(finding.rule.id, finding.path, finding.at) for finding in read(text).findings]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1),
        ("-7", -7),
        ("007", 7),
        ("0o17", 15),
        ("0x1F", 31),
        ("1.10", 1.1),
        (".5", 0.5),
        ("1e3", 1000.0),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("1e999", "1e999"),
        ("9" * 4001, "9" * 4001),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("true", True),
        ("TRUE", True),
        ("False", False),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("~", None),
        ("null", None),
        ("", None),
        ("nil", "nil"),
        ("2020-01-31", date(2020, 1, 31)),
        ("2020-02-31", "2020-02-31"),
        ("2020-1-31", "2020-1-31"),
        ("2020-01-31T10:20:30Z", datetime(2020, 1, 31, 10, 20, 30, tzinfo=UTC)),
        ("2020-01-31T25:20:30Z", "2020-01-31T25:20:30Z"),
        ("CC BY-SA 4.0", "CC BY-SA 4.0"),
        ("'1'", "1"),
        ('"true"', "true"),
        ("=", "="),
        ("<<", "<<"),
        ("!!str 1.10", "1.10"),
        ('!!int "3"', 3),
        ("!!float 3", 3.0),
        ("! 3", "3"),
        ("&x 1.10", 1.1),
    ],
)
def test_a_scalar_means_what_the_core_schema_says(written: str, value: object) -> None:
    document = read(f"a: {written}\n")

    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)
    assert document.findings == []
    assert document.syntax is Syntax.YAML


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!foo bar", "bar"),
        ("!foo 3", 3),
        ("!!python/name:os.system x", "x"),
        ("!!int abc", "abc"),
        ("!!set {a: }", {"a": None}),
    ],
)
def test_a_tag_of_another_kind_is_passed_over_with_a_finding(written: str, value: object) -> None:
    document = read(f"b: 1\na: {written}\n")

    assert document.data["a"] == value
    assert [(finding.rule.id, finding.path) for finding in document.findings] == [("yaml-tag", ("a",))]


def test_of_repeated_keys_the_last_one_counts() -> None:
    text = "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 2\n"

    assert read(text).data == {"a": 2, "b": {"c": 3, "d": 2}}
    assert findings(text) == [("duplicate-key", ("a",), (6, 1)), ("duplicate-key", ("b", "c"), (5, 3))]
    assert read(text).locate(("b", "c")) == (5, 3)
    assert "it stands in line 3 already" in read(text).findings[1].message


def test_a_key_that_is_no_text_is_taken_as_written() -> None:
    text = "1.10: x\nno: y\ntrue: z\n? [a, b]\n: w\n"

    assert read(text).data == {"1.10": "x", "no": "y", "true": "z", "[a, b]": "w"}
    assert findings(text) == [
        ("yaml-key-not-text", ("1.10",), (1, 1)),
        ("yaml-key-not-text", ("true",), (3, 1)),
        ("yaml-key-not-text", ("[a, b]",), (4, 3)),
    ]


def test_merge_keys_are_applied() -> None:
    text = "a: &a {x: 1, y: 2}\nb:\n  x: 0\n  <<: *a\nc:\n  <<: [{y: 9}, *a]\n"
    document = read(text)

    assert document.data["b"] == {"x": 0, "y": 2}
    assert document.data["c"] == {"y": 9, "x": 1}
    assert document.findings == []
    assert document.locate(("b", "x")) == (3, 3)
    assert document.locate(("b", "y")) == (1, 14)


def test_an_alias_gives_the_same_content() -> None:
    document = read("a: &a [1.10, x]\nb: *a\n")

    assert document.data == {"a": [1.1, "x"], "b": [1.1, "x"]}
    assert document.locate(("b",)) == (2, 1)
    assert document.source_text(("b", 0)) == "1.10"


def test_of_several_documents_the_first_is_read() -> None:
    text = "---\na: 1\n---\nb: 2\n"

    assert read(text).data == {"a": 1}
    assert findings(text) == [("yaml-several-documents", (), (4, 1))]


@pytest.mark.parametrize("text", ["---\na: 1\n---\n", "---\na: 1\n...\n", "---\n---\na: 1\n", "%YAML 1.1\n---\na: 1\n"])
def test_marks_without_a_second_document_are_no_fault(text: str) -> None:
    assert read(text).data == {"a": 1}
    assert findings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "%Open know-how manifest 1.0\na: 1\n",
        "%Open know-how manifest 1.0\n---\na: 1\n",
        "# c\n\n%Open know-how manifest 1.0\r\n%again\n# d\n---\na: 1\n",
        "%YAML 1.2\na: 1\n",
    ],
)
def test_a_header_that_is_not_yaml_is_survived(text: str) -> None:
    document = read(text)
    line = text[: text.index("%")].count("\n") + 1

    assert document.data == {"a": 1}
    assert findings(text) == [("yaml-header", (), (line, 1))]
    assert document.text == text
    assert document.locate(("a",)) == (text.count("\n"), 1)


def test_a_version_of_yaml_that_is_not_known_is_survived() -> None:
    assert read("%YAML 2.0\n---\na: 1\n").data == {"a": 1}


def test_a_percent_sign_in_a_text_is_no_header() -> None:
    assert read("a: |\n  x\n  %y\n").data == {"a": "x\n%y\n"}


@pytest.mark.parametrize(
    ("text", "rule", "at"),
    [
        ("a:\n\tb: 1\n", "yaml-tab", (2, 1)),
        ("a: b: c\n", "yaml-colon", (1, 5)),
        ("a: 1\n b: 2\n", "yaml-colon", (2, 3)),
        ("a: |\n x\nz\n", "yaml-missing-colon", (3, 1)),
        ("a: 'it's'\n", "yaml-indentation", (1, 8)),
        ("a: 1\n- b\n", "yaml-indentation", (2, 1)),
        ('a: 1\nb: "x\nc: 1\n', "yaml-unclosed-quote", (2, 4)),
        ("a: [1,2\nb: 1\n", "yaml-unclosed-bracket", (1, 4)),
        ("a: {x: 1\nb: 1\n", "yaml-unclosed-bracket", (1, 4)),
        ("a: @x\n", "yaml-character", (1, 4)),
        ("a: %x\n", "yaml-character", (1, 4)),
        ("a: - b\n", "yaml-dash", (1, 4)),
        ('a: "\\q"\n', "yaml-escape", (1, 5)),
        ('a: "\\ud800"\n', "yaml-escape", (1, 7)),
        ("a: *b\n", "yaml-unknown-alias", (1, 4)),
        ("a: &a [*a]\n", "yaml-recursive-alias", (1, 8)),
        ("a: }\n", "yaml-broken", (1, 4)),
        ("a: 😀\x01\n", "control-character-refused", (1, 5)),
        ("- a\n- b\n", "not-a-table", (1, 1)),
        ("\n\njust text\n", "not-a-table", (3, 1)),
        ("# only\n---\n", "empty", (1, 1)),
        # Code points count, not bytes; CRLF is one line end.
        ("é: 😀\r\nb: 'é😀' x\r\n", "yaml-indentation", (2, 9)),
    ],
)
def test_it_says_what_is_wrong_and_where(text: str, rule: str, at: tuple[int, int]) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text)

    finding = caught.value.finding
    assert (finding.rule.id, finding.at) == (rule, at)
    assert finding.message
    assert finding.fix


LISTS = """\
title: 😀 é
made: yes
making-instructions:
  - path: a.md
    title: &t First
  - path: b.md
    title: *t
"quoted": 1.10
flow: {x: [1, 2], y: !!float 3}
contact:
  name: >
    folded
  since: 2020-01-31
"""


@pytest.mark.parametrize(
    ("path", "key", "value", "source"),
    [
        (("title",), (1, 1), (1, 8), "😀 é"),
        (("made",), (2, 1), (2, 7), "yes"),
        (("making-instructions",), (3, 1), (4, 3), None),
        (("making-instructions", 1), (6, 5), (6, 5), None),
        (("making-instructions", 1, "path"), (6, 5), (6, 11), "b.md"),
        (("making-instructions", 0, "title"), (5, 5), (5, 15), "First"),
        (("making-instructions", 1, "title"), (7, 5), (5, 15), "First"),
        (("quoted",), (8, 1), (8, 11), "1.10"),
        (("flow", "x", 1), (9, 15), (9, 15), "2"),
        (("flow", "y"), (9, 19), (9, 30), "3"),
        (("contact", "name"), (11, 3), (11, 9), "folded\n"),
        (("contact", "since"), (13, 3), (13, 10), "2020-01-31"),
        (("contact", "missing", 3), (10, 1), (11, 3), None),
    ],
)
def test_each_kind_of_key_is_found(
    path: KeyPath, key: tuple[int, int], value: tuple[int, int], source: str | None
) -> None:
    for document in (read(LISTS), read(LISTS.replace("\n", "\r\n"))):
        assert document.locate(path) == key
        assert document.locate_value(path) == value
        assert document.source_text(path) == source


PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029"), max_size=8)
TREES = st.dictionaries(
    PLAIN,
    st.recursive(
        PLAIN | st.integers() | st.booleans() | st.none(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
        max_leaves=10,
    ),
    min_size=1,
)


@given(TREES, st.sampled_from(["'", '"']), st.booleans())
def test_what_is_dumped_is_read_again(tree: dict[str, Any], quote: str, flow: bool) -> None:  # noqa: FBT001 -- drawn
    # In quotes, as the two versions of YAML do not agree on what `0E0` is without.
    text = yaml.safe_dump(tree, allow_unicode=True, default_style=quote, default_flow_style=flow, sort_keys=False)

    assert read(text).data == tree
