# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sources that somebody's look has made: followed once something of them is in the library, else forgotten in time.

Nobody gets into the round of the crawl by asking alone, and whoever is in the library is looked at again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oshmark.library.identity import module_of
from oshmark.web.crawling.models import Repository, Source
from oshmark.web.library.models import Release
from oshmark.web.library.recorded_acts import below

if TYPE_CHECKING:
    from datetime import datetime

KEPT = timedelta(days=90)
AT_ONCE = 500


def provisional_source(name: str, now: datetime) -> Source:
    """The source of a look, which waits until it is known whether it is worth it; one that is there stays as it is."""
    stated = {"added_at": now, "paused": True, "provisional": True}
    return Source.objects.get_or_create(name=name, defaults=stated)[0]


def follow_admitted(row: Source) -> bool:
    """Have a provisional source looked through again and again if the library has admitted something of it. What
    another source leads to is left to that one."""
    if not row.provisional or not _has_admitted(row):
        return False
    changed = Source.objects.filter(pk=row.pk, provisional=True).update(paused=False, provisional=False)
    return changed == 1


def follow_all_admitted() -> int:
    """The same for all of them: some are admitted later, as when their licence is allowed."""
    return sum(follow_admitted(row) for row in Source.objects.filter(provisional=True).order_by("pk"))


def forget_provisional(now: datetime) -> int:
    """Forget some of those that have led to nothing for long; their number."""
    old = Source.objects.filter(provisional=True, paused=True, added_at__lt=now - KEPT).order_by("pk")[:AT_ONCE]
    count = len(old)
    Source.objects.filter(pk__in=[row.pk for row in old]).delete()
    return count


def _has_admitted(row: Source) -> bool:
    addresses = Repository.objects.filter(source=row, moved_to="").values_list("address", flat=True)
    modules = (module_of(address) for address in addresses)
    return any(
        Release.objects.filter(module__in=below(module.address), state=Release.ADMITTED).exists()
        for module in modules
        if module is not None
    )
