# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

import pytest

from oshmark.library.documentation_checklist import State, checklist
from oshmark.manifest.read import read
from tests.made_up import manifest

LOOM = Path("samples/heddle-loom/okh.toml").read_bytes()


def states(raw: bytes) -> dict[tuple[str, str], State]:
    reading = read(raw, name="okh.toml")
    lines = checklist(reading.manifest, reading.licence)
    assert len({(line.process, line.key) for line in lines}) == len(lines)
    return {(line.process, line.key): line.state for line in lines}


def test_a_well_documented_loom_shows_everything_a_manifest_can_show() -> None:
    found = states(LOOM)
    missing = {key for key, state in found.items() if state is State.MISSING}
    judged = {key[1] for key, state in found.items() if state is State.JUDGE}
    assert missing == set()
    assert judged == {"reproducible", "safety"}
    assert {process for process, _key in found} >= {"", "LAS", "3DP"}


def test_a_bare_manifest_lacks_what_it_does_not_name() -> None:
    found = states(manifest(version=None))
    lacking = {key for (_process, key), state in found.items() if state is State.MISSING}
    assert lacking == {
        "identified",
        "release",
        "processes",
        "bom",
        "instructions",
        "manual",
        "editable-source",
        "export",
    }


@pytest.mark.parametrize(
    ("process", "field", "value", "key"),
    [
        ("PCB", "source", "a.kicad_sch", "schematic"),
        ("PCB", "source", "a.kicad_pcb", "board-layout"),
        ("PCB", "export", "gerbers.zip", "board-fabrication"),
        ("PCB", "board-thickness-mm", 1.6, "board-thickness-mm"),
        ("WEL", "export", "drawing.pdf?raw=1", "drawing"),
        ("WEL", "welding-process", 135, "welding-process"),
        ("3DP", "export", "a.STL", "print-file"),
        ("3DP", "material", "PLA", "material"),
        ("LAS", "export", "a.dxf", "cut-file"),
        ("CNC", "export", "https://example.org/a.step#x", "machining-file"),
    ],
)
def test_each_process_asks_for_its_files_and_figures(process: str, field: str, value: object, key: str) -> None:
    without = manifest() + f'tsdc = "{process}"\n'.encode()
    written = f'"{value}"' if isinstance(value, str) else value
    assert states(without)[process, key] is State.MISSING
    assert states(without + f"{field} = {written}\n".encode())[process, key] is State.THERE


def test_parts_that_lack_something_are_named_by_number() -> None:
    parts = b'[[part]]\nname = "Leg"\nsource = "leg.scad"\n[[part]]\nname = "Arm"\nexport = "arm.stl"\n'
    reading = read(manifest() + parts, name="okh.toml")
    lines = {line.key: line for line in checklist(reading.manifest, reading.licence)}
    assert lines["editable-source"].where == ((2, "Arm"),)
    assert lines["export"].where == ((1, "Leg"),)


def test_a_closed_licence_is_no_open_one() -> None:
    assert states(manifest(licence="CC-BY-NC-4.0"))["", "open-licence"] is State.MISSING
