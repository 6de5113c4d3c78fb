# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the tables to a generation: what is published, what never is, and that small steps lead to the same as one."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import msgspec
import pytest

from oshmark.adapters.blobs import Blobs
from oshmark.adapters.published.generation import Description, current, publisher_lock
from oshmark.adapters.published.sparql import SparqlWorker
from oshmark.errors import BusyError, StateError
from oshmark.web.audit import models as audit
from oshmark.web.library.publishing import publish_library
from tests.made_up import NOT_OPEN, OPEN, REPO, UNCLEAR, manifest

if TYPE_CHECKING:
    from pathlib import Path

    from oshmark.adapters.published.generation import Generation
    from tests.web.library.actions.conftest import Library

HAWK = "LicenseRef-Hawk-Licence"
ONE = "/m/git.example.org/lark/printer/-/v/1.0.0"


def dumped(generation: Generation) -> bytes:
    return b"".join(path.read_bytes() for path in generation.dumps)


def names_in_store(root: Path) -> set[str]:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    with SparqlWorker(root) as worker:
        rows = json.loads(worker.query(query, accept="json").body)["results"]["bindings"]
    return {row["g"]["value"].removeprefix("https://library.example") for row in rows}


def in_store(root: Path, word: str) -> bool:
    with SparqlWorker(root) as worker:
        query = f'ASK {{ ?s ?p ?o FILTER(CONTAINS(STR(?s), "{word}") || CONTAINS(STR(?o), "{word}")) }}'
        return bool(json.loads(worker.query(query, accept="json").body)["boolean"])


def test_what_is_admitted_is_in_search_store_and_dumps(library: Library) -> None:
    library.add(manifest(function="A heronlike crane."))
    generation = library.publish()
    assert library.hits("heronlike") == [ONE]
    assert in_store(library.root, "heronlike")
    assert b"heronlike" in dumped(generation)
    assert (generation.position, generation.counts.entries, generation.counts.records) == (1, 1, 1)


@pytest.mark.parametrize("licence", [NOT_OPEN, UNCLEAR, None])
def test_what_waits_is_nowhere(library: Library, licence: str | None) -> None:
    library.add(manifest(), manifest(repo=f"{REPO}-heronrepo", name="heronname", function="heronlike", licence=licence))
    library.add(b"heronlike and no manifest", manifest(name=None, function="heronlike"))
    generation = library.publish()
    assert names_in_store(library.root) == {ONE}
    assert library.hits() == [ONE]
    assert library.hits("heronlike") == library.hits("heronname") == []
    assert not in_store(library.root, "heron")
    assert b"heron" not in dumped(generation)
    assert not [path for path in library.root.rglob("*") if path.is_file() and b"heron" in path.read_bytes()]


def test_what_is_allowed_appears(library: Library) -> None:
    library.add(manifest(licence=UNCLEAR), manifest(repo=f"{REPO}-2"))
    library.publish()
    assert ONE not in library.hits()
    library.allow(UNCLEAR)
    assert library.publish().position == 4
    assert ONE in library.hits()
    assert ONE in names_in_store(library.root)


def test_a_superseded_release_leaves_the_search_and_its_graph_stays(library: Library) -> None:
    library.add(manifest(function="heronlike"))
    library.publish()
    library.add(manifest(version="2.0", function="larklike"))
    generation = library.publish()
    newer = ONE.replace("1.0.0", "2.0")
    assert library.hits() == [newer]
    assert library.hits("heronlike") == []
    assert names_in_store(library.root) == {ONE, newer}
    assert (generation.counts.entries, generation.counts.records) == (2, 1)


def test_an_older_release_that_comes_later_is_not_searched(library: Library) -> None:
    library.add(manifest())
    library.publish()
    library.add(manifest(version="0.9"))
    library.publish()
    assert library.hits() == [ONE]
    assert len(names_in_store(library.root)) == 2


def test_changed_content_under_an_admitted_version_is_not_published(library: Library) -> None:
    library.add(manifest())
    before = library.publish()
    library.add(manifest(function="heronlike"))
    after = library.publish()
    assert (after.digest, after.position) == (before.digest, 2)
    assert library.hits("heronlike") == []


def test_nothing_new_makes_no_generation(library: Library) -> None:
    library.add(manifest())
    assert library.publish().number == library.publish().number == 1


def test_an_empty_library_can_be_published(library: Library) -> None:
    assert library.publish().counts.entries == 0
    assert library.hits() == []
    library.add(manifest())
    library.publish()
    assert library.hits() == [ONE]


@pytest.mark.parametrize("seed", range(5))
def test_small_steps_lead_to_the_same_as_one(library: Library, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  the same each time
    licences = [OPEN, OPEN, "MIT", UNCLEAR, HAWK, NOT_OPEN, f"MIT OR {UNCLEAR}", f"GPL-3.0-only OR {HAWK}"]
    free = [UNCLEAR, HAWK]
    for _ in range(14):
        library.add(
            *(
                manifest(
                    repo=f"{REPO}-{chance.randrange(8)}",
                    version=chance.choice(["1.9", "1.10", "2.0", "first", None]),
                    licence=chance.choice(licences),
                    function=f"heron {chance.choice('abc')}",
                )
                for _ in range(chance.randrange(5))
            )
        )
        if free and chance.random() < 0.15:
            library.allow(free.pop())
        if chance.random() < 0.5:
            library.publish()
    stepwise, whole = library.publish(), library.publish(full=True, root=tmp_path / "whole")
    assert stepwise.number > 2
    assert (stepwise.digest, stepwise.counts, stepwise.position) == (whole.digest, whole.counts, whole.position)
    for words in ("", "heron", "heron a", "lark"):
        assert library.hits(words) == library.hits(words, tmp_path / "whole")
    assert names_in_store(library.root) == names_in_store(tmp_path / "whole")


def damage_description(generation: Generation) -> None:
    (generation.path / "generation.json").write_bytes(b"{")


def damage_store(generation: Generation) -> None:
    next(generation.store.glob("*.sst")).unlink()


def damage_index(generation: Generation) -> None:
    next(path for path in generation.index.iterdir() if path.suffix == ".store").unlink()


def damage_tables(generation: Generation) -> None:
    path = next((generation.path / "entries").iterdir())
    path.write_bytes(path.read_bytes().replace(b"/m/", b"/n/"))


def make_older(generation: Generation) -> None:
    path = generation.path / "generation.json"
    description = msgspec.json.decode(path.read_bytes(), type=Description)
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(description, format=description.format - 1)))


