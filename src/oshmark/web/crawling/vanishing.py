# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a pass tells the library about places: gone after repeated misses over days, there again, or moved."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oshmark.library.identity import module_of
from oshmark.web.crawling.models import Repository
from oshmark.web.library.models import Module
from oshmark.web.library.places import record_back, record_gone, record_moved

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.web.crawling.models import Source

MISSES = 3
DAYS = timedelta(days=3)
"""A repository counts as gone when it was missed so often over so long: hosts have bad days."""
ACTOR = "crawl"


def tell_library(source: Source, now: datetime) -> dict[str, int]:
    """Record what has become of the repositories of a source, and count it."""
    counts = {"gone": _gone(source, now), "back": _back(source, now), "redirected": _moved(source, now)}
    return {name: number for name, number in counts.items() if number}


def _gone(source: Source, now: datetime) -> int:
    missed = Repository.objects.filter(
        source=source, misses__gte=MISSES, missed_since__lte=now - DAYS, gone_at=None, moved_to=""
    )
    count = 0
    for row in missed:
        row.gone_at, row.state = now, ""
        row.save(update_fields=["gone_at", "state"])
        count += 1
        address = address_of(row.address)
        if address is not None:
            record_gone(address, reason=row.says, actor=ACTOR, now=now)
    return count


def _back(source: Source, now: datetime) -> int:
    there = Repository.objects.filter(source=source, gone_at=None, misses=0, moved_to="")
    away = set(Module.objects.exclude(gone_at=None, moved_to="").values_list("address", flat=True))
    if not away:
        return 0
    found = {address_of(address) for address in there.values_list("address", flat=True).iterator(chunk_size=2000)}
    return sum(record_back(address, actor=ACTOR, now=now) for address in sorted(away & {a for a in found if a}))


def _moved(source: Source, now: datetime) -> int:
    count = 0
    for row in Repository.objects.filter(source=source).exclude(moved_to=""):
        old, new = address_of(row.address), address_of(row.moved_to)
        if old is not None and new is not None:
            count += record_moved(old, new, actor=ACTOR, now=now)
    return count


def address_of(repository: str) -> str | None:
    """The address of the module that a repository is."""
    module = module_of(repository)
    return None if module is None else module.address
