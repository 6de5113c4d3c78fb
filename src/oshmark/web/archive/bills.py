# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Archived bills of materials as they were read: once for each file, in a process of its own, and then kept."""

from __future__ import annotations

import msgspec

from oshmark.adapters.bills.reader import TOO_LARGE, Answer, reader_version
from oshmark.bom.limits import MAX_BYTES
from oshmark.bom.model import Bom
from oshmark.bom.stored import from_bytes
from oshmark.web import wiring
from oshmark.web.archive.files import bytes_of
from oshmark.web.archive.models import ArchivedFile, ReadBill


class Found(msgspec.Struct, frozen=True):
    """The bill in a file, or in words why there is none."""

    bom: Bom | None
    problem: str = ""


def read_bill(row: ArchivedFile) -> Found:
    """What is in an archived file. Raises `StateError` where the file or the process that reads it cannot be had."""
    known = ReadBill.objects.filter(sha256=row.sha256, reader=reader_version()).first()
    if known is not None:
        return Found(from_bytes(bytes(known.found))) if known.found is not None else Found(None, known.problem)
    too_large = row.size is None or row.size > MAX_BYTES
    answer = Answer(None, TOO_LARGE) if too_large else wiring.bill_reader().read(bytes_of(row.sha256, MAX_BYTES))
    facts = {"reader": reader_version(), "found": answer.found, "problem": answer.problem}
    ReadBill.objects.update_or_create(sha256=row.sha256, defaults=facts)
    return Found(None, answer.problem) if answer.found is None else Found(from_bytes(answer.found))
