# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A manifest says the same when it comes back from its triples, also in a process that knows nothing of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from oshmark.library.admission import candidate_of
from oshmark.library.payload import Provenance
from oshmark.library.release_rdf import release_graph
from oshmark.manifest.from_rdf import from_triples, from_turtle
from oshmark.manifest.model import Agent, Dialect, FileRef, Manifest, Part
from oshmark.manifest.read import Reading, read
from oshmark.manifest.to_rdf import Place, part_slugs, to_rdf
from oshmark.ontology import write
from oshmark.ontology.terms import COMPACT
from oshmark.values.licence import read_licence
from tests.manifest.manifests import kept_by_a_graph, manifests

if TYPE_CHECKING:
    from oshmark.ontology.graph import Graph

HERE = Path(__file__).parent
SAMPLES = sorted((HERE.parents[1] / "samples").glob("*/okh.toml"))
PLACE = Place("https://lib.example.org/m/git.example.org/wren/lamp/-/v/1.2.0", "https://lib.example.org", "", b"key")
FILES = [HERE / "full.toml", HERE / "loom.toml", *SAMPLES]

FRESH = """
import json, sys, msgspec
from oshmark.manifest.from_rdf import from_turtle
found = [msgspec.json.encode(from_turtle(text)).decode() for text in json.load(sys.stdin)]
sys.stdout.write(json.dumps(found))
"""


def graph_of(manifest: Manifest) -> Graph:
    return to_rdf(manifest, read_licence(manifest.license or ""), PLACE)


def in_a_fresh_process(texts: list[str]) -> list[Manifest]:
    """What another process reads from documents in Turtle."""
    done = subprocess.run(
        [sys.executable, "-c", FRESH], input=json.dumps(texts), capture_output=True, encoding="utf-8", check=True
    )
    return [msgspec.json.decode(text, type=Manifest) for text in json.loads(done.stdout)]


def reading_of(path: Path) -> Reading:
    return read(path.read_bytes(), name=path.name, folder="")


def test_the_samples_are_here() -> None:
    assert len(SAMPLES) >= 8  # there may be more, never fewer


def test_real_manifests_come_back_from_a_fresh_process() -> None:
    told = [reading_of(path).manifest for path in FILES]
    assert in_a_fresh_process([write.to_turtle(graph_of(manifest)) for manifest in told]) == [
        kept_by_a_graph(manifest) for manifest in told
    ]


def test_any_manifest_comes_back_from_a_fresh_process() -> None:
    told: list[Manifest] = []

    @settings(max_examples=80, database=None, derandomize=True)
    @given(manifests())
    def gather(manifest: Manifest) -> None:
        told.append(manifest)

    gather()
    assert len(told) >= 80
    assert in_a_fresh_process([write.to_turtle(graph_of(manifest)) for manifest in told]) == [
        kept_by_a_graph(manifest) for manifest in told
    ]


@settings(max_examples=150)
@given(manifests())
def test_any_manifest_comes_back_from_its_triples(manifest: Manifest) -> None:
    assert from_turtle(write.to_turtle(graph_of(manifest))) == kept_by_a_graph(manifest)


@settings(max_examples=60)
@given(manifests())
def test_every_form_of_a_graph_has_the_same_triples(manifest: Manifest) -> None:
    graph = graph_of(manifest)
    wanted = triples_of(write.to_turtle(graph), ox.RdfFormat.TURTLE)
    assert triples_of(write.to_ntriples(graph), ox.RdfFormat.N_TRIPLES) == wanted
    assert triples_of(write.to_nquads(graph), ox.RdfFormat.N_QUADS) == wanted
    assert triples_of(write.to_jsonld_text(graph), ox.RdfFormat.JSON_LD) == wanted
    assert {str(triple.predicate)[1:-1] for triple in wanted} <= COMPACT.keys()


def triples_of(text: str, form: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(text, format=form)}


@pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset):DeprecationWarning")  # rdflib warns of its own ways
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name + " " + path.name)
def test_two_libraries_read_the_same_graph_from_every_form(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    graph = graph_of(reading_of(path).manifest)
    wanted = sorted(map(str, triples_of(write.to_turtle(graph), ox.RdfFormat.TURTLE)))
    assert len(wanted) == len({*graph.triples})
    for form, text in (
        ("turtle", write.to_turtle(graph)),
        ("nt", write.to_ntriples(graph)),
        ("json-ld", write.to_jsonld_text(graph)),
    ):
        found = rdflib.Graph().parse(data=text, format=form).serialize(format="nt")
        assert sorted(map(str, triples_of(found, ox.RdfFormat.N_TRIPLES))) == wanted
    quads = rdflib.Dataset()
    quads.parse(data=write.to_nquads(graph), format="nquads")
    [name] = {str(one) for *_, one in quads.quads()}
    assert name == PLACE.document
    assert len(quads.graph(rdflib.URIRef(name))) == len(wanted)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name + " " + path.name)
def test_every_property_and_class_is_one_of_the_vocabulary(path: Path) -> None:
    triples = triples_of(write.to_turtle(graph_of(reading_of(path).manifest)), ox.RdfFormat.TURTLE)
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    used = {str(one.predicate) for one in triples} | {str(one.object) for one in triples if str(one.predicate) == kind}
    assert {name[1:-1] for name in used} <= COMPACT.keys()
    assert len(used) > 20


def manifest_with(text: str) -> Manifest:
    return read(f'name = "Lamp"\nrepo = "https://git.example.org/wren/lamp"\n{text}'.encode(), name="okh.toml").manifest


def back(manifest: Manifest) -> Manifest:
    return from_turtle(write.to_turtle(graph_of(manifest)))


def test_a_square_board_keeps_both_edges() -> None:
    assert back(manifest_with("2d-size-mm = [425, 425]")).size_2d_mm == (Decimal(425), Decimal(425))


def test_layers_keep_their_order() -> None:
    manifest = back(manifest_with("multi-copper-thickness-mm = [0.035, 0.018, 0.07, 0.018]"))
    assert manifest.multi_copper_thickness_mm == tuple(map(Decimal, ("0.035", "0.018", "0.07", "0.018")))


def test_pictures_keep_their_order_and_repetition() -> None:
    manifest = back(manifest_with('image = ["b.png", "a.png", "b.png"]'))
    assert [image.path for image in manifest.image] == ["b.png", "a.png", "b.png"]


def test_a_hundred_files_keep_their_order() -> None:
    paths = [f"{(number * 37) % 100}.scad" for number in range(100)]
    assert [file.path for file in back(manifest_with(f"source = {paths}")).source] == paths


def test_two_parts_of_one_name_stay_two() -> None:
    manifest = back(manifest_with('[[part]]\nname = "Joint"\nmaterial = "a"\n[[part]]\nname = "Joint"\nmaterial = "b"'))
    assert [(part.name, part.material) for part in manifest.part] == [("Joint", "a"), ("Joint", "b")]


def test_parts_whose_names_look_like_numbered_ones_stay_apart() -> None:
    names = ["Joint", "joint 2", "JOINT", "joint", "joint-2", "Joint!", "", "unnamed", "-"]
    assert len(set(part_slugs(tuple(Part(name=name) for name in names)))) == len(names)
    manifest = Manifest(dialect=Dialect.LOSH_V1, part=tuple(Part(name=name, material=name) for name in names))
    assert [part.material for part in back(manifest).part] == names


def test_own_keys_keep_their_order_and_what_is_in_them() -> None:
    manifest = back(manifest_with("z = 1\na = {y = [1, {x = 2.5}], b = true}\n[[part]]\nq = {z = {a = []}}"))
    assert list(manifest.extra.items()) == [("z", 1), ("a", {"y": [1, {"x": 2.5}], "b": True})]
    assert manifest.part[0].extra == {"q": {"z": {"a": []}}}


def test_dates_and_odd_numbers_of_own_keys_come_back_as_text() -> None:
    manifest = manifest_with("day = 2020-01-02\nodd = [nan, inf, -inf]\nbig = 9223372036854775807")
    assert manifest.extra["day"] == date(2020, 1, 2)
    assert back(manifest).extra == {"day": "2020-01-02", "odd": ["nan", "inf", "-inf"], "big": 2**63 - 1}


