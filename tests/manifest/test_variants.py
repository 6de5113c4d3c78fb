# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every way of writing a manifest that occurs is read as what it means, and each change is said."""

from __future__ import annotations

from typing import Any

import pytest

from oshmark.manifest.read import Reading, read
from tests.manifest.variants import CLEAN, VARIANTS, Variant

ROWS = {
    "1d": 10,  # §1d is a list of ten disagreements
    "2a": 19 + 18 - 1,  # §2a: 19 rows, the last of which names 18 keys without a field
    "2a losses": 5,  # the five keys that the paragraph below the table says get lost
    "2a dirty": 4,  # and the four kinds of dirt
    "3": 17 + 1,  # §3: a table of 17 topics, below a sentence about okhv
    "1e": 6 + 5 + 6 + 7 + 5 + 10 + 1,  # levels, their other spellings, words of a converter twice, TsDC, an unknown one
    "7": 13,  # §7 counts thirteen ways to give the language
}
"""How many items each section of the notes has; a row that is missing here makes a test fail."""


def read_variant(variant: Variant) -> Reading:
    if variant.name:
        return read(variant.text.encode(), name=variant.name, folder="")
    lines = [line for key, line in CLEAN.items() if key not in variant.without]
    return read("\n".join([*lines, variant.text, ""]).encode(), name="okh.toml", folder="")


def value_at(reading: Reading, place: str) -> Any:
    value: Any = reading if place.startswith("licence.") else reading.manifest
    for step in place.split("."):
        value = value[int(step)] if step.isdigit() else getattr(value, step)
    return value


@pytest.mark.parametrize("section", ROWS)
def test_every_item_of_the_notes_has_a_row(section: str) -> None:
    items = {variant.item for variant in VARIANTS if variant.section == section}
    assert len(items) == ROWS[section], sorted(items)


def test_the_manifest_that_the_rows_are_put_into_has_no_finding() -> None:
    assert read("\n".join(CLEAN.values()).encode(), name="okh.toml", folder="").findings == ()


@pytest.mark.parametrize("variant", VARIANTS, ids=[f"{v.section} {v.item} {n}" for n, v in enumerate(VARIANTS)])
def test_it_means_what_the_row_says_and_breaks_the_rules_of_the_row(variant: Variant) -> None:
    reading = read_variant(variant)
    assert {place: value_at(reading, place) for place in variant.expected} == variant.expected
    assert {finding.rule.id for finding in reading.findings} == variant.rules


def test_every_row_expects_something() -> None:
    assert [variant for variant in VARIANTS if not variant.expected] == []
