# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the application is set up."""

from __future__ import annotations

from django.apps import AppConfig


class Certification(AppConfig):
    """Certification tells the library of itself."""

    name = "oshmark.web.certification"

    def ready(self) -> None:
        """Let the page of a release ask for its certificates."""
        from oshmark.web.certification.on_release import certified_of, state_of  # noqa: PLC0415  models are there only now
        from oshmark.web.library.beside import ask_for_certificates  # noqa: PLC0415  as above

        ask_for_certificates(certified_of, state_of)
