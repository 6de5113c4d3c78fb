# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From bytes to text: size, encoding, and characters that nobody sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import rules
from oshmark.manifest.syntax.document import Lines, code_of
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from oshmark.values.finding import Rule

MAX_BYTES = 8 * 1024 * 1024

_BOM = "\ufeff"
_NOT_TEXT = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))
_BIDI_BYTES = re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
_C1_BYTES = re.compile(rb"\xc2[\x80-\x9f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

_MAGIC = {
    b"\x89PNG": "it is a PNG picture",
    b"\xff\xd8\xff": "it is a JPEG picture",
    b"GIF8": "it is a GIF picture",
    b"RIFF": "it is a sound, a video or a picture",
    b"PK\x03\x04": "it is a ZIP archive, or a file of an office or CAD program",
    b"%PDF-": "it is a PDF document",
    b"\x1f\x8b": "it is a compressed file (gzip)",
    b"BZh": "it is a compressed file (bzip2)",
    b"\xfd7zXZ": "it is a compressed file (xz)",
    b"7z\xbc\xaf": "it is a 7-Zip archive",
    b"\xd0\xcf\x11\xe0": "it is a document of an old office program",
    b"\x7fELF": "it is a program",
}
_CONTROLS_IN_BINARY = 0.3
# The longer marks first: that of UTF-32 begins with that of UTF-16.
_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32-LE"),
    (b"\x00\x00\xfe\xff", "UTF-32-BE"),
    (b"\xff\xfe", "UTF-16-LE"),
    (b"\xfe\xff", "UTF-16-BE"),
)
_SAMPLE = 4096


def decode(raw: bytes, findings: list[Finding], *, max_bytes: int = MAX_BYTES) -> str:
    """The text without a byte order mark, its line ends as found; what is remarkable is added to `findings`.

    Raises `UnreadableError` for what is too large or not text at all.
    """
    if len(raw) > max_bytes:
        raise _refused(rules.TOO_LARGE, limit=f"{max_bytes:,}")
    plain = len(raw.translate(None, _NOT_TEXT)) == len(raw)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        text = _decode_other(raw, error.start, findings)
        plain = False
    else:
        if not plain:
            text = _decode_wide(raw, findings) if b"\0" in raw else text
            _refuse_binary(text.encode())
    if text.startswith(_BOM):
        findings.append(Finding(rules.BYTE_ORDER_MARK, at=(1, 1)))
        text = text[1:]
    if not plain or (not raw.isascii() and (_BIDI_BYTES.search(raw) or _C1_BYTES.search(raw))):
        _look_for_unseen(text, findings)
    return text


def refused_control(text: str, offset: int, syntax: str) -> Finding:
    """The finding for a control character, at this offset, that stopped a parser."""
    facts = {"code": code_of(text[offset]), "syntax": syntax}
    return Finding(rules.CONTROL_CHARACTER_REFUSED, facts=facts, at=Lines(text).at(offset))


def _refused(rule: Rule, at: tuple[int, int] = (1, 1), **facts: str) -> UnreadableError:
    return UnreadableError(Finding(rule, facts=facts, at=at))


def _decode_other(raw: bytes, first_bad: int, findings: list[Finding]) -> str:
    """Decode what is not UTF-8."""
    if b"\0" in raw or raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_wide(raw, findings)
    _refuse_binary(raw)
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    facts = {"byte": f"0x{raw[first_bad]:02X}", "letter": text[first_bad]}
    # One byte is one letter here, so the byte's place is the letter's.
    findings.append(Finding(rules.ENCODING_LATIN_1, facts=facts, at=Lines(text).at(first_bad)))
    return text


def _decode_wide(raw: bytes, findings: list[Finding]) -> str:
    """Decode UTF-16 or UTF-32, known by their mark or by where their zeros stand."""
    encoding = next((name for mark, name in _WIDE_MARKS if raw.startswith(mark)), None) or _by_zeros(raw[:_SAMPLE])
    if encoding is None:
        _refuse_binary(raw)
        raise _refused(rules.BINARY, _place_of_zero(raw), kind="it holds zero bytes")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise _refused(rules.BINARY, kind=f"it looks like {encoding}, but cannot be read as such") from None
    if "\0" in text:
        raise _refused(rules.BINARY, kind="it holds zero characters")
    findings.append(Finding(rules.ENCODING_UTF_16, facts={"encoding": encoding}, at=(1, 1)))
    return text.removeprefix(_BOM)


def _by_zeros(sample: bytes) -> str | None:
    """Guess the encoding of text that is mostly ASCII: each letter has its zeros on one side."""
    quarters = [sample[start::4].count(0) * 4 / len(sample) for start in range(4)]
    zeros = "".join("0" if quarter > 1 / 2 else "a" for quarter in quarters)
    patterns = {"a000": "UTF-32-LE", "000a": "UTF-32-BE", "a0a0": "UTF-16-LE", "0a0a": "UTF-16-BE"}
    return patterns.get(zeros)


def _refuse_binary(raw: bytes) -> None:
    for mark, kind in _MAGIC.items():
        if raw.startswith(mark):
            raise _refused(rules.BINARY, kind=kind)
    if len(raw) - len(raw.translate(None, _NOT_TEXT)) > _CONTROLS_IN_BINARY * len(raw):
        raise _refused(rules.BINARY, kind="most of it are control codes, not letters")


def _place_of_zero(raw: bytes) -> tuple[int, int]:
    offset = raw.index(0)
    return Lines(raw[:offset].decode("latin-1")).at(offset)


def _look_for_unseen(text: str, findings: list[Finding]) -> None:
    """Report control characters and changes of direction: the first place of each, and how many."""
    lines: Lines | None = None
    for rule, pattern in ((rules.CONTROL_CHARACTER, CONTROL), (rules.BIDI_CHARACTER, _BIDI)):
        first = pattern.search(text)
        if first is None:
            continue
        lines = lines or Lines(text)
        facts = {"code": code_of(first[0]), "count": str(sum(1 for _ in pattern.finditer(text)))}
        findings.append(Finding(rule, facts=facts, at=lines.at(first.start())))
