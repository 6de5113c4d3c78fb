# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the application is set up."""

from __future__ import annotations

from django.apps import AppConfig

from oshmark.web.crawling.also_due import ALSO_DUE


class Issuers(AppConfig):
    """Who attests elsewhere."""

    name = "oshmark.web.issuers"

    def ready(self) -> None:
        """Let the pages look into the ledger, and have claims checked with each tick."""
        from oshmark.web.certification.attestations import look_in_ledger  # noqa: PLC0415  models are there only now
        from oshmark.web.issuers.checking import with_each_tick  # noqa: PLC0415  as above
        from oshmark.web.issuers.ledger import looked, state_of  # noqa: PLC0415  as above

        look_in_ledger(looked, state_of)
        if with_each_tick not in ALSO_DUE:
            ALSO_DUE.append(with_each_tick)
