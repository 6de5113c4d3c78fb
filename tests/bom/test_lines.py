# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: E501  a row of a table stays in one line
"""Messy tables: what becomes a line, what is dropped and why, and that the money adds up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oshmark.bom.designators import designators
from oshmark.bom.model import Bom, Line, sum_of
from oshmark.bom.numbers import Mark, Sure, mark_of, money, quantity
from oshmark.bom.read import read
from oshmark.bom.write import to_csv
from tests.bom import workbooks


def rules(found: Bom) -> set[str]:
    return {finding.rule.id for finding in found.findings}


@pytest.mark.parametrize(
    ("text", "value", "unit", "sure"),
    [
        ("2", "2", None, Sure.CLEAR),
        ("2x", "2", None, Sure.CLEAR),
        ("x 3", "3", None, Sure.CLEAR),
        ("1/2", "0.5", None, Sure.CLEAR),
        ("1 1/2 m", "1.5", "m", Sure.CLEAR),
        ("½", "0.5", None, Sure.CLEAR),
        ("3,5 m", "3.5", "m", Sure.CLEAR),
        ("100 cm", "100", "cm", Sure.CLEAR),
        ("4 Stück", "4", "pcs", Sure.CLEAR),
        ("3-14", "3", None, Sure.GUESSED),
        ("ca. 5", "5", None, Sure.GUESSED),
        ("5 (2 spare)", "5", None, Sure.GUESSED),
        ("1.000", "1", None, Sure.SEPARATOR),
        ("1 000", "1000", None, Sure.CLEAR),
        ("as needed", None, None, Sure.UNCLEAR),
        ("n/a", None, None, Sure.EMPTY),
    ],
)
def test_a_quantity_is_understood(text: str, value: str | None, unit: str | None, sure: Sure) -> None:
    found = quantity(text)
    assert (found.value, found.unit, found.sure) == (None if value is None else Decimal(value), unit, sure)


@pytest.mark.parametrize(
    ("text", "value", "sign"),
    [
        ("1.234,50 €", "1234.50", "€"),
        ("$1,234.50", "1234.50", "$"),
        ("CHF 1'200.50", "1200.50", "CHF"),
        ("5,- €", "5", "€"),
        ("$ -", "0", "$"),
        ("25 000", "25000", None),
        ("0.45", "0.45", None),
        ("free", None, None),
    ],
)
def test_a_price_is_understood(text: str, value: str | None, sign: str | None) -> None:
    found = money(text)
    assert (found.value, found.unit) == (None if value is None else Decimal(value), sign)


def test_what_parts_thousands_is_told_by_the_column() -> None:
    assert mark_of(["1.000", "2,5"]) is Mark.COMMA
    assert mark_of(["1,000", "2.5"]) is Mark.POINT
    assert mark_of(["1,000", "2"]) is Mark.UNKNOWN
    assert quantity("1.000", Mark.COMMA).value == 1000
    assert quantity("1.000", Mark.POINT).value == 1


@pytest.mark.parametrize(
    ("text", "count", "found"),
    [
        ("R1-R4, R7", None, ("R1", "R2", "R3", "R4", "R7")),
        ("R1-4", 4, ("R1", "R2", "R3", "R4")),
        ("U1-2", 1, ("U1-2",)),
        ("C1 C2;C3", None, ("C1", "C2", "C3")),
        ("R1, R2 and R3", None, ("R1", "R2", "R3")),
        ("R1…R3", None, ("R1", "R2", "R3")),
        ("Cable 1", None, ("Cable 1",)),
        ("R1-R999999", None, ("R1-R999999",)),
        (" , ,", None, ()),
        ("n/a", None, ()),
    ],
)
def test_designators_are_taken_apart(text: str, count: int | None, found: tuple[str, ...]) -> None:
    assert designators(text, count) == found


def test_rows_above_the_headings_and_notes_below_are_dropped_with_a_reason() -> None:
    found = read(
        b"Lamp BOM,,\nVersion 3,,\n,,\nPos,Part,Qty\n1,Foot,2\n2,Arm,1\n,,\n,All screws are of steel and come from the shop around the corner that is open on Mondays,\n"
    )
    assert workbooks.of(found.lines, "line", "name", "quantity") == [(5, "Foot", 2), (6, "Arm", 1)]
    assert workbooks.of(found.dropped, "line", "why") == [
        (1, "above the headings"),
        (2, "above the headings"),
        (8, "a note, not a part"),
    ]


def test_titles_become_groups_and_sections_of_tools_are_no_parts() -> None:
    found = read(b"Name,Qty\nBase,\nFoot,2\n3D printed parts,\nArm,1\nTools,\nSaw,1\nTotal,4\n")
    assert workbooks.of(found.lines, "name", "group") == [("Foot", "Base"), ("Arm", "3D printed parts")]
    assert found.lines[1].made[1] == "title: 3D printed parts"
    assert (7, "a tool, not a part") in [(one.line, one.why) for one in found.dropped]


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (
            "Pos;Benennung;Menge;Werkstoff;Einzelpreis in €;Bemerkung",
            ("name", "quantity", "material", "price", "remark"),
        ),
        (
            "Repère;Désignation;Quantité;Matériau;Prix unitaire (€);Remarque",
            ("name", "quantity", "material", "price", "remark"),
        ),
        (
            "Posición;Nombre;Cantidad;Material;Precio unitario;Observaciones",
            ("name", "quantity", "material", "price", "remark"),
        ),
        (
            "Posizione;Denominazione;Quantità;Materiale;Prezzo unitario;Note",
            ("name", "quantity", "material", "price", "remark"),
        ),
        (
            "Posição;Nome;Quantidade;Material;Preço unitário;Observação",
            ("name", "quantity", "material", "price", "remark"),
        ),
        ("Pos;Benaming;Aantal;Materiaal;Stukprijs;Opmerking", ("name", "quantity", "material", "price", "remark")),
        ("序号;名称;数量;材料;单价;备注", ("name", "quantity", "material", "price", "remark")),
        ("番号;品名;数量;材質;単価;備考", ("name", "quantity", "material", "price", "remark")),
    ],
)
def test_headings_are_understood_in_many_languages(head: str, fields: tuple[str, ...]) -> None:
    found = read(f"{head}\n1;Fuß;4;Stahl;1,50;x\n2;Arm;1;Holz;0,75;\n".encode())
    assert set(fields) <= set(found.columns)
    first = found.lines[0]
    assert workbooks.of([first], "name", "quantity", "material", "price", "remark")[0] == (
        "Fuß",
        4,
        "Stahl",
        Decimal("1.50"),
        "x",
    )


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_chinese_tables_are_read_in_the_encodings_of_their_programs(encoding: str) -> None:
    found = read("位号,名称,数量,制造商\nR1,电阻,2,风华\nC1,电容,1,三星\n".encode(encoding))
    assert workbooks.of(found.lines, "name", "designators", "manufacturer") == [
        ("电阻", ("R1",), "风华"),
        ("电容", ("C1",), "三星"),
    ]


def test_western_letters_of_windows_are_read() -> None:
    found = read('Name,Menge,Preis\nFuß ½",2,€ 3\nMüller-Öse,1,£ 2\n'.encode("cp1252"))
    assert workbooks.of(found.lines, "name", "currency") == [('Fuß ½"', "EUR"), ("Müller-Öse", "GBP")]
    assert "bom:encoding-guessed" in rules(found)


def test_a_table_without_headings_is_told_by_its_cells() -> None:
    found = read(b"R1,2,Resistor 10k\nC1,1,Capacitor\nD1,1,Diode\n")
    assert workbooks.of(found.lines, "designators", "name", "quantity") == [
        (("R1",), "Resistor 10k", 2),
        (("C1",), "Capacitor", 1),
        (("D1",), "Diode", 1),
    ]
    assert "bom:no-headings" in rules(found)


def test_designators_that_go_on_in_the_next_row_belong_to_the_same_line() -> None:
    found = read(b'Designator,Value,Qty\n"R1, R2,",10k,4\n"R3, R4",,\nC1,1u,1\n')
    assert [line.designators for line in found.lines] == [("R1", "R2", "R3", "R4"), ("C1",)]
    assert found.dropped[0].why == "joined to line 2"


def test_a_part_that_is_not_fitted_is_no_line() -> None:
    found = read(b"Designator,Value,Qty,DNP\nR1,10k,1,\nR2,10k,1,DNP\n")
    assert [line.designators for line in found.lines] == [("R1",)]
    assert workbooks.of(found.dropped, "line", "why") == [(3, "not fitted")]


def test_a_total_that_the_lines_do_not_reach_is_told() -> None:
    assert "bom:total-differs" not in rules(
        read(b"Name,Qty,Price,Total\nFoot,2,1.50,3.00\nArm,1,2,2.00\n,,Total,5.00\n")
    )
    found = read(b"Name,Qty,Price,Total\nFoot,2,1.50,3.00\nArm,1,2,2.00\n,,Total,6.00\n")
    (finding,) = [one for one in found.findings if one.rule.id == "bom:total-differs"]
    assert finding.facts == {"was": "6.00", "now": "5.00"}
    assert sum_of(found.lines) == 5


def test_the_total_tells_whether_a_price_is_for_all_pieces() -> None:
    found = read(b"Name,Qty,Cost\nFoot,2,3.00\nArm,5,10.00\nTotal,,13.00\n")
    assert workbooks.of(found.lines, "price", "total") == [
        (Decimal("1.5"), Decimal("3.00")),
        (Decimal(2), Decimal("10.00")),
    ]
    assert "bom:price-of-line" in rules(found)
    assert sum_of(found.lines) == 13


def test_shipping_is_no_part_and_still_counts() -> None:
    found = read(b"Name,Qty,Price\nFoot,2,1\nArm,1,2\nShipping,1,5\nTotal,,9\n")
    assert [line.name for line in found.lines] == ["Foot", "Arm"]
    assert "bom:total-differs" not in rules(found)


def test_a_currency_of_several_countries_is_a_guess() -> None:
    found = read(b"Name,Qty,Price\nFoot,2,$1\n")
    assert (found.lines[0].currency, "bom:currency-guessed" in rules(found)) == ("USD", True)
    stated = read(b"Name,Qty,Price (CAD)\nFoot,2,$1\n")
    assert (stated.lines[0].currency, "bom:currency-guessed" in rules(stated)) == ("CAD", False)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=3, max_size=15).map(
    lambda text: f"Part {text}"
)
MONEY = st.none() | st.decimals(min_value=0, max_value=9999, places=2)
LINES = st.lists(
    st.builds(
        lambda name, number, price, mpn: Line(line=0, name=name, quantity=Decimal(number), price=price, mpn=mpn, currency=None if price is None else "EUR"),
        TEXT, st.integers(0, 999), MONEY, st.none() | st.from_regex(r"[A-Z]{2}[0-9]{3}-[A-Z0-9]{1,6}", fullmatch=True),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@given(LINES)
def test_what_is_written_is_read_again_and_the_sum_is_kept(lines: list[Line]) -> None:
    written = to_csv(Bom({}, tuple(lines)))
    found = read(written.encode())
    again = [replace(line, line=0) for line in found.lines]
    said = [(line.name, line.quantity, line.price, line.mpn, line.currency) for line in again]
    assert said == [(line.name, line.quantity, line.price, line.mpn, line.currency) for line in lines]
    assert sum_of(found.lines) == sum_of(lines)
    assert to_csv(found) == written
