# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later

"""Headings over two rows, merged cells in every kind of workbook, and columns that say what others mean."""

from __future__ import annotations

import struct
from decimal import Decimal

import pytest

from oshmark.bom.read import read
from tests.bom import workbooks


@pytest.mark.parametrize(
    "raw",
    [
        b"Part,,Price,\nName,Qty,Unit,Total\nFoot,2,1.50,3.00\nArm,1,2,2\n",
        b"Part,,Cost,\nName,Qty,per unit,Total\nFoot,2,1.50,3.00\nArm,1,2,2\n",
        b"Name,Quantity,Price,\n,,per unit,total\nFoot,2,1.50,3.00\nArm,1,2,2\n",
        b"My lamp,,,\n,,,\nPart,,Cost,\nName,Qty,each,sum\nFoot,2,1.50,3.00\nArm,1,2,2\n",
    ],
)
def test_headings_over_two_rows_are_read_together(raw: bytes) -> None:
    found = read(raw)
    assert workbooks.of(found.lines, "name", "quantity", "price", "total") == [
        ("Foot", 2, Decimal("1.50"), 3),
        ("Arm", 1, 2, 2),
    ]


def test_a_row_below_the_headings_that_is_a_part_stays_one() -> None:
    found = read(b"Name,Quantity,Unit\nCable,,pcs\nFoot,2,m\n")
    assert workbooks.of(found.lines, "name", "unit") == [("Cable", "pcs"), ("Foot", "m")]


def cell(text: str, said: str = "") -> str:
    return f'<table:table-cell {said} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def test_merged_cells_of_an_ods_are_said_of_each_row() -> None:
    spanned = 'table:number-rows-spanned="2" table:number-columns-spanned="1"'
    rows = [
        cell("Name") + cell("Qty") + cell("Supplier"),
        cell("Foot") + cell("2") + cell("Heron", spanned),
        cell("Arm") + cell("1") + "<table:covered-table-cell/>",
        cell("Leg") + cell("4") + "<table:table-cell/>",
    ]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    found = read(workbooks.as_ods([], table=table)).lines
    assert workbooks.of(found, "name", "supplier") == [("Foot", "Heron"), ("Arm", "Heron"), ("Leg", None)]


def test_merged_cells_of_an_xls_are_said_of_each_row() -> None:
    rows = [["Name", "Qty", "Supplier"], ["Foot", "2", "Heron"], ["Arm", "1", ""], ["Leg", "4", ""]]
    raw = workbooks.biff([(at, column, text) for at, row in enumerate(rows) for column, text in enumerate(row) if text])
    merged = struct.pack("<HHHHHHH", 0xE5, 10, 1, 1, 2, 2, 2)
    found = read(workbooks.ole(raw[:-4] + merged + raw[-4:])).lines
    assert workbooks.of(found, "name", "supplier") == [("Foot", "Heron"), ("Arm", "Heron"), ("Leg", None)]


def test_the_unit_of_a_mass_may_stand_in_a_column_of_its_own() -> None:
    found = read(b"Name,Qty,Mass,Mass unit\nFoot,2,1.5,kg\nArm,1,20,g\nLeg,1,3,\n").lines
    assert [line.mass_g for line in found] == [1500, 20, 3]


def test_a_standard_is_told_and_says_that_a_part_is_bought() -> None:
    (bolt, _foot) = read(b"Name,Qty,Standard\nScrew M3,4,ISO 4762\nFoot,1,\n").lines
    assert bolt.remark == "ISO 4762"
    assert bolt.made[0].value == "bought"


def test_own_numbers_in_a_column_of_references_are_no_remarks() -> None:
    found = read(b"Reference,Name,Qty\nP-01,Foot,2\nP-02,Arm,1\nB-01,Screw,8\n")
    assert [line.number for line in found.lines] == ["P-01", "P-02", "B-01"]
    assert found.findings == ()


def test_a_column_may_say_to_which_group_a_line_belongs() -> None:
    found = read(b"Name,Qty,Group\nFoot,2,Frame\nLED,1,Light\nSpare,1,\n").lines
    assert [line.group for line in found] == ["Frame", "Light", None]
