# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample repositories are whole: what they name exists, what is made is current, what should be wrong is wrong."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.samples.repositories import (
    BOM_LINES,
    EVERY_REPOSITORY,
    GENERATOR,
    PARTS,
    REPOSITORIES,
    SAMPLES,
    WITH_BOM,
    as_list,
    bom,
    files_named,
    manifest,
    readme,
)

if TYPE_CHECKING:
    from pathlib import Path

COUNTS = {".stl": 38, ".step": 26, ".dxf": 32, ".scad": 82, ".svg": 66, ".gbr": 12, ".FCStd": 8, ".kicad_pcb": 2}
DEAD_ON_PURPOSE = {
    "gannet-press": {"docs/transport.md", "../brook-power-unit/cad/src/foot-pad.scad"},
}
WHOLE = ("lark-printer", "brook-power-unit", "heddle-loom", "finch-controller", "wren-frame", "pumpe-wiesel")
"""Repositories that say everything of every part."""
WITH_STL = {"lark-printer": 15, "brook-power-unit": 4, "heddle-loom": 6, "finch-controller": 3, "pumpe-wiesel": 3}
TEXTS = {".toml", ".yml", ".md", ".csv", ".scad"}
LEGAL_TEXTS = {"creativecommons.org", "opensource.org", "ohwr.org"}
"""Where the LICENSE files point to."""

STLS = sorted(SAMPLES.glob("*/cad/export/*.stl"))
STEPS = sorted(SAMPLES.glob("*/cad/export/*.step"))
SOURCES = sorted(SAMPLES.glob("*/cad/src/**/*.scad"))

Vertex = tuple[float, float, float]


def triangles(path: Path) -> list[tuple[Vertex, Vertex, Vertex]]:
    content = path.read_bytes()
    (count,) = struct.unpack_from("<I", content, 80)
    assert len(content) == 84 + 50 * count
    numbers = [struct.unpack_from("<12f", content, 84 + 50 * index) for index in range(count)]
    return [(row[3:6], row[6:9], row[9:12]) for row in numbers]


def edges(surface: list[tuple[Vertex, Vertex, Vertex]]) -> Counter[tuple[Vertex, Vertex]]:
    return Counter(pair for a, b, c in surface for pair in ((a, b), (b, c), (c, a)))


def volume_mm3(surface: list[tuple[Vertex, Vertex, Vertex]]) -> float:
    return (
        sum(
            a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0])
            for a, b, c in surface
        )
        / 6
    )


def numbers_in(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]


