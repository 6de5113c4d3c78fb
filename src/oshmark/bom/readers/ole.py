# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: PLR2004  numbers of a format stand where they are compared
"""The old XLS: chains of sectors ([MS-CFB]) that may go round in circles, records ([MS-XLS]) of cells at far corners.

Nothing is read here; a file that would keep a reader busy for ever is refused.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from oshmark.bom.limits import refuse, unreadable

_END = 0xFFFFFFFA
"""Numbers of sectors from here on have a meaning of their own: end of a chain, free, a part of the table itself."""
_FREE = 0xFFFFFFFF
_ENTRY = 128
_MINI_STREAM_BELOW = 4096
_MAX_BOX = 2_000_000
_CELLS = frozenset({0x06, 0xBD, 0xD6, 0xFD, 0x0203, 0x0204, 0x0205, 0x027E, 0x0406, 0x0206})
"""FORMULA, MULRK, RSTRING, LABELSST, NUMBER, LABEL, BOOLERR, RK: records of cells that hold something."""
_BOF, _FILEPASS = 0x0809, 0x2F


class _File(NamedTuple):
    raw: bytes
    size: int
    "Bytes of a sector."
    table: tuple[int, ...]
    "For each sector the one that follows it."


def check(raw: bytes) -> None:
    """Refuse a workbook whose chains do not end, or whose cells are too far from each other."""
    try:
        _check_records(_workbook(raw))
    except (struct.error, IndexError, ValueError) as exc:
        raise unreadable("the spreadsheet is damaged") from exc


def _workbook(raw: bytes) -> bytes:
    """The stream with the cells."""
    shift, mini_shift = struct.unpack_from("<HH", raw, 30)
    if shift not in {9, 12} or mini_shift != 6:
        raise unreadable("the spreadsheet is damaged")
    (directory_at,) = struct.unpack_from("<I", raw, 48)
    (mini_at,) = struct.unpack_from("<I", raw, 60)
    file = _File(raw, 1 << shift, _table(raw, 1 << shift))
    directory = _stream(file, directory_at)
    mini_table = _numbers(_stream(file, mini_at)) if mini_at < _END else ()
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    if not entries:
        raise unreadable("the spreadsheet is damaged")
    small = _stream(file, struct.unpack_from("<I", entries[0], 116)[0])
    streams = {_name(entry): _entry(file, entry, small, mini_table) for entry in entries if entry[66] == 2}
    found = streams.get("Workbook") or streams.get("Book")
    if found is None:
        raise unreadable(
            "it is an Office document, but not a spreadsheet"
            if "EncryptedPackage" not in streams
            else "it is locked with a password"
        )
    return found


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")


def _entry(file: _File, entry: bytes, small: bytes, mini_table: tuple[int, ...]) -> bytes:
    at, size = struct.unpack_from("<II", entry, 116)
    if size >= _MINI_STREAM_BELOW:
        return _stream(file, at)[:size]
    parts = [small[number * 64 : number * 64 + 64] for number in _chain(mini_table, at)] if size else []
    return b"".join(parts)[:size]


def _table(raw: bytes, size: int) -> tuple[int, ...]:
    """The table of what follows what; itself a list of sectors in the header, and in a chain of further ones."""
    sectors = list(struct.unpack_from("<109I", raw, 76))
    (more,) = struct.unpack_from("<I", raw, 68)
    seen: set[int] = set()
    while more < _END:
        if more in seen or len(seen) > len(raw) // size:
            raise unreadable("its sectors go round in a circle")
        seen.add(more)
        numbers = _numbers(raw[(more + 1) * size : (more + 2) * size])
        sectors += numbers[:-1]
        more = numbers[-1]
    used = [number for number in sectors if number < _END]
    if len(used) > len(raw) // size + 1:
        raise unreadable("its sectors go round in a circle")
    return _numbers(b"".join(raw[(number + 1) * size : (number + 2) * size] for number in used))


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _chain(table: tuple[int, ...], at: int) -> list[int]:
    found: list[int] = []
    while at < _END:
        found.append(at)
        if len(found) > len(table):
            raise unreadable("its sectors go round in a circle")
        at = table[at]
    return found


def _stream(file: _File, at: int) -> bytes:
    size = file.size
    return b"".join(file.raw[(number + 1) * size : (number + 2) * size] for number in _chain(file.table, at))


def _check_records(stream: bytes) -> None:
    """Walk over the records; each begins with its kind and its length."""
    at = rows = columns = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _FILEPASS:
            raise unreadable("it is locked with a password")
        if kind == _BOF:
            rows = columns = 0
        elif kind in _CELLS and length >= 4 and at + 8 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if kind == 0xBD:  # several cells in a row; the last two bytes say which is the last
                columns = max(columns, column + length // 6)
            if rows * columns > _MAX_BOX:
                raise refuse(f"{_MAX_BOX:,} cells around the filled ones")
        at += 4 + length
