# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that is done about a certificate: by its holder, by those who look at it, by those who decide."""

from __future__ import annotations

from oshmark.web.workplaces.tasks import external, holder, measure, renewal, upkeep

TASKS = (
    *renewal.TASKS,
    *holder.TASKS,
    *external.TASKS,
    *upkeep.TASKS,
    *measure.TASKS,
)
