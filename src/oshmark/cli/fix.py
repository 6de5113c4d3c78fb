# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark manifest fix`: manifests as they should be, to look at, as a difference, or written in their place."""

from __future__ import annotations

import difflib
import re
import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from oshmark.adapters.replace_file import NotReplacedError, replace_file
from oshmark.adapters.repository import read_limited
from oshmark.cli.cannot_open import cannot_open, shown
from oshmark.cli.check_report import STDIN, WRONG_USE, Target, folder_of, targets
from oshmark.errors import UnreadableError
from oshmark.manifest.mend import Mended, mend
from oshmark.manifest.syntax import MAX_BYTES
from oshmark.values.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence


class Mode(Enum):
    """What becomes of a mended manifest."""

    SHOW = "show"
    DIFF = "diff"
    WRITE = "write"


class Fixed(msgspec.Struct):
    """One file: what it held, and what came of it; `fault` is what kept it from being read or written."""

    path: Path
    raw: bytes
    mended: Mended | None
    fault: str = ""

    @property
    def now(self) -> bytes:
        """The bytes that should stand in the file."""
        return self.raw if self.mended is None else self.mended.text.encode()


def run_fix(paths: Sequence[Path], mode: Mode) -> int:
    """Mend everything, show or write it, and give the exit code."""
    missing = [path for path in paths if path != STDIN and not path.exists()]
    for path in missing:
        click.echo(f"oshmark: {shown(path)} does not exist.", err=True)
    closed: list[str] = []
    found = [] if missing else list(targets(paths, (), closed))
    wrong = _wrong_use(found, mode)
    if wrong:
        click.echo(f"oshmark: {wrong}", err=True)
    if missing or wrong:
        return WRONG_USE
    fixed = [_fix(target, mode) for target in found]
    for fault in closed:
        click.echo(f"oshmark: {fault}", err=True)
    if not fixed:
        click.echo("oshmark: there is no manifest here. Name the file itself.", err=True)
    _summary(fixed, mode)
    return 0 if fixed and not closed and all(_is_good(one) for one in fixed) else 1


def _wrong_use(found: Sequence[Target], mode: Mode) -> str:
    if mode is Mode.SHOW and len(found) > 1:
        return "several manifests cannot be shown at once. Take --diff to see the changes, or --write to make them."
    if mode is Mode.WRITE and any(target.path == STDIN for target in found):
        return "standard input cannot be written. Leave --write out, and the mended text goes to standard output."
    return ""


def _fix(target: Target, mode: Mode) -> Fixed:
    fixed = _mended(target)
    _say(fixed)
    match mode:
        case Mode.SHOW if fixed.mended is not None:
            sys.stdout.buffer.write(fixed.now)
        case Mode.DIFF:
            _write_difference(fixed)
        case Mode.WRITE if fixed.now != fixed.raw:
            _replace(fixed, target)
        case _:
            pass
    return fixed


def _mended(target: Target) -> Fixed:
    path = target.path
    try:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1) if path == STDIN else read_limited(path)
    except OSError as error:
        return Fixed(path, b"", None, cannot_open(error).message)
    try:
        mended = mend(raw, name="" if path == STDIN else path.name, folder=folder_of(target))
    except UnreadableError as error:
        return Fixed(path, raw, None, error.finding.message)
    return Fixed(path, raw, mended)


def _replace(fixed: Fixed, target: Target) -> None:
    try:
        replace_file(fixed.path, was=fixed.raw, now=fixed.now, within=target.root or fixed.path.absolute().parent)
    except NotReplacedError as error:
        fixed.fault = str(error)
    except OSError as error:
        fixed.fault = f"the file cannot be written: {error.strerror or 'unknown reason'}."
    if fixed.fault:
        click.echo(f"{shown(fixed.path)}: error: {fixed.fault}", err=True)


def _write_difference(fixed: Fixed) -> None:
    """A unified difference, as `patch` takes it; bytes that are no UTF-8 are shown as what they were read as."""
    name = shown(fixed.path)
    before, after = _lines(fixed.raw), _lines(fixed.now)
    for line in difflib.unified_diff(before, after, f"a/{name}", f"b/{name}"):
        ended = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        sys.stdout.buffer.write(ended.encode())


def _lines(raw: bytes) -> list[str]:
    """Lines with their ends; only a line feed ends one, as for `patch`."""
    return re.findall(r"[^\n]*\n|[^\n]+", raw.decode("utf-8", "replace"))


def _say(fixed: Fixed) -> None:
    """Each change and what is left, on standard error."""
    name = shown(fixed.path)
    if fixed.mended is None:
        click.echo(f"{name}:1: error: {fixed.fault}", err=True)
        return
    for change in fixed.mended.changes:
        click.echo(f"{name}:{change.line}: mended: {change.message} [{change.rule.id}]", err=True)
    serious = [finding for finding in fixed.mended.findings if finding.severity is not Severity.ADVICE]
    for line, finding in sorted(((_line(fixed.mended, one), one) for one in serious), key=lambda pair: pair[0]):
        click.echo(f"{name}:{line}: {finding.severity.value}: {finding.message} [{finding.rule.id}]", err=True)


def _line(mended: Mended, finding: Finding) -> int:
    """The line of the mended text that a finding speaks of."""
    if finding.at is not None:
        return finding.at[0]
    return 1 if mended.reading is None else mended.reading.document.locate(finding.path)[0]


def _is_good(fixed: Fixed) -> bool:
    if fixed.fault or fixed.mended is None or fixed.mended.reading is None:
        return False
    return all(finding.severity is not Severity.ERROR for finding in fixed.mended.findings)


def _summary(fixed: Sequence[Fixed], mode: Mode) -> None:
    changes = sum(len(one.mended.changes) for one in fixed if one.mended is not None)
    left = sum(len(one.mended.findings) for one in fixed if one.mended is not None)
    things = "1 thing" if changes == 1 else f"{changes} things"
    files = "1 manifest" if len(fixed) == 1 else f"{len(fixed)} manifests"
    verb = "mended" if mode is Mode.WRITE else "to mend"
    rest = "nothing is left to say" if not left else f"{left} {'finding is' if left == 1 else 'findings are'} left"
    hint = "; `oshmark manifest check` explains them" if left else ""
    click.echo(f"{files}: {things} {verb}, {rest}{hint}.", err=True)
