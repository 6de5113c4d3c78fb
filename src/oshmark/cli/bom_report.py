# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `oshmark bom` says: for people, and as JSON in which numbers keep all of their digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from oshmark.bom.made import Origin
from oshmark.bom.model import sum_of
from oshmark.bom.write import JSON_KEYS, to_json

if TYPE_CHECKING:
    from decimal import Decimal

    from oshmark.bom.compare import Difference
    from oshmark.bom.model import Bom, Line
    from oshmark.values.finding import Finding

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_WIDEST = 48
_HEADINGS = ("line", "quantity", "name", "designators", "manufacturer", "mpn", "price", "made or bought")


def as_json(path: str, bom: Bom) -> bytes:
    """The object that `read --json` writes."""
    return _encoded({"path": path, **to_json(bom), "findings": [_finding(one) for one in bom.findings]})


def _encoded(value: object) -> bytes:
    return msgspec.json.format(_ENCODER.encode(value), indent=2) + b"\n"


def _finding(finding: Finding) -> dict[str, object]:
    line, column = finding.at or (None, None)
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "key": finding.key,
        "line": line,
        "column": column,
        "message": finding.message,
        "fix": finding.fix,
    }


def say(bom: Bom) -> None:
    """The lines as a table on standard output; what was guessed and dropped on standard error."""
    for row in _aligned([_HEADINGS, *(_row(line) for line in bom.lines)]):
        click.echo(row)
    for one in bom.dropped:
        click.echo(f"line {one.line}: not a part: {one.why}", err=True)
    for finding in bom.findings:
        place = f"line {finding.at[0]}: " if finding.at else ""
        click.echo(f"{place}{finding.severity.value}: {finding.message} [{finding.rule.id}]", err=True)
    click.echo(_summary(bom), err=True)


def _row(line: Line) -> tuple[str, ...]:
    origin, how = line.made
    made = "" if origin is Origin.UNKNOWN else f"{origin.value} ({how})"
    quantity = _number(line.quantity) + (f" {line.unit}" if line.unit and line.quantity is not None else "")
    price = f"{_number(line.price)} {line.currency or ''}".strip()
    marks = ", ".join(line.designators[:20])
    return (str(line.line), quantity, line.name, marks, line.manufacturer or "", line.mpn or "", price, made)


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    cut = [[cell if len(cell) <= _WIDEST else cell[: _WIDEST - 1] + "…" for cell in row] for row in rows]
    widths = [max(len(row[at]) for row in cut) for at in range(len(_HEADINGS))]
    kept = [at for at, width in enumerate(widths) if any(row[at] for row in cut[1:]) and width]
    return ["  ".join(row[at].ljust(widths[at]) for at in kept).rstrip() for row in cut]


def _summary(bom: Bom) -> str:
    count = "1 line" if len(bom.lines) == 1 else f"{len(bom.lines)} lines"
    currencies = {line.currency for line in bom.lines if line.currency}
    costs = ""
    if len(currencies) == 1 and (total := sum_of(bom.lines)):
        costs = f", together {total:f} {next(iter(currencies))}"
    return f"{count} read{costs}; {len(bom.dropped)} rows dropped, {len(bom.findings)} findings."


def difference_as_json(before: str, after: str, found: Difference) -> bytes:
    """The object that `compare --json` writes."""
    return _encoded(
        {
            "before": before,
            "after": after,
            "same": found.same,
            "added": [_line(line) for line in found.added],
            "removed": [_line(line) for line in found.removed],
            "changed": [
                {
                    "before": _line(one.before),
                    "after": _line(one.after),
                    "changes": [
                        {"field": change.field, "was": change.was, "now": change.now} for change in one.changes
                    ],
                }
                for one in found.changed
            ],
        }
    )


def _line(line: Line) -> dict[str, object]:
    return {key: getattr(line, key) for key in JSON_KEYS}


def say_difference(found: Difference) -> None:
    """Signs as in a diff: `-` is gone, `+` is new, `~` says something else."""
    for line in found.removed:
        click.echo(f"- {_short(line)}")
    for line in found.added:
        click.echo(f"+ {_short(line)}")
    for one in found.changed:
        said = "; ".join(
            f"{change.field}: {change.was or 'nothing'} → {change.now or 'nothing'}" for change in one.changes
        )
        click.echo(f"~ {_short(one.after)}: {said}")
    counts = (
        f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed, {found.same} the same."
    )
    click.echo(counts, err=True)


def _short(line: Line) -> str:
    marks = f" [{', '.join(line.designators[:8])}]" if line.designators else ""
    count = f"{_number(line.quantity)} × " if line.quantity is not None else ""
    return f"{count}{line.name}{marks}"
