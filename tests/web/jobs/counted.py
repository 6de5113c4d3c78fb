# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the workers of `counting` do."""

from __future__ import annotations

from oshmark.web.jobs.kinds import Kind
from tests.web.jobs.counting import count, crash

JOBS = {Kind.CRAWL: count, Kind.TIDY: crash}
