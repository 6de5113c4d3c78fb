# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Repositories from which the crawl stays away, because they are left out of the library."""

from __future__ import annotations

from oshmark.library.identity import module_of
from oshmark.library.withdrawal import covering
from oshmark.web.library.models import Withdrawal


class LeftOut:
    """What is left out at the moment, asked once for many repositories."""

    def __init__(self) -> None:
        self._addresses = frozenset(Withdrawal.objects.values_list("address", flat=True))

    def holds(self, repository: str) -> bool:
        """Whether all of a repository is left out: by itself, with its owner, or with its host."""
        module = module_of(repository) if self._addresses else None
        return module is not None and not self._addresses.isdisjoint(covering(module))
