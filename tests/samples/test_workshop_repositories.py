# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each of the five later samples is there to show: it is in the files, and oshmark reads it."""

from __future__ import annotations

import csv
import re
import struct
import zipfile
from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from oshmark.manifest.read import Reading, read
from oshmark.values.finding import Severity
from tests.samples.repositories import FINCH, SAMPLES, as_list, bom, files_named, manifest, readme

NEW = ("heddle-loom", "finch-controller", "wren-frame", "pumpe-wiesel", "mokume-stand")
FREECAD = sorted((SAMPLES / "wren-frame" / "cad" / "src").glob("*.FCStd"))
TUBES = {"M-01": "leg", "M-02": "long-rail", "M-03": "cross-rail"}


def reading(repository: str) -> Reading:
    (path,) = (SAMPLES / repository).glob("okh.*")
    return read(path.read_bytes(), name=path.name)


def document(slug: str) -> ET.Element:
    with zipfile.ZipFile(SAMPLES / "wren-frame" / "cad" / "src" / f"{slug}.FCStd") as archive:
        return ET.fromstring(archive.read("Document.xml"))  # noqa: S314 - our own file


def sizes(root: ET.Element, kind: str) -> list[tuple[float, ...]]:
    """Length, width and height of the objects of a kind, or radius and height."""
    names = [element.get("name") for element in root.iter("Object") if element.get("type") == kind]
    found = []
    for element in root.findall("./ObjectData/Object"):
        if element.get("name") in names:
            lengths = element.findall("./Properties/Property[@type='App::PropertyLength']/Float")
            found.append(tuple(float(number.get("value", "")) for number in lengths))
    return found


@pytest.mark.parametrize("repository", NEW)
def test_the_manifest_has_no_errors_and_no_warnings(repository: str) -> None:
    findings = reading(repository).findings
    assert [finding for finding in findings if finding.rule.severity is not Severity.ADVICE] == []


@pytest.mark.parametrize("repository", NEW)
def test_every_licence_file_names_the_licence_of_the_manifest(repository: str) -> None:
    licence = reading(repository).manifest.license
    assert licence is not None
    assert str(licence) in (SAMPLES / repository / "LICENSE").read_text(encoding="utf-8")


def test_the_loom_shows_root_paths_lists_of_tsdc_and_a_key_of_its_own() -> None:
    data = manifest("heddle-loom")
    assert {path[0] for path in files_named(data)} == {"/"}
    assert all(isinstance(part["tsdc"], list) for part in data["part"])
    assert Counter(process for part in data["part"] for process in part["tsdc"]) == {
        "LAS": 4, "3DP": 6, "CNC": 2, "MEC": 2, "COT": 6,
    }  # fmt: skip
    assert data["fabric-width-mm"] == 400
    assert reading("heddle-loom").manifest.extra["fabric-width-mm"] == 400


@pytest.mark.parametrize("repository", ["wren-frame", "mokume-stand"])
def test_the_finch_is_used_in_words_by_the_key_in_the_bom_and_in_the_readme(repository: str) -> None:
    data = manifest(repository)
    assert manifest("finch-controller")["repo"] == FINCH
    assert FINCH in str(data.get("function", data.get("description")))
    assert data["uses-module"] == FINCH
    lines = [row for row in bom(repository) if row["Type"] == "MOSH"]
    assert [(row["Name"], row["Source file"], row["Quantity"]) for row in lines] == [("Finch controller", FINCH, "1")]
    assert FINCH in readme(repository)
    assert str(data.get("repo", data.get("documentation-home"))) in readme("finch-controller")


def test_only_two_use_the_finch() -> None:
    texts = {path.parent.name for path in SAMPLES.glob("*/okh.*") if FINCH in path.read_text(encoding="utf-8")}
    assert texts == {"finch-controller", "wren-frame", "mokume-stand"}


def test_the_cut_list_the_freecad_files_and_the_bom_agree_on_the_tubes() -> None:
    with (SAMPLES / "wren-frame" / "docs" / "cut-list.csv").open(encoding="utf-8", newline="") as lines:
        cuts = list(csv.DictReader(lines))
    amounts = {row["Reference"]: row["Quantity"] for row in bom("wren-frame")}
    assert {cut["Reference"]: cut["Quantity"] for cut in cuts} == {name: amounts[name] for name in TUBES}
    for cut in cuts:
        length = float(cut["Length mm"])
        assert sizes(document(TUBES[cut["Reference"]]), "Part::Box") == [(40, 40, length), (34, 34, length + 2)]
    total = sum(float(cut["Length mm"]) * int(cut["Quantity"]) for cut in cuts)
    assert total == 5888


def test_the_frame_is_as_large_as_its_tubes_make_it() -> None:
    (leg,) = [box for box in sizes(document("leg"), "Part::Box") if box[0] == 40]
    (long_rail,) = [box for box in sizes(document("long-rail"), "Part::Box") if box[0] == 40]
    (cross_rail,) = [box for box in sizes(document("cross-rail"), "Part::Box") if box[0] == 40]
    top = next(box for box in sizes(document("top-plate"), "Part::Box"))
    foot = next(box for box in sizes(document("foot-plate"), "Part::Box"))
    assert top[:2] == (long_rail[2] + 2 * 40, cross_rail[2] + 2 * 40)
    assert foot[2] + leg[2] + top[2] == 800
    stated = manifest("wren-frame")["outer-dimensions"]["openSCAD"]
    assert stated == f"cube(size = [{top[0] + 40:g}, {top[1] + 40:g}, 800])"


