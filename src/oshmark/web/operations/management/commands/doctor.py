# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark doctor: look at everything that an operator needs to know, and say what helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.adapters import clock
from oshmark.web.noun import Noun
from oshmark.web.operations.doctor.examining import examine, worst
from oshmark.web.operations.doctor.line import Level, Line

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

EXAMPLES = """
Examples:
  oshmark doctor                        a line for each thing; exit code 1 where something is wrong
  oshmark doctor --all                  every file is read, and not some by chance
  oshmark doctor --quick --json         for a monitor, every few minutes
"""


class Command(Noun):
    """The noun `doctor`."""

    help = "Look at everything that an operator needs to know, and say what helps."
    examples = EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """How thoroughly."""
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--all", action="store_true", help="read every file, and not some by chance")
        how.add_argument("--quick", action="store_true", help="leave out log, tables and files, which take long")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def run(self, options: dict[str, Any]) -> int:
        """Say each line as it is found; exit code 1 where one is wrong."""
        found = []
        for line in examine(clock.now(), everything=options["all"], quick=options["quick"]):
            found.append(line)
            if not options["json"]:
                self._say(line)
        level = worst(found)
        if options["json"]:
            self.stdout.write(msgspec.json.encode({"level": level, "lines": found}).decode())
        return 1 if level is Level.WRONG else 0

    def _say(self, line: Line) -> None:
        self.stdout.write(f"{line.level.value:5}  {line.check:12}  {line.says}")
        if line.do:
            self.stdout.write(f"{'':21}→ {line.do}")
        self.stdout.flush()
