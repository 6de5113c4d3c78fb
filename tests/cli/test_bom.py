# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark bom`, run as people run it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.bom import workbooks

if TYPE_CHECKING:
    from tests.instances import Instance

LAMP = b'Lamp\n\nName,Designator,Quantity,MPN,Price (EUR)\nFoot,,2,F-20,1.50\nLED,"D1, D2",2,,0.10\nTotal,,,,3.20\n'
LINE_KEYS = [
    "line",
    "name",
    "quantity",
    "unit",
    "designators",
    "manufacturer",
    "mpn",
    "material",
    "process",
    "price",
    "currency",
]
FURTHER_KEYS = [
    "number",
    "supplier",
    "supplier_number",
    "source",
    "total",
    "mass_g",
    "remark",
    "link",
    "kind",
    "group",
    "sheet",
    "made_or_bought",
    "told_by",
    "how",
]
FINDING_KEYS = ["rule", "severity", "key", "line", "column", "message", "fix"]


def test_the_json_has_the_lines_the_columns_and_what_was_dropped(instance: Instance) -> None:
    (instance.here / "lamp.csv").write_bytes(LAMP)
    done = instance.run("bom", "read", "--json", "lamp.csv")
    found = json.loads(done.out)
    assert (done.code, done.said) == (0, "")
    assert list(found) == ["path", "columns", "lines", "dropped", "findings"]
    assert found["path"] == "lamp.csv"
    assert found["columns"] == {
        "name": "Name",
        "quantity": "Quantity",
        "designators": "Designator",
        "mpn": "MPN",
        "price": "Price (EUR)",
    }
    assert [list(line) for line in found["lines"]] == [LINE_KEYS + FURTHER_KEYS] * 2
    assert (found["lines"][0]["made_or_bought"], found["lines"][0]["how"]) == ("bought", None)
    assert list(found["lines"][0].values())[: len(LINE_KEYS)] == [
        4,
        "Foot",
        2,
        None,
        [],
        None,
        "F-20",
        None,
        None,
        1.5,
        "EUR",
    ]
    assert found["lines"][1]["designators"] == ["D1", "D2"]
    assert found["dropped"] == [{"line": 1, "why": "above the headings"}, {"line": 6, "why": "a total"}]
    assert found["findings"] == []


def test_prices_keep_their_digits_in_the_json(instance: Instance) -> None:
    done = instance.run("bom", "read", "--json", "-", given=b"Name,Quantity,Price\nFoot,0.1,12345678901234.56789\n")
    assert '"price": 12345678901234.56789' in done.out
    assert '"quantity": 0.1' in done.out


def test_a_finding_says_its_place(instance: Instance) -> None:
    done = instance.run("bom", "read", "--json", "-", given=b"Name,Quantity\nFoot,some\n")
    (finding,) = json.loads(done.out)["findings"]
    assert list(finding) == FINDING_KEYS
    assert (finding["rule"], finding["key"], finding["line"], finding["column"]) == (
        "bom:quantity-unclear",
        "quantity",
        2,
        2,
    )


def test_people_get_a_table_and_what_was_left_out(instance: Instance) -> None:
    (instance.here / "lamp.csv").write_bytes(LAMP)
    done = instance.run("bom", "read", "lamp.csv")
    assert done.code == 0
    assert done.out.splitlines()[0].split() == [
        "line",
        "quantity",
        "name",
        "designators",
        "mpn",
        "price",
        "made",
        "or",
        "bought",
    ]
    assert len(done.out.splitlines()) == 3
    assert "line 6: not a part: a total" in done.said
    assert done.said.splitlines()[-1] == "2 lines read, together 3.20 EUR; 2 rows dropped, 0 findings."


def test_clean_csv_can_be_read_again(instance: Instance) -> None:
    (instance.here / "lamp.csv").write_bytes(LAMP)
    clean = instance.run("bom", "read", "--csv", "lamp.csv").out
    assert clean.splitlines()[0] == "Line,Designators,Name,Quantity,MPN,Unit price,Currency"
    assert instance.run("bom", "read", "--csv", "-", given=clean.encode()).out == clean


def test_the_ending_of_a_name_does_not_matter(instance: Instance) -> None:
    (instance.here / "lamp.csv").write_bytes(workbooks.as_xlsx([["Name", "Quantity"], ["Foot", "2"]]))
    assert json.loads(instance.run("bom", "read", "--json", "lamp.csv").out)["lines"][0]["name"] == "Foot"


def test_two_bills_are_compared(instance: Instance) -> None:
    (instance.here / "a.csv").write_bytes(b"Name,Designator,Quantity\nFoot,,2\nLED,D1,1\nHook,,1\n")
    (instance.here / "b.csv").write_bytes(b"Name,Designator,Quantity\nFoot,,3\nDiode,D1,1\nShade,,1\n")
    done = instance.run("bom", "compare", "a.csv", "b.csv")
    assert done.code == 0
    assert done.out.splitlines() == [
        "- 1 × Hook",
        "+ 1 × Shade",
        "~ 3 × Foot: quantity: 2 → 3",
        "~ 1 × Diode [D1]: name: LED → Diode",
    ]
    found = json.loads(instance.run("bom", "compare", "--json", "a.csv", "b.csv").out)
    assert list(found) == ["before", "after", "same", "added", "removed", "changed"]
    assert found["changed"][0]["changes"] == [{"field": "quantity", "was": "2", "now": "3"}]
    assert list(found["added"][0]) == LINE_KEYS


def test_a_bill_compared_with_itself_is_the_same(instance: Instance) -> None:
    (instance.here / "lamp.csv").write_bytes(LAMP)
    done = instance.run("bom", "compare", "lamp.csv", "lamp.csv")
    assert (done.out, done.said) == ("", "0 added, 0 removed, 0 changed, 2 the same.\n")


def test_a_file_that_is_no_bill_is_refused_in_one_sentence(instance: Instance) -> None:
    done = instance.run("bom", "read", "-", given=b"%PDF-1.7")
    assert (done.code, done.out) == (1, "")
    assert done.said.startswith("-: error: The file cannot be read as a bill of materials: it is a PDF.")
    assert done.said.endswith("[bom:not-readable]\n")


def test_a_path_that_is_not_there_is_wrong_use(instance: Instance) -> None:
    assert instance.run("bom", "read", "nothing.csv").code == 2
    folder = instance.run("bom", "read", ".")
    assert (folder.code, folder.said) == (2, "oshmark: . is a folder. Name the bill of materials in it.\n")


def test_options_that_contradict_each_other_are_wrong_use(instance: Instance) -> None:
    assert instance.run("bom", "read", "--json", "--csv", "-").code == 2
    assert instance.run("bom", "compare", "-", "-").code == 2
