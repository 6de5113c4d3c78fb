# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Releases whose licence is not open or not clear: the public sees four things of them, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.library.identity import canonical_repo
from oshmark.web.library import queries
from oshmark.web.library.presentation import one_line, shown

if TYPE_CHECKING:
    from oshmark.web.library.models import Release


def waiting_row(release: Release) -> dict[str, object]:
    """The four things that the public sees of a release that waits."""
    repository = canonical_repo(queries.module_id(release.module))
    return {
        "name": one_line(release.name),
        "page": release.address,
        "repository": shown(repository.partition("://")[2], href=repository),
        "reason": shown(release.reason).text,
        "raw": f"{release.address}/-/raw",
    }
