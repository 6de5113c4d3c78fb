# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that is done about a certificate: by its holder, by those who look at it, by those who decide."""

from __future__ import annotations

from oshmark.web.workplaces import external_tasks, holder_tasks, measure_tasks, renewal_tasks, upkeep_tasks

TASKS = (
    *renewal_tasks.TASKS,
    *holder_tasks.TASKS,
    *external_tasks.TASKS,
    *upkeep_tasks.TASKS,
    *measure_tasks.TASKS,
)
