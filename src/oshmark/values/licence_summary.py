# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A licence in plain words: what everybody may do, and what is asked in return."""

from __future__ import annotations

import msgspec

from oshmark.values.licence_table import LicenceClass, Openness, Row, table
from oshmark.values.licence_verdict import judge_reference, withheld
from oshmark.values.spdx import Leaf, Node


class Summary(msgspec.Struct, frozen=True):
    """A licence in plain words. `None` is what cannot be said in general, or is not known."""

    may_use: bool | None
    may_sell: bool | None
    must_credit: bool | None
    must_share_alike: bool | None
    text: str


NOT_KNOWN = Summary(None, None, None, None, "What this licence allows is not known here: read its text.")


def summary(node: Node) -> Summary:
    """An expression in plain words."""
    if isinstance(node, Leaf):
        return _summary_of(node.id)
    parts = [summary(part) for part in node.parts]
    use, sell, credit, share = zip(*map(_marks, parts), strict=True)
    texts = " ".join(dict.fromkeys(part.text for part in parts))
    if node.operator == "OR":
        text = f"You may choose between {len(parts)} licences. {texts}"
        return Summary(_agreed(use), _agreed(sell), _agreed(credit), _agreed(share), text)
    text = f"{len(parts)} licences hold together. {texts}"
    return Summary(_all(use), _all(sell), _any(credit), _any(share), text)


def _marks(summary: Summary) -> tuple[bool | None, bool | None, bool | None, bool | None]:
    return summary.may_use, summary.may_sell, summary.must_credit, summary.must_share_alike


def _agreed(values: tuple[bool | None, ...]) -> bool | None:
    return values[0] if len(set(values)) == 1 else None


def _all(values: tuple[bool | None, ...]) -> bool | None:
    return False if False in values else None if None in values else True


def _any(values: tuple[bool | None, ...]) -> bool | None:
    return True if True in values else None if None in values else False


def _summary_of(spdx_id: str) -> Summary:
    row = _row(spdx_id)
    match row.openness:
        case Openness.UNCLEAR:
            return NOT_KNOWN
        case Openness.OPEN:
            return _summary_of_open(row)
        case Openness.NOT_OPEN:
            use = None if row.limits in {"", "use"} else True
            sell = False if "nc" in row.limits else use
            share = None if use is None or "nd" in row.limits else "-SA" in spdx_id
            why = f"it does not let everybody {withheld(row.limits)}" if row.limits else "ask who made the hardware"
            return Summary(use, sell, row.credit, share, f"This licence is not open: {why}.")


def _row(spdx_id: str) -> Row:
    """The row of the table, or one made of what the text of a reference says by itself."""
    listed = table().licences.get(spdx_id)
    if listed is not None:
        return listed
    verdict = judge_reference(spdx_id)
    credit = True if verdict.openness is Openness.OPEN else None
    return Row(spdx_id, verdict.openness, verdict.licence_class, verdict.family, credit)


def _summary_of_open(row: Row) -> Summary:
    credit = {True: " Name the authors.", False: " Nobody has to be named.", None: ""}[row.credit]
    match row.licence_class:
        case LicenceClass.STRONG:
            share, duty = True, " Who passes on a changed design passes on all of it under the same licence."
        case LicenceClass.WEAK:
            share, duty = True, " Changes to the design stay under the same licence; what it is built into need not."
        case LicenceClass.PERMISSIVE:
            share, duty = False, ""
        case LicenceClass.NOT_OPEN | LicenceClass.UNKNOWN:
            return Summary(True, True, row.credit, None, f"You may use, change, make and sell it.{credit}")
    return Summary(True, True, row.credit, share, f"You may use, change, make and sell it.{credit}{duty}")
