# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: PLR2004  how much is enough to guess is said where it is guessed
"""What kind of file it is, by what is in it: the ending of a name is often wrong."""

from __future__ import annotations

import re
from enum import Enum

_HEAD = 4096
_MARKDOWN_RULE = re.compile(r">*\|:?-+:?(\|:?-+:?)*\|?|>*:?-{2,}:?(\|:?-+:?)+\|?")
_MAX_RULE = 5000
_MARKDOWN_HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_MARKDOWN_ITEM = re.compile(r"^[ \t]{0,20}([*+-]|\d+[.)]) +\S", re.MULTILINE)
_HTML = re.compile(r"<(!doctype\s+html|html|table|tbody|body)\b", re.IGNORECASE)
_PARTLIST = re.compile(
    r"^(Part ?list|Stückliste|Bauteilliste|Bill of Material)[^,;\t]*$|^EAGLE Version|^(Qty|Part) {2,}\S+ {2,}\S",
    re.MULTILINE,
)


class Kind(Enum):
    """A form of file that we read."""

    XLSX = "XLSX"
    ODS = "ODS"
    XLS = "XLS"
    XML_SHEET = "XML spreadsheet"
    FLAT_ODS = "flat ODS"
    HTML = "HTML"
    MARKDOWN = "Markdown"
    NETLIST_XML = "KiCad netlist (XML)"
    NETLIST = "KiCad netlist"
    EAGLE_XML = "Eagle schematic"
    PARTLIST = "parts list in columns"
    DELIMITED = "CSV"


ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BINARY: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "it is a PDF"),
    (b"\x89PNG", "it is a picture"),
    (b"\xff\xd8\xff", "it is a picture"),
    (b"GIF8", "it is a picture"),
    (b"\x1f\x8b", "it is a compressed archive"),
    (b"7z\xbc\xaf", "it is a compressed archive"),
    (b"Rar!", "it is a compressed archive"),
    (b"\x7fELF", "it is a program"),
    (b"SQLite format 3", "it is a database"),
)
"""Files that are no tables, by their first bytes."""


def not_a_table(raw: bytes) -> str | None:
    """What a file is instead of a table, in words; `None` if it may be one."""
    if not raw.strip():
        return "it is empty"
    return next((what for head, what in BINARY if raw.startswith(head)), None)


def kind_of_text(text: str) -> Kind:  # noqa: PLR0911  each kind has its mark
    """The kind of a text; whatever has no marks of another kind is taken to be delimited."""
    head = text[:_HEAD].lstrip()
    if head.startswith("<"):
        return _kind_of_markup(head)
    if head.startswith("(export"):
        return Kind.NETLIST
    if "|" in text and any(is_rule(line) for line in text.splitlines() if "-" in line[:200]):
        return Kind.MARKDOWN
    if _HTML.search(head) and "</t" in text:
        return Kind.HTML
    if _is_prose(text[: 16 * _HEAD]):
        return Kind.MARKDOWN
    if _PARTLIST.search(head) and not _delimited(head):
        return Kind.PARTLIST
    return Kind.DELIMITED


def is_rule(line: str) -> bool:
    """Whether a line is that below the headings of a table in Markdown: dashes between bars."""
    if len(line) > _MAX_RULE or "|" not in line:
        return False
    return _MARKDOWN_RULE.fullmatch(line.replace(" ", "").replace("\t", "")) is not None


def _kind_of_markup(head: str) -> Kind:
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<html" not in head.lower():
        return Kind.XML_SHEET
    if "<office:document " in head:
        return Kind.FLAT_ODS
    if re.search(r"<export\b", head):
        return Kind.NETLIST_XML
    if re.search(r"<eagle\b", head):
        return Kind.EAGLE_XML
    return Kind.HTML


def _is_prose(text: str) -> bool:
    """A Markdown page with lists: headings or items, and hardly a line whose cells are parted."""
    marks = len(_MARKDOWN_HEADING.findall(text)) + len(_MARKDOWN_ITEM.findall(text))
    lines = [line for line in text.splitlines() if line.strip()]
    return marks >= 3 and marks * 3 > len(lines) and not _delimited(text)


def _delimited(text: str) -> bool:
    """Whether most lines have the same number of a sign that parts cells."""
    lines = [line for line in text.splitlines() if line.strip()][:200]
    for sign in (";", "\t", ","):
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        if usual >= 2 and counts.count(usual) * 2 > len(lines):
            return True
    return False
