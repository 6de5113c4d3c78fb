# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from oshmark.adapters.published.facets import (
    COUNTED,
    FACETS,
    NOT_STATED,
    band,
    cpc_classes,
    cpc_sections,
    licences,
    year,
)
from oshmark.adapters.published.search import Searcher
from oshmark.errors import QueryRefusedError

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


SHARED: list[dict[str, Any]] = [
    {"name": "a", "licence": "MIT OR CERN-OHL-S-2.0", "agents": ("/a/name/x/A", "/a/web/b"), "changed": 1_700_000_000},
    {"name": "b", "licence": "MIT", "agents": ("/a/name/x/A",), "changed": 1_735_689_599},
    {"name": "c", "licence": "GPL-3.0-or-later WITH GCC-exception-3.1", "changed": 1_735_689_600},
    {"name": "d"},
]


def test_a_licence_in_an_expression_counts_and_is_found(root: Path, find: Find) -> None:
    assert find("", *SHARED, licence=["CERN-OHL-S-2.0"]) == ["a"]
    assert sorted(find("", *SHARED, licence=["MIT"])) == ["a", "b"]
    facets = Searcher(root).search("").facets
    assert facets["licence"] == (("MIT", 2), ("CERN-OHL-S-2.0", 1), ("GPL-3.0-or-later", 1))
    assert licences("no licence at all") == ("no licence at all",)


def test_agents_are_filtered_by_and_not_counted(root: Path, find: Find) -> None:
    assert sorted(find("", *SHARED, agent=["/a/name/x/A"])) == ["a", "b"]
    assert find("", *SHARED, agent=["/a/web/b", "/a/nobody"]) == ["a"]
    page = Searcher(root).search("", filters={"agent": ["/a/web/b"], "licence": ["MIT"]})
    assert "agent" not in page.facets
    assert page.facets["licence"] == (("CERN-OHL-S-2.0", 1), ("MIT", 1))
    assert set(FACETS) - set(COUNTED) == {"agent"}


def test_the_year_of_the_last_change_is_the_calendar_year_in_utc(root: Path, find: Find) -> None:
    assert sorted(find("", *SHARED, updated=["2024"])) == ["b"]
    assert find("", *SHARED, updated=[NOT_STATED]) == ["d"]
    facets = Searcher(root).search("").facets
    assert facets["updated"] == (("2023", 1), ("2024", 1), ("2025", 1), (NOT_STATED, 1))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [(-1, None), (0, None), (1, "1970"), (253_402_300_799, "9999"), (253_402_300_800, None), (2**62, None)],
)
def test_a_time_that_is_in_no_calendar_has_no_year(changed: int, expected: str | None) -> None:
    assert year(changed) == expected


def test_all_values_of_a_facet_can_be_had(root: Path, find: Find) -> None:
    assert Searcher(root).values("tsdc").counts == ()
    many: list[dict[str, Any]] = [{"name": f"m{n}", "tsdc": tuple(f"P{n}-{m}" for m in range(40))} for n in range(10)]
    find("", *many)
    found = Searcher(root).values("tsdc")
    assert (len(found.counts), found.generation) == (400, 1)
    with pytest.raises(QueryRefusedError):
        Searcher(root).values("price")


def test_records_come_in_pages_by_name(root: Path, find: Find) -> None:
    assert Searcher(root).records({}).total == 0
    find("", *({"name": f"m{n}", "host": "x.example", "parts": "bolt"} for n in range(7)), {"name": "other"})
    searcher = Searcher(root)
    pages = [searcher.records({"host": ["x.example"]}, page=page, size=3) for page in (1, 2, 3, 4)]
    assert [one.total for one in pages] == [7, 7, 7, 7]
    assert [[record.name for record in one.records] for one in pages] == [
        ["m0", "m1", "m2"],
        ["m3", "m4", "m5"],
        ["m6"],
        [],
    ]
    assert pages[0].records[0].parts == "bolt"
    for page, size in ((0, 10), (1, 1_001), (11, 1_000)):
        with pytest.raises(QueryRefusedError):
            searcher.records({}, page=page, size=size)
