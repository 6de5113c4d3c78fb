# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark scheme`: look through certification schemes, compare versions of them, read them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oshmark.cli.cannot_open import shown
from oshmark.cli.on_instance import run_on_instance
from oshmark.errors import UnreadableError

if TYPE_CHECKING:
    from oshmark.certification.scheme import Scheme

STDIN = Path("-")
PATH = click.Path(path_type=Path, allow_dash=True, readable=False)


@click.group("scheme", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Check certification schemes, compare versions of them, read and publish them.

    \b
    Examples:
      oshmark scheme show
      oshmark scheme show --toml printer-producer > mine.toml
      oshmark scheme check --body body.toml mine.toml
      oshmark scheme diff printer-producer mine.toml
      oshmark scheme publish mine.toml --as ada@example.org --reason "the assembly wants it"
    """  # noqa: D301  click wants the sign itself


@command.command("check")
@click.argument("paths", metavar="FILE…", nargs=-1, required=True, type=PATH)
@click.option("--body", "body", type=PATH, help="Profile of the body, which is checked too; one that ships is known.")
@click.option("--json", "as_json", is_flag=True, help="One array, an object for each file.")
def check(paths: tuple[Path, ...], body: Path | None, *, as_json: bool) -> None:
    """Say what is missing in schemes before they may be published. `-` is standard input.

    A scheme with an error stays a draft. In place of a file, the id of a scheme that ships with oshmark is understood.

    \b
    Exit code: 0 nothing worse than a warning, 1 an error or an unreadable file, 2 wrong use.
    """  # noqa: D301  click wants the sign itself
    from oshmark.cli.scheme_report import run_check

    sys.exit(run_check(paths, body, as_json=as_json))


@command.command("diff")
@click.argument("before", metavar="A", type=PATH)
@click.argument("after", metavar="B", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def diff(before: Path, after: Path, *, as_json: bool) -> None:
    """Say what differs between two versions of a scheme, criterion by criterion.

    Entries are matched by their ids, criteria also where they moved to another group.

    \b
    Exit code: 0 also when they differ, 1 a file cannot be read, 2 wrong use.
    """  # noqa: D301  click wants the sign itself
    from oshmark.cli import scheme_report

    scheme_report.say_difference(before, after, _scheme(before), _scheme(after), as_json=as_json)


@command.command("show")
@click.argument("path", metavar="[FILE]", required=False, type=PATH)
@click.option("--json", "as_json", is_flag=True, help="One JSON object; without a file, one array of what ships.")
@click.option("--toml", "as_toml", is_flag=True, help="The file as it is, to begin your own from.")
def show(path: Path | None, *, as_json: bool, as_toml: bool) -> None:
    """Read a scheme as a page of text; without a file, list the schemes that ship with oshmark.

    \b
    Exit code: 0 it was shown, 1 it cannot be read, 2 wrong use.
    """  # noqa: D301  click wants the sign itself
    from oshmark.cli import scheme_report

    if as_json and as_toml:
        raise click.UsageError("--json and --toml contradict each other. Take one of them.")
    if path is None:
        if as_toml:
            raise click.UsageError("--toml needs the scheme to be named.")
        scheme_report.list_shipped(as_json=as_json)
    elif as_toml:
        _scheme(path)
        sys.stdout.buffer.write(_bytes(path))
    else:
        scheme_report.show(_scheme(path), as_json=as_json)


@command.command(
    "publish",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
    add_help_option=False,
    short_help="Propose a scheme for comments; adopt it when the time for comments is over.",
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def publish(arguments: tuple[str, ...]) -> None:
    """Propose a scheme of a body of this instance for comments; adopt it when the time for comments is over."""
    run_on_instance("scheme", ("publish", *arguments))


def _bytes(path: Path) -> bytes:
    """The file; what is in the way is said, and the command ends."""
    from oshmark.cli.scheme_report import read_bytes

    try:
        return read_bytes(path)
    except FileNotFoundError:
        click.echo(f"oshmark: {shown(path)} does not exist, and no scheme with this id ships with oshmark.", err=True)
        sys.exit(2)
    except IsADirectoryError:
        click.echo(f"oshmark: {shown(path)} is a folder. Name the file of a scheme in it.", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"oshmark: {shown(path)} cannot be read: {error.strerror}.", err=True)
        sys.exit(1)


def _scheme(path: Path) -> Scheme:
    """The scheme in a file; one that cannot be read whole is not compared or shown, for something would be missing."""
    from oshmark.certification.scheme_read import read_scheme
    from oshmark.values.finding import Severity

    try:
        reading = read_scheme(_bytes(path))
    except UnreadableError as error:
        line, column = error.finding.at or (1, 1)
        click.echo(f"{shown(path)}:{line}:{column}: error: {error.finding.message}", err=True)
        sys.exit(1)
    wrong = any(finding.severity is Severity.ERROR for finding in reading.findings)
    if reading.scheme is None or wrong:
        click.echo(f"oshmark: {shown(path)} has faults; `oshmark scheme check` says which.", err=True)
        sys.exit(1)
    return reading.scheme
