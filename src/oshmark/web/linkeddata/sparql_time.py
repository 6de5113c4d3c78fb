# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a query may take."""

from __future__ import annotations

from django.conf import settings

DEFAULT_S = 10.0


def timeout_s() -> float:
    """The time limit of a query in seconds; the setting `SPARQL_TIMEOUT_S` changes it."""
    return float(getattr(settings, "SPARQL_TIMEOUT_S", DEFAULT_S))
