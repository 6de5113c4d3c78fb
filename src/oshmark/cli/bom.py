# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark bom`: read and compare bills of materials."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oshmark.cli.cannot_open import shown
from oshmark.errors import UnreadableError

if TYPE_CHECKING:
    from oshmark.bom.model import Bom

STDIN = Path("-")
PATH = click.Path(path_type=Path, allow_dash=True, readable=False)


@click.group("bom", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Read bills of materials, and compare two of them.

    \b
    Examples:
      oshmark bom read bom.xlsx
      oshmark bom read --json parts.csv | jq '.lines[].name'
      oshmark bom compare old.csv new.ods
    """  # noqa: D301  click wants the sign itself


@command.command("read")
@click.argument("path", metavar="FILE", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--csv", "as_csv", is_flag=True, help="Clean CSV that is safe to open in a spreadsheet.")
def read(path: Path, *, as_json: bool, as_csv: bool) -> None:
    """Read a bill of materials: CSV, TSV, XLSX, XLS, ODS, Markdown, HTML, exports of KiCad and Eagle.

    What was guessed is said, and each row that is no line is accounted for. `-` is standard input.

    \b
    Exit code: 0 lines were found, 1 the file cannot be read or has no list of parts, 2 wrong use.
    """  # noqa: D301  click wants the sign itself
    from oshmark.cli import bom_report

    if as_json and as_csv:
        raise click.UsageError("--json and --csv contradict each other. Take one of them.")
    bom = _bom(path)
    if as_json:
        sys.stdout.buffer.write(bom_report.as_json(shown(path), bom))
    elif as_csv:
        from oshmark.bom.write import to_csv

        sys.stdout.buffer.write(to_csv(bom).encode())
    else:
        bom_report.say(bom)


@command.command("compare")
@click.argument("before", metavar="A", type=PATH)
@click.argument("after", metavar="B", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def compare(before: Path, after: Path, *, as_json: bool) -> None:
    """Say what differs between two bills of materials: lines that are gone, new or changed.

    Lines are matched by their designators, then by the number of the manufacturer, then by name.

    \b
    Exit code: 0 also when they differ, 1 a file cannot be read, 2 wrong use.
    """  # noqa: D301  click wants the sign itself
    from oshmark.bom.compare import compare as difference_of
    from oshmark.cli import bom_report

    if before == after == STDIN:
        raise click.UsageError("Only one of the two can be standard input.")
    found = difference_of(_bom(before), _bom(after))
    if as_json:
        sys.stdout.buffer.write(bom_report.difference_as_json(shown(before), shown(after), found))
    else:
        bom_report.say_difference(found)


def _bom(path: Path) -> Bom:
    """The bill in a file; what is in the way is said, and the command ends."""
    from oshmark.bom.limits import MAX_BYTES
    from oshmark.bom.read import read as read_bom

    try:
        if path == STDIN:
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        return read_bom(raw)
    except FileNotFoundError:
        click.echo(f"oshmark: {shown(path)} does not exist.", err=True)
        sys.exit(2)
    except IsADirectoryError:
        click.echo(f"oshmark: {shown(path)} is a folder. Name the bill of materials in it.", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"oshmark: {shown(path)} cannot be read: {error.strerror}.", err=True)
        sys.exit(1)
    except UnreadableError as error:
        fix = f" {error.finding.fix}." if error.finding.fix else ""
        click.echo(f"{shown(path)}: error: {error.finding.message}{fix} [{error.finding.rule.id}]", err=True)
        sys.exit(1)
