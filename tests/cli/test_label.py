# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark label`, in processes of its own on an instance of its own, and the example of the documentation."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.instances import Instance

if TYPE_CHECKING:
    from tests.instances import Done

ROOT = Path(__file__).parents[2]
REPOSITORY = "https://git.example.org/lark/lark-220"
RELEASE = "/m/git.example.org/lark/lark-220/-/v/1.3.0"
EXAMPLE = re.compile(r"```toml title=\"label\.toml\"\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def shop_once(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    """An instance with the sample printer, whole in the archive, and an administrator who makes it."""
    instance = Instance.begun(tmp_path_factory.mktemp("shop"))
    shutil.copytree(ROOT / "samples" / "lark-printer", instance.here / "lark-printer")
    assert instance.run("library", "add", "lark-printer").code == 0
    assert instance.run("library", "archive", REPOSITORY, "--folder", "lark-printer").code == 0
    assert instance.run("account", "create-admin", "ada@example.org", "--name", "Ada").code == 0
    (instance.here / "label.toml").write_text(example(), encoding="utf-8")
    return instance


@pytest.fixture
def shop(shop_once: Instance, instance: Instance) -> tuple[Instance, str]:
    """A shop of one's own, and the public id of who makes things in it."""
    [row] = instance.become(shop_once).rows("SELECT public_id FROM accounts_person")
    return instance, str(row[0])


def example() -> str:
    found = EXAMPLE.search((ROOT / "docs" / "how-to" / "label-a-product.md").read_text(encoding="utf-8"))
    assert found
    return found[1]


def declared(shop: tuple[Instance, str], *arguments: str) -> Done:
    instance, producer = shop
    return instance.run("label", REPOSITORY, "--declare", "label.toml", "--producer", producer, *arguments)


def test_a_label_is_issued_printed_listed_and_ended(shop: tuple[Instance, str]) -> None:
    instance = shop[0]
    none = instance.run("label", REPOSITORY, "--form", "full", "--out", "label.pdf")
    assert (none.code, "--declare FILE.toml" in none.said) == (1, True)
    made = declared(shop, "--out", "label.txt", "--form", "text")
    assert made.code == 0, made.said
    [row] = [json.loads(line) for line in instance.run("label", "list", "--json").out.splitlines()]
    assert (row["release"], row["version"], row["country"]) == (RELEASE, "1.3.0", "AT")
    assert row["number"] in (instance.here / "label.txt").read_text(encoding="utf-8").replace("-", "")
    printed = instance.run("label", RELEASE, "--form", "strip", "--lang", "de", "--out", "strip.png")
    assert printed.code == 0, printed.said
    assert (instance.here / "strip.png").read_bytes().startswith(b"\x89PNG")
    assert declared(shop, "--out", "two.txt", "--form", "text").code == 1  # one running label a place
    units = instance.run("label", "units", row["number"], "--first", "A-0001", "--count", "50")
    assert units.out == f"Label {row['number']}: 50 units, A-0001 to A-0050.\n"
    shown = instance.run("label", "show", row["number"])
    assert shown.out.startswith("Self-declared, not certified\n")
    assert shown.out.endswith("Units: A-0001 to A-0050, 50\n")
    one = instance.run("label", RELEASE, "--form", "text", "--format", "txt", "--serial", "a-0007")
    assert f"{row['number']}/A-0007" in one.out
    assert instance.run("label", "end", row["number"], "--reason", "A test.").code == 0
    assert instance.run("label", RELEASE, "--form", "text", "--format", "txt").code == 1
    assert "ended" in instance.run("label", "list", RELEASE).out


def test_of_several_labels_one_is_chosen(shop: tuple[Instance, str]) -> None:
    instance = shop[0]
    assert declared(shop, "--form", "text", "--out", "one.txt").code == 0
    text = (instance.here / "label.toml").read_text(encoding="utf-8").replace('"Graz"', '"Linz"')
    (instance.here / "label.toml").write_text(text, encoding="utf-8")
    assert declared(shop, "--form", "text", "--out", "two.txt").code == 0
    several = instance.run("label", RELEASE, "--form", "text", "--format", "txt")
    numbers = re.findall(r"--number ([0-9A-Z]{8})", several.said)
    assert (several.code, len(numbers)) == (1, 2)
    assert instance.run("label", RELEASE, "--form", "text", "--format", "txt", "--number", numbers[1]).code == 0


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('maker = "certified"', "said by who certifies"),
        ("checked-on = 2026-01-01", "nothing that a declaration has"),
        ("repair = 1 2", "is no TOML"),
        ("repair = [1]", "has to be a text"),
        ('gtin = "4006381333932"', "The last digit of the GTIN"),
        ('product = "Lark 220, TÜV certified"', "reads as if somebody had certified"),
    ],
)
def test_a_declaration_that_is_not_ready_issues_nothing(shop: tuple[Instance, str], line: str, says: str) -> None:
    instance = shop[0]
    key = line.partition(" ")[0]
    kept = [row for row in example().splitlines() if not row.startswith(f"{key} ")]
    (instance.here / "label.toml").write_text("\n".join([line, *kept]), encoding="utf-8")
    done = declared(shop, "--form", "text", "--out", "label.txt")
    assert (done.code, says in done.said) == (1, True), done.said
    assert instance.rows("SELECT * FROM labels_label") == []


def test_what_cannot_be_printed_issues_nothing(shop: tuple[Instance, str]) -> None:
    instance = shop[0]
    for arguments in (
        ("--form", "nothing"),
        ("--form", "full", "--format", "txt"),
        ("--out", "label.doc"),
        ("--lang", "xx"),
    ):
        assert declared(shop, *arguments).code == 1
    assert declared(shop, "--out", "a.txt", "--form", "text", "--serial", "a b").code == 1
    assert instance.run("label", REPOSITORY, "--declare", "label.toml", "--out", "a.pdf").code == 1
    assert (
        instance.run("label", REPOSITORY, "--declare", "label.toml", "--producer", "zzzzzzzzzz", "--out", "a.pdf").code
        == 1
    )
    assert instance.rows("SELECT * FROM labels_label") == []
    assert instance.run("label", "show", "AAAAAAAA").code == 1
    assert instance.run("label", "units", "AAAAAAAA", "--count", "1").code == 1
