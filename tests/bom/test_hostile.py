# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: E501  a row of a table stays in one line
"""Files that mean harm, or are no tables at all: each is refused in words, and none makes the reader fall."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.bom.limits import MAX_BYTES
from oshmark.bom.read import read
from oshmark.bom.write import guarded, to_csv
from oshmark.errors import UnreadableError
from tests.bom import workbooks

ROWS = [["Name", "Quantity"], ["Foot", "2"], ["Arm", "1"]]
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FAR_XLSX = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
FAR_ROWS = '<row r="1"><c><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'
CELL = '<table:table-cell {} office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
REPEATED = f'<table:table-row table:number-rows-repeated="1048576">{CELL.format("")}</table:table-row>'
MANY = 'table:number-columns-repeated="9999999"'
WIDE = f"<table:table-row>{CELL.format(MANY)}</table:table-row>"


def rule_of(raw: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(raw)
    return caught.value.finding.rule.id


def bomb() -> bytes:
    """An archive of some hundred kilobytes whose sheet has 200 MB."""
    target = io.BytesIO(workbooks.as_xlsx(ROWS, sheet=""))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * (200 << 20))
    return target.getvalue()


def lying(raw: bytes) -> bytes:
    """The directory of an archive says that its members are small."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        (info,) = [info for info in archive.infolist() if info.filename == "xl/worksheets/sheet2.xml"]
    return raw.replace(info.file_size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (workbooks.as_xlsx(ROWS, sheet=FAR_XLSX), "bom:too-much"),
        (workbooks.as_xlsx(ROWS, sheet=FAR_ROWS), "bom:too-much"),
        (workbooks.as_xlsx(ROWS, head=ENTITY), "bom:not-readable"),
        (workbooks.as_ods(ROWS, table=REPEATED), "bom:too-much"),
        (workbooks.as_ods(ROWS, table=WIDE), "bom:too-much"),
        (workbooks.as_ods(ROWS, head=ENTITY), "bom:not-readable"),
        (workbooks.ole(workbooks.biff([(0, 0, "Name"), (65000, 255, "x")])), "bom:too-much"),
        (workbooks.ole(workbooks.biff([(0, 0, "Name")]), loop=True), "bom:not-readable"),
        (workbooks.ole(b"", name="WordDocument"), "bom:not-readable"),
        (b'<?xml version="1.0"?>' + ENTITY.encode() + b"<export><components/></export>", "bom:not-readable"),
        (b"(export " + b"(" * 100_000, "bom:too-much"),
        (workbooks.packed({"word/document.xml": "<a/>"}), "bom:not-readable"),
        (workbooks.packed({"xl/workbook.bin": "x"}), "bom:not-readable"),
        (b"PK\x03\x04 and nothing of an archive", "bom:not-readable"),
        (b"%PDF-1.7 parts", "bom:not-readable"),
        (b"", "bom:not-readable"),
        (b" \n ", "bom:not-readable"),
        (b"just a sentence about nothing", "bom:no-table"),
        (b"Name,Quantity\n", "bom:no-table"),
        (b"a,b\n" * 120_000, "bom:too-much"),
        (b"Name," * 500 + b"\n1,2\n", "bom:too-much"),
        (b"x" * (MAX_BYTES + 1), "bom:too-much"),
        (b"<table><tr>" + b'<td colspan="1000">x</td>' * 30 + b"</tr></table>", "bom:too-much"),
    ],
)  # fmt: skip
def test_it_refuses_what_would_stop_it(raw: bytes, rule: str) -> None:
    assert rule_of(raw) == rule


def test_a_bomb_is_refused_and_never_unpacked() -> None:
    raw = bomb()
    tracemalloc.start()
    try:
        assert rule_of(raw) == "bom:too-much"
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
        assert rule_of(lying(raw)) == "bom:not-readable"
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()


