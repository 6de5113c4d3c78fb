# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The grammar of licence expressions, apart from any real licence."""

from __future__ import annotations

import pytest

from oshmark.values.spdx import MAX_DEPTH, MAX_LENGTH, Group, Leaf, Node, is_idstring, leaves, or_later, parse, render


def read(text: str) -> Node | None:
    return parse(
        text,
        licence=lambda word: Leaf(word) if word in {"a", "b", "c"} else None,
        exception=lambda word: word if word == "e" else None,
    )


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("a", "a"),
        ("(a)", "a"),
        ("a or b AND c", "a OR b AND c"),
        ("(a OR b) AND c", "(a OR b) AND c"),
        ("a AND (b AND c)", "a AND b AND c"),
        ("a OR (b AND c)", "a OR b AND c"),
        ("a with e OR b", "a WITH e OR b"),
        ("((a)AND(b))", "a AND b"),
    ],
)
def test_it_writes_what_it_reads_without_needless_brackets(text: str, rendered: str) -> None:
    node = read(text)
    assert node is not None
    assert render(node) == rendered
    assert read(rendered) == node


def test_and_binds_closer_than_or() -> None:
    assert read("a OR b AND c") == Group("OR", (Leaf("a"), Group("AND", (Leaf("b"), Leaf("c")))))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "d",
        "a b",
        "a AND",
        "OR a",
        "a AND OR b",
        "(a",
        "a)",
        "()",
        "a WITH",
        "a WITH d",
        "a WITH e WITH e",
        "(a) WITH e",
    ],
)
def test_it_refuses_what_does_not_follow_the_grammar(text: str) -> None:
    assert read(text) is None


def test_depth_and_length_are_bounded() -> None:
    assert read("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH) == Leaf("a")
    assert read("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1)) is None
    assert read("a".ljust(MAX_LENGTH)) == Leaf("a")
    assert read("a".ljust(MAX_LENGTH + 1)) is None


def test_brackets_side_by_side_are_not_deep() -> None:
    node = read(" AND ".join(["(a OR b)"] * 50))
    assert node is not None
    assert len(list(leaves(node))) == 100


@pytest.mark.parametrize(
    ("spdx_id", "later"),
    [("X-1.0", "X-1.0+"), ("GPL-2.0-only", "GPL-2.0-or-later"), ("GPL-2.0-or-later", "GPL-2.0-or-later")],
)
def test_later_versions_are_written_as_the_list_does(spdx_id: str, later: str) -> None:
    leaf = or_later(Leaf(spdx_id))
    assert leaf is not None
    assert render(leaf) == later


def test_a_reference_has_no_later_versions() -> None:
    assert or_later(Leaf("LicenseRef-x")) is None
    assert or_later(Leaf("x", exception="e")) is None


@pytest.mark.parametrize(("text", "legal"), [("a-1.0", True), ("", False), ("a b", False), ("é", False), ("a_b", False), ("a+", False)])  # fmt: skip  # noqa: E501 one table
def test_it_knows_what_may_stand_in_a_reference(text: str, *, legal: bool) -> None:
    assert is_idstring(text) is legal
