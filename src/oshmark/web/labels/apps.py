# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the application is set up."""

from __future__ import annotations

from django.apps import AppConfig


class Labels(AppConfig):
    """Labels tell the library of themselves."""

    name = "oshmark.web.labels"

    def ready(self) -> None:
        """Let the page of a release ask for its labels, and let them be published with it."""
        from oshmark.web.labels.lines import lines_of  # noqa: PLC0415  models are there only now
        from oshmark.web.labels.published import published_labels  # noqa: PLC0415  as above
        from oshmark.web.library.beside import ask_for_labels, publish_beside  # noqa: PLC0415  as above

        ask_for_labels(lines_of)
        publish_beside(published_labels)
