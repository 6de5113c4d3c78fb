# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What there is to do. What each one does is in `web/operations/jobs.py`, and nowhere else."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """A kind of job."""

    LOOK = "look"
    REFRESH = "refresh"
    CRAWL = "crawl"
    SAMPLE = "sample"
    ARCHIVE = "archive"
    ATTEST = "attest"
    ARCHIVE_WHOLE = "archive-whole"
    TELL = "tell"
    PUBLISH = "publish"
    TIDY = "tidy"


URGENT = frozenset({Kind.LOOK, Kind.REFRESH})
"""Somebody waits for these: they come before all others, and what takes long gives way to them."""
