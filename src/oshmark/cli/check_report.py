# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report of `oshmark manifest check`: for people like a good compiler's, for programs as JSON."""

from __future__ import annotations

import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from oshmark.adapters.repository import Tree, find_files, find_manifests, read_limited, repository_root
from oshmark.cli.cannot_open import cannot_open, shown
from oshmark.errors import UnreadableError
from oshmark.manifest import report
from oshmark.manifest.read import Reading, read
from oshmark.manifest.references import check_references
from oshmark.manifest.syntax import MAX_BYTES
from oshmark.values.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Write = Callable[[Sequence["Checked"]], None]

WRONG_USE = 2
STDIN = Path("-")
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}


class Checked(msgspec.Struct):
    """One file: what was read, or why it could not be."""

    path: Path
    reading: Reading | None
    findings: list[Finding]
    text: str


class Target(msgspec.Struct, frozen=True):
    """A manifest to check, and the repository it lies in, as far as one is known."""

    path: Path
    root: Path | None
    look_for_files: bool = False


def run_check(paths: Sequence[Path], names: Sequence[str], write: Write) -> int:
    """Check everything, let `write` report it, and give the exit code."""
    missing = [path for path in paths if path != STDIN and not path.exists()]
    for path in missing:
        click.echo(f"oshmark: {shown(path)} does not exist.", err=True)
    if missing:
        return WRONG_USE
    closed: list[str] = []
    checked = [_check(target) for target in targets(paths, names, closed)]
    write(checked)
    for fault in closed:
        click.echo(f"oshmark: {fault}", err=True)
    if not checked:
        click.echo(
            "oshmark: there is no manifest here. `oshmark manifest check --help` says which names count.", err=True
        )
        return 1
    bad = any(f.severity is Severity.ERROR for one in checked for f in one.findings)
    return 1 if bad or closed or any(one.reading is None for one in checked) else 0


def write_json(checked: Sequence[Checked]) -> None:
    """The report for programs: one array, an object for each file."""
    ordered = sorted(checked, key=lambda one: str(one.path))
    listed = [report.report(shown(one.path), one.reading, one.findings) for one in ordered]
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(listed), indent=2) + b"\n")


def targets(paths: Sequence[Path], names: Sequence[str], closed: list[str]) -> Iterator[Target]:
    """Every manifest that the paths name, folders with all that is in them; each once."""
    seen: set[Path] = set()
    for path in paths:
        if path != STDIN and path.is_dir():
            found = _in_folder(path, _manifests(path, names, closed))
        else:
            found = [Target(path, None if path == STDIN else repository_root(path))]
        for target in found:
            if target.path not in seen:
                seen.add(target.path)
                yield target


def _in_folder(folder: Path, manifests: list[Path]) -> list[Target]:
    """The manifests of a folder, each with its repository: the nearest folder with `.git` not above the one that
    was named, else the highest folder with a manifest."""
    tops: list[Path] = []
    targets: list[Target] = []
    for path in sorted(manifests, key=lambda path: (len(path.parts), path)):
        root = repository_root(path)
        if root is None or not root.is_relative_to(folder.absolute()):
            root = next((top for top in tops if path.is_relative_to(top)), path.parent)
        tops.append(root)
        targets.append(Target(path, root, look_for_files=True))
    return sorted(targets, key=lambda target: target.path)


def _manifests(folder: Path, names: Sequence[str], closed: list[str]) -> list[Path]:
    """The manifests of a folder: those with the usual names, or with the names that were asked for."""
    if not names:
        return find_manifests(folder, closed)
    return list(find_files(folder, lambda name: any(fnmatch(name, pattern) for pattern in names), closed))


def _check(target: Target) -> Checked:
    path = target.path
    try:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1) if path == STDIN else read_limited(path)
    except OSError as exc:
        return Checked(path, None, [cannot_open(exc)], "")
    folder = folder_of(target)
    try:
        reading = read(raw, name="" if path == STDIN else path.name, folder=folder)
    except UnreadableError as error:
        return Checked(path, None, [error.finding], raw.decode("utf-8", "replace"))
    findings = list(reading.findings)
    if target.look_for_files and target.root is not None and folder is not None:
        findings += check_references(reading, Tree(target.root), folder)
    return Checked(path, reading, findings, reading.document.text)


def folder_of(target: Target) -> str | None:
    """The folder of the manifest within its repository."""
    if target.root is None:
        return None
    try:
        below = target.path.absolute().parent.relative_to(target.root.absolute()).as_posix()
    except ValueError:
        return None
    return "" if below == "." else below


def place_of(checked: Checked, finding: Finding) -> tuple[int, int]:
    """Line and column of a finding, from 1."""
    return report.place_of(checked.reading, finding)


def write_text(checked: Sequence[Checked]) -> None:
    """The report for people."""
    counts = dict.fromkeys(Severity, 0)
    for one in checked:
        lines = one.text.splitlines()
        for finding in sorted(one.findings, key=lambda finding: place_of(one, finding)):
            counts[finding.severity] += 1
            say_finding(one.path, place_of(one, finding), finding, lines)
    summary = counted(counts)
    files = "1 manifest" if len(checked) == 1 else f"{len(checked)} manifests"
    click.echo(f"{files} checked: {summary}.", err=True)


def counted(counts: Mapping[Severity, int]) -> str:
    """How many findings of each severity: `1 error, 0 warnings, 2 pieces of advice`."""
    return ", ".join(f"{count} {_plural(severity, count)}" for severity, count in counts.items())


def _plural(severity: Severity, count: int) -> str:
    if severity is Severity.ADVICE:
        return "pieces of advice" if count != 1 else "piece of advice"
    return severity.value if count == 1 else f"{severity.value}s"


def say_finding(path: Path, place: tuple[int, int], finding: Finding, lines: Sequence[str]) -> None:
    """One finding for people, with the line of the file that it is about."""
    line, column = place
    word = click.style(finding.severity.value, fg=COLOURS[finding.severity], bold=True)
    click.echo(f"{shown(path)}:{line}:{column}: {word}: {finding.message} [{finding.rule.id}]")
    if (finding.path or finding.at) and line <= len(lines):
        _write_excerpt(lines[line - 1], line, column)
    if finding.fix:
        click.echo(f"      fix: {finding.fix}")


def _write_excerpt(text: str, line: int, column: int) -> None:
    """The line of the file, and a mark below the place; long lines are cut around it."""
    start = max(0, column - 60)
    shown = "".join(letter if letter.isprintable() else " " for letter in text[start : start + 100])
    number = f"{line:>5}"
    click.echo(f"{number} | {shown}")
    click.echo(f"{' ' * len(number)} | {' ' * (column - 1 - start)}^")
