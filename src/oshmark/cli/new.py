# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark manifest new`: a first manifest from what lies in a folder."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from oshmark.adapters.project_folder import look
from oshmark.adapters.replace_file import write_new_file
from oshmark.adapters.repository import readable_name
from oshmark.cli.cannot_open import shown
from oshmark.manifest.draft import Draft, draft
from oshmark.manifest.draft_toml import draft_toml
from oshmark.manifest.names import is_manifest_name
from oshmark.manifest.read import read
from oshmark.values.finding import Severity

if TYPE_CHECKING:
    from pathlib import Path

NAME = "okh.toml"


def run_new(folder: Path, *, to_stdout: bool) -> int:
    """Draft the manifest of a folder, write or show it, and give the exit code."""
    present = sorted(path.name for path in folder.iterdir() if is_manifest_name(path.name))
    if present and not to_stdout:
        return _refuse(f"{shown(folder / present[0])} is there already, and stays as it is.")
    made = draft(look(folder))
    text = draft_toml(made)
    if to_stdout:
        sys.stdout.buffer.write(text.encode())
    else:
        try:
            write_new_file(folder / NAME, text.encode())
        except FileExistsError:
            return _refuse(f"{shown(folder / NAME)} is there already, and stays as it is.")
        click.echo(f"{shown(folder / NAME)} is written.", err=True)
    _explain(made, text)
    return 0


def _refuse(fault: str) -> int:
    click.echo(
        f"oshmark: {fault} `oshmark manifest fix` mends it; with --stdout a draft is shown and nothing written.",
        err=True,
    )
    return 1


def _explain(made: Draft, text: str) -> None:
    """Why each value is what it is, and what is left to do."""
    for key, why in made.reasons.items():
        count = f" ({len(made.fields[key])})" if key == "part" else ""
        click.echo(f"  {key}{count}: {readable_name(why)}", err=True)
    findings = [f for f in read(text.encode(), name=NAME).findings if f.severity is not Severity.ADVICE]
    for finding in findings:
        click.echo(f"  left to you: {finding.message}", err=True)
    click.echo("Look through every line; `oshmark manifest check` says what is still missing.", err=True)
