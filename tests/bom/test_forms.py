# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: E501  a row of a table stays in one line
"""The same table says the same in every form of file, whatever its name ends in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.bom.made import Origin
from oshmark.bom.read import read
from tests.bom import workbooks

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.bom.model import Line

ROWS = [
    ["Name", "Quantity", "Unit", "Designators", "MPN", "Unit price (EUR)", "Material"],
    ["Screw | M3", "12", "pcs", "", "S-3", "0.05", "steel"],
    ["Motor, small", "1", "", "M1", "NE-17", "12.5", ""],
    ["Hose", "3.5", "m", "", "", "1.25", "silicone"],
    ["LED 5 mm", "3", "", "D1, D2, D3", "", "", ""],
]
FORMS: dict[str, Callable[[workbooks.Rows], bytes]] = {
    "CSV": workbooks.as_csv,
    "CSV with semicolons": lambda rows: workbooks.as_csv(rows, ";"),
    "TSV": lambda rows: workbooks.as_csv(rows, "\t"),
    "CSV in UTF-16": lambda rows: workbooks.as_csv(rows).decode().encode("utf-16"),
    "CSV in UTF-16 without a mark": lambda rows: workbooks.as_csv(rows).decode().encode("utf-16-le"),
    "XLSX": workbooks.as_xlsx,
    "XLS": workbooks.as_xls,
    "ODS": workbooks.as_ods,
    "XML of Excel 2003": workbooks.as_xml_sheet,
    "Markdown": workbooks.as_markdown,
    "HTML": workbooks.as_html,
}


def said(line: Line) -> tuple[object, ...]:
    return (line.name, line.quantity, line.unit, line.designators, line.mpn, line.price, line.currency, line.material)


@pytest.mark.parametrize("form", FORMS)
def test_a_table_says_the_same_in_every_form(form: str) -> None:
    found = read(FORMS[form](ROWS))
    assert [said(line) for line in found.lines] == [said(line) for line in read(FORMS["CSV"](ROWS)).lines]
    assert [line.name for line in found.lines] == ["Screw | M3", "Motor, small", "Hose", "LED 5 mm"]
    assert [str(line.quantity) for line in found.lines] == ["12", "1", "3.5", "3"]
    assert found.lines[3].designators == ("D1", "D2", "D3")
    assert found.columns["price"] == "Unit price (EUR)"
    assert found.dropped == ()


PARTLIST = b"""Partlist

Exported from lamp.sch at 1.1.2020 10:00

EAGLE Version 9.6.2

Part     Value          Device       Package  Library  Sheet

C1       100nF          C-EUC0603    C0603    rcl      1
R1       10k            R-EU_R0603   R0603    rcl      1
U1       ATTINY85-20PU  ATTINY85     DIL8     avr      1
"""
NETLIST = b"""(export (version "E")
  (design (source "lamp.kicad_sch"))
  (components
    (comp (ref "R1") (value "10k") (footprint "R_0603") (fields (field (name "MPN") "RC0603-10K")))
    (comp (ref "R2") (value "10k") (footprint "R_0603") (fields (field (name "MPN") "RC0603-10K")))
    (comp (ref "C1") (value "100n") (footprint "C_0603"))))