@pytest.mark.parametrize("path", FREECAD, ids=lambda path: path.stem)
def test_a_freecad_file_is_whole_and_always_the_same(path: object) -> None:
    with zipfile.ZipFile(str(path)) as archive:
        members = archive.infolist()
        contents = {member.filename: archive.read(member) for member in members}
    assert {(member.date_time, member.compress_type) for member in members} == {
        ((2026, 3, 1, 12, 0, 0), zipfile.ZIP_STORED)
    }
    root = ET.fromstring(contents["Document.xml"])  # noqa: S314 - our own file
    (listed,), (data,) = root.findall("Objects"), root.findall("ObjectData")
    names = [element.get("name") for element in listed]
    assert names == [element.get("name") for element in data]
    assert listed.get("Count") == data.get("Count") == str(len(names))
    assert [link.get("value") for link in root.iter("Link") if link.get("value") not in names] == []
    assert [p.get("Count") for p in root.iter("Properties")] == [str(len(p)) for p in root.iter("Properties")]
    outlines = {element.get("file") for element in root.iter("VectorList")}
    assert contents.keys() == {"Document.xml", *outlines}
    for name in outlines:
        (count,) = struct.unpack_from("<I", contents[str(name)])
        assert len(contents[str(name)]) == 4 + 24 * count
        assert count >= 3


def test_one_object_of_a_freecad_file_is_shown() -> None:
    assert len(FREECAD) == 8
    for path in FREECAD:
        shown = [
            prop
            for prop in document(path.stem).iterfind(".//Property[@name='Visibility']/Bool")
            if prop.get("value") == "true"
        ]
        assert len(shown) == 1, path.stem


def test_the_pump_is_documented_in_german_only() -> None:
    folder = SAMPLES / "pumpe-wiesel"
    assert reading("pumpe-wiesel").manifest.documentation_language == ("de-AT",)
    texts = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}
    assert len(texts) == 5
    for path, text in texts.items():
        words = Counter(re.findall(r"\w+", text.partition("-->")[2].lower()))
        assert words["und"] + words["der"] + words["die"] >= 2, path.name
        assert words["the"] + words["and"] + words["with"] == 0, path.name
    for word in ("Handhebelpumpe", "Druckmaschinenfuß", "Gartenbewässerung"):
        assert word in manifest("pumpe-wiesel")["function"]
    assert "Druckmaschinenfuß" in {part["name"] for part in manifest("pumpe-wiesel")["part"]}


def test_the_drawings_of_the_pump_are_german_and_those_of_the_stand_japanese() -> None:
    german = sorted((SAMPLES / "pumpe-wiesel" / "cad" / "drawings").glob("*.svg"))
    japanese = sorted((SAMPLES / "mokume-stand" / "cad" / "drawings").glob("*.svg"))
    assert (len(german), len(japanese)) == (8, 3)
    for drawings, word, other in ((german, ">Maßstab<", ">Scale<"), (japanese, ">尺度<", ">Scale<")):
        for path in drawings:
            text = path.read_text(encoding="utf-8")
            assert word in text
            assert other not in text


def test_a_step_file_writes_letters_beyond_ascii_by_their_number() -> None:
    text = (SAMPLES / "mokume-stand" / "cad" / "export" / "column.step").read_text(encoding="ascii")
    assert r"PRODUCT('column','\X2\652F\X0\\X2\67F1\X0\'" in text


def test_the_stand_is_a_manifest_of_the_old_dialect_and_its_files_are_there() -> None:
    data = manifest("mokume-stand")
    assert data["okhv"] == "OKHv1.0"
    named = [
        entry["path"]
        for key in ("design-files", "making-instructions", "operating-instructions")
        for entry in data[key]
    ]
    named += [*as_list(data["image"]), *as_list(data["bom"])]
    assert [path for path in named if not (SAMPLES / "mokume-stand" / path).is_file()] == []
    endings: dict[str, set[str]] = {}
    for entry in data["design-files"]:
        stem, _, ending = entry["path"].rpartition("/")[2].partition(".")
        endings.setdefault(stem, set()).add(ending)
    assert len(endings) == 6
    assert all("scad" in kinds and kinds & {"stl", "step", "dxf"} for kinds in endings.values())


def test_the_stand_is_read_with_its_japanese_texts() -> None:
    found = reading("mokume-stand").manifest
    assert found.name == "木目スタンド（Mokume Stand）"
    assert found.documentation_language == ("ja",)
    assert found.version == "1.0.2"
    assert "撮影スタンド" in (found.function or "")
    # The reader takes a DXF for a source, because many laser parts have no other one.
    assert (len(found.source), len(found.export)) == (8, 5)
