# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Read a bill of materials: bytes in, lines out, with everything that was guessed or left out."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from oshmark.bom import headers, rules
from oshmark.bom.columns import assign, without_headings
from oshmark.bom.limits import MAX_BYTES, MAX_CELL, refuse, unreadable
from oshmark.bom.lines import Block
from oshmark.bom.model import Bom, Dropped, Line
from oshmark.bom.notes import Notes
from oshmark.bom.readers import delimited, html, markdown, netlist, partlist, spreadsheet, xml_sheet
from oshmark.bom.row_labels import ALTERNATIVE_TITLE, TOOL_TITLE
from oshmark.bom.sniff import OLE, ZIP, Kind, kind_of_text, not_a_table
from oshmark.bom.text import decode
from oshmark.errors import UnreadableError
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from oshmark.bom.table import Table

_AT_ONCE = 32
_SEARCHED = 80
"""Rows among which the headings are looked for."""


def read(raw: bytes) -> Bom:
    """The bill in a file, whatever its name says.

    Raises `UnreadableError` for one in which no list of parts is found.
    """
    if len(raw) > MAX_BYTES:
        raise refuse(f"{MAX_BYTES >> 20} MB")
    what = not_a_table(raw)
    if what:
        raise unreadable(what)
    notes = Notes()
    tables = _tables(raw, notes)
    if any(_has_cut(table) for table in tables):
        notes.findings.append(Finding(rules.CELL_CUT))
    blocks = _blocks(tables, notes)
    if not blocks:
        raise UnreadableError(Finding(rules.NO_TABLE))
    return _bom(blocks, notes)


def _has_cut(table: Table) -> bool:
    """Whether a cell was cut because it has no end. Some rows are looked at together: in most there is no such cell."""
    for at in range(0, len(table.rows), _AT_ONCE):
        some = [row.cells for row in table.rows[at : at + _AT_ONCE]]
        if len("".join(chain.from_iterable(some))) >= MAX_CELL and any(
            len(cell) >= MAX_CELL for cells in some for cell in cells
        ):
            return True
    return False


def _tables(raw: bytes, notes: Notes) -> list[Table]:
    if raw.startswith((ZIP, OLE)):
        return spreadsheet.read(raw, notes.findings)
    text, guessed = decode(raw)
    if guessed:
        notes.findings.append(Finding(rules.ENCODING_GUESSED, facts={"encoding": guessed}))
    if text.count("\ufffd") + text.count("\0") > len(text) // 10:
        raise unreadable("it is neither a text nor a spreadsheet")
    return _tables_of_text(text, kind_of_text(text), notes)


def _tables_of_text(text: str, kind: Kind, notes: Notes) -> list[Table]:  # noqa: PLR0911  an arm for each kind
    match kind:
        case Kind.MARKDOWN:
            return _of_markdown(text, notes)
        case Kind.HTML:
            return html.tables(text)
        case Kind.XML_SHEET | Kind.FLAT_ODS:
            return xml_sheet.tables(text)
        case Kind.NETLIST_XML:
            return netlist.from_kicad_xml(text)
        case Kind.NETLIST:
            return netlist.from_kicad(text)
        case Kind.EAGLE_XML:
            return netlist.from_eagle_xml(text)
        case Kind.PARTLIST:
            return partlist.tables(text) or delimited.read(text, notes.findings)
        case Kind.DELIMITED:
            return _of_lines(text, notes)
        case Kind.XLSX | Kind.ODS | Kind.XLS:
            return []


def _of_lines(text: str, notes: Notes) -> list[Table]:
    found = delimited.read(text, notes.findings)
    if any(headers.score(row.cells) for table in found for row in table.rows[:_SEARCHED]):
        return found
    return partlist.tables(text) or found


def _of_markdown(text: str, notes: Notes) -> list[Table]:
    found = markdown.tables(text)
    if any(headers.score(table.rows[0].cells) for table in found):
        return found
    lists = markdown.lists(text)
    if lists:
        notes.findings.append(Finding(rules.LIST_READ))
    return found + lists


