# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark upgrade: bring the instance to the version that is installed, on a copy first, and back where it fails."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from oshmark.adapters import clock
from oshmark.errors import OshmarkError
from oshmark.web.noun import Noun
from oshmark.web.operations.backups import upgrading
from oshmark.web.operations.backups.making import make_backup, passphrase, place_for
from oshmark.web.operations.presence import refuse_nothing_here

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

EXAMPLES = """
Examples:
  oshmark upgrade --rehearse            on a copy: what would change, and how long it takes
  oshmark upgrade --out /srv/backups    with a backup there first
  oshmark upgrade --back                after an upgrade that was broken off
"""


class Command(Noun):
    """The noun `upgrade`."""

    help = "Bring the instance to the version of oshmark that is installed."
    examples = EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """For good, or not."""
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--rehearse", action="store_true", help="upgrade a copy, and throw it away")
        what.add_argument("--back", action="store_true", help="put back what was before an upgrade that was broken off")
        says = "where the backup goes that is made first (default: here)"
        parser.add_argument("--out", type=Path, metavar="FILE", help=says)
        parser.add_argument("--without-keys", action="store_true", help="leave the secret keys out of the backup")

    def run(self, options: dict[str, Any]) -> int:
        """Do it, and say what was done."""
        if options["back"]:
            upgrading.put_back(self._say)
            return 0
        refuse_nothing_here()
        if options["rehearse"]:
            upgrading.rehearse(self._say)
            self._say("The upgrade would succeed. Nothing was changed.")
            return 0
        now = clock.now()
        sealed_with = None if options["without_keys"] else passphrase(twice=True)
        path = place_for(options["out"], Path.cwd(), now)

        def backup() -> str:
            return f"Backup: {make_backup(path, sealed_with, pictures=True, now=now).path}"

        try:
            upgrading.upgrade(backup, self._say)
        except OshmarkError as error:
            raise type(error)(f"Not upgraded. {error}") from error
        self._say("Upgraded. Start the site again.")
        return 0

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
