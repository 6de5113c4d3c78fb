# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Findings in SARIF 2.1.0, which code forges and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

import oshmark
from oshmark.cli.cannot_open import CANNOT_OPEN
from oshmark.cli.check_report import Checked, place_of
from oshmark.manifest.rule_list import all_rules
from oshmark.values.finding import Finding, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_FACT = re.compile(r"\{(\w+)\}")


def write_sarif(checked: Sequence[Checked]) -> None:
    """One run with all findings."""
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(_log(checked)), indent=2) + b"\n")


def _log(checked: Sequence[Checked]) -> dict[str, Any]:
    known = [rule for rule in all_rules() if not rule.id.startswith("mended-")]
    rules = list(dict.fromkeys([*known, CANNOT_OPEN, *(f.rule for one in checked for f in one.findings)]))
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    driver = {"name": "oshmark", "version": oshmark.__version__, "rules": [_rule(rule) for rule in rules]}
    results = [_result(one, finding, numbers) for one in checked for finding in one.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    why, fix = _general(rule.why), _general(rule.fix or "")
    described = {
        "id": rule.id,
        "shortDescription": {"text": _general(rule.message)},
        "fullDescription": {"text": why},
        "help": {"text": f"{why} {fix}".strip()},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }
    return {**described, "name": "".join(word.capitalize() for word in re.split(r"[-.]", rule.id))}


def _general(template: str) -> str:
    """A sentence for every case: the facts that differ are left open."""
    return _FACT.sub("…", template).replace("{{", "{").replace("}}", "}")


def _result(one: Checked, finding: Finding, numbers: dict[str, int]) -> dict[str, Any]:
    line, column = place_of(one, finding)
    message = finding.message if finding.fix is None else f"{finding.message} {finding.fix}"
    place = {"artifactLocation": {"uri": _uri(one.path)}, "region": {"startLine": line, "startColumn": column}}
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": numbers[finding.rule.id],
        "level": LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: Path) -> str:
    """The path as an address: relative to where the command runs, as a forge wants it, if the file lies there."""
    if path.is_absolute():
        here = Path.cwd()
        if not path.is_relative_to(here):
            return path.as_uri()
        path = path.relative_to(here)
    return quote(path.as_posix().encode("utf-8", "surrogateescape"))
