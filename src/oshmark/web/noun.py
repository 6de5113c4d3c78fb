# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the nouns that work on an instance have in common: their help, and that what stops them is one sentence."""

from __future__ import annotations

import sys
from argparse import RawDescriptionHelpFormatter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from oshmark.errors import OshmarkError, StateError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Noun(BaseCommand):
    """A management command that is a noun of `oshmark`. A subclass says what to do in `run`."""

    requires_system_checks: list[str] = []  # they look at pages, which a command has none of
    suppressed_base_arguments: set[str] = {
        "--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color", "--force-color",
    }  # fmt: skip
    examples = ""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser that keeps the line breaks of the examples."""
        kwargs["formatter_class"] = RawDescriptionHelpFormatter
        return super().create_parser(prog_name, subcommand, epilog=self.examples, **kwargs)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run; what stops us is one sentence and exit code 1."""
        del args
        try:
            with _foreign_errors():
                code = self.run(options)
        except OshmarkError as error:
            self.stderr.write(f"oshmark: {error}")
            sys.exit(1)
        if code:
            sys.exit(code)

    def run(self, options: dict[str, Any]) -> int:
        """Do it, and give the exit code."""
        raise NotImplementedError


@contextmanager
def _foreign_errors() -> Iterator[None]:
    """Say in our words what the disk and the database complain about."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as exc:
        where = f"{exc.filename}: " if exc.filename else ""
        raise StateError(f"{where}{exc.strerror or exc}. Look for a full disk or missing rights.") from exc
    except DatabaseError as exc:
        message = f"The database of the library cannot be used: {exc}."
        raise StateError(f"{message} Look for a full disk, missing rights, or another program that holds it.") from exc
