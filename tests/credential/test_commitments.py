# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commitments hide what they are to, hold whoever made them to it, and are found in whatever data."""

from __future__ import annotations

import hmac
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.credential.commitments import (
    CommitmentError,
    check_commitment,
    commit,
    commitment_in,
    commitments_in,
    committed,
    committed_text,
    opened,
)

SALT, OTHER = bytes(range(32)), bytes(32)
CONTENT = {"name": "Wilma", "places": ["ü", None, 3]}


def test_a_commitment_never_changes() -> None:
    assert commit("applicant", CONTENT, SALT) == commit("applicant", dict(reversed(CONTENT.items())), SALT)
    message = b"oshmark personal part v1\0" + b"\0\0\0\1a" + b'"b"'
    assert commit("a", "b", SALT) == hmac.digest(SALT, message, "sha256").hex()
    assert commit("a", "b", SALT) == "3afc0ca22771a26214318c837271be8a1da57d80d81af27486499083401a9040"


def test_who_has_salt_and_content_can_show_it() -> None:
    check_commitment(commit("applicant", CONTENT, SALT), "applicant", CONTENT, SALT)


@pytest.mark.parametrize(
    ("purpose", "content", "salt"),
    [
        ("evaluator", CONTENT, SALT),
        ("applicant", {**CONTENT, "name": "wilma"}, SALT),
        ("applicant", CONTENT, OTHER),
        ("applicant", None, SALT),
    ],
)
def test_nothing_else_is_what_was_committed_to(purpose: str, content: object, salt: bytes) -> None:
    with pytest.raises(CommitmentError):
        check_commitment(commit("applicant", CONTENT, SALT), purpose, content, salt)


def test_a_purpose_and_a_content_do_not_run_into_each_other() -> None:
    assert commit("ab", "c", SALT) != commit("a", "bc", SALT)
    assert commit('a"b', "", SALT) != commit("a", 'b"', SALT)


@pytest.mark.parametrize("salt", [b"", bytes(31), bytes(33)])
def test_a_salt_of_another_length_is_refused(salt: bytes) -> None:
    with pytest.raises(CommitmentError):
        commit("applicant", CONTENT, salt)


HEX = st.text(alphabet="0123456789abcdef", min_size=64, max_size=64)
DATA = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | HEX.map(committed) | HEX.map(committed_text),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(DATA)
def test_commitments_are_found_wherever_they_stand_and_replaced(data: Any) -> None:
    found = commitments_in(data)
    assert commitments_in(opened(data, lambda _one: "erased")) == []
    assert commitments_in(opened(data, committed)) == found
    asked: list[str] = []
    opened(data, asked.append)
    assert asked == found


@pytest.mark.parametrize(
    "value",
    [
        *(None, "0" * 64, {"commitment": "0" * 63}, {"commitment": "G" * 64}, {"commitment": 3}, {}),
        *({"commitment": "0" * 64, "more": 1}, "commit:", f"commit:{'0' * 65}", ["commitment"]),
    ],
)
def test_what_only_looks_like_a_commitment_is_none(value: object) -> None:
    assert commitment_in(value) is None
