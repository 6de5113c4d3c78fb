# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a query may take."""

from __future__ import annotations

from django.conf import settings


def timeout_s() -> float:
    """The time limit of a query in seconds."""
    return float(settings.SPARQL_TIMEOUT_S)
