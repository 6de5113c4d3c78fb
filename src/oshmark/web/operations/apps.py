# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the application is set up."""

from __future__ import annotations

from django.apps import AppConfig

from oshmark.web.crawling.also_due import ALSO_DUE


class Operations(AppConfig):
    """What an operator runs."""

    name = "oshmark.web.operations"

    def ready(self) -> None:
        """Have erased people forgotten with each tick, and the tables looked over once a day."""
        from oshmark.web.operations import forgetting, looking_over  # noqa: PLC0415  models are there only now

        for do in (forgetting.with_each_tick, looking_over.with_each_tick):
            if do not in ALSO_DUE:
                ALSO_DUE.append(do)
