# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `oshmark scheme` says: for people, and as JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from oshmark.adapters.shipped_schemes import scheme_file, shipped_bodies, shipped_body, shipped_schemes
from oshmark.certification.body_check import check_body
from oshmark.certification.body_read import BodyReading, read_body
from oshmark.certification.file_reader import MAX_BYTES
from oshmark.certification.scheme import Scheme, digest
from oshmark.certification.scheme_check import check_scheme, may_be_published
from oshmark.certification.scheme_diff import as_data, difference, in_words
from oshmark.certification.scheme_read import SchemeReading, read_scheme
from oshmark.certification.smallest_cast import Case, smallest_cast
from oshmark.certification.smallest_cast import in_words as cast_in_words
from oshmark.certification.written import canonical, plain_number
from oshmark.cli.cannot_open import cannot_open, shown
from oshmark.cli.check_report import WRONG_USE, counted, say_finding
from oshmark.errors import UnreadableError
from oshmark.values.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.certification.body import Body
    from oshmark.certification.criterion import Criterion


STDIN = Path("-")


class Checked(msgspec.Struct):
    """One file: what was read, or why it could not be."""

    path: Path
    reading: SchemeReading | BodyReading | None
    findings: list[Finding]

    @property
    def scheme(self) -> Scheme | None:
        """The scheme, if it is one and has the keys that it cannot be without."""
        return self.reading.scheme if isinstance(self.reading, SchemeReading) else None

    def place(self, finding: Finding) -> tuple[int, int]:
        """Line and column of a finding, from 1."""
        if finding.at is not None or self.reading is None:
            return finding.at or (1, 1)
        return self.reading.document.locate(finding.path)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, of standard input, or of the shipped scheme with this id. Raises `OSError`."""
    if path == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    if not path.exists() and (found := scheme_file(str(path))) is not None:
        path = found
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def run_check(paths: Sequence[Path], body_path: Path | None, *, as_json: bool) -> int:
    """Check everything, report it, and give the exit code."""
    named = [*paths, *([body_path] if body_path else [])]
    missing = [path for path in named if path != STDIN and not path.exists() and scheme_file(str(path)) is None]
    for path in missing:
        click.echo(f"oshmark: {shown(path)} does not exist, and no scheme with this id ships with oshmark.", err=True)
    if missing:
        return WRONG_USE
    profile = None if body_path is None else _check_body(body_path)
    body = profile.reading.body if profile and isinstance(profile.reading, BodyReading) else None
    schemes = [_check_scheme(path, body) for path in paths]
    checked = [*([profile] if profile else []), *schemes]
    if as_json:
        _write([_report(one, body) for one in checked])
    else:
        _say(checked)
    _say_without_body(schemes, body)
    return int(not all(one.reading is not None and may_be_published(one.findings) for one in checked))


def _check_scheme(path: Path, body: Body | None) -> Checked:
    try:
        reading = read_scheme(read_bytes(path))
    except OSError as error:
        return Checked(path, None, [cannot_open(error)])
    except UnreadableError as error:
        return Checked(path, None, [error.finding])
    found = list(reading.findings)
    if reading.scheme is not None:
        found += check_scheme(reading.scheme, body or shipped_body(reading.scheme.body))
    return Checked(path, reading, found)


def _check_body(path: Path) -> Checked:
    try:
        reading = read_body(read_bytes(path))
    except OSError as error:
        return Checked(path, None, [cannot_open(error)])
    except UnreadableError as error:
        return Checked(path, None, [error.finding])
    return Checked(path, reading, [*reading.findings, *(check_body(reading.body) if reading.body else [])])


def _report(one: Checked, body: Body | None) -> dict[str, Any]:
    scheme = one.scheme
    held = None if scheme is None else body or shipped_body(scheme.body)
    return {
        "path": shown(one.path),
        "readable": one.reading is not None,
        "id": scheme.id if scheme else None,
        "version": scheme.version if scheme else None,
        "state": scheme.state.value if scheme else None,
        "digest": digest(scheme) if scheme else None,
        "body": held.id if held else None,
        "publishable": scheme is not None and may_be_published(one.findings),
        "findings": [_finding(one, finding) for finding in one.findings],
    }


def _finding(one: Checked, finding: Finding) -> dict[str, Any]:
    line, column = one.place(finding)
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "key": finding.key,
        "line": line,
        "column": column,
        "message": finding.message,
        "fix": finding.fix,
    }


def _say(checked: Sequence[Checked]) -> None:
    counts = dict.fromkeys(Severity, 0)
    for one in checked:
        lines = one.reading.document.text.splitlines() if one.reading else []
        for finding in sorted(one.findings, key=one.place):
            counts[finding.severity] += 1
            say_finding(one.path, one.place(finding), finding, lines)
    files = "1 file" if len(checked) == 1 else f"{len(checked)} files"
    click.echo(f"{files} checked: {counted(counts)}.", err=True)


def _say_without_body(schemes: Sequence[Checked], body: Body | None) -> None:
    """What a body asks cannot be checked without its profile; nobody is to take that for a pass."""
    unknown = {one.scheme.body for one in schemes if one.scheme and shipped_body(one.scheme.body) is None}
    if body is None and unknown:
        names = ", ".join(sorted(unknown))
        click.echo(f"oshmark: what the body {names} asks was not checked. Name its profile with --body.", err=True)


def say_difference(before: Path, after: Path, was: Scheme, now: Scheme, *, as_json: bool) -> None:
    """Every difference, one a line; how many there are goes to standard error."""
    changes = difference(was, now)
    if as_json:
        versions = {"before": _version(before, was), "after": _version(after, now)}
        _write({**versions, "changes": [as_data(change) for change in changes]})
        return
    for change in changes:
        click.echo(in_words(change))
    count = "1 difference" if len(changes) == 1 else f"{len(changes)} differences"
    click.echo(f"{was.name} and {now.name}: {count if changes else 'no difference'}.", err=True)


def _version(path: Path, scheme: Scheme) -> dict[str, str]:
    return {"path": shown(path), "id": scheme.id, "version": scheme.version, "digest": digest(scheme)}


def list_shipped(*, as_json: bool) -> None:
    """The schemes that ship with the software, each with its body."""
    if as_json:
        _write([_summary(scheme) for scheme in shipped_schemes()])
        return
    for body in shipped_bodies():
        click.echo(f"{body.name} ({body.id})")
        for scheme in shipped_schemes():
            if scheme.body == body.id:
                state = "" if scheme.state.value == "published" else f", {scheme.state.value}"
                click.echo(f"  {scheme.id:<28} {scheme.title} [{scheme.subject.value}{state}]")


def _summary(scheme: Scheme) -> dict[str, Any]:
    return {
        "id": scheme.id,
        "version": scheme.version,
        "state": scheme.state.value,
        "body": scheme.body,
        "title": scheme.title,
        "subject": scheme.subject.value,
        "language": scheme.language,
        "criteria": len(scheme.criteria),
        "digest": digest(scheme),
    }


def show(scheme: Scheme, *, as_json: bool) -> None:
    """A whole scheme, for reading; in JSON with its digest and the smallest cast of each case."""
    if as_json:
        people = {case.value: smallest_cast(scheme, case).people for case in Case}
        content = msgspec.Raw(canonical(scheme))
        _write({**_summary(scheme), "smallest_cast": people, "scheme": content})
        return
    click.echo("\n".join(_head(scheme)))
    click.echo(f"\nSmallest cast: {cast_in_words(smallest_cast(scheme))}.")
    for group in scheme.groups:
        click.echo(f"\n{group.title}\n{'-' * len(group.title)}")
        for criterion in group.criteria:
            click.echo("\n" + "\n".join(_criterion(criterion)))


def _head(scheme: Scheme) -> list[str]:
    term = f"{scheme.term_days} days" if scheme.term_days is not None else "no yearly end"
    title = _flowed(scheme.title)
    lines = [title, "=" * len(title), "", _flowed(scheme.summary), ""]
    lines += [f"{scheme.name}, {scheme.state.value}, {digest(scheme)}"]
    lines += [
        f"For: {scheme.subject.value}. Term: {term}. Evaluators for each criterion: {scheme.evaluators_per_criterion}."
    ]
    lines += [f"Scope: {_flowed(scheme.scope)}", f"Not certified: {_flowed(scheme.certifies_not)}"]
    lines += [f"Notice: {_flowed(scheme.notice)}"] if scheme.notice else []
    for level in scheme.levels:
        lines.append(f"Level {level.title}: {_flowed(level.meaning)}")
    for gate in scheme.gates:
        lines.append(f"Gate {gate.title}: {', '.join(gate.criteria)}")
    return lines


def _criterion(criterion: Criterion) -> list[str]:
    way = criterion.judgement.value if criterion.judgement else "not said"
    marks = [way, *(["gate"] if criterion.gate else []), *(["safety"] if criterion.safety else [])]
    marks += [f"weight {criterion.weight}"] if criterion.weight else []
    lines = [f"* {criterion.title} [{criterion.id}: {', '.join(marks)}]", f"  {_flowed(criterion.requirement)}"]
    for asked in criterion.evidence:
        kinds = " or ".join(kind.value for kind in asked.kinds)
        number = f"{asked.least} × " if asked.least > 1 else ""
        lines.append(f"  hand in: {number}{kinds}: {_flowed(asked.what)}")
    if criterion.rubric is not None:
        passes = criterion.rubric.pass_at
        lines += [f"  {'+' if at.score >= passes else '-'} {at.score}: {at.text}" for at in criterion.rubric.levels]
    if criterion.measure is not None:
        measure = criterion.measure
        bounds = [f"at least {plain_number(measure.at_least)}"] if measure.at_least is not None else []
        bounds += [f"at most {plain_number(measure.at_most)}"] if measure.at_most is not None else []
        lines.append(f"  measure: {measure.what}, in {measure.unit}{', ' + ', '.join(bounds) if bounds else ''}")
    lines += [f"  passes: {_flowed(criterion.pass_example)}"] if criterion.pass_example else []
    lines += [f"  fails: {_flowed(criterion.fail_example)}"] if criterion.fail_example else []
    return lines


def _flowed(text: str) -> str:
    """A text on one line: a file of a stranger must not paint the terminal; the reader refused control characters."""
    return " ".join(text.split())


def _write(value: object) -> None:
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
