# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""TOML that does not parse: what has one reading is mended, what has two is left to its maker."""

from __future__ import annotations

import pytest

from oshmark.manifest.mend import mend

HEAD = 'okhv = "OKH-LOSHv1.0"\n'

MENDED = [
    ("commas", 'licensor = "Ada","Bob"', 'licensor = ["Ada","Bob"]'),
    ("commas", 'licensor = "Ada", "Bob"  # both', 'licensor = ["Ada", "Bob"]  # both'),
    ("commas", "licensor = 'Ada', 'Bob',", "licensor = ['Ada', 'Bob']"),
    ("commas", 'licensor = ""Ada"", ""Bob""', 'licensor = ["Ada", "Bob"]'),
    ("trailing-comma", 'name = "Wren",\nversion = "1"', 'name = "Wren"\nversion = "1"'),
    ("doubled-quotes", 'name = ""Wren""', 'name = "Wren"'),
    ("doubled-quotes", 'name = ""Wren"', 'name = "Wren"'),
    ("doubled-quotes", 'name = "Wren""', 'name = "Wren"'),
    ("doubled-quotes", 'tsdc = [""MEC"", "PCB"]', 'tsdc = ["MEC", "PCB"]'),
    ("missing-quotes", "name = Wren lamp", 'name = "Wren lamp"'),
    ("missing-quotes", "name = Joe's lamp", 'name = "Joe\'s lamp"'),
    ("missing-quotes", "name = Lamp, small", 'name = "Lamp, small"'),
    ("missing-quotes", 'name = Wren"', 'name = "Wren"'),
    ("missing-quotes", 'name = "Wren\nversion = "1"', 'name = "Wren"\nversion = "1"'),
    ("missing-quotes", "version = 1.0.0", 'version = "1.0.0"'),
    ("missing-quotes", "version = 1.0.0 # stable", 'version = "1.0.0" # stable'),
    ("missing-quotes", "license = MIT", 'license = "MIT"'),
    ("missing-quotes", "tsdc = 3DP", 'tsdc = "3DP"'),
    ("missing-quotes", "tsdc = [PCB, 3DP]", 'tsdc = ["PCB", "3DP"]'),
    ("missing-quotes", 'tsdc = [\n  PCB,\n  "WEL",\n]', 'tsdc = [\n  "PCB",\n  "WEL",\n]'),
    ("missing-quotes", "timestamp = 2021-13-45", 'timestamp = "2021-13-45"'),
    ("missing-quotes", "repo = https://git.example.org/a?b=c", 'repo = "https://git.example.org/a?b=c"'),
    ("typographic-quotes", "name = “Wren”", 'name = "Wren"'),
    ("typographic-quotes", "name = „Wren“", 'name = "Wren"'),
    ("typographic-quotes", "name = «Wren»", 'name = "Wren"'),
    ("typographic-quotes", "name = ‘Wren’", 'name = "Wren"'),
    ("typographic-quotes", "name = “Joe’s lamp”", 'name = "Joe’s lamp"'),
    ("typographic-quotes", 'name = "Wren”', 'name = "Wren"'),
    ("typographic-quotes", 'name = “Wren"', 'name = "Wren"'),
    ("typographic-quotes", "tsdc = [“PCB”, 'WEL']", "tsdc = [\"PCB\", 'WEL']"),
    ("typographic-quotes", "name = “Board # 3”", 'name = "Board # 3"'),
    ("colon", 'name: "Wren"', 'name = "Wren"'),
    ("colon", '"name" : "Wren"', '"name" = "Wren"'),
    ("colon", 'mass = { value: 2, unit: "kg" }', 'mass = { value = 2, unit = "kg" }'),
    ("unclosed-list", 'tsdc = ["PCB", "WEL"\nversion = "1"', 'tsdc = ["PCB", "WEL"]\nversion = "1"'),
    ("unclosed-list", 'tsdc = ["PCB",\n  "WEL",\n\n[mass]', 'tsdc = ["PCB",\n  "WEL"]\n\n[mass]'),
    ("unclosed-list", 'tsdc = ["PCB", "WEL"', 'tsdc = ["PCB", "WEL"]'),
    ("unclosed-table", 'mass = { value = 2, unit = "g"\nname = "x"', 'mass = { value = 2, unit = "g" }\nname = "x"'),
    ("heading", '[mass\nvalue = 2\nunit = "g"', '[mass]\nvalue = 2\nunit = "g"'),
    ("heading", '[[part]\nname = "a"', '[[part]]\nname = "a"'),
    ("heading", '[part]]\nname = "a"', '[[part]]\nname = "a"'),
    ("heading", '[part]\nname = "a"\n[part]\nname = "b"', '[[part]]\nname = "a"\n[[part]]\nname = "b"'),
    ("repeated-list", 'image = "a.png"\nimage = "b.png"\nname = "x"', 'image = ["a.png", "b.png"]\nname = "x"'),
    ("repeated-list", 'source = ["a", "b",]\nsource = "c" # new', 'source = ["a", "b", "c"]\n# new'),
    ("repeated-list", 'image = "a"\nimage = "b"\nimage = "c"', 'image = ["a", "b", "c"]'),
    ("repeated-key", 'name = "a"\nname = "b"', 'name = "a"\n# name = "b"'),
    ("repeated-key", 'name = "a"\nname = """\nb\n"""', 'name = "a"\n# name = """\n# b\n# """'),
    ("repeated-key", 'licensor = "Ada"\nlicensor = "Bob"', 'licensor = "Ada"\n# licensor = "Bob"'),
    ("repeated-key", 'image = "a"\nimage = "a"', 'image = "a"\n# image = "a"'),
    ("boolean", "supports = True", "supports = true"),
    ("boolean", "supports = yes", "supports = true"),
    ("boolean", "own = False", "own = false"),
    ("missing-value", 'image =\nname = "x"', 'image = ""\nname = "x"'),
    ("missing-value", "image = None", 'image = ""'),
    ("backslash", r'own = "a\pic.png"', r"own = 'a\pic.png'"),
    ("special-blank", 'name\u00a0= "x"', 'name = "x"'),
    ("key-blanks", 'documentation language = "en"', 'documentation-language = "en"'),
]  # fmt: skip

