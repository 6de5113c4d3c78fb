# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bill of materials of a release: on its page, on pages of its own, and to take away."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import time
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from oshmark.bom.read import read
from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.archive.models import ReadBill
from oshmark.web.library.archiving import archive_from_folder
from oshmark.web.library.withdrawing import withdraw
from tests.bom import workbooks
from tests.bom.hostile import zip_bomb
from tests.made_up import UNCLEAR, manifest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from tests.web.library_of import Library

    WithBill = Callable[..., str]

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BOM = b"""Lamp BOM,,,,,,
Part number,Name,Quantity,Designator,Price (EUR),Mass (g),Remark
Base,,,,,,
P-01,Foot,4,,0.50,10,=cmd|' /C calc'!A1
P-02,Arm,1,,2.00,30,ask lark@birds.example.org
Electronics,,,,,,
E-01,LED,8,"D1,D2,D3,D4,D5,D6,D7,D9",0.10,,
E-02,Wire,some,,1,,
Total,,,,5.80,,
Tools,,,,,,
T-01,Saw,1,,9,,
"""
PARTS = """
bom = "bom.csv"
[[part]]
name = "Arm"
source = "arm.scad"
material = "birch"
tsdc = "LAS"
[[part]]
name = "Shade"
material = "paper"
"""


@pytest.fixture
def with_bill(library: Library, tmp_path: Path) -> WithBill:
    """A function that adds a release with a bill, and gives its address."""

    def add(raw: bytes = BOM, names: str = PARTS, name: str = "bom.csv", version: str = "1.0.0") -> str:
        address = library.add(manifest(version=version) + names.encode())
        root = tmp_path / version
        root.mkdir()
        (root / name).write_bytes(raw)
        archive_from_folder(address, root, NOW, everything=False)
        wiring.bill_reader().close()
        return address

    return add


def text_of(page: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.decode())).split())


def rows_of(page: bytes) -> list[str]:
    table = page.decode().partition('<table class="parts bill"')[2].partition("</table>")[0]
    return [text_of(row.encode()) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)[1:]]


def test_the_page_lists_every_line_and_every_part_with_sums(client: Client, with_bill: WithBill) -> None:
    page = client.get(with_bill()).content
    assert rows_of(page) == [
        "Base",
        "P-01 Foot =cmd|' /C calc'!A1 4 not said 2.00 EUR 0.50 EUR each 40 g",
        "P-02 Arm ask xxxx@xxxxx.xxxxxxx.xxx 1 made Laser cutting arm.scad birch 2.00 EUR 30 g",
        "Electronics",
        "E-01 LED D1–D7, D9 8 bought 0.80 EUR 0.10 EUR each",
        "E-02 Wire not said bought 1.00 EUR",
        "In the manifest only",
        "Shade not said made paper",
    ]
    text = text_of(page)
    assert "Base 2 1 made, 1 not said 4.00 EUR 70 g" in text
    assert "All together 5" in text
    assert "5.80 EUR" in text


def test_what_was_guessed_and_dropped_is_said_in_words(client: Client, with_bill: WithBill) -> None:
    text = text_of(client.get(with_bill()).content)
    assert "“some” is no quantity that can be counted with." in text
    assert "no line of the bill of materials names it" in text
    assert "row 11: a tool, not a part" in text
    assert "row 9: a total" in text


