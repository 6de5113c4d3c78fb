# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""TOML that does not parse, mended fault by fault until it does, or until one is met that only its maker can mend."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oshmark.errors import UnreadableError
from oshmark.manifest.mend import rules, toml_lines
from oshmark.manifest.mend.spot import Repair, Spot, offset_of
from oshmark.manifest.mend.toml_repeats import repeated
from oshmark.manifest.syntax import read_document
from oshmark.manifest.syntax import rules_toml as faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.manifest.mend.working import Working
    from oshmark.values.finding import Finding

MOST_REPAIRS = 200
"""A text with more faults than this was not meant to be TOML."""
MOST_CHARACTERS = 100_000
"""Each repair reads the text anew, so that a large one is left to its maker."""

_VALUE = (toml_lines.value, toml_lines.entries)
_MENDERS: dict[str, tuple[Callable[[Spot], Repair | None], ...]] = {
    faults.COMMA_OUTSIDE_BRACKETS.id: _VALUE,
    faults.DOUBLED_QUOTES.id: _VALUE,
    faults.MISSING_QUOTES.id: _VALUE,
    faults.TYPOGRAPHIC_QUOTES.id: _VALUE,
    faults.NUMBER.id: _VALUE,
    faults.DATE.id: _VALUE,
    faults.BOOLEAN.id: _VALUE,
    faults.MISSING_VALUE.id: _VALUE,
    faults.BACKSLASH.id: _VALUE,
    faults.AFTER_VALUE.id: _VALUE,
    faults.UNCLOSED_STRING.id: _VALUE,
    faults.MISSING_COMMA.id: _VALUE,
    faults.UNCLOSED_ARRAY.id: (toml_lines.value, toml_lines.unclosed_list),
    faults.UNCLOSED_TABLE.id: _VALUE,
    faults.COLON.id: (toml_lines.colon,),
    faults.HEADER.id: (toml_lines.heading,),
    faults.REPEATED_KEY.id: (repeated,),
    faults.KEY.id: (toml_lines.key_with_blanks,),
    faults.SPECIAL_BLANK.id: (toml_lines.special_blank,),
}


class Repaired(NamedTuple):
    """One repair that was made, and the line of the first text where."""

    repair: Repair
    line: int


def mend_by_text(working: Working, name: str) -> tuple[Working, list[Repaired]]:
    """The text with every fault mended that has one reading only; `name` is the file's name."""
    done: list[Repaired] = []
    fault = fault_of(working.text, name)
    while fault is not None and len(done) < MOST_REPAIRS and len(working.text) <= MOST_CHARACTERS:
        spot = Spot(working.text, fault, offset_of(working.text, fault.at or (1, 1)))
        found = _repair(working, spot, name)
        if found is None:
            break
        repair, after, fault = found
        done.append(Repaired(repair, working.line_at(spot.offset)))
        working = after
    return working, done


def fault_of(text: str, name: str) -> Finding | None:
    """What stops a reader; `None` when nothing does."""
    try:
        read_document(text.encode(), name=name)
    except UnreadableError as error:
        return error.finding
    return None


def _repair(working: Working, spot: Spot, name: str) -> tuple[Repair, Working, Finding | None] | None:
    """The first repair after which a reader has nothing to say of this fault."""
    for mender in _MENDERS.get(spot.finding.rule.id, ()):
        repair = mender(spot)
        if repair is None:
            continue
        after = working.apply(repair.edits)
        fault = fault_of(after.text, name)
        if fault is None or _is_other(fault, spot.finding, repair):
            return repair, after, fault
    return None


def _is_other(fault: Finding, before: Finding, repair: Repair) -> bool:
    """Whether the next fault is another one. It may stand before the last one: a reader looks at the structure of the
    whole text first, and at single values then."""
    if fault.at is None or before.at is None or not fault.rule.id.startswith("toml-"):
        return False
    if repair.rule in (rules.REPEATED_LIST, rules.SPECIAL_BLANK):  # the text got shorter, and the next one moved up
        return True
    return fault.at[0] != before.at[0] or fault.at[1] > before.at[1] or fault.rule is not before.rule
