# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: PLR2004  numbers of a format stand where they are compared
"""Spreadsheets that are zip archives: looked through and packed anew before a native library sees them.

What the directory of an archive says of sizes may be a lie, and two cells at far corners make a sheet of billions. So
every member that is needed is unpacked here, within bounds, looked at, and put into a new archive without compression.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from oshmark.bom.limits import MAX_CELLS, MAX_UNPACKED, refuse, unreadable
from oshmark.bom.numbers import currency_in
from oshmark.bom.readers.ods_merges import merges_of

if TYPE_CHECKING:
    from oshmark.bom.table import Merge

_MAX_MEMBERS = 5000
_MAX_BOX = 2_000_000
"""Cells of the smallest rectangle around all filled cells of a sheet."""
_XLSX = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:workbook|styles|sharedStrings)\.xml|xl/_rels/[^/]+\.rels|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
_ODS = re.compile(r"mimetype|content\.xml|styles\.xml|META-INF/manifest\.xml")
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FAR = re.compile(rb"""\br\s*=\s*["'](?:[A-Za-z]{2,}\d+|[A-Za-z]?\d{5,})""")
_FILLED = re.compile(rb"""<(?:\w+:)?c\b[^<>]*?\br\s*=\s*["']([A-Za-z]{1,4})(\d{1,9})["'][^<>]*(?<!/)>\s*<""")
_FILLED_ROW = re.compile(
    rb"""<(?:\w+:)?row\b[^<>]*?\br\s*=\s*["'](\d{5,})["'][^<>]*(?<!/)>\s*<(?:\w+:)?c\b(?![^<>]*\br\s*=)"""
)
_FORMAT = re.compile(r'formatCode="([^"]*)"')
_ODS_CURRENCY = re.compile(rb'office:currency="([A-Z]{3})"')
_ROWS_REPEATED = re.compile(rb'(table:number-rows-repeated=")(\d+)(")')
_COLUMNS_REPEATED = re.compile(
    rb"<table:(?:covered-)?table-cell\b[^<>]*?table:number-columns-repeated=\"(\d+)\"[^<>]*>"
)
_REPEATS = re.compile(rb'(table:number-columns-repeated=")\d+(")')


class Safe(NamedTuple):
    """The new archive, the one currency that the formats of its cells name, and the merged cells of each sheet where
    the library does not tell them."""

    raw: bytes
    currency: str | None
    merges: list[tuple[Merge, ...]]


def repacked(raw: bytes) -> Safe:
    """A workbook that holds no more than what a reader of cells needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = _members(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError) as exc:
        raise unreadable("the archive is damaged, or locked with a password") from exc
    if "content.xml" in members:
        members["content.xml"] = _tamed(members["content.xml"])
        currency = _only({code.decode() for code in _ODS_CURRENCY.findall(members["content.xml"])})
        merges = merges_of(members["content.xml"])
    else:
        for name, data in members.items():
            if name.lower().startswith("xl/worksheets/"):
                _check_box(data)
        currency, merges = _format_currency(members), []
    return Safe(_packed(members), currency, merges)


def _members(archive: zipfile.ZipFile) -> dict[str, bytes]:
    found = archive.infolist()
    if len(found) > _MAX_MEMBERS:
        raise refuse(f"{_MAX_MEMBERS:,} files within it")
    names = {info.filename for info in found}
    wanted = _wanted(names)
    kept = {info.filename: info for info in found if wanted.fullmatch(info.filename)}
    if sum(info.file_size for info in kept.values()) > MAX_UNPACKED:
        raise refuse(f"{MAX_UNPACKED >> 20} MB when unpacked")
    members: dict[str, bytes] = {}
    for name, info in kept.items():
        with archive.open(info) as packed:
            members[name] = packed.read(
                info.file_size + 1
            )  # without a number it would unpack all, whatever the size said
        if _ENTITY.search(members[name]):
            raise unreadable("its XML declares entities of its own, which may grow without end")
        if name != "mimetype" and b"\0" in members[name][:400]:
            raise unreadable("its XML is not UTF-8")
    return members


def _wanted(names: set[str]) -> re.Pattern[str]:
    low = {name.lower() for name in names}
    if "xl/workbook.xml" in low:
        return _XLSX
    if "content.xml" in low:
        return _ODS
    if "xl/workbook.bin" in low:
        raise unreadable("it is a binary workbook (XLSB)")
    if any(name.startswith("word/") for name in low):
        raise unreadable("it is a text document")
    raise unreadable("it is an archive, not a spreadsheet")


def _check_box(data: bytes) -> None:
    """Refuse a sheet whose filled cells are so far from each other that the rectangle around them is huge."""
    if _FAR.search(data) is None:
        return  # at most 26 columns and 9,999 rows
    if _FILLED_ROW.search(data):
        raise refuse("10,000 rows whose cells do not say where they are")
    rows, columns = [0], [0]
    for letters, number in _FILLED.findall(data):
        rows.append(int(number))
        column = 0
        for letter in letters.upper():
            column = column * 26 + letter - 64
        columns.append(column)
    if max(rows) * max(columns) > _MAX_BOX:
        raise refuse(f"{_MAX_BOX:,} cells around the filled ones")


def _tamed(data: bytes) -> bytes:
    """The content of an ODS whose repeated empty rows and cells, up to the edge of the sheet, are few."""
    head, *rows = data.split(b"<table:table-row")
    total = empty = 0
    for at, row in enumerate(rows):
        width, row = _tamed_row(row)  # noqa: PLW2901  the row in its new form
        found = _ROWS_REPEATED.search(row[: row.find(b">") + 1])
        times = int(found[2]) if found else 1
        if found and times > 1 and b"office:value-type" not in row and b"<text:p" not in row:
            empty += times
            row = _ROWS_REPEATED.sub(rb"\g<1>1\g<3>", row, count=1) if times > 1000 or empty > 20_000 else row  # noqa: PLW2901
            times = 1
        total += times * width
        if total > 5 * MAX_CELLS:
            raise refuse(f"{MAX_CELLS:,} cells")
        rows[at] = row
    return b"<table:table-row".join([head, *rows])


def _tamed_row(row: bytes) -> tuple[int, bytes]:
    """How many cells a row has, and the row with its long empty stretches cut."""
    width = row.count(b"table-cell")
    if b"columns-repeated" not in row:
        return width, row
    for found in _COLUMNS_REPEATED.finditer(row):
        times = int(found[1])
        if times > 200 and found[0].endswith(b"/>") and b"office:value" not in found[0]:
            row = row.replace(found[0], _REPEATS.sub(rb"\g<1>1\g<2>", found[0]), 1)
        else:
            width += times
    return width, row


def _format_currency(members: dict[str, bytes]) -> str | None:
    """The currency in the number formats of an XLSX that belong to the workbook itself."""
    styles = next((data for name, data in members.items() if name.lower() == "xl/styles.xml"), b"")
    formats = _FORMAT.findall(styles[:500_000].decode("utf-8", "replace"))
    found = [currency_in(text.replace("[$", "").replace("&quot;", "")) for text in formats]
    sure = {one[1] for one in found if one and one[2]}
    return _only(sure) or (None if sure else _only({one[0] for one in found if one}))


def _only(codes: set[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


def _packed(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return target.getvalue()