def test_the_csv_is_clean_and_safe_and_says_the_same(client: Client, with_bill: WithBill) -> None:
    response = client.get(f"{with_bill()}/-/bom.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="bom-printer-1.0.0.csv"'
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert [row["Name"] for row in rows] == ["Foot", "Arm", "LED", "Wire", "Shade"]
    assert [row["Group"] for row in rows] == ["Base", "Base", "Electronics", "Electronics", ""]
    assert rows[0]["Remark"].startswith("'=")
    assert rows[1]["Remark"] == "ask xxxx@xxxxx.xxxxxxx.xxx"
    again = read(response.content)
    assert [(line.name, line.quantity, line.price) for line in again.lines] == [
        ("Foot", 4, Decimal("0.5")),
        ("Arm", 1, 2),
        ("LED", 8, Decimal("0.1")),
        ("Wire", None, 1),
        ("Shade", None, None),
    ]


def test_the_xlsx_has_no_formula_and_is_the_same_each_time(client: Client, with_bill: WithBill) -> None:
    address = with_bill()
    first = client.get(f"{address}/-/bom.xlsx").content
    wiring.forget()
    second = client.get(f"{address}/-/bom.xlsx").content
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sheets = b"".join(archive.read(name) for name in archive.namelist() if "worksheets/" in name)
        texts = archive.read("xl/sharedStrings.xml")
    assert b"<f>" not in sheets
    assert b"hyperlink" not in sheets
    assert b"birds.example.org" not in texts
    assert b"=cmd|" in texts
    found = read(first)
    assert workbooks.of(found.lines, "name", "quantity", "group") == [
        ("Foot", 4, "Base"),
        ("Arm", 1, "Base"),
        ("LED", 8, "Electronics"),
        ("Wire", None, "Electronics"),
        ("Shade", None, None),
    ]


def test_the_json_has_the_lines_sums_findings_and_digests(client: Client, with_bill: WithBill) -> None:
    found = json.loads(client.get(f"{with_bill()}/-/bom.json").content)
    assert [line["name"] for line in found["lines"]] == ["Foot", "Arm", "LED", "Wire", "Shade"]
    assert [line["part"] for line in found["lines"]] == [None, 0, None, None, 1]
    assert [line["in_bill"] for line in found["lines"]] == [True, True, True, True, False]
    assert found["total"]["cost"] == [{"amount": "5.80", "currency": "EUR"}]
    assert found["total"]["mass_g"] == "70"
    assert re.fullmatch("[0-9a-f]{64}", found["files"][0]["sha256"])
    assert {one["why"] for one in found["dropped"]} >= {"a total", "a tool, not a part"}
    assert "birds.example.org" not in json.dumps(found)


def test_the_original_can_be_had_and_its_digest_is_shown(client: Client, with_bill: WithBill) -> None:
    page = client.get(with_bill()).content.decode()
    link = re.search(r'href="(/files/([0-9a-f]{64})/bom\.csv)"', page)
    assert link is not None
    assert f"SHA-256 {link[2]}" in page
    assert b"".join(client.get(link[1])) == BOM


def test_a_large_bill_does_not_kill_the_page(client: Client, with_bill: WithBill) -> None:
    rows = [["Name", "Quantity", "Price (EUR)"], *([f"Part {at}", "2", "0.01"] for at in range(5000))]
    address = with_bill(workbooks.as_csv(rows), 'bom = "bom.csv"\n')
    began = time.monotonic()
    page = client.get(address).content
    assert time.monotonic() - began < 5
    assert len(page) < 250_000
    assert "The first 80 of 5000 lines" in text_of(page)
    assert "100.00 EUR" in text_of(page)
    last = client.get(f"{address}/-/bom?page=25")
    assert last.status_code == 200
    assert "Part 4999" in last.content.decode()
    assert len(last.content) < 600_000
    assert client.get(f"{address}/-/bom?page=26").status_code == 404
    assert client.get(f"{address}/-/bom?page=x").status_code == 404
    assert client.get(f"{address}/-/bom.csv").content.count(b"\n") == 5001
    assert len(read(client.get(f"{address}/-/bom.xlsx").content).lines) == 5000


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (b"%PDF-1.7", "bom.pdf", "it is a PDF"),
        (b"", "bom.csv", "it is empty"),
        (zip_bomb("xl/worksheets/sheet1.xml"), "bom.xlsx", "more than 120 MB when unpacked"),
        (b"Name," * 16_000 + b"\n", "bom.csv", "more than 400 columns"),
    ],
)
def test_a_file_that_is_no_bill_is_told_in_words_and_can_be_had(
    client: Client, with_bill: WithBill, raw: bytes, name: str, said: str
) -> None:
    address = with_bill(raw, f'bom = "{name}"\n', name)
    response = client.get(address)
    assert response.status_code == 200
    assert said in text_of(response.content)
    for form in ("bom", "bom.csv", "bom.xlsx", "bom.json"):
        assert client.get(f"{address}/-/{form}").status_code == 404


