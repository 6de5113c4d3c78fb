# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of platforms comes from the code, and its tables name keys that there are."""

from __future__ import annotations

import re

from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.mapping import Row, mapping_pages, pairs
from oshmark.manifest.fields import MODULE

OWN = {"[oshwa]", "[oshwa] status", "keywords"}


def test_every_connector_that_writes_manifests_has_a_chapter() -> None:
    page = mapping_pages(CONNECTORS.values())
    chapters = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert chapters == ["Appropedia", "OSHWA certification", "Thingiverse", "Wikifactory"]


def test_every_key_of_a_table_is_one_of_the_specification_or_said_to_be_our_own() -> None:
    keys = {field.key for field in MODULE} | OWN
    rows = [row for connector in CONNECTORS.values() for row in connector.mapping]
    named = {key for row in rows for key in re.findall(r"`([^`]+)`", row.ours)}
    assert len(rows) > 30
    assert named <= keys


def test_a_stranger_cannot_leave_a_cell() -> None:
    class Odd:
        name = "odd"
        title = "Odd\n# title"
        mapping = (Row("a|b", "c\nd"),)

    assert "| a\\|b | c d |  |" in mapping_pages([Odd()])
    assert "## Odd # title" in mapping_pages([Odd()])


def test_pairs_are_told_in_their_order() -> None:
    assert pairs({"b": "1", "a": "2"}) == "b: 1; a: 2"