"""
NETLIST_XML = b"""<?xml version="1.0" encoding="UTF-8"?>
<export version="E"><components>
<comp ref="R1"><value>10k</value><footprint>R_0603</footprint><fields><field name="MPN">RC0603-10K</field></fields></comp>
<comp ref="R2"><value>10k</value><footprint>R_0603</footprint><fields><field name="MPN">RC0603-10K</field></fields></comp>
<comp ref="C1"><value>100n</value><footprint>C_0603</footprint></comp>
</components></export>
"""


def test_a_list_of_eagle_in_columns_is_read() -> None:
    found = read(PARTLIST).lines
    assert workbooks.of(found, "name", "designators", "quantity") == [
        ("100nF", ("C1",), 1),
        ("10k", ("R1",), 1),
        ("ATTINY85-20PU", ("U1",), 1),
    ]


@pytest.mark.parametrize("raw", [NETLIST, NETLIST_XML])
def test_equal_components_of_a_netlist_are_one_line(raw: bytes) -> None:
    found = read(raw).lines
    assert workbooks.of(found, "name", "designators", "quantity", "mpn") == [
        ("10k", ("R1", "R2"), 2, "RC0603-10K"),
        ("100n", ("C1",), 1, None),
    ]


def test_components_of_kicad_that_are_listed_twice_are_read_once() -> None:
    raw = (
        b"Source:,lamp.sch\nComponent Count:,3\n\nIndividual Components:\n\n"
        b"Item,Qty,Reference(s),Value\n,,R1,10k\n,,R2,10k\n,,C1,100n\n\n\n\nCollated Components:\n\n"
        b'Item,Qty,Reference(s),Value\n1,2,"R1, R2",10k\n2,1,C1,100n\n'
    )
    assert workbooks.of(read(raw).lines, "designators", "quantity") == [(("R1", "R2"), 2), (("C1",), 1)]


def test_a_list_of_losh_says_what_is_made_and_where_its_sources_are() -> None:
    raw = b"POS\tNAME\tUNITS\tTYPE\tREFERENCE\n1\tM8 nut\t4\tSTD\tISO 4032 M8\n2\tClamp\t2\tPOSH\t/parts/clamp/okh.toml\n3\tString\t1\tBUY\t2 mm\n"
    nut, clamp, string = read(raw).lines
    assert nut.made == (Origin.BOUGHT, "kind of part: STD")
    assert clamp.made == (Origin.MADE, "kind of part: POSH")
    assert string.made[0] is Origin.BOUGHT
    assert clamp.source == "/parts/clamp/okh.toml"
    assert nut.remark == "ISO 4032 M8"


def test_of_several_tables_on_a_page_the_list_of_parts_is_read() -> None:
    raw = b"# Lamp\n\n| Key | Meaning |\n|---|---|\n| a | b |\n\n## Parts\n\n| Part | Qty |\n|---|---|\n| Foot | 2 |\n\n## Tools\n\n| Tool | Qty |\n|---|---|\n| Saw | 1 |\n"
    found = read(raw)
    assert workbooks.of(found.lines, "name", "quantity", "sheet") == [("Foot", 2, "Parts")]
    assert {finding.facts.get("table") for finding in found.findings if finding.rule.id == "bom:table-left-out"} == {
        "Lamp",
        "Tools",
    }


def test_lists_are_read_where_a_page_has_no_table() -> None:
    raw = b"# Parts\n\n* 3x [M3 screw](screw.md), steel\n* 2 x nut\n* a lamp\n\n## Tools\n\n* a saw\n"
    found = read(raw)
    assert workbooks.of(found.lines, "name", "quantity") == [
        ("M3 screw, steel", 3),
        ("nut", 2),
        ("a lamp", None),
    ]
    assert "bom:list-read" in {finding.rule.id for finding in found.findings}


def test_cells_merged_over_rows_are_said_of_each_row() -> None:
    raw = b"<table><tr><th>Name</th><th>Qty</th><th>Supplier</th></tr><tr><td>Foot</td><td>2</td><td rowspan=2>Heron</td></tr><tr><td>Arm</td><td>1</td></tr></table>"
    assert workbooks.of(read(raw).lines, "name", "supplier") == [("Foot", "Heron"), ("Arm", "Heron")]
    merges = '<mergeCell ref="C2:C3"/>'
    rows = [["Name", "Qty", "Supplier"], ["Foot", "2", "Heron"], ["Arm", "1", ""]]
    assert [line.supplier for line in read(workbooks.as_xlsx(rows, merges=merges)).lines] == ["Heron", "Heron"]
