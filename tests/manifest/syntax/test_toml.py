# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""TOML to data: what is read as it stands, what is read with a finding, and how it agrees with another reader."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest
import rtoml
from hypothesis import given
from hypothesis import strategies as st

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import Syntax, read_document

if TYPE_CHECKING:
    from oshmark.values.finding import KeyPath

NAMES = st.text("abc-_1", min_size=1, max_size=4) | st.text(max_size=6)
LINES = st.sampled_from(["a\nb", 'x"""y\n[z]\nk = 1', "'''\n", "\n#\n", "\\\n"])
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff")) | LINES
KEY = re.compile(r"""[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")
SCALARS = (
    TEXTS
    | st.integers(-(2**63), 2**63 - 1)
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates(min_value=date(1, 1, 1))
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=12
)
TABLES = st.dictionaries(NAMES, VALUES, min_size=1, max_size=5)


def paths(value: Any, path: KeyPath = ()) -> list[KeyPath]:
    """Every path that exists."""
    found = [path] if path else []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in inner:
        found += paths(item, (*path, step))
    return found


def rules_of(text: str) -> list[str]:
    return [finding.rule.id for finding in read_document(text.encode(), name="okh.toml").findings]


def test_a_clean_manifest_is_read_without_a_finding() -> None:
    document = read_document(b'name = "N"\n[mass]\nvalue = 1.5\n[[part]]\nname = "P"\n', name="x/okh.toml")

    assert document.syntax is Syntax.TOML
    assert document.data == {"name": "N", "mass": {"value": 1.5}, "part": [{"name": "P"}]}
    assert document.findings == []


def test_the_order_of_the_text_is_kept() -> None:
    assert list(read_document(b"z = 1\na = 2\n[y]\n[b]\n").data) == ["z", "a", "y", "b"]


def test_dates_and_times_are_those_of_the_standard_library() -> None:
    data = read_document(b"d = 2020-01-31\nt = 07:32:00\n").data

    assert data == {"d": date(2020, 1, 31), "t": time(7, 32)}


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("x = {a = 1,}\n", (1, 12)),
        ("x = {a = 1\n}\n", (1, 11)),
        ("x = {\n# c\na = 1}\n", (1, 6)),
        ('a = 1\nx = "\\e"\n', (2, 8)),
        ('x = "\\xff"\n', (1, 8)),
        ("t = 07:32\n", (1, 6)),
        ("t = 1979-05-27T07:32\n", (1, 15)),
    ],
)
def test_toml_1_1_is_read_with_a_finding(text: str, at: tuple[int, int]) -> None:
    findings = read_document(text.encode(), name="okh.toml").findings

    assert [(finding.rule.id, finding.at) for finding in findings] == [("toml-1.1", at)]


@pytest.mark.parametrize(
    "text",
    [
        'x = {a = 1, b = "{"}\n',
        "x = 'C:\\xyz\\etc'\n",
        "t = 07:32:00\n",
        'u = "http://localhost:80/"\n',
        'x = "\\u00e9"\n',
        'x = """\n{\n"""\n',
    ],
)
def test_toml_1_0_is_not_taken_for_1_1(text: str) -> None:
    assert rules_of(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2d-size-mm = 425 , 425\n", [425, 425]),
        ("2d-size-mm = 1.5,-2 # wide, high\n", [1.5, -2]),
        ("2d-size-mm=1,2,3", [1, 2, 3]),
        ("  2d-size-mm = 1, 2\r\n", [1, 2]),
    ],
)
def test_a_list_of_numbers_without_brackets_is_read_as_a_list(text: str, value: list[float]) -> None:
    document = read_document(text.encode(), name="okh.toml")

    assert document.data == {"2d-size-mm": value}
    assert [(finding.rule.id, finding.path) for finding in document.findings] == [("toml-bare-list", ("2d-size-mm",))]
    assert document.source_text(("2d-size-mm", 1)) == text.partition(",")[2].partition(",")[0].split("#")[0].strip()


def test_places_stay_right_around_a_mended_list() -> None:
    document = read_document(b"a = 10 , 20 # c\n[[part]]\nb = 1, 2\nc = 'x'\n", name="okh.toml")

    assert document.locate(("a", 1)) == (1, 10)
    assert document.locate(("part", 0, "b", 1)) == (3, 8)
    assert document.locate(("part", 0, "c")) == (4, 1)
    assert document.text.startswith("a = 10 , 20")


def test_a_line_that_looks_like_a_bare_list_in_a_text_stays_as_it_is() -> None:
    document = read_document(b'a = 1, 2\nb = """\nsize = 1, 2\n"""\n', name="okh.toml")

    assert document.data == {"a": [1, 2], "b": "size = 1, 2\n"}


def test_a_list_of_texts_without_brackets_is_not_mended() -> None:
    with pytest.raises(UnreadableError):
        read_document(b'licensor = "A", "B"\n', name="okh.toml")


@pytest.mark.parametrize("text", ["", " \r\n\t", "# nothing\n\n# yet"])
def test_an_empty_manifest_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_document(text.encode(), name="okh.toml")

    assert (caught.value.finding.rule.id, caught.value.finding.at) == ("empty", (1, 1))


@given(TABLES)
def test_we_agree_with_the_standard_library(table: dict[str, Any]) -> None:
    text = rtoml.dumps(table)

    assert read_document(text.encode(), name="okh.toml").data == tomllib.loads(text) == table


@given(TABLES)
def test_every_path_is_located_at_its_key(table: dict[str, Any]) -> None:
    document = read_document(rtoml.dumps(table).encode(), name="okh.toml")
    lines = document.text.split("\n")

    for path in paths(document.data):
        line, column = document.locate(path)
        key = KEY.match(lines[line - 1], column - 1)
        if isinstance(path[-1], str):
            assert key is not None
            assert list(rtoml.loads(f"{key[0]} = 1")) == [path[-1]]


def test_reading_toml_imports_no_other_parser() -> None:
    program = (
        "import sys; from oshmark.manifest.syntax import read_document;"
        "read_document(b'a = 1', name='okh.toml');"
        "print(*sorted({'yaml', 'json', 'tomllib', 'pydantic', 'django'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)

    assert run.stdout.strip() == ""