LEFT_ALONE = [
    "licensor = Ada, Bob",
    "own = Ada, Bob",
    "name = Wren # the lamp with a joint",
    'function = "A "small" lamp"',
    'name = "Wren" "lamp"',
    'licensor = "Ada",\n"Bob"',
    "name = Wren\nand more",
    "name:",
    "- name",
    "name Wren",
    'name := "x"',
    r'own = "a\new\pic.png"',
    "name = yes",
    "own = yes",
    'function = """\nIt has no end.',
    '[mass]\nvalue = 1\n[mass]\nunit = "g"',
    'tsdc = ["PCB"\n"WEL"]',
    "mass = 2 kg",
    "name = “A “small” lamp”",
    "part.name = 'a'\n[part]\nx = 1",
    "[weird]]\na = 1",
]


@pytest.mark.parametrize(("rule", "broken", "whole"), MENDED)
def test_what_has_one_reading_is_mended(rule: str, broken: str, whole: str) -> None:
    mended = mend(f"{HEAD}{broken}\n".encode(), name="okh.toml")
    assert mended.reading is not None
    assert mended.text == f"{HEAD}{whole}\n"
    assert f"mended-{rule}" in {change.rule.id for change in mended.changes}


@pytest.mark.parametrize(("rule", "broken", "whole"), MENDED)
def test_line_ends_of_windows_stay(rule: str, broken: str, whole: str) -> None:
    raw = f"{HEAD}{broken}\n".replace("\n", "\r\n").encode()
    assert mend(raw, name="okh.toml").text == f"{HEAD}{whole}\n".replace("\n", "\r\n"), rule


@pytest.mark.parametrize(("rule", "broken", "whole"), MENDED)
def test_mending_twice_changes_nothing_more(rule: str, broken: str, whole: str) -> None:
    again = mend(f"{HEAD}{whole}\n".encode(), name="okh.toml")
    assert (again.text, again.changes) == (f"{HEAD}{whole}\n", ()), rule


@pytest.mark.parametrize("broken", LEFT_ALONE)
def test_what_has_two_readings_stays_and_is_said(broken: str) -> None:
    text = f"{HEAD}{broken}\n"
    mended = mend(text.encode(), name="okh.toml")
    assert (mended.text, mended.reading, mended.changes) == (text, None, ())
    assert [finding.rule.id.partition("-")[0] for finding in mended.findings] == ["toml"]


def test_every_rule_has_an_example() -> None:
    from oshmark.manifest.mend import rules  # noqa: PLC0415  the module as a whole is what is looked at
    from oshmark.values.finding import Rule  # noqa: PLC0415

    known = {rule.id for rule in vars(rules).values() if isinstance(rule, Rule)}
    assert known == {f"mended-{rule}" for rule, _, _ in MENDED} | {"mended-encoding"}


def test_several_faults_are_mended_and_comments_stay() -> None:
    broken = (
        "# Our lamp\n\nokhv = OKH-LOSHv1.0   # the version\nname = ""Wren""\n\n"
        'licensor = "Ada", "Bob"\nimage = “a.png”\n# older\nimage = "b.png"\nversion: 1.2.0\n'
    )  # fmt: skip
    mended = mend(broken.encode(), name="okh.toml")
    assert mended.text == (
        '# Our lamp\n\nokhv = "OKH-LOSHv1.0"   # the version\nname = "Wren"\n\n'
        'licensor = ["Ada", "Bob"]\nimage = ["a.png", "b.png"]\n# older\nversion = "1.2.0"\n'
    )
    assert [change.line for change in mended.changes] == [3, 4, 6, 7, 9, 10, 10]


def test_the_lines_of_changes_are_those_of_the_file_as_it_was() -> None:
    mended = mend(f'{HEAD}image = "a"\nimage = "b"\nimage = "c"\nname = Wren\n'.encode(), name="okh.toml")
    assert [(change.rule.id, change.line) for change in mended.changes] == [
        ("mended-repeated-list", 3),
        ("mended-repeated-list", 4),
        ("mended-missing-quotes", 5),
    ]


def test_what_was_mended_before_a_fault_that_stays_is_kept() -> None:
    mended = mend(f"{HEAD}name: Wren\nlicensor = Ada, Bob\n".encode(), name="okh.toml")
    assert mended.text == f"{HEAD}name = Wren\nlicensor = Ada, Bob\n"
    assert [finding.rule.id for finding in mended.findings] == ["toml-comma-outside-brackets"]


def test_a_file_with_too_many_faults_is_left_after_some() -> None:
    mended = mend((HEAD + "".join(f"key-{n} = some text\n" for n in range(250))).encode(), name="okh.toml")
    assert len(mended.changes) == 200
    assert mended.reading is None


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b'\xef\xbb\xbfokhv = "OKH-LOSHv1.0"\n', HEAD),
        (HEAD.encode("utf-16"), HEAD),
        (f'{HEAD}name = "Zürich"\n'.encode("latin-1"), f'{HEAD}name = "Zürich"\n'),
    ],
)
def test_another_encoding_becomes_utf_8(raw: bytes, text: str) -> None:
    mended = mend(raw, name="okh.toml")
    assert mended.text == text
    assert [change.rule.id for change in mended.changes] == ["mended-encoding"]
