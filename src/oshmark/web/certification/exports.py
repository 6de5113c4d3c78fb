# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The registry as one file: CSV for spreadsheets, JSON for programs. Written row by row, so that it may be long."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.web.certification.models import CertificateRow
from oshmark.web.certification.queries import listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oshmark.web.certification.queries import Listed

AT_ONCE = 500
COLUMNS = (
    *("number", "status", "since", "kind", "name", "version", "holder", "holder_name", "municipality", "country"),
    *("body", "scheme", "level", "scope", "issued", "valid_from", "valid_until", "release"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def every(now: datetime) -> Iterator[Listed]:
    """Every certificate, by number."""
    last = ""
    while rows := list(CertificateRow.objects.filter(number__gt=last).order_by("number")[:AT_ONCE]):
        yield from listed(rows, now)
        last = rows[-1].number


def record(one: Listed) -> dict[str, Any]:
    """One certificate as the files have it."""
    row, status = one.row, one.status
    values = (
        *(one.number, status.state.value, status.since, row.kind, row.name, row.subject_version),
        *(row.holder, one.holder.text, row.municipality, row.country, row.body, f"{row.scheme}@{row.version}"),
        *(status.level, " ".join(status.scope), row.issued_at, status.valid_from, status.valid_until, row.ref),
    )
    return dict(zip(COLUMNS, values, strict=True))


def as_json(now: datetime) -> Iterator[bytes]:
    """A list of all of them."""
    yield b"[\n"
    for place, one in enumerate(every(now)):
        yield (b",\n" if place else b"") + msgspec.json.encode(record(one))
    yield b"\n]\n"


class _Line:
    """What the writer of CSV writes to: it gives the line back."""

    @staticmethod
    def write(line: str) -> str:
        return line


def as_csv(now: datetime) -> Iterator[str]:
    """A line for each of them, below one of headings."""
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    for one in every(now):
        yield writer.writerow([cell(value) for value in record(one).values()])


def cell(value: object) -> str:
    """A value that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
