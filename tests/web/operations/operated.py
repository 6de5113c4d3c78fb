# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An instance that an operator looks after, by the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.web.operations.management.commands.demo import samples
from tests.instances import Instance

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.instances import Done

PHRASE = "rather long words"
TOLD = {"OSHMARK_BACKUP_PASSPHRASE": PHRASE}


class Operated:
    """An instance with two modules, published; `variables` are the settings that every command sees."""

    def __init__(self, instance: Instance, variables: Mapping[str, str] | None = None) -> None:
        self.instance = instance
        self.variables = dict(variables or {})
        self.must("library", "add", "--no-pictures", *(samples() / name for name in ("wren-frame", "withheld-lamp")))
        self.must("library", "publish")

    def run(self, *arguments: str | Path, **variables: str) -> Done:
        return self.instance.run(*arguments, variables={**self.variables, **TOLD, **variables})

    def must(self, *arguments: str | Path, **variables: str) -> Done:
        done = self.run(*arguments, **variables)
        assert done.code == 0, done.said or done.out
        return done

    def backup(self) -> Path:
        """A backup in the folder in which commands are run."""
        self.must("backup", "--out", "b.tar.gz")
        return self.instance.here / "b.tar.gz"

    def root(self) -> str:
        """The root of the log."""
        return self.must("log", "verify").out.partition("up to root ")[2][:64]

    def left(self) -> set[str]:
        """What lies beside the home folder."""
        return {path.name for path in self.instance.home.parent.iterdir()}

    def again(self, home: Path) -> Operated:
        """The instance in another folder, as it lies there."""
        found = object.__new__(Operated)
        found.instance, found.variables = Instance(home, self.instance.here), self.variables
        return found
