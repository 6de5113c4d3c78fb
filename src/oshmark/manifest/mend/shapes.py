# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values in another shape: a list around one value, a mass as a text, one table where a list of tables belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.manifest import rules
from oshmark.manifest.dimensions import decimal_of
from oshmark.manifest.fields import Kind
from oshmark.manifest.mend import rules_by_finding as said
from oshmark.manifest.mend.keys import OTHER_SHAPES
from oshmark.manifest.mend.proposal import Proposal
from oshmark.manifest.mend.spot import field_of
from oshmark.manifest.mend.working import Edit
from oshmark.manifest.mend.write_value import write_value
from oshmark.manifest.model import GRAMS
from oshmark.manifest.syntax import Syntax
from oshmark.manifest.syntax import rules_toml as syntax_rules

if TYPE_CHECKING:
    from oshmark.manifest.mend.sheet import Sheet
    from oshmark.manifest.read import Reading
    from oshmark.values.finding import Finding, KeyPath


def shape_proposal(reading: Reading, sheet: Sheet, finding: Finding, value: Any) -> Proposal | None:
    """The value of a finding in the shape of the specification; `None` where nothing safe can be done."""
    if finding.rule is syntax_rules.BARE_LIST:
        return _bare_list(sheet, finding.path, value)
    if reading.recognised.dialect in OTHER_SHAPES:
        return None
    if finding.rule is rules.VALUE_LIST:
        return _unlisted(sheet, finding.path, value)
    if finding.rule is rules.MASS_FORM:
        return _mass(sheet, finding.path, value)
    if finding.rule is rules.VALUE_COERCED and isinstance(value, dict):
        return _part_heading(sheet, finding.path)
    return None


def _unlisted(sheet: Sheet, path: KeyPath, value: Any) -> Proposal | None:
    """The one entry of a list in place of the list; a remark between the brackets would be lost, so there it stays."""
    if not isinstance(value, list) or len(value) != 1:
        return None
    facts = {"key": str(path[-1])}
    if isinstance(value[0], dict):
        edits = _headings(sheet, path, doubled=False)
        return Proposal(edits, said.LIST, facts) if edits else None
    entry = sheet.value((*path, 0))
    whole = _block_list(sheet, path, entry) or sheet.value(path)
    if entry is None or whole is None or "#" in sheet.text[whole[0] : entry[0]] + sheet.text[entry[1] : whole[1]]:
        return None
    blank = " " if sheet.text[whole[0] - 1] == ":" else ""
    return Proposal((Edit(*whole, blank + sheet.written(entry)),), said.LIST, facts)


def _block_list(sheet: Sheet, path: KeyPath, entry: tuple[int, int] | None) -> tuple[int, int] | None:
    """A list of YAML whose one entry stands on a line of its own, with its dash."""
    start = sheet.after_key(path) if sheet.syntax is Syntax.YAML else None
    if start is None or entry is None or sheet.text[start : entry[0]].strip() != "-":
        return None
    return start, entry[1]


def _headings(sheet: Sheet, path: KeyPath, *, doubled: bool) -> tuple[Edit, ...]:
    """The headings of a table with one bracket more or one less."""
    edits: list[Edit] = []
    for start, end in sheet.keys(path) if sheet.syntax is Syntax.TOML else []:
        line = sheet.text.rfind("\n", 0, start) + 1
        before, after = (
            sheet.text[line:start].strip(),
            sheet.text[end : sheet.text.find("\n", end) % (len(sheet.text) + 1)],
        )
        if not before.startswith("[[" if not doubled else "[") or before.startswith("[[") is doubled:
            continue
        if not after.lstrip().startswith("]"):
            continue
        opening, closing = sheet.text.index("[", line), end + after.index("]")
        if doubled:
            edits += [Edit(opening, opening, "["), Edit(closing, closing, "]")]
        else:
            edits += [Edit(opening, opening + 1, ""), Edit(closing, closing + 1, "")]
    return tuple(edits)


def _part_heading(sheet: Sheet, path: KeyPath) -> Proposal | None:
    """`[part]` for the only part."""
    field = field_of(str(path[-1]))
    if len(path) != 1 or field is None or field.kind not in (Kind.PARTS, Kind.SOFTWARE):
        return None
    edits = _headings(sheet, path, doubled=True)
    facts = {"was": f"[{path[0]}]", "now": f"[[{path[0]}]]"}
    return Proposal(edits, said.PART_HEADING, facts) if edits else None


def _mass(sheet: Sheet, path: KeyPath, value: Any) -> Proposal | None:
    """`"2.5 kg"` as value and unit; a number without a unit stays, because only its maker knows the unit."""
    token = sheet.value(path)
    if not isinstance(value, str) or token is None:
        return None
    text = value.strip()
    for unit in sorted(GRAMS, key=len, reverse=True):
        number = decimal_of(text.removesuffix(unit)) if text.endswith(unit) else None
        if number is not None:
            now = write_value(sheet.syntax, {"value": number, "unit": unit})
            facts = {"key": str(path[-1]), "was": text, "now": now}
            return Proposal((Edit(*token, now),), said.VALUE, facts)
    return None


def _bare_list(sheet: Sheet, path: KeyPath, value: Any) -> Proposal | None:
    """Brackets around numbers, unless one number with a decimal comma may be meant: `1,5`."""
    token, field = sheet.value(path), field_of(str(path[-1]))
    if token is None or not isinstance(value, list):
        return None
    written = sheet.written(token)
    is_list = len(value) > 2 or "." in written or " " in written or "\t" in written  # noqa: PLR2004  1,5 has two
    is_single = field is not None and field.kind in (Kind.NUMBER, Kind.INTEGER)
    if (field is None or field.kind is not Kind.NUMBERS) and (is_single or not is_list):
        return None
    return Proposal((Edit(*token, f"[{written}]"),), said.BARE_LIST, {"key": str(path[-1])})