def test_empty_cells_up_to_the_edge_of_a_sheet_do_no_harm() -> None:
    edge = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Qty</t></is></c></row>'
    line = '<row r="2"><c r="A2" t="inlineStr"><is><t>Foot</t></is></c><c r="B2"><v>2</v></c></row>'
    found = read(workbooks.as_xlsx(ROWS, sheet=edge + line + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'))
    assert workbooks.of(found.lines, "name", "quantity") == [("Foot", 2)]
    assert [one.name for one in read(workbooks.as_ods(ROWS)).lines] == ["Foot", "Arm"]


def test_a_formula_is_told_and_never_worked_out() -> None:
    found = read(
        b'Name,Quantity,Price,Link\nFoot,=1+1,=cmd|x!A1,"=HYPERLINK(""https://a.example"",""shop"")"\nArm,"=""2""",3,\n'
    )
    foot, arm = found.lines
    assert (foot.quantity, foot.price, foot.link) == (None, None, "shop")
    assert arm.quantity == 2
    assert [one.rule.id for one in found.findings if one.rule.id == "bom:formula"] == ["bom:formula", "bom:formula"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-2", "@sum", "'=x", "''=x", "\t=x", "\r=x"])
def test_no_cell_that_is_written_is_a_formula(cell: str) -> None:
    assert guarded(cell).startswith("'")


def test_signs_that_cannot_be_seen_are_taken_out() -> None:
    (line,) = read("Name,Quantity\nFo\u202eo\u200bt\x07,2\n".encode()).lines
    assert line.name == "Foot"


def test_a_quotation_mark_that_is_never_closed_costs_no_line() -> None:
    raw = b'Name,Quantity\n"Foot 1/2,2\n' + b"".join(b"Part %d,1\n" % number for number in range(60))
    found = read(raw)
    assert len(found.lines) == 61
    assert found.lines[0].name == "Foot 1/2"
    assert found.findings[0].rule.id == "bom:quotes-broken"


def test_a_cell_is_cut_where_it_has_no_end() -> None:
    found = read(b"Name,Quantity\n" + b"x" * 50_000 + b",1\nArm,1\n")
    assert len(found.lines[0].name) == 10_000
    assert "bom:cell-cut" in {one.rule.id for one in found.findings}


def reads_or_refuses(raw: bytes) -> None:
    """Only one kind of error may come out of the reader; whatever it reads is whole."""
    try:
        found = read(raw)
    except UnreadableError:
        return
    assert found.lines
    assert all(line.name for line in found.lines)
    assert all(finding.message for finding in found.findings)
    assert to_csv(found)


CELLS = st.sampled_from(
    ["Name", "Qty", "R1-R4, R7", "1.234,50 €", "2x", "Total", "=1", "", "€ -", "1/0", "Tools", "½", "∞", "1e999", "ⅷ", "²", "٣", "(", "[a](b)"]
) | st.text(max_size=12)  # fmt: skip


@given(st.binary(max_size=400))
def test_bytes_are_read_or_refused(raw: bytes) -> None:
    reads_or_refuses(raw)


@given(
    st.sampled_from(
        [
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"<table",
            b"<Workbook ",
            b"(export ",
            b"\xff\xfe",
            b"# a\n* ",
        ]
    ),
    st.binary(),
)
def test_bytes_behind_a_mark_of_a_form_are_read_or_refused(mark: bytes, raw: bytes) -> None:
    reads_or_refuses(mark + raw)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_tables_of_anything_are_read_or_refused(rows: list[list[str]], sign: str) -> None:
    reads_or_refuses(
        sign.join(["Name", "Quantity", "Price", "Designator"]).encode() + b"\n" + workbooks.as_csv(rows, sign)
    )
    reads_or_refuses(workbooks.as_csv(rows, sign))


@given(st.sampled_from([workbooks.as_xlsx(ROWS), workbooks.as_ods(ROWS), workbooks.as_xls(ROWS)]), st.data())
def test_a_damaged_workbook_is_read_or_refused(raw: bytes, data: st.DataObject) -> None:
    changed = bytearray(raw)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    reads_or_refuses(bytes(changed))
