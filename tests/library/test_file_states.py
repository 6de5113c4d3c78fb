# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the files of a release are, and when they were there, as triples."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from oshmark.library.file_states import FileState, add_file_states
from oshmark.ontology.graph import Graph, literal

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
STAMP = '"2026-11-20T12:00:00+00:00"^^xsd:dateTime'
URL = "https://git.example.org/raw/abc/cad/f%C3%BCr.step"


def graph() -> Graph:
    made = Graph("https://library.example.org/m/a/b/-/v/1")
    made.add("#export-1", "okh:relativePath", literal("cad/für.step"))
    made.add("#part-1-export-1", "okh:relativePath", literal("cad/für.step"))
    made.add("#bom-1", "okh:relativePath", literal("bom.csv"))
    return made


def test_every_place_where_a_file_is_named_gets_what_is_known_of_it() -> None:
    made = graph()
    add_file_states(made, [FileState("cad/für.step", URL, AT, AT, AT, 200)])
    for node in ("#export-1", "#part-1-export-1"):
        for term, value in (
            ("okh:url", f"<{URL}>"),
            ("oshmark:listed", STAMP),
            ("oshmark:lastRequested", STAMP),
            ("oshmark:lastSeen", STAMP),
        ):
            assert made.triples.count((node, term, value)) == 1
    assert [triple for triple in made.triples if triple[0] == "#bom-1"] == [("#bom-1", "okh:relativePath", '"bom.csv"')]


def test_what_is_not_known_is_not_said() -> None:
    made = graph()
    add_file_states(made, [FileState("bom.csv", URL)])
    assert made.triples[3:] == [("#bom-1", "okh:url", f"<{URL}>")]


def test_an_address_that_the_graph_has_is_said_once() -> None:
    made = graph()
    made.add("#bom-1", "okh:url", f"<{URL}>")
    add_file_states(made, [FileState("bom.csv", URL)])
    assert len(made.triples) == 4


@pytest.mark.parametrize(("status", "dead"), [(0, False), (200, False), (206, False), (399, False), (400, True)])
def test_a_file_is_dead_when_its_host_says_so(status: int, dead: bool) -> None:  # noqa: FBT001  a fact
    assert FileState("a", URL, status=status).dead is dead