def _blocks(tables: list[Table], notes: Notes) -> list[Block]:
    """The tables that are lists of parts. Where several are, those with a name and a description only are none."""
    places = [(table, headers.find([row.cells for row in table.rows[:_SEARCHED]])) for table in tables]
    strict = [headers.is_of_parts(table.rows[at].cells) for table, at in places if at is not None]
    blocks = []
    for table, at in places:
        if len(tables) > 1 and (why := _why_not(table, at, any(strict))):
            notes.findings.append(Finding(rules.TABLE_LEFT_OUT, facts={"table": table.name or "a table", "why": why}))
            continue
        block = _block(table, at, notes)
        if block is not None:
            blocks.append(block)
    return blocks


def _why_not(table: Table, at: int | None, strict: bool) -> str | None:  # noqa: FBT001  a fact, not a switch
    if TOOL_TITLE.match(table.name):
        return "it lists tools"
    if ALTERNATIVE_TITLE.match(table.name):
        return "it lists alternatives"
    if at is None:
        return "it has no headings of a list of parts" if strict else None
    return "it does not look like a list of parts" if strict and not headers.is_of_parts(table.rows[at].cells) else None


def _block(table: Table, at: int | None, notes: Notes) -> Block | None:
    if at is not None:
        said = len(notes.findings)
        block = _below(table, at, notes)
        if not table.plain_list and len(block.columns) == 1 and block.titles > 3 + 2 * len(block.lines):
            del notes.findings[said:]  # what looked like titles are parts of which only the name is said
            table.plain_list = True
            block = _below(table, at, notes)
        return block
    columns = without_headings(table.rows)
    if columns is None:
        return None
    block = Block(table, notes)
    notes.findings.append(Finding(rules.NO_HEADINGS, facts={"columns": ", ".join(field.value for field in columns.at)}))
    block.read(table.rows, columns)
    return block


def _below(table: Table, at: int, notes: Notes) -> Block:
    """What stands below the headings."""
    headings, first, last = headers.joined([row.cells for row in table.rows[: at + 2]], at)
    block, below = Block(table, notes), table.rows[last + 1 :]
    block.preamble(table.rows[:first])
    block.read(below, assign(headings, below, notes.findings))
    return block


def _bom(blocks: list[Block], notes: Notes) -> Bom:
    dropped = [one for block in blocks for one in block.dropped]
    lines = _once([line for block in blocks for line in block.lines], dropped)
    if not lines and not any(block.lines for block in blocks):
        raise UnreadableError(Finding(rules.NO_TABLE))
    columns: dict[str, str] = {}
    for read in (columns for block in blocks for columns in block.columns):
        columns = {**read.listed(), **columns}
    _remark(blocks, lines, columns, notes)
    tables = tuple(dict.fromkeys(line.sheet for line in lines))
    ordered = sorted(dropped, key=lambda one: one.line) if len(blocks) == 1 else dropped
    return Bom(columns, tuple(lines), tuple(ordered), tuple(notes.findings), tables)


def _once(lines: list[Line], dropped: list[Dropped]) -> list[Line]:
    """Without the lines of a list of single components, where the same components stand put together as well."""
    groups = {line.group for line in lines if line.group and line.group.lower().startswith("individual components")}
    rest = [line for line in lines if line.group not in groups]
    if not groups or not rest:
        return lines
    dropped += [Dropped(line.line, "listed again, put together") for line in lines if line.group in groups]
    return rest


def _remark(blocks: list[Block], lines: list[Line], columns: dict[str, str], notes: Notes) -> None:
    names = [name for block in blocks if block.lines for name in [block.lines[0].sheet or "without a name"]]
    if len(names) > 1:
        notes.findings.append(Finding(rules.SEVERAL_TABLES, facts={"tables": ", ".join(names)[:300]}))
    if "quantity" not in columns and "designators" not in columns:
        notes.findings.append(Finding(rules.NO_QUANTITY))
    _remark_twice(lines, notes)


def _remark_twice(lines: list[Line], notes: Notes) -> None:
    listed = [line.designators for line in lines]
    if len(set(chain.from_iterable(listed))) == sum(map(len, listed)):
        return
    seen: set[str] = set()
    for line in lines:
        if len(line.designators) == 1 or line.quantity == len(line.designators):
            for mark in line.designators:
                if mark in seen and "*" not in mark:
                    notes.say(rules.DESIGNATOR_TWICE, None, (line.line, 1), was=mark)
                seen.add(mark)
