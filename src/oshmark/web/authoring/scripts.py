# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages that may run a script of ours: everything works without it, some things are easier with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.web.headers import WITH_SCRIPTS

if TYPE_CHECKING:
    from django.http import HttpResponse


def with_scripts(response: HttpResponse) -> HttpResponse:
    """The page with the policy that lets our scripts run. A form that comes back holds somebody's text: no cache
    between us and them may keep it."""
    response.headers["Content-Security-Policy"] = WITH_SCRIPTS
    response.headers["Cache-Control"] = "private"
    return response
