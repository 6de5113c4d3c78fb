# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What strangers state becomes values that can stand in a manifest, and the same when they are read again."""

from __future__ import annotations

import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.crawl.design_files import by_role, has_source
from oshmark.crawl.generated import generated_manifest
from oshmark.crawl.stated import MAX_LINE, MAX_PROSE, MAX_WORDS, day, entries, line, link, prose, table, words
from oshmark.manifest.read import read

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
MARKED = st.text(st.sampled_from('<>/!-"&;ab brp\n\t\x00\u202e#39scriptyle'), max_size=80)


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("  A  <b>lamp</b>\n&amp; more ", "A lamp & more"),
        ('"A lamp"', "A lamp"),
        ('The "lamp"', 'The "lamp"'),
        ("a < b and c > d", "a < b and c > d"),
        ("a<script>alert(1)</script>b<!-- c -->d", "abd"),
        ("a<style>never closed", "a"),
        ("\u202eevil\x07", "evil"),
        (1.5, "1.5"),
        (7, "7"),
        (2**70, ""),
        (True, ""),
        (None, ""),
        ([], ""),
        ("&#x3C;b&#x3E;", "<b>"),
    ],
)
def test_a_line(stated: object, text: str) -> None:
    assert line(stated) == text


def test_prose_keeps_its_paragraphs() -> None:
    assert prose("<p>One\r\ntwo</p><p>three<br/>four</p>\n\n\n\nfive") == "One\ntwo\n\nthree\nfour\n\nfive"


@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ("https://a.example/b c", "https://a.example/b%20c"),
        ("www.a.example/b", "https://www.a.example/b"),
        ("https://u:p@a.example/", "https://a.example/"),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("http://[", ""),
        ("https://a.example/" + "x" * 3000, ""),
        ("no address", ""),
        (7, ""),
        (None, ""),
    ],
)
def test_a_link(stated: object, address: str) -> None:
    assert link(stated) == address


@pytest.mark.parametrize(
    ("stated", "iso"),
    [("2024-02-29T00:00-05:00", "2024-02-29"), ("2024-02-30", ""), ("29.2.2024", ""), ("2024-02-29x", ""), (7, "")],
)
def test_a_day(stated: object, iso: str) -> None:
    assert day(stated) == iso


def test_words_come_once_and_bounded() -> None:
    assert words(" a,b , ,a") == words(["a", " b", None, {}, "a"]) == ["a", "b"]
    assert len(words([str(number) for number in range(1000)])) == MAX_WORDS


@given(ANYTHING | MARKED)
def test_nothing_breaks_them_and_all_is_bounded(stated: object) -> None:
    assert len(line(stated)) <= MAX_LINE
    assert len(prose(stated)) <= MAX_PROSE
    assert all(len(one) <= 100 for one in words(stated))
    assert isinstance(link(stated) + day(stated), str)
    assert isinstance(table(stated), dict)
    assert isinstance(entries(stated), list)


@given(MARKED | st.text())
def test_what_is_written_is_read_back(text: str) -> None:
    fields = {"name": line(text), "function": prose(text), "repo": "https://a.example/x", "keywords": words(text)}
    raw = generated_manifest(fields, platform="x", address="https://a.example/x", record=b"")
    stated = tomllib.loads(raw.decode())
    assert stated.get("name", "") == fields["name"]
    assert stated.get("function", "") == fields["function"]
    manifest = read(raw, name="okh.toml").manifest
    assert (manifest.name or "") == fields["name"]
    assert (manifest.function or "") == fields["function"]


@pytest.mark.parametrize(
    "text", ["<" * 10**6, "<a " * 10**6, "<script" * 10**6, "<!--" * 10**6, "&" * 10**6, '"' * 10**6]
)
def test_long_texts_take_no_time(text: str) -> None:
    start = time.perf_counter()
    line(text)
    prose(text)
    assert time.perf_counter() - start < 2  # a machine under load; alone it takes some milliseconds


def test_files_are_told_by_their_names_and_endings() -> None:
    files = ["README.md", "docs/README.md", "BOM.csv", "manual.pdf", "a/frame.FCStd", "a/Frame.stl", "b/frame.stl"]
    fields = by_role((path, f"https://a.example/{path}") for path in files)
    assert fields == {
        "readme": "https://a.example/README.md",
        "bom": "https://a.example/BOM.csv",
        "user-manual": "https://a.example/manual.pdf",
        "auxiliary": ["https://a.example/docs/README.md"],
        "part": [
            {
                "name": "frame",
                "source": ["https://a.example/a/frame.FCStd"],
                "export": ["https://a.example/a/Frame.stl"],
            },
            {"name": "frame", "export": ["https://a.example/b/frame.stl"]},
        ],
    }


def test_a_document_is_no_source_of_a_design() -> None:
    assert has_source(["a.scad"])
    assert has_source(["a.dxf"])
    assert not has_source(["a.stl", "readme.md", "a.py", "a.csv", "a", ".scad"])


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=8))
def test_no_name_of_a_file_breaks_it(files: list[tuple[str, str]]) -> None:
    raw = generated_manifest({"name": "x", **by_role(files)}, platform="x", address="x", record=b"")
    assert tomllib.loads(raw.decode())["name"] == "x"
