# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counts by property and class: equal to what the store says, however the generation was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    NamedNode,
    Store,  # noqa: TID251  to look into what was published
)

from oshmark.adapters.published.partitions import FILE, Partitions, read_partitions
from oshmark.adapters.published.publish import publish
from oshmark.errors import FullRebuildNeededError, StateError
from tests.adapters.published.conftest import NOW, make_entry

if TYPE_CHECKING:
    from pathlib import Path

    from oshmark.adapters.published.generation import Generation
    from oshmark.adapters.published.publish import Entry

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
PEOPLE = ("https://library.example/a/heron", "https://library.example/a/lark", "https://library.example/a/wren")

entries = st.dictionaries(
    st.integers(0, 4),
    st.lists(st.tuples(st.sampled_from(["#this", "#part", *PEOPLE]), st.sampled_from("ABC")), max_size=5),
    max_size=4,
)


def entry(number: int, typed: list[tuple[str, str]]) -> Entry:
    graph = make_entry(f"m{number}").graph
    lines = {f'<{graph}#this> <https://v.example/says> "a <b> _:c" <{graph}> .\n'}
    for thing, name in typed:
        subject = f"{graph}{thing}" if thing.startswith("#") else thing
        lines.add(f"<{subject}> <{TYPE}> <https://v.example/{name}> <{graph}> .\n")
    return make_entry(f"m{number}", quads="".join(sorted(lines)).encode())


def counted(generation: Generation) -> Partitions:
    quads = list(Store.read_only(str(generation.store)))
    typed = {(quad.subject, quad.object) for quad in quads if quad.predicate == NamedNode(TYPE)}
    properties = sorted(quad.predicate.value for quad in quads)
    classes = sorted(name.value for _thing, name in typed if isinstance(name, NamedNode))
    return Partitions(
        properties={name: properties.count(name) for name in properties},
        classes={name: classes.count(name) for name in classes},
        entities=len({thing for thing, _name in typed}),
    )


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(entries, st.sets(st.integers(0, 4), max_size=2)), min_size=1, max_size=3))
def test_the_counts_are_those_of_the_store(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[dict[int, list[tuple[str, str]]], set[int]]]
) -> None:
    root = tmp_path_factory.mktemp("partitions")
    made = publish(root, put=[entry(0, [("#this", "A"), (PEOPLE[0], "B")])], full=True, position=0, now=NOW)
    assert read_partitions(made.path) == counted(made)
    for put, removed in steps:
        gone = [make_entry(f"m{number}").address for number in removed - put.keys()]
        made = publish(root, put=[entry(*one) for one in put.items()], removed=gone, position=1, now=NOW)
        assert read_partitions(made.path) == counted(made)


def test_a_maker_of_two_modules_is_one_thing(root: Path) -> None:
    both = [entry(1, [(PEOPLE[0], "A")]), entry(2, [(PEOPLE[0], "A"), (PEOPLE[0], "B")])]
    made = publish(root, put=both, full=True, position=1, now=NOW)
    found = read_partitions(made.path)
    assert found is not None
    assert (found.classes, found.entities) == ({"https://v.example/A": 1, "https://v.example/B": 1}, 1)
    made = publish(root, put=[], removed=[both[1].address], position=2, now=NOW)
    found = read_partitions(made.path)
    assert found is not None
    assert (found.classes, found.entities) == ({"https://v.example/A": 1}, 1)


@pytest.mark.parametrize("content", [None, b"{"])
def test_without_its_counts_a_generation_cannot_be_continued(root: Path, content: bytes | None) -> None:
    made = publish(root, put=[entry(1, [])], full=True, position=1, now=NOW)
    description = made.path / "generation.json"
    description.write_bytes(description.read_bytes().replace(f'"{FILE}"'.encode(), b'"generation.json"'))
    (made.path / FILE).unlink()
    if content is None:
        assert read_partitions(made.path) is None
    else:
        (made.path / FILE).write_bytes(content)
        with pytest.raises(StateError, match="damaged"):
            read_partitions(made.path)
    with pytest.raises(FullRebuildNeededError):
        publish(root, put=[entry(2, [])], position=2, now=NOW)
    assert publish(root, put=[entry(2, [])], full=True, position=2, now=NOW).number == 2
