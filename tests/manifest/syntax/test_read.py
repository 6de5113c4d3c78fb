# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which syntax is read, and that nothing but `UnreadableError` ever comes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import Document, Syntax, read_document

NAMES = st.sampled_from(["okh.toml", "okh.yml", "okh.json", "", "okh.txt"])
# Pieces that parsers stumble over, so that random text goes deeper than its first character.
PIECES = st.lists(
    st.sampled_from([
        "[", "]", "{", "}", '"', "'", '"""', "'''", "\\", "\n", "\r\n", "\r", "\t", " ", "=", ":", ": ", ",",
        "- ", "? ", "#", "&a", "*a", "!t", "<<", "|", ">", "%", "---", "...", "a", "b", ".", "1", "1.5",
        "2020-01-31", "07:32", "true", "\\x41", "\\u00e9", "\\ud800", "é", "😀", "\ufeff", "\u202e", "\u00a0",
        "\x00", "\x07", "\x85", "//", "a = ", "a: ", '"a": ', "[[a]]\n", "[a]\n", "1, 2",
    ])
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "raw", "syntax", "is_told"),
    [
        ("okh.toml", b"a = 1", Syntax.TOML, False),
        ("OKH.TOML", b"a = 1", Syntax.TOML, False),
        ("x/okh.yml", b"a: 1", Syntax.YAML, False),
        ("okh.YAML", b"a: 1", Syntax.YAML, False),
        ("okh.json", b'{"a": 1}', Syntax.JSON, False),
        ("okh.yml", b'{"a": 1}', Syntax.YAML, False),
        ("", b"a = 1", Syntax.TOML, False),
        ("", b"a: 1", Syntax.YAML, False),
        ("", b'\n {"a": 1}', Syntax.JSON, False),
        ("okh", b"---\na: 1", Syntax.YAML, False),
        ("okh.toml", b"a: 1", Syntax.YAML, True),
        ("okh.toml", b"%Open know-how manifest 1.0\n---\na: 1", Syntax.YAML, True),
        ("okh.toml", b'{"a": 1}', Syntax.JSON, True),
        ("okh.yml", b"a = 1", Syntax.TOML, True),
        ("okh.yml", b"# c\n[b]\na = 1", Syntax.TOML, True),
        ("okh.json", b"a = 1", Syntax.TOML, True),
        ("okh.json", b"a: 1", Syntax.YAML, True),
    ],
)  # fmt: skip
def test_the_name_decides_unless_the_text_is_clearly_another(
    name: str,
    raw: bytes,
    syntax: Syntax,
    is_told: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    document = read_document(raw, name=name)

    assert document.syntax is syntax
    told = [finding.rule.id for finding in document.findings if finding.rule.id != "yaml-header"]
    assert told == (["syntax-other-than-name"] if is_told else [])


def test_what_was_found_while_decoding_is_told_once() -> None:
    document = read_document(b"\xef\xbb\xbfa: 1", name="okh.toml")

    assert [finding.rule.id for finding in document.findings] == ["byte-order-mark", "syntax-other-than-name"]


@pytest.mark.parametrize(
    ("name", "raw", "rule"),
    [
        ("okh.toml", b"a = 1\nb: 2", "toml-colon"),
        ("okh.yml", b'{"a": [}', "yaml-unclosed-bracket"),
        ("okh.toml", b"a: 'it's'", "yaml-indentation"),
        ("okh.toml", b'{"a": 1,}', "json-trailing-comma"),
    ],
)
def test_the_message_speaks_of_the_syntax_that_was_meant(name: str, raw: bytes, rule: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_document(raw, name=name)

    assert caught.value.finding.rule.id == rule


def is_sound(raw: bytes, name: str) -> bool:
    """Whether a document comes out, with places in the text, or one located finding."""
    try:
        document = read_document(raw, name=name)
    except UnreadableError as error:
        finding = error.finding
        return bool(finding.at and min(finding.at) >= 1 and finding.message and finding.fix)
    return has_places(document) and all(finding.message and finding.fix for finding in document.findings)


def has_places(document: Document) -> bool:
    lines = document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [document.locate((key,)) for key in document.data]
    return all(1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1 for line, column in places)


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "replace")), NAMES)
def test_any_bytes_are_read_or_refused_in_place(raw: bytes, name: str) -> None:
    assert is_sound(raw, name)


@given(PIECES, NAMES, st.sampled_from(["utf-8", "utf-16", "latin-1"]))
def test_any_broken_text_is_read_or_refused_in_place(text: str, name: str, encoding: str) -> None:
    assert is_sound(text.encode(encoding, "replace"), name)