def test_a_cylinder_of_radius_28_is_56_wide() -> None:
    manifest = back(manifest_with('[outer-dimensions]\nopenSCAD = "cylinder(h = 30, r = 28)"\nunit = "mm"'))
    found = manifest.outer_dimensions
    assert found is not None
    assert (found.width_mm, found.depth_mm, found.height_mm) == (Decimal(56), Decimal(56), Decimal(30))


def test_zero_and_no_come_back() -> None:
    manifest = back(manifest_with('silkscreen-sides = 0\n[[part]]\nname = "a"\nraft-brim = false\ninfill = 0'))
    assert (manifest.silkscreen_sides, manifest.part[0].raft_brim, manifest.part[0].infill) == (0, False, Decimal(0))


def test_a_version_stays_as_written() -> None:
    assert back(manifest_with("version = 1.10")).version == "1.10"


def test_an_address_that_is_none_is_a_text() -> None:
    for written in ("https://[", "https://h:port/", "https://", "not yet", "git@git.example.org:wren/lamp"):
        assert back(Manifest(dialect=Dialect.LOSH_V1, repo=written, license=written)).repo == written


def test_a_graph_without_a_release_is_refused() -> None:
    with pytest.raises(ValueError, match="0 releases"):
        from_triples([])


def test_two_graphs_together_are_refused() -> None:
    one = write.to_turtle(graph_of(manifest_with("")))
    other = write.to_turtle(to_rdf(manifest_with(""), read_licence("MIT"), Place("https://lib.example.org/other")))
    with pytest.raises(ValueError, match="2 releases"):
        from_turtle(f"{one}\n{other}")


# --- e-mail addresses

ADDRESSES = re.compile(r"\b(jo|sam|lamps)@")
LICENSORS = (
    '"Jo Wren <jo@wren.example>"', '"Jo (jo@wren.example)"', '"jo@wren.example"', '"Jo, mailto:jo@wren.example"',
    '"Jo <jo@wren.example>, Sam <sam@wren.example>"', '"Jo <jo@wren.example; sam@wren.example>"',
    '["Jo <jo@wren.example>", "Sam sam@wren.example"]', '{name = "Jo", email = "jo@wren.example"}',
    '{email = "jo@wren.example"}', '{name = "Jo <jo@wren.example>"}', '{name = "Jo", url = "mailto:jo@wren.example"}',
    '[{name = "Jo", email = "jo@wren.example"}, {name = "sam@wren.example"}]',
)  # fmt: skip


@pytest.mark.parametrize("key", ["licensor", "organization"])
@pytest.mark.parametrize("written", LICENSORS)
def test_an_email_address_is_read_but_never_in_the_graph(written: str, key: str) -> None:
    manifest = manifest_with(f"{key} = {written}")
    agents: tuple[Agent, ...] = getattr(manifest, key)
    assert any(agent.email and agent.email.startswith("jo@") for agent in agents)
    assert all(agent.name and "@" not in agent.name for agent in agents)
    graph = graph_of(manifest)
    for text in (write.to_turtle(graph), write.to_ntriples(graph), write.to_nquads(graph), write.to_jsonld_text(graph)):
        assert ADDRESSES.search(text) is None


def test_what_the_library_publishes_has_no_email_address_at_all() -> None:
    text = (
        'okhv = "OKH-LOSHv1.0"\nname = "Lamp of jo@wren.example"\nrepo = "https://git.example.org/wren/lamp"\n'
        'version = "1"\n'
        'license = "MIT"\nlicensor = "Jo <jo@wren.example>"\ndocumentation-language = "en"\n'
        'function = "Ask jo@wren.example or sam@wren.example."\n'
        'contact = {mail = "sam@wren.example", jo = ["jo@wren.example"]}\n'
        '[[part]]\nname = "a"\nmaterial = "see lamps@wren.example"\n'
    )
    reading = read(text.encode(), name="okh.toml", folder="")
    provenance = Provenance(
        origin="https://git.example.org/wren/lamp", folder="", name="okh.toml",
        found_at=datetime(2026, 1, 2, tzinfo=UTC), data_source="git.example.org", metadata_licence=None,
    )  # fmt: skip
    candidate = candidate_of(reading, "0" * 64)
    assert not isinstance(candidate, str)
    graph = release_graph(
        reading, candidate, provenance, digest="0" * 64, site="https://lib.example.org", mail_key=b"k"
    )
    assert ADDRESSES.search(write.to_turtle(graph)) is None
    assert ADDRESSES.search(write.to_jsonld_text(graph)) is None