def test_a_bill_that_is_not_archived_yet_is_said_to_be_so(client: Client, library: Library) -> None:
    address = library.add(manifest() + b'bom = "bom.csv"\n')
    assert "of which the library has no copy yet" in text_of(client.get(address).content)
    assert client.get(f"{address}/-/bom.csv").status_code == 404


def test_a_page_that_was_kept_is_made_anew_when_the_bill_comes(
    client: Client, library: Library, tmp_path: Path
) -> None:
    address = library.add(manifest() + b'bom = "bom.csv"\n')
    assert 'id="bill"' in client.get(address).content.decode()
    (tmp_path / "bom.csv").write_bytes(b"Name,Quantity\nFoot,2\n")
    archive_from_folder(address, tmp_path, NOW)
    wiring.bill_reader().close()
    assert "Foot" in client.get(address).content.decode()


def test_a_file_is_read_once(client: Client, with_bill: WithBill) -> None:
    address = with_bill()
    [row] = ReadBill.objects.all()
    ReadBill.objects.update(problem="as it was kept", found=None)
    wiring.forget()
    assert "as it was kept" in client.get(address).content.decode()
    ReadBill.objects.update(reader="another one")
    wiring.forget()
    assert "as it was kept" not in client.get(f"{address}?again").content.decode()
    [anew] = ReadBill.objects.all()
    assert bytes(anew.found or b"") == bytes(row.found or b"") != b""


def test_several_bills_are_one_list(client: Client, library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"Name,Quantity\nFoot,2\n")
    (tmp_path / "b.csv").write_bytes(b"Name,Quantity\nLED,3\n")
    address = library.add(manifest() + b'bom = ["a.csv", "b.csv", "c.csv"]\n')
    archive_from_folder(address, tmp_path, NOW)
    wiring.bill_reader().close()
    page = client.get(address).content
    assert [row[:5] for row in rows_of(page)] == ["a.csv", "Foot ", "b.csv", "LED 3"]
    assert "c.csv could not be read as a bill of materials. There is no such file" in text_of(page)
    table = client.get(f"{address}/-/bom.csv").content.decode()
    assert "a.csv" in table
    assert "b.csv" in table


@pytest.mark.parametrize("form", ["bom", "bom.csv", "bom.xlsx", "bom.json"])
def test_of_what_waits_or_was_withdrawn_there_is_no_bill(
    client: Client, library: Library, with_bill: WithBill, form: str
) -> None:
    waits = library.add(manifest(licence=UNCLEAR, version="3.0.0") + b'bom = "bom.csv"\n')
    assert client.get(f"{waits}/-/{form}").status_code == 404
    address = with_bill()
    assert client.get(f"{address}/-/{form}").status_code == 200
    withdraw(
        "https://git.example.org/lark", Why.TAKEDOWN, reason="x", payloads=wiring.payloads(), actor="test", now=NOW
    )
    assert client.get(f"{address}/-/{form}").status_code == 410


@pytest.mark.parametrize("tail", ["/-/bom.pdf", "/-/bom/-/json", "/-/part/arm/-/bom", "/-/json/-/bom", "/-/bom/2"])
def test_other_addresses_are_none(client: Client, with_bill: WithBill, tail: str) -> None:
    assert client.get(f"{with_bill()}{tail}").status_code == 404


def test_a_module_has_no_bill_its_releases_have(client: Client, with_bill: WithBill) -> None:
    module = with_bill().partition("/-/v/")[0]
    assert client.get(f"{module}/-/bom").status_code == 404