def test_the_made_files_are_what_their_sources_say() -> None:
    done = subprocess.run([sys.executable, str(GENERATOR), "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_check_notices_a_changed_a_missing_and_a_stray_file(tmp_path: Path) -> None:
    folder = tmp_path / "samples"
    for source in SOURCES:
        copy = folder / source.relative_to(SAMPLES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(source.read_bytes())
    command = [sys.executable, str(GENERATOR), "--samples", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    exports = folder / "lark-printer" / "cad" / "export"
    (exports / "foot.stl").write_bytes(b"changed")
    (exports / "belt-clamp.stl").unlink()
    (exports / "stray.stl").write_bytes(b"")
    done = subprocess.run([*command, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "lark-printer/cad/export/foot.stl is not what its source says" in done.stderr
    assert "lark-printer/cad/export/belt-clamp.stl is missing" in done.stderr
    assert "lark-printer/cad/export/stray.stl is not made by this script" in done.stderr


def test_there_are_as_many_files_as_we_think() -> None:
    found = Counter(path.suffix for path in SAMPLES.rglob("*") if path.is_file())
    assert {suffix: found[suffix] for suffix in COUNTS} == COUNTS


def test_the_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < 2_600_000


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_a_manifest_holds_all_mandatory_fields(repository: str) -> None:
    data = manifest(repository)
    mandatory = ("okhv", "name", "repo", "version", "license", "licensor", "documentation-language", "function")
    assert [key for key in mandatory if not data.get(key, "").strip()] == []
    assert len(data["part"]) == PARTS[repository]


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_every_file_a_manifest_names_exists_unless_it_is_missing_on_purpose(repository: str) -> None:
    folder = SAMPLES / repository
    named = files_named(manifest(repository))
    dead = {path for path in named if path.startswith("..") or not (folder / path.lstrip("/")).is_file()}
    assert dead == DEAD_ON_PURPOSE.get(repository, set())


@pytest.mark.parametrize("repository", WHOLE)
def test_every_part_has_source_export_material_mass_and_size(repository: str) -> None:
    wanted = {"name", "source", "export", "material", "tsdc", "mass", "outer-dimensions"}
    lacking = {part["name"]: wanted - part.keys() for part in manifest(repository)["part"] if wanted - part.keys()}
    assert lacking == {}


@pytest.mark.parametrize("repository", EVERY_REPOSITORY)
def test_hosts_are_names_reserved_for_examples(repository: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (SAMPLES / repository).rglob("*") if path.suffix in TEXTS]
    hosts = {host for text in texts for host in re.findall(r"https?://([^/\s`\"')）]+)", text)}
    known = {"git.example.org", "git.example.com", "forge.example.net", "codes.example.edu", "lark.example"}
    assert hosts - LEGAL_TEXTS <= known


@pytest.mark.parametrize("repository", EVERY_REPOSITORY)
def test_the_readme_says_that_the_maker_is_made_up(repository: str) -> None:
    assert re.search(r"made[ -]up|erfunden|架空", readme(repository))


@pytest.mark.parametrize("repository", [name for name in WITH_BOM if name in PARTS])
def test_every_part_of_the_manifest_is_a_line_of_the_bom_with_the_same_source(repository: str) -> None:
    lines = {row["Name"]: row["Source file"] for row in bom(repository) if row["Type"] == "POSH"}
    parts = {part["name"]: as_list(part["source"])[0] for part in manifest(repository)["part"]}
    assert lines == parts


@pytest.mark.parametrize("repository", WITH_BOM)
def test_every_line_of_the_bom_is_countable_and_can_be_had(repository: str) -> None:
    rows = bom(repository)
    assert len(rows) == BOM_LINES[repository]
    assert len({row["Reference"] for row in rows}) == len(rows)
    assert [row["Name"] for row in rows if Decimal(row["Quantity"]) <= 0 or Decimal(row["Price"]) <= 0] == []
    assert {row["Currency"] for row in rows} == {"EUR"}
    homeless = [row["Name"] for row in rows if not row["Source file"] and not (row["Supplier"] and row["MPN"])]
    assert homeless == []
    assert [row["Name"] for row in rows if row["Type"] == "STD" and not row["Standard"]] == []


@pytest.mark.parametrize("repository", [name for name in WITH_BOM if name in PARTS])
def test_the_masses_of_the_bom_add_up_to_the_mass_of_the_module(repository: str) -> None:
    masses = [Decimal(row["Quantity"]) * Decimal(row["Mass"]) for row in bom(repository) if row["Mass"]]
    grams = sum(masses, Decimal(0))
    stated = Decimal(str(manifest(repository)["mass"]["value"]))
    assert abs(grams / 1000 - stated) <= Decimal("0.5")


@pytest.mark.parametrize("repository", WITH_BOM)
def test_the_instructions_name_only_lines_of_the_bom(repository: str) -> None:
    known = {row["Reference"] for row in bom(repository)}
    texts = [path.read_text(encoding="utf-8") for path in (SAMPLES / repository / "docs").glob("*.md")]
    named = {reference for text in texts for reference in re.findall(r"\b[BCELMP]-\d\d\b", text)}
    assert len(named) >= 10
    assert named - known == set()


@pytest.mark.parametrize("repository", [name for name in REPOSITORIES if name != "withheld-lamp"])
def test_the_readme_and_the_manifest_agree_on_the_mass(repository: str) -> None:
    row = re.search(r"^\|[^|]*(?:[Mm]ass|Masse) \|[^|]*?([\d.,]+) kg", readme(repository), flags=re.MULTILINE)
    assert row is not None
    assert float(row[1].replace(",", ".")) == pytest.approx(manifest(repository)["mass"]["value"], abs=0.5)


@pytest.mark.parametrize("path", STLS, ids=lambda path: path.stem)
def test_an_stl_is_watertight_and_its_normals_point_outwards(path: Path) -> None:
    surface = triangles(path)
    found = edges(surface)
    assert set(found.values()) == {1}
    assert [edge for edge in found if found[edge[1], edge[0]] != 1] == []
    assert volume_mm3(surface) > 0


@pytest.mark.parametrize("repository", [name for name in WHOLE if name != "wren-frame"])
def test_the_size_of_a_part_in_the_manifest_is_that_of_its_stl(repository: str) -> None:
    compared = 0
    for part in manifest(repository)["part"]:
        stl = [path for path in as_list(part["export"]) if path.endswith(".stl")]
        if not stl:
            continue
        columns = list(zip(*(v for t in triangles(SAMPLES / repository / stl[0].lstrip("/")) for v in t), strict=True))
        real = sorted(max(column) - min(column) for column in columns)
        stated = numbers_in(part["outer-dimensions"]["openSCAD"])
        stated = sorted([stated[0], stated[1], stated[1]] if len(stated) == 2 else stated)
        # The manifest rounds to a hundredth of a millimetre, and a circle of chords is a little smaller across.
        assert real == pytest.approx(stated, abs=0.02), part["name"]
        compared += 1
    assert compared == WITH_STL[repository]


@pytest.mark.parametrize("path", STEPS, ids=lambda path: path.stem)
def test_a_step_file_is_one_closed_shell(path: Path) -> None:
    entities = dict(re.findall(r"^#(\d+)=(.*);$", path.read_text(encoding="ascii"), flags=re.MULTILINE))
    referred = {number for text in entities.values() for number in re.findall(r"#(\d+)", text)}
    assert referred <= entities.keys()
    assert sum(text.startswith("MANIFOLD_SOLID_BREP") for text in entities.values()) == 1
    oriented = {
        number: match.groups()
        for number, text in entities.items()
        if (match := re.fullmatch(r"ORIENTED_EDGE\('',\*,\*,#(\d+),\.([TF])\.\)", text))
    }
    loops = [re.findall(r"#(\d+)", text) for text in entities.values() if text.startswith("EDGE_LOOP")]
    used = Counter(oriented[number] for loop in loops for number in loop)
    assert set(used.values()) == {1}
    assert all((edge, "F" if sense == "T" else "T") in used for edge, sense in used)
    curves = {number for number, text in entities.items() if text.startswith("EDGE_CURVE")}
    assert {edge for edge, _ in used} == curves


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parents[2].name}-{path.stem}")
def test_an_openscad_source_is_balanced_and_names_only_what_it_defines(path: Path) -> None:
    text = re.sub(r"//.*", "", path.read_text(encoding="utf-8"))
    for opening, closing in ("()", "[]", "{}"):
        assert text.count(opening) == text.count(closing)
    library = (path.parent / "lib" / "plates.scad") if "use <lib/plates.scad>" in text else path
    own = re.findall(r"module (\w+)", text + library.read_text(encoding="utf-8"))
    built_in = {
        "circle", "cos", "cube", "cylinder", "difference", "for", "hull", "linear_extrude", "mirror", "offset",
        "polygon", "rotate", "rotate_extrude", "sin", "square", "translate", "union",
    }  # fmt: skip
    called = set(re.findall(r"(\w+)\s*\(", text))
    assert called - built_in - set(own) == set()


@pytest.mark.parametrize("repository", EVERY_REPOSITORY)
def test_every_text_file_names_its_copyright_and_licence(repository: str) -> None:
    kinds = {".toml", ".md", ".scad", ".svg", ".dxf", ".step", ".gbr", ".drl", ".kicad_pcb", ".kicad_sch", ".yml"}
    files = [path for path in (SAMPLES / repository).rglob("*") if path.suffix in kinds or path.name == "LICENSE"]
    mark = "SPDX-License-" + "Identifier: CC0-1.0"
    assert [path.name for path in files if mark not in path.read_text(encoding="utf-8")] == []
    assert len(files) >= 5


def gannet_faults() -> list[tuple[str, bool]]:
    data = manifest("gannet-press")
    parts = {part["name"]: part for part in data["part"]}
    size = data["outer-dimensions"]["openSCAD"]
    return [
        ("`organisation` instead", "organisation" in data and "organization" not in data),
        ("e-mail", "@" in data["licensor"]),
        ("LicenseRef", data["license"] == "LicenseRef-CC BY-SA-4.0"),
        ("EN-UK", data["documentation-language"] == "EN-UK"),
        ("OTLR-5", data["technology-readiness-level"] == "OTLR-5"),
        ("openSCAD", size.count("(") == size.count(")") + 1),
        ("does not exist", "docs/transport.md" in data["manufacturing-instructions"]),
        ("raft-brim", parts["Lever knob"]["raft-brim"] == 1 and parts["Lever knob"]["raft-brim"] is not True),
        ("leading slash", data["bom"] == "/bom.csv"),
        ("leaves the repository", parts["Foot pad"]["source"].startswith("../")),
        ("printing-process", parts["Valve cover"]["tsdc"] == "3DP" and "printing-process" not in parts["Valve cover"]),
        ("does not know", data["uses-module"] == manifest("brook-power-unit")["repo"]),
        ("placeholder", data["standard-compliance"] == "xxx"),
        ("underscore", "user_manual" in data and "user-manual" not in data),
        ("widht", "widht" in parts["Side plate"]["outer-dimensions"]),
        ("without a unit", "value" in data["mass"] and "unit" not in data["mass"]),
    ]


def test_the_press_has_the_faults_that_its_list_names() -> None:
    text = (SAMPLES / "gannet-press" / "FAULTS.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \d+\. (.*)$", text, flags=re.MULTILINE)
    faults = gannet_faults()
    assert len(headings) == 16
    assert [words for (words, _), heading in zip(faults, headings, strict=True) if words not in heading] == []
    assert [words for words, is_there in faults if not is_there] == []


def test_the_press_uses_the_power_unit_in_words_in_the_manifest_and_in_the_bom() -> None:
    brook = manifest("brook-power-unit")["repo"]
    assert brook in manifest("gannet-press")["function"]
    lines = [row for row in bom("gannet-press") if row["Type"] == "MOSH"]
    assert [(row["Source file"], row["Quantity"]) for row in lines] == [(brook, "1")]


def test_the_lamp_has_a_licence_that_is_not_open() -> None:
    assert manifest("withheld-lamp")["license"] == "CC-BY-NC-SA-4.0"