# --- the specification's own example


@pytest.fixture(scope="module")
def loom() -> Manifest:
    """The loom, read from its triples."""
    return back(reading_of(HERE / "loom.toml").manifest)


def test_the_loom_keeps_its_eighteen_parts(loom: Manifest) -> None:
    assert len(loom.part) == 18
    assert [part.name for part in loom.part][:5] == [
        "Clamp Ring",
        "Comb Holder",
        "Pole Base",
        "Ratchet Pawl",
        "Ratchet Wheel",
    ]
    assert len({part.name for part in loom.part}) == 18


def test_the_loom_keeps_paths_from_the_root(loom: Manifest) -> None:
    assert loom.bom == (FileRef(path="/sBoM.csv"),)
    assert loom.part[0].source == (FileRef(path="/3DParts/ClampRing/clamp-ring.scad"),)
    assert [file.path for file in loom.part[0].export] == [
        "/3DParts/ClampRing/clamp-ring.stl",
        "/3DParts/ClampRing/clamp-ring.pdf",
    ]
    assert all(part.source and part.export for part in loom.part)


def test_the_loom_keeps_lists_of_tsdc(loom: Manifest) -> None:
    assert set(loom.tsdc) == {"MEC", "ASM"}
    assert sum(part.tsdc == ("3DP",) for part in loom.part) == 11
    assert sum(set(part.tsdc) == {"CNC", "COT"} for part in loom.part) == 7


def test_the_loom_keeps_print_parameters(loom: Manifest) -> None:
    ring = loom.part[0]
    assert (ring.printing_process, ring.material, ring.infill) == ("FDM", "ABS", Decimal(20))
    assert (ring.raft_brim, ring.supports, ring.resolution_mm) == (False, False, Decimal("0.15"))
    assert (ring.shell_thickness, ring.top_bottom_thickness) == (Decimal("1.2"), Decimal("0.8"))
    assert sum(part.smallest_tolerance_class is not None for part in loom.part) == 7


def test_the_clamp_ring_of_the_loom_is_56_mm_wide(loom: Manifest) -> None:
    found = loom.part[0].outer_dimensions
    assert found is not None
    assert (found.open_scad, found.width_mm, found.depth_mm, found.height_mm) == (
        "cylinder(h = 30, r = 28)", Decimal(56), Decimal(56), Decimal(30),
    )  # fmt: skip


def test_the_loom_keeps_the_sizes_of_all_parts_also_where_a_bracket_was_open(loom: Manifest) -> None:
    sizes = [part.outer_dimensions for part in loom.part]
    assert all(size is not None and None not in (size.width_mm, size.depth_mm, size.height_mm) for size in sizes)
    assert sizes[1] is not None
    assert (sizes[1].width_mm, sizes[1].depth_mm, sizes[1].height_mm) == (Decimal(120), Decimal(100), Decimal(5))


def test_the_loom_keeps_its_own_key(loom: Manifest) -> None:
    assert loom.extra == {"fabric-width-mm": 400}
    assert loom.part[11].extra == {"grain": "along"}


def test_the_address_of_a_file_from_the_root_is_that_of_the_repository() -> None:
    lines = write.to_ntriples(graph_of(reading_of(HERE / "loom.toml").manifest))
    assert 'relativePath> "3DParts/ClampRing/clamp-ring.scad"' in lines


@given(st.text(max_size=300))
def test_the_name_of_a_part_is_one_step_of_its_address(name: str) -> None:
    graph = graph_of(Manifest(dialect=Dialect.LOSH_V1, part=(Part(name=name),)))
    [page] = {subject for subject, verb, thing in graph.triples if thing == "okh:Part" and verb == "rdf:type"}
    assert re.fullmatch(re.escape(f"<{PLACE.document}/-/part/") + r"[^/#?<>\s]+#this>", page)
