# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bytes to text: encodings, what is no text, and characters that nobody sees."""

from __future__ import annotations

import pytest

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import MAX_BYTES, read_document


@pytest.mark.parametrize(
    ("raw", "rule", "at"),
    [
        (b"\xef\xbb\xbfname = 'x'", "byte-order-mark", (1, 1)),
        ("a = 1\nname = 'Schlüter é'".encode("latin-1"), "encoding-latin-1", (2, 13)),
        ("name = '\u201cx\u201d €'".encode("cp1252"), "encoding-latin-1", (1, 9)),
        ("name = 'é😀'".encode("utf-16"), "encoding-utf-16", (1, 1)),
        ("name = 'é'".encode("utf-16-le"), "encoding-utf-16", (1, 1)),
        ("name = 'é'".encode("utf-16-be"), "encoding-utf-16", (1, 1)),
        ("name = 'é'".encode("utf-32"), "encoding-utf-16", (1, 1)),
        ("name = 'é'".encode("utf-32-be"), "encoding-utf-16", (1, 1)),
        ("# é\nname = 'a\u202eb\u202c'".encode(), "bidi-character", (2, 10)),
        ("name = 'a\u2066b'".encode(), "bidi-character", (1, 10)),
        ("name = '😀\u0085'".encode(), "control-character", (1, 10)),
    ],
)
def test_what_is_remarkable_is_read_with_one_finding(raw: bytes, rule: str, at: tuple[int, int]) -> None:
    document = read_document(raw, name="okh.toml")

    assert [(finding.rule.id, finding.at) for finding in document.findings] == [(rule, at)]
    assert document.findings[0].message
    assert "name" in document.data
    assert not document.text.startswith("\ufeff")


def test_latin_1_is_read_letter_by_letter() -> None:
    assert read_document("name = 'Müller Ünal'".encode("latin-1"), name="okh.toml").data == {"name": "Müller Ünal"}
    assert read_document(b"name = '\x81 \xe9'", name="okh.toml").data == {"name": "\x81 é"}


def test_unseen_characters_are_counted() -> None:
    document = read_document("a = 'x\u202ey'\nb = '\u202e\u2069'".encode(), name="okh.toml")

    assert [finding.facts["count"] for finding in document.findings] == ["3"]


@pytest.mark.parametrize("text", ["name = 'مرحبا'", "name = 'שלום – “x”'", "name = '日本 ° µ 😀'", "name = '\u200e'"])
def test_other_scripts_are_not_suspicious(text: str) -> None:
    assert read_document(text.encode(), name="okh.toml").findings == []


@pytest.mark.parametrize(
    ("raw", "at", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", (1, 1), "PNG"),
        (b"PK\x03\x04\x14\x00\x08", (1, 1), "ZIP"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", (1, 1), "PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", (1, 1), "JPEG"),
        (b"name = 'x'\nb = '\x00'", (2, 6), "zero"),
        (b"\x01\x02\x03\x04abcdefg", (1, 1), "control codes"),
        (b"\xff\xfea", (1, 1), "UTF-16"),
        (bytes(range(256)) * 4, (1, 1), "zero"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, at: tuple[int, int], kind: str) -> None:
    for name in ("okh.toml", "okh.yml", "okh.json", "okh"):
        with pytest.raises(UnreadableError) as caught:
            read_document(raw, name=name)
        assert caught.value.finding.rule.id == "binary"
        assert kind in caught.value.finding.message
        assert caught.value.finding.at == at


def test_what_is_too_large_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_document(b"\xff" * 50_000_000, name="okh.toml")

    assert caught.value.finding.rule.id == "too-large"
    assert "8,388,608" in caught.value.finding.message


def test_the_bound_can_be_set() -> None:
    assert MAX_BYTES == 8_388_608
    assert read_document(b"a = 12", max_bytes=6).data == {"a": 12}
    with pytest.raises(UnreadableError):
        read_document(b"a = 123", max_bytes=6)
