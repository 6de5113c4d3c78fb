# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of a manifest and the lines of its bill are one list: nothing is lost, nothing is counted twice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.bom.made import Origin
from oshmark.bom.model import Line
from oshmark.bom.read import read as read_bom
from oshmark.library.bill import Bill, join
from oshmark.manifest.model import FileRef, Mass, Part
from oshmark.manifest.read import read as read_manifest

SAMPLES = Path(__file__).parent.parent.parent / "samples"
NAMES = st.sampled_from(
    ["Foot", "foot", "Feet", "Arm", "Arm left", "Left arm", "Screw M3 x 8", "Screw M3 x 80", "P-01 Arm", "", "脚"]
)
PARTS = st.lists(st.builds(Part, name=NAMES | st.none(), material=st.sampled_from([None, "PLA", "steel"])), max_size=8)
LINES = st.lists(
    st.builds(
        Line, line=st.integers(1, 99), name=NAMES, number=st.none() | NAMES, source=st.sampled_from([None, "a.stl"])
    ),
    max_size=12,
)


def line(name: str, **said: object) -> Line:
    return Line(line=2, name=name, **said)  # type: ignore[arg-type]  # what a test says of it


def rules(bill: Bill) -> list[str]:
    return [finding.rule.id for finding in bill.findings]


@given(LINES, PARTS)
def test_every_line_stands_in_the_bill_once_and_every_part_at_least_once(lines: list[Line], parts: list[Part]) -> None:
    found = join(lines, parts)
    assert [(item.line.line, item.line.name) for item in found.items if item.in_bill] == [
        (one.line, one.name) for one in lines
    ]
    assert {item.part for item in found.items} - {None} == set(range(len(parts)))
    alone = [item.part for item in found.items if not item.in_bill]
    assert len(alone) == len(set(alone))
    assert set(alone).isdisjoint(item.part for item in found.items if item.in_bill)
    assert all(finding.message for finding in found.findings)


@given(LINES, PARTS)
def test_quantities_and_prices_stay_what_the_bill_says(lines: list[Line], parts: list[Part]) -> None:
    found = join(lines, parts)
    assert [item.line.quantity for item in found.items if item.in_bill] == [one.quantity for one in lines]
    assert all(item.line.quantity is None for item in found.items if not item.in_bill)


@pytest.mark.parametrize(
    ("of_bill", "part"),
    [
        (line("X motor mount"), Part(name="X motor mount")),
        (line("x-motor MOUNT"), Part(name="X motor mount")),
        (line("Feet", source="cad/foot.scad"), Part(name="Foot", source=(FileRef("./cad/foot.scad"),))),
        (line("anything", source="foot.stl"), Part(name="Foot", export=(FileRef("foot.stl"),))),
        (line("anything", number="P-01"), Part(name="P-01 X motor mount")),
        (line("anything", number="P-01"), Part(name="P-01")),
        (line("X motor mount"), Part(name="P-01 X motor mount")),
        (line("mount for X motors"), Part(name="X motor mount for")),
        (line("Fußplatte"), Part(name="FUSSPLATTE")),
        (line("Platte fur Fuß"), Part(name="Platte für Fuß")),
    ],
)
def test_a_part_is_found_by_file_name_or_number(of_bill: Line, part: Part) -> None:
    found = join([line("Washer"), of_bill], [Part(name="Something else"), part])
    assert [item.part for item in found.items] == [None, 1, 0]


def test_a_name_that_is_alike_is_matched_and_that_is_said() -> None:
    found = join([line("X motor mouth")], [Part(name="X motor mount")])
    assert [item.part for item in found.items] == [0]
    assert rules(found) == ["bill:similar-name"]


def test_other_numbers_are_another_part() -> None:
    found = join([line("Profile 20x40, 400 mm")], [Part(name="Profile 20x40, 360 mm")])
    assert [item.part for item in found.items] == [None, 0]


def test_a_name_that_two_parts_have_tells_nothing() -> None:
    found = join([line("Plate")], [Part(name="Plate"), Part(name="Plate")])
    assert sorted(str(item.part) for item in found.items) == ["0", "1", "None"] or len(found.items) == 2
    assert {item.part for item in found.items} >= {0, 1}


def test_what_only_the_manifest_knows_is_filled_in_and_the_bill_counts() -> None:
    part = Part(
        name="Foot", material="TPU", tsdc=("3DP",), mass=Mass(Decimal("0.01"), "kg"), source=(FileRef("foot.scad"),)
    )
    (item,) = join([line("Foot", quantity=Decimal(4), material="PLA")], [part]).items
    assert (item.line.material, item.line.mass_g, item.line.source) == ("PLA", Decimal(10), "foot.scad")
    assert (item.origin, item.line.quantity) == (Origin.MADE, Decimal(4))
    assert item.how == item.line.process
    assert item.how


def test_what_the_two_say_differently_is_said() -> None:
    part = Part(name="Foot", material="TPU", mass=Mass(Decimal(10), "g"))
    found = join([line("Foot", material="PLA", mass_g=Decimal(40))], [part])
    assert rules(found) == ["bill:material-differs", "bill:mass-differs"]
    assert found.findings[0].message == "“Foot” is made of TPU by the manifest, and of PLA by the bill of materials."


def test_a_part_that_no_line_names_is_in_the_list_and_said() -> None:
    found = join([line("Foot")], [Part(name="Foot"), Part(name="Arm", material="PLA")])
    assert [(item.line.name, item.in_bill) for item in found.items] == [("Foot", True), ("Arm", False)]
    assert rules(found) == ["bill:part-without-line"]


def test_a_manifest_without_a_bill_gives_its_parts_and_no_reproach() -> None:
    found = join([], [Part(name="Foot"), Part(name="Arm")])
    assert [item.line.name for item in found.items] == ["Foot", "Arm"]
    assert found.findings == ()


def test_findings_of_one_kind_are_bounded() -> None:
    found = join([line("Foot")], [Part(name=f"Part {number}") for number in range(300)])
    assert len(found.findings) == 40
    assert len(found.items) == 301


@pytest.mark.parametrize(
    ("sample", "lines", "parts"),
    [("lark-printer", 65, 23), ("pumpe-wiesel", 26, 11), ("heddle-loom", 27, 14), ("brook-power-unit", 48, 16)],
)
def test_the_bills_of_the_samples_name_every_part(sample: str, lines: int, parts: int) -> None:
    manifest = read_manifest((SAMPLES / sample / "okh.toml").read_bytes(), name="okh.toml").manifest
    bom = read_bom((SAMPLES / sample / "bom.csv").read_bytes())
    found = join(bom.lines, manifest.part)
    assert (len(found.items), sum(item.part is not None for item in found.items)) == (lines, parts)
    assert found.findings == ()
