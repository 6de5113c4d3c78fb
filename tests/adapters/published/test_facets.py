# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from oshmark.adapters.published.facets import NOT_STATED, band, cpc_classes, cpc_sections
from oshmark.adapters.published.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Find = Callable[..., list[str]]

RECORDS: list[dict[str, Any]] = [
    {
        "name": "a",
        "licence_family": "CERN-OHL",
        "tsdc": ("PCB", "3DP"),
        "otrl": "OTRL-4",
        "odrl": "ODRL-3",
        "languages": ("de",),
        "cpc": ("D03D 35/00", "D04B 1/00"),
        "has": ("bom", "source"),
        "completeness": 100,
    },
    {"name": "b", "tsdc": ("PCB",), "cpc": ("G01N",), "has": ("bom",), "completeness": 74},
    {"name": "c"},
]


@pytest.mark.parametrize(
    ("percent", "name"),
    [(100, "100"), (99, "75-99"), (75, "75-99"), (74, "50-74"), (50, "50-74"), (49, "0-49"), (0, "0-49")],
)
def test_a_completeness_lies_in_one_band(percent: int, name: str) -> None:
    assert band(percent) == name


def test_sections_and_classes_are_read_from_symbols() -> None:
    symbols = ("D03D 35/00", "d 04 B", "D03C", "G", "nothing at all", "Z99")
    assert cpc_sections(symbols) == ("D", "G")
    assert cpc_classes(symbols) == ("D03", "D04")


def test_what_is_not_stated_is_counted(root: Path, find: Find) -> None:
    find("", *RECORDS)
    facets = Searcher(root).search("").facets
    assert facets["tsdc"] == (("PCB", 2), ("3DP", 1), (NOT_STATED, 1))
    assert facets["otrl"] == ((NOT_STATED, 2), ("OTRL-4", 1))
    assert facets["odrl"] == ((NOT_STATED, 2), ("ODRL-3", 1))
    assert facets["language"] == ((NOT_STATED, 2), ("de", 1))
    assert facets["cpc_section"] == (("D", 1), ("G", 1), (NOT_STATED, 1))
    assert facets["cpc_class"] == (("D03", 1), ("D04", 1), ("G01", 1), (NOT_STATED, 1))
    assert facets["family"] == (("CERN-OHL", 1),)
    assert facets["completeness"] == (("0-49", 1), ("100", 1), ("50-74", 1))


@pytest.mark.parametrize("facet", ["tsdc", "otrl", "odrl", "language", "cpc_section", "cpc_class"])
def test_what_is_not_stated_can_be_asked_for(find: Find, facet: str) -> None:
    found = find("", *RECORDS, **{facet: [NOT_STATED]})
    assert "c" in found
    assert "a" not in found


def test_everything_that_shall_come_along_has_to(root: Path, find: Find) -> None:
    assert sorted(find("", *RECORDS, has=["bom"])) == ["a", "b"]
    assert find("", *RECORDS, has=["bom", "source"]) == ["a"]
    facets = Searcher(root).search("", filters={"has": ["source"]}).facets
    assert facets["has"] == (("bom", 1), ("source", 1))  # how many are left when this is asked for as well


def test_sections_can_be_asked_for_together(find: Find) -> None:
    assert sorted(find("", *RECORDS, cpc_section=["D", "G"])) == ["a", "b"]
    assert find("", *RECORDS, cpc_section=["D", "G"], cpc_class=["D04"]) == ["a"]
