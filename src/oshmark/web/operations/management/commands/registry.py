# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark registry: the public registry as files that outlive the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from oshmark.adapters import clock
from oshmark.web.noun import Noun
from oshmark.web.operations.exporting.copying import export_registry
from oshmark.web.operations.presence import refuse_nothing_here

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

EXAMPLES = """
Examples:
  oshmark registry export copy          open copy/index.html, or give the folder to any web server
  oshmark registry export copy --with-sources
"""


class Command(Noun):
    """The noun `registry`."""

    help = "Write the public registry as files that outlive the site."
    examples = EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        says = "Write certificates, labels and the log as a static site."
        export = verbs.add_parser("export", description=says, help=says[0].lower() + says[1:].rstrip("."))
        export.add_argument("folder", type=Path, metavar="FOLDER")
        export.add_argument("--with-sources", action="store_true", help="with the archived files of what is labelled")

    def run(self, options: dict[str, Any]) -> int:
        """Write it, and say for which state of the log it stands."""
        refuse_nothing_here()
        folder = options["folder"].absolute()
        made = export_registry(folder, with_sources=options["with_sources"], now=clock.now())
        self.stdout.write(f"{made.files} files in {folder}, for {made.size} events up to root {made.root}.")
        return 0
