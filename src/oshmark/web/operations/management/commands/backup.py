# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark backup: everything of the instance that cannot be made again, in one file, while the site goes on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from oshmark.adapters import clock
from oshmark.web.noun import Noun
from oshmark.web.operations.backups.making import make_backup, passphrase, place_for
from oshmark.web.operations.presence import refuse_nothing_here

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

EXAMPLES = """
Examples:
  oshmark backup                        a file with the time in its name, in this folder
  oshmark backup --out /srv/backups     the same in another folder
  OSHMARK_BACKUP_PASSPHRASE_FILE=/etc/oshmark/passphrase oshmark backup --out /srv/backups
"""
MB = 1_000_000


class Command(Noun):
    """The noun `backup`."""

    help = "Write everything that cannot be made again into one file, while the site goes on."
    examples = EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and what not."""
        says = "the file to write, or a folder for one with the time in its name (default: here)"
        parser.add_argument("--out", type=Path, metavar="FILE", help=says)
        parser.add_argument("--without-keys", action="store_true", help="leave out the secret keys of the instance")
        parser.add_argument("--without-pictures", action="store_true", help="leave out the small pictures")

    def run(self, options: dict[str, Any]) -> int:
        """Write it, and say what is in it."""
        refuse_nothing_here()
        now = clock.now()
        sealed_with = None if options["without_keys"] else passphrase(twice=True)
        path = place_for(options["out"], Path.cwd(), now)
        made = make_backup(path, sealed_with, pictures=not options["without_pictures"], now=now)
        self.stdout.write(
            f"{made.path}: {made.files} files, {made.bytes / MB:.1f} MB before packing, up to event {made.position}."
        )
        if sealed_with is None:
            self.stderr.write("oshmark: The keys are not in it. Without them the log goes on under a new key.")
        return 0
