# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    RdfFormat,
    Store,  # noqa: TID251  to look into what was published
    parse,
)

from oshmark.adapters.published.generation import FORMAT, current, load_generation
from oshmark.adapters.published.publish import publish, roll_back
from oshmark.adapters.published.search import Searcher
from oshmark.errors import FullRebuildNeededError, RefusedError, StateError
from tests.adapters.published.conftest import NOW, make_entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from oshmark.adapters.published.generation import Generation
    from oshmark.adapters.published.publish import Entry

    Whole = Callable[..., Generation]


def store_lines(generation: Generation) -> set[str]:
    store = Store.read_only(str(generation.store))
    return {str(quad) for quad in store.quads_for_pattern(None, None, None)}


def dump_lines(generation: Generation) -> set[str]:
    return {str(quad) for path in generation.dumps for quad in parse(path=path, format=RdfFormat.N_QUADS)}


def everything(root: Path) -> dict[str, tuple[str, str]]:
    page = Searcher(root).search("", size=100)
    found = {hit.address: (hit.name, hit.snippet_html) for hit in page.hits}
    return found | {"facets": (repr(page.facets), str(page.total))}


def fingerprint(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_it_publishes_the_store_the_index_and_the_dumps(root: Path, publish_whole: Whole) -> None:
    made = publish_whole(make_entry("lark/printer"), make_entry("lark/lathe"))

    assert current(root) == made
    assert (made.number, made.position, made.made_at, made.format) == (1, 1, NOW, FORMAT)
    assert (made.counts.entries, made.counts.quads, made.counts.records) == (2, 2, 2)
    assert len(store_lines(made)) == 2
    assert dump_lines(made) == store_lines(made)
    assert [hit.name for hit in Searcher(root).search("lathe").hits] == ["lark/lathe"]


def test_nothing_is_current_before_the_first(root: Path) -> None:
    assert current(root) is None
    assert Searcher(root).search("anything").total == 0
    assert Searcher(root).search("anything").generation == 0


def test_an_empty_library_can_be_published_and_added_to(root: Path, publish_whole: Whole) -> None:
    assert publish_whole().counts.entries == 0
    assert publish(root, put=[make_entry("first")], position=2, now=NOW).counts.entries == 1
    assert publish(root, put=[], removed=[make_entry("first").address], position=3, now=NOW).dumps == ()


def test_an_incremental_publish_needs_something_to_start_from(root: Path) -> None:
    with pytest.raises(FullRebuildNeededError, match="full rebuild"):
        publish(root, put=[make_entry("m")], position=1, now=NOW)
    assert current(root) is None


def test_an_incremental_publish_replaces_adds_and_removes(root: Path, publish_whole: Whole) -> None:
    publish_whole(make_entry("stays"), make_entry("changes", name="old"), make_entry("goes"))
    put = [make_entry("changes", name="new", edition=2), make_entry("comes")]
    made = publish(root, put=put, removed=[make_entry("goes").address, "/m/never/there"], position=2, now=NOW)

    assert made.counts.entries == 3
    assert {hit.name for hit in Searcher(root).search("").hits} == {"stays", "new", "comes"}
    text = "".join(store_lines(made))
    assert '"2"' in text
    assert "goes" not in text
    assert dump_lines(made) == store_lines(made)


def test_the_old_generation_is_untouched_by_the_next(root: Path, publish_whole: Whole) -> None:
    old = publish_whole(*(make_entry(f"m{number}") for number in range(300)))
    before = fingerprint(old.path)
    made = publish(root, put=[make_entry("m7", edition=2)], removed=[make_entry("m8").address], position=2, now=NOW)

    assert made.counts.entries == 299
    assert fingerprint(old.path) == before
    shared = sum(path.stat().st_nlink > 1 for path in made.path.rglob("*") if path.is_file())
    assert shared > 300  # shards, tables, segments and parts of the store


def test_what_did_not_change_is_not_written_again(root: Path, publish_whole: Whole) -> None:
    entries = [make_entry(f"m{number}") for number in range(20)]
    old = publish_whole(*entries)
    made = publish(root, put=entries, position=2, now=NOW)

    assert made.digest == old.digest
    assert all(path.stat().st_nlink == 2 for path in made.dumps)


operations = st.lists(
    st.tuples(
        st.dictionaries(st.integers(0, 5), st.integers(1, 3), max_size=4), st.sets(st.integers(0, 5), max_size=3)
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=operations)
def test_step_by_step_gives_what_a_full_build_gives(tmp_path_factory: pytest.TempPathFactory, steps: list[Any]) -> None:
    folder = tmp_path_factory.mktemp("steps")
    state: dict[str, Entry] = {}
    publish(folder / "stepwise", put=[], full=True, position=0, now=NOW)
    for put, removed in steps:
        gone = {make_entry(f"m{number}").address for number in removed - put.keys()}
        fresh = [make_entry(f"m{n}", edition=e, function=f"edition {e}", changed=n) for n, e in put.items()]
        state = {a: e for a, e in state.items() if a not in gone} | {entry.address: entry for entry in fresh}
        stepwise = publish(folder / "stepwise", put=fresh, removed=gone, position=1, now=NOW)
    whole = publish(folder / "whole", put=state.values(), full=True, position=1, now=NOW)

    assert store_lines(stepwise) == store_lines(whole)
    assert stepwise.digest == whole.digest
    assert stepwise.counts == whole.counts
    assert [path.read_bytes() for path in stepwise.dumps] == [path.read_bytes() for path in whole.dumps]
    assert everything(folder / "stepwise") == everything(folder / "whole")


def test_blank_nodes_of_two_entries_stay_apart(root: Path, publish_whole: Whole) -> None:
    def with_blank_node(path: str) -> Entry:
        graph = make_entry(path).graph
        return make_entry(path, quads=f'_:b0 <https://library.example/ns#says> "_:b0 of {path}" <{graph}> .\n'.encode())

    made = publish_whole(with_blank_node("a"), with_blank_node("b"))
    assert len({quad.subject for quad in Store.read_only(str(made.store))}) == 2
    subjects = {line.split()[0] for line in dump_lines(made)}
    assert len(subjects) == 2
    assert any('"_:b0 of a"' in line for line in dump_lines(made))
    later = publish(root, put=[with_blank_node("c")], position=2, now=NOW)
    assert len({quad.subject for quad in Store.read_only(str(later.store))}) == 3


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize(
    "line",
    [
        "<https://bad.example/%_S> <https://p.example/> <https://o.example/> {graph} .\n",
        "<https://bad.example/a b> <https://p.example/> <https://o.example/> {graph} .\n",
        '<https://s.example/> <https://p.example/> "no end {graph} .\n',
        "<https://s.example/> <https://p.example/> <https://o.example/> <https://other.example/> .\n",
        "<https://s.example/> <https://p.example/> <https://o.example/> .\n",
        "<https://s.example/> <https://p.example/> <https://o.example/> {graph} .",
        "<https://s.example/> <https://p.example/> <https://o.example/> . # {graph} .\n",
    ],
)
def test_it_refuses_bad_data_and_keeps_the_last_generation(
    root: Path, publish_whole: Whole, *, line: str, full: bool
) -> None:
    old = publish_whole(make_entry("good"))
    graph = f"<{make_entry('bad').graph}>"
    entries = [make_entry(f"m{number}") for number in range(50)]
    entries.insert(25, make_entry("bad", quads=line.format(graph=graph).encode()))

    with pytest.raises(RefusedError) as refused:
        publish(root, put=entries, full=full, position=2, now=NOW)
    assert "/m/git.example.org/bad/-/v/1.0.0" in str(refused.value) or "outside its graph" in str(refused.value)
    assert current(root) == old
    assert sorted(path.name for path in root.iterdir()) == ["current", "gen-000001", "history", "lock"]


@pytest.mark.parametrize("full", [True, False])
def test_two_addresses_cannot_share_a_graph(root: Path, publish_whole: Whole, *, full: bool) -> None:
    publish_whole(make_entry("good"))
    one, other = make_entry("one"), make_entry("other")
    thief = type(other)(address=other.address, graph=one.graph, nquads=one.nquads, record=other.record)
    with pytest.raises(RefusedError, match="graph"):
        publish(root, put=[one, thief], full=full, position=2, now=NOW)


def test_it_refuses_an_address_given_twice_and_a_foreign_record(root: Path) -> None:
    one, other = make_entry("one"), make_entry("other")
    with pytest.raises(RefusedError, match="twice"):
        publish(root, put=[one, one], full=True, position=1, now=NOW)
    mixed = type(one)(address=one.address, graph=one.graph, nquads=one.nquads, record=other.record)
    with pytest.raises(RefusedError, match="search record"):
        publish(root, put=[mixed], full=True, position=1, now=NOW)


def test_it_refuses_what_an_index_field_cannot_hold(root: Path) -> None:
    with pytest.raises(RefusedError, match=r"/m/git\.example\.org/m/-/v/1"):
        publish(root, put=[make_entry("m", changed=2**63)], full=True, position=1, now=NOW)
    with pytest.raises(RefusedError, match="search record"):
        publish(root, put=[make_entry("m", name="\ud800")], full=True, position=1, now=NOW)


def test_an_error_of_the_caller_comes_through_and_publishes_nothing(root: Path, publish_whole: Whole) -> None:
    old = publish_whole(make_entry("good"))

    def failing() -> object:
        yield make_entry("m")
        raise LookupError("from outside")

    with pytest.raises(LookupError):
        publish(root, put=failing(), full=True, position=2, now=NOW)  # type: ignore[arg-type]  # a generator is one
    assert current(root) == old


def test_old_generations_go_but_never_the_current_one(root: Path, publish_whole: Whole) -> None:
    publish_whole(make_entry("m"))
    for position in range(2, 7):
        publish(root, put=[make_entry("m", edition=position)], position=position, now=NOW)
    assert sorted(path.name for path in root.glob("gen-*")) == ["gen-000004", "gen-000005", "gen-000006"]
    with pytest.raises(ValueError, match="keep"):
        publish(root, put=[], position=9, now=NOW, keep=0)


def test_the_pointer_rolls_back_and_the_next_starts_from_there(root: Path, publish_whole: Whole) -> None:
    first = publish_whole(make_entry("m", name="first"))
    searcher = Searcher(root)
    publish(root, put=[make_entry("m", name="second"), make_entry("mistake")], position=2, now=NOW)
    assert searcher.search("").total == 2

    assert roll_back(root, to=1) == first
    assert [hit.name for hit in searcher.search("").hits] == ["first"]
    made = publish(root, put=[make_entry("n")], position=3, now=NOW)
    assert made.number == 3
    assert made.counts.entries == 2
    with pytest.raises(StateError):
        roll_back(root, to=77)


def test_a_foreign_format_asks_for_a_full_rebuild_and_gets_over_it(root: Path, publish_whole: Whole) -> None:
    path = publish_whole(make_entry("m")).path / "generation.json"
    path.write_bytes(path.read_bytes().replace(f'{{"format":{FORMAT},'.encode(), b'{"format":99,', 1))

    with pytest.raises(StateError, match=r"format 99.*full rebuild"):
        current(root)
    with pytest.raises(FullRebuildNeededError):
        publish(root, put=[], position=2, now=NOW)
    assert publish_whole(make_entry("m")).number == 2


@pytest.mark.parametrize("pattern", ["generation.json", "dumps/*.nq", "entries/*.json", "store/*.sst", "index/*.term"])
@pytest.mark.parametrize("damage", ["missing", "short"])
def test_a_damaged_generation_is_noticed(root: Path, publish_whole: Whole, pattern: str, damage: str) -> None:
    victim = next(iter(publish_whole(make_entry("m")).path.glob(pattern)))
    if damage == "missing":
        victim.unlink()
    else:
        os.truncate(victim, victim.stat().st_size - 1)

    with pytest.raises(StateError, match="full rebuild"):
        current(root)
    with pytest.raises(StateError):
        Searcher(root).search("")
    with pytest.raises(FullRebuildNeededError):
        publish(root, put=[make_entry("n")], position=2, now=NOW)
    assert publish_whole(make_entry("m")).number == 2


@pytest.mark.parametrize("pattern", ["dumps/*.nq", "entries/*.json"])
def test_a_changed_shard_is_not_carried_on(root: Path, publish_whole: Whole, pattern: str) -> None:
    victim = next(iter(publish_whole(make_entry("m")).path.glob(pattern)))
    content = bytearray(victim.read_bytes())
    content[10] ^= 1
    victim.write_bytes(content)
    with pytest.raises(FullRebuildNeededError, match="changed"):
        publish(root, put=[make_entry("m", edition=2)], position=2, now=NOW)


@pytest.mark.parametrize("content", ["", "../../etc", "gen-000009\n", "\xff"])
def test_a_bad_pointer_is_a_state_error(root: Path, publish_whole: Whole, content: str) -> None:
    publish_whole(make_entry("m"))
    (root / "current").write_text(content, encoding="latin-1")
    with pytest.raises(StateError):
        current(root)
    assert publish_whole(make_entry("m")).number == 2


def test_older_releases_have_data_but_are_not_searched(root: Path, publish_whole: Whole) -> None:
    made = publish_whole(make_entry("new"), make_entry("old", latest=False))
    assert (made.counts.entries, made.counts.records, made.counts.quads) == (2, 1, 2)
    assert [hit.name for hit in Searcher(root).search("").hits] == ["new"]
    publish(root, put=[make_entry("new", latest=False), make_entry("old")], position=2, now=NOW)
    assert [hit.name for hit in Searcher(root).search("").hits] == ["old"]


def test_generations_can_be_copied_to_another_machine(root: Path, publish_whole: Whole, tmp_path: Path) -> None:
    made = publish_whole(make_entry("m"))
    copy = tmp_path / "copy"
    os.system(f"cp -r {root} {copy}")  # noqa: S605  what an operator does
    assert load_generation(copy / made.path.name).digest == made.digest
    assert Searcher(copy).search("").total == 1
