# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark restore: try a backup, or make an instance of it again.

`cli/main.py` gives this command an empty folder as its home, in which the backup is laid out.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from oshmark.errors import RefusedError
from oshmark.web.noun import Noun
from oshmark.web.operations.backups.making import passphrase
from oshmark.web.operations.backups.restoring import Given, restore, try_backup

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

EXAMPLES = """
Examples:
  oshmark restore oshmark-20261120T031500Z.tar.gz --verify
  oshmark restore oshmark-20261120T031500Z.tar.gz --into /srv/oshmark
"""


class Command(Noun):
    """The noun `restore`."""

    help = "Try a backup, or make an instance of it again: all of it, or nothing."
    examples = EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """Which backup, and where to."""
        parser.add_argument("file", type=Path, metavar="FILE")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--verify", action="store_true", help="try it, and leave everything as it is")
        what.add_argument("--into", type=Path, metavar="HOME", help="the home folder to make; it must be empty")
        says = "leave the keys sealed; the log goes on under a new key"
        parser.add_argument("--without-keys", action="store_true", help=says)

    def run(self, options: dict[str, Any]) -> int:
        """Do it, and say what was found."""
        folder: Path = settings.HOME
        (folder / "secret").unlink(missing_ok=True)  # which the settings have made for a home that is none
        if any(folder.iterdir()):
            raise RefusedError("A backup is laid out in an empty folder, and this one is not.")
        given = Given(options["file"], folder, None if options["without_keys"] else partial(passphrase, twice=False))
        if not given.path.is_file():
            raise RefusedError(f"{given.path} is no file.")
        if options["verify"]:
            try_backup(given, self._say)
            self._say("The backup is good.")
            return 0
        home = options["into"].absolute()
        restore(given, home, self._say)
        self._say(f"The instance is in {home}. Look at it, then start the site: OSHMARK_HOME={home} oshmark doctor")
        return 0

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
