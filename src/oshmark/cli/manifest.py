# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark manifest`: check, mend, convert and begin manifests."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oshmark.adapters.repository import read_limited
from oshmark.cli.cannot_open import shown
from oshmark.errors import UnreadableError
from oshmark.manifest.read import read
from oshmark.manifest.syntax import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from oshmark.cli.check_report import Checked

STDIN = Path("-")


@click.group("manifest", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Check manifests, mend them, begin new ones, and write them in another form.

    \b
    Examples:
      oshmark manifest check .
      oshmark manifest check --json okh.toml | jq '.[].findings[].message'
      oshmark manifest fix --diff okh.toml
      oshmark manifest new
      oshmark manifest convert okh.yml --to toml > okh.toml
    """  # noqa: D301  click wants the sign itself


@command.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True, readable=False))
@click.option("--json", "as_json", is_flag=True, help="The same as --format json: one array, an object for each file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "github", "sarif")),
    help="text is for people; github and sarif show findings beside the lines of a change.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="PATTERN",
    help="Which files in a folder are manifests, instead of the usual names (may be repeated).",
)
def check(paths: tuple[Path, ...], names: tuple[str, ...], form: str | None, *, as_json: bool) -> None:
    """Say what is wrong with manifests: files, or folders with everything in them. `-` is standard input.

    \b
    In folders these files count: TOML, YAML and JSON with the word okh in the name
      (okh.toml, .okh.yml, okh-NAME.toml, NAME.okh.json …) or with the key okhv
      among the first lines.
    A file that is named is always read. Given a folder, the files that its manifests name are looked for.

    \b
    Exit code: 0 nothing worse than a warning, 1 an error or an unreadable file, 2 wrong use.
    """  # noqa: D301  click wants the sign itself
    from oshmark.cli.check_report import run_check

    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} contradict each other. Take one of them.")
    sys.exit(run_check(paths, names, _writer("json" if as_json else form)))


WRITERS: dict[str, tuple[str, str]] = {
    "text": ("oshmark.cli.check_report", "write_text"),
    "json": ("oshmark.cli.check_report", "write_json"),
    "github": ("oshmark.cli.report_github", "write_github"),
    "sarif": ("oshmark.cli.report_sarif", "write_sarif"),
}
"""Module and function of each form of the report: only the one that is asked for is imported."""


def _writer(form: str | None) -> Callable[[Sequence[Checked]], None]:
    """What writes the report in a form; text if none is named."""
    module, name = WRITERS[form or "text"]
    write: Callable[[Sequence[Checked]], None] = getattr(import_module(module), name)
    return write


@command.command("convert")
@click.argument("path", type=click.Path(path_type=Path, allow_dash=True, readable=False))
@click.option(
    "--to",
    "form",
    required=True,
    type=click.Choice(("toml", "yaml", "json", "ttl", "nt", "jsonld")),
    help="toml and yaml are clean OKH-LOSHv1.0.",
)
@click.option("--base", default="http://127.0.0.1:8000", show_default=True, help="Address of the library, for RDF.")
def convert(path: Path, form: str, base: str) -> None:
    """Write a manifest in another form to standard output. `-` is standard input."""
    from oshmark.cli.convert import converted
    from oshmark.manifest.paths import Address, read_address

    if read_address(base) != Address(base):
        fault = f"“{base}” is no web address such as https://library.example.org."
        raise click.BadParameter(fault, param_hint="--base")
    try:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1) if path == STDIN else read_limited(path)
        reading = read(raw, name="" if path == STDIN else path.name)
    except FileNotFoundError:
        click.echo(f"oshmark: {shown(path)} does not exist.", err=True)
        sys.exit(2)
    except IsADirectoryError:
        click.echo(f"oshmark: {shown(path)} is a folder. Name the manifest in it.", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"oshmark: {shown(path)} cannot be read: {error.strerror}.", err=True)
        sys.exit(1)
    except UnreadableError as error:
        place = error.finding.at or (1, 1)
        click.echo(f"{shown(path)}:{place[0]}:{place[1]}: error: {error.finding.message}", err=True)
        sys.exit(1)
    sys.stdout.buffer.write(converted(reading, form, base).encode())


@command.command("fix")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True, readable=False))
@click.option("--write", "write", is_flag=True, help="Put the mended manifests in the place of the old ones.")
@click.option("--diff", "diff", is_flag=True, help="Show what would change, in the form that patch takes.")
def fix(paths: tuple[Path, ...], *, write: bool, diff: bool) -> None:
    """Mend manifests: broken TOML, keys and values that are written in another way.

    Comments, order and blank lines stay. Where two readings are possible nothing is changed. Without an option the
    mended text of one manifest goes to standard output. `-` is standard input.

    \b
    Examples:
      oshmark manifest fix --diff .
      oshmark manifest fix --write okh.toml

    \b
    Exit code: 0 nothing worse than a warning is left, 1 an error or an unreadable file is left, 2 wrong use.
    """  # noqa: D301  click wants the sign itself
    from oshmark.cli.fix import Mode, run_fix

    if write and diff:
        raise click.UsageError("--write and --diff contradict each other. Take one of them.")
    sys.exit(run_fix(paths, Mode.WRITE if write else Mode.DIFF if diff else Mode.SHOW))


@command.command("new")
@click.argument("folder", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--stdout", "to_stdout", is_flag=True, help="Write to standard output instead of okh.toml.")
def new(folder: Path, *, to_stdout: bool) -> None:
    """Draft an okh.toml from what lies in a folder: README, licence, bill of materials, CAD files, git.

    What only you know is left as lines to fill in. A manifest that is there already is never overwritten.
    """
    from oshmark.cli.new import run_new

    sys.exit(run_new(folder, to_stdout=to_stdout))


@command.command("template")
def template() -> None:
    """Write a blank okh.toml to standard output, with a line of help for every field."""
    from oshmark.manifest.template import template as blank

    sys.stdout.buffer.write(blank().encode())


@command.command("schema")
def schema() -> None:
    """Write the JSON Schema of a manifest to standard output, for editors."""
    import msgspec

    from oshmark.manifest.schema import json_schema

    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2) + b"\n")
