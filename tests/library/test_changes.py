# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What differs between two manifests of one version, key by key."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from oshmark.library.changes import MAX_CHANGES, MAX_TEXT, Change, changes

DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
MANIFESTS = st.dictionaries(st.text(max_size=5), DATA, max_size=4)


def test_keys_are_new_left_out_and_changed_in_the_order_of_the_first() -> None:
    before = {"name": "Loom", "function": "It weaves.", "mass": 3}
    after = {"mass": 3.0, "name": "Big loom", "image": "a.png"}
    assert changes(before, after) == [
        Change("name", "Loom", "Big loom"),
        Change("function", "It weaves.", None),
        Change("mass", "3", "3.0"),
        Change("image", None, "a.png"),
    ]


def test_what_lies_within_is_named_by_its_place() -> None:
    before: dict[str, Any] = {"licensor": [{"name": "A"}, {"name": "B"}], "tags": ["x", "y"], "size": {"width": 1}}
    after: dict[str, Any] = {"licensor": [{"name": "A"}, {"name": "C"}, {"name": "D"}], "tags": ["y"], "size": 3}
    assert changes(before, after) == [
        Change("licensor.1.name", "B", "C"),
        Change("licensor.2", None, '{"name":"D"}'),
        Change("tags", '["x","y"]', '["y"]'),
        Change("size", '{"width":1}', "3"),
    ]


def test_dates_yes_and_nothing_are_told_as_they_are_written() -> None:
    before = {"when": date(2026, 11, 20), "open": True, "none": None}
    after = {"when": date(2026, 11, 21), "open": 1, "none": "null"}
    assert changes(before, after) == [
        Change("when", "2026-11-20", "2026-11-21"),
        Change("open", "true", "1"),
        Change("none", "null", "null"),
    ]


def test_long_texts_and_long_lists_are_cut() -> None:
    long = changes({"function": "a" * 2 * MAX_TEXT}, {})[0].before
    assert long == "a" * MAX_TEXT + "…"
    many = {f"key-{number}": number for number in range(2 * MAX_CHANGES)}
    assert len(changes(many, {})) == MAX_CHANGES


@given(MANIFESTS, MANIFESTS)
def test_equal_data_has_no_changes_and_other_data_has_some(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert changes(before, before) == []
    reordered = dict(reversed(before.items()))
    assert changes(before, reordered) == []
    found = changes(before, after)
    assert [one for one in found if one.before is None and one.after is None] == []
    assert bool(found) or set(before) == set(after)
