# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Markdown: its tables, and where there are none its lists. A linear pass over the lines; nothing is rendered."""

from __future__ import annotations

import html
import re

from oshmark.bom.limits import MAX_CELL, MAX_CELLS, MAX_COLUMNS, refuse
from oshmark.bom.sniff import is_rule
from oshmark.bom.table import Row, Table, clean

_HEADING = re.compile(r"#{1,6}[ \t]+(.*)")
_ITEM = re.compile(r"[ \t]{0,20}(?:[*+-]|\d{1,4}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(.*)")
_COUNT = re.compile(r"(\d[\d.,/]*(?:[ \t]*[-–][ \t]*\d+)?)[ \t]*(?:[x×*][ \t]+|[x×](?=[A-Z(\[]))(.*)")
_COUNT_LAST = re.compile(r"(.*?)[ \t]*(?:[x×][ \t]?(\d{1,6})|\((\d{1,6})[x×]?\))")
_LINK = re.compile(
    r"!?\[([^\[\]]{0,1000})\]\(([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)(?:\s+\"[^\"]{0,500}\")?\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]{1,500})\](?:\[[^\[\]]{0,200}\])?(?![(:])")
_MARKUP = re.compile(r"\*\*|__|`|<[^<>]{0,500}>")
_FENCE = re.compile(r"[ \t]*(```|~~~)")


def tables(text: str) -> list[Table]:
    """The tables of a page; each is named by the heading above it."""
    lines = text.splitlines()
    result: list[Table] = []
    title, at, cells = "", 0, 0
    while at < len(lines):
        found = _HEADING.match(lines[at])
        if found:
            title = plain(found[1].rstrip("# "))
        elif "|" in lines[at] and at + 1 < len(lines) and "|" in lines[at + 1] + lines[at] and is_rule(lines[at + 1]):
            rows = [Row(at + 1, _cells(lines[at]))]
            at += 2
            while at < len(lines) and "|" in lines[at] and lines[at].strip():
                rows.append(Row(at + 1, _cells(lines[at])))
                cells += len(rows[-1].cells)
                at += 1
            if cells > MAX_CELLS:
                raise refuse(f"{MAX_CELLS:,} cells")
            result.append(Table(title, rows))
            continue
        at += 1
    return result


def _cells(line: str) -> list[str]:
    line = line.strip().lstrip("> ")
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    cells = [cell.replace("\0", "|") for cell in line.replace("\\|", "\0").split("|")]
    if len(cells) > MAX_COLUMNS:
        raise refuse(f"{MAX_COLUMNS} columns")
    return [plain(cell) for cell in cells]


def plain(cell: str) -> str:
    """A cell without its marks: the text of a link; its address where it has no text of its own."""
    if "[" in cell:
        cell = _LINK.sub(lambda found: found[1] or found[2], cell)
        cell = _REFERENCE.sub(r"\1", cell)
    if "<" in cell:
        cell = re.sub(r"<br */?>", " ", cell, flags=re.IGNORECASE)
        cell = re.sub(r"<(https?://[^<>\s]{1,2000})>", r"\1", cell)
    if "*" in cell or "_" in cell or "`" in cell or "<" in cell:
        cell = _MARKUP.sub("", cell)
    if "\\" in cell:
        cell = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", cell)
    return clean(html.unescape(cell) if "&" in cell else cell)


def lists(text: str) -> list[Table]:
    """The lists of a page, each as a table with the headings Quantity and Name; named by the heading above it."""
    found: dict[str, list[Row]] = {}
    title, fenced, items = "", False, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if _FENCE.match(line):
            fenced = not fenced
        heading = None if fenced else _HEADING.match(line)
        item = None if fenced else _ITEM.match(line)
        if heading:
            title = plain(heading[1].rstrip("# ")).rstrip(":").strip()
        elif item and item[1].strip() and len(item[1]) < MAX_CELL:
            items += 1
            if items > MAX_CELLS // 2:
                raise refuse(f"{MAX_CELLS:,} cells")
            found.setdefault(title, []).append(Row(number, _count_and_name(item[1])))
    return [
        Table(name, [Row(rows[0].line, ["Quantity", "Name"]), *rows], plain_list=True) for name, rows in found.items()
    ]


def _count_and_name(item: str) -> list[str]:
    text = plain(item)
    found = _COUNT.fullmatch(text)
    if found:
        return [found[1], found[2].strip()]
    last = _COUNT_LAST.fullmatch(text[:1000])
    if last:
        return [last[2] or last[3], last[1].strip()]
    return ["", text]