def lose_pointer(generation: Generation) -> None:
    (generation.path.parent / "current").write_text("rubbish")


def lose_generation(generation: Generation) -> None:
    generation.path.rename(generation.path.with_name("gone"))


@pytest.mark.parametrize(
    "damage",
    [damage_description, damage_store, damage_index, damage_tables, make_older, lose_pointer, lose_generation],
)
def test_a_generation_that_cannot_be_continued_is_replaced_by_a_whole_one(library: Library, damage: object) -> None:
    library.add(manifest(), manifest(repo=f"{REPO}-2"))
    before = library.publish()
    damage(before)  # type: ignore[operator]  # one of the functions above
    library.add(manifest(version="2.0"))
    after = library.publish()
    assert after.number > before.number or damage is lose_generation
    assert (after.counts.entries, after.position) == (3, 3)
    assert len(library.hits("lark")) == 2
    assert current(library.root) == after


def test_a_damaged_generation_is_replaced_although_nothing_is_new(library: Library) -> None:
    library.add(manifest())
    damage_store(library.publish())
    library.publish()
    assert library.hits() == [ONE]
    assert names_in_store(library.root) == {ONE}


def test_a_generation_made_from_a_longer_log_is_replaced_by_a_whole_one(library: Library) -> None:
    library.add(manifest())
    library.add(manifest(repo=f"{REPO}-lost"))
    library.publish()
    # A backup is put back: the log and the tables are shorter than what was published.
    audit.Event.objects.filter(number=2).delete()
    library.rebuild()
    assert library.publish().position == 1
    assert library.hits() == [ONE]


def test_an_instance_that_has_moved_names_everything_by_its_new_address(library: Library) -> None:
    library.add(manifest())
    library.publish()
    moved = msgspec.structs.replace(library.publisher(), site="https://moved.example")
    generation = publish_library(moved, now=library.later())
    assert generation.number == 2
    assert b"https://library.example" not in dumped(generation)
    assert publish_library(moved, now=library.later()) == generation


def test_a_library_made_anew_publishes_the_same(library: Library) -> None:
    library.add(manifest(), manifest(repo=f"{REPO}-2", licence=UNCLEAR))
    library.add(manifest(version="2.0"))
    before = library.publish()
    library.allow(UNCLEAR)
    library.rebuild()
    stepwise = library.publish()
    assert stepwise.digest != before.digest
    assert stepwise.digest == library.publish(full=True).digest


def test_a_missing_payload_stops_publishing_and_the_last_generation_stays(library: Library, tmp_path: Path) -> None:
    library.add(manifest())
    before = library.publish()
    library.add(manifest(version="2.0"))
    publisher = msgspec.structs.replace(library.publisher(), payloads=Blobs(tmp_path / "empty"))
    with pytest.raises(StateError, match="is missing"):
        publish_library(publisher, now=library.later())
    assert current(library.root) == before
    assert library.hits() == [ONE]
    assert [path.name for path in library.root.iterdir() if path.name.startswith("building")] == []


def test_a_second_publisher_is_told_so(library: Library) -> None:
    library.add(manifest())
    with publisher_lock(library.root), pytest.raises(BusyError, match="Another publisher is at work"):
        library.publish()
    assert library.publish().number == 1


HOSTILE = [
    {"name": 'x> . <a> <b> \\"c\\n'},
    {"name": "\\u0000\\u202e\\ufffe"},
    {"name": "n" * 10_000, "function": "f" * 100_000},
    {"version": "1.0 <>{}|^`\\u0001"},
    {"version": "\\u0000"},
    {"version": "v" * 1_900},
    {"repo": "https://wiki.example.org/a b?x=<>\\u0000"},
    {"repo": f"https://wiki.example.org/{'ü' * 300}"},
    {"licence": "CERN-OHL-S-2.0", "function": '\\"\\"\\" \\n\\r\\t \\uffff _:b0 <x> @en ^^'},
]


def test_no_manifest_keeps_the_others_from_being_published(library: Library) -> None:
    outcomes = library.add(
        manifest(), *(manifest(**{"repo": f"{REPO}-{n}"} | fields) for n, fields in enumerate(HOSTILE))
    )
    admitted = [outcome.value for outcome in outcomes].count("admit")
    assert admitted == len(HOSTILE) + 1
    whole = library.publish()
    assert whole.counts.entries == whole.counts.records == admitted
    library.add(
        *(manifest(**{"repo": f"{REPO}-again-{n}"} | fields, licence="MIT") for n, fields in enumerate(HOSTILE[:3]))
    )
    assert library.publish().counts.entries == admitted + 3
