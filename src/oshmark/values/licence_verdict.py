# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a licence, or an expression of several, is open, and what it asks of those who pass a design on.

Of alternatives the best counts, of licences that hold together the worst; what is unclear stands between.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import structs

from oshmark.values.licence_families import Reading
from oshmark.values.licence_table import LicenceClass, Openness, Row, table
from oshmark.values.licence_text import PREFIX, read_name, read_text
from oshmark.values.licence_url import host
from oshmark.values.licence_words import words
from oshmark.values.spdx import MAX_LENGTH, Group, Leaf, Node, render

_STRICTNESS = (
    LicenceClass.PERMISSIVE,
    LicenceClass.WEAK,
    LicenceClass.STRONG,
    LicenceClass.UNKNOWN,
    LicenceClass.NOT_OPEN,
)
_WORSE = (Openness.OPEN, Openness.UNCLEAR, Openness.NOT_OPEN)


def judge(node: Node, allowed: frozenset[str]) -> Reading:
    """Of alternatives the best counts, of licences that hold together the worst."""
    if isinstance(node, Leaf):
        verdict = _judge_leaf(node)
        unclear = verdict.openness is Openness.UNCLEAR
        return accepted(verdict, node.id) if unclear and is_allowed(allowed, node.id) else verdict
    parts = [judge(part, allowed) for part in node.parts]
    families = {part.family for part in parts}
    family = families.pop() if len(families) == 1 else None
    decisive = _choice(parts) if node.operator == "OR" else _together(parts)
    return structs.replace(decisive, node=node, family=family, reason=_why(node, decisive))


def _choice(parts: list[Reading]) -> Reading:
    return min(parts, key=lambda part: (_WORSE.index(part.openness), _STRICTNESS.index(part.licence_class)))


def _together(parts: list[Reading]) -> Reading:
    return max(parts, key=lambda part: (_WORSE.index(part.openness), _STRICTNESS.index(part.licence_class)))


def _why(node: Group, decisive: Reading) -> str:
    if decisive.openness is not Openness.OPEN:
        return decisive.reason
    if node.operator == "OR":
        return f"One may choose among licences of which at least one is open. {decisive.reason}"
    return f"All licences of {render(node)} are open."


def _judge_leaf(leaf: Leaf) -> Reading:
    row = table().licences.get(leaf.id)
    if row is None:
        return judge_reference(leaf.id)
    return Reading(leaf, (), row.openness, row.licence_class, row.family, row.note or _reason(leaf.id, row))


def judge_reference(spdx_id: str) -> Reading:
    """A `LicenseRef-` says something where its own text does: `LicenseRef-NonCommercial` is not open."""
    read = read_name(spdx_id) if spdx_id.startswith(PREFIX) else Reading(Leaf(spdx_id))
    if read.reason:
        return read
    return structs.replace(read, reason=f"{spdx_id} is not on the list of SPDX: a maintainer has to read its text.")


def _reason(spdx_id: str, row: Row) -> str:
    match row.openness:
        case Openness.OPEN:
            return f"Under {row.name} everybody may use, study, change, make and sell the hardware."
        case Openness.UNCLEAR:
            return (
                f"Nobody has said yet whether {row.name} ({spdx_id}) is open enough for hardware: a maintainer has to."
            )
        case Openness.NOT_OPEN:
            return f"{row.name} does not let everybody {withheld(row.limits)}, so the hardware is not open."


def withheld(limits: str) -> str:
    """What a licence does not let everybody do."""
    said = {"nc": "sell the hardware", "nd": "change it", "use": "use it for everything"}
    return " and ".join(said[limit] for limit in limits.split())


def accepted(verdict: Reading, name: str) -> Reading:
    """The verdict on what maintainers have accepted: open, of the class that it has."""
    reason = f"The maintainers of this library have read {name} and accepted it as open."
    return structs.replace(verdict, openness=Openness.OPEN, reason=reason)


def is_allowed(allowed: frozenset[str], *texts: str | None) -> bool:
    """Whether maintainers have accepted one of these texts, in whatever spelling."""
    if not allowed:
        return False
    return any(text is not None and _same_as(text) in _accepted_texts(allowed) for text in texts)


@lru_cache(maxsize=8)
def _accepted_texts(allowed: frozenset[str]) -> frozenset[str]:
    """What was accepted, both as it was written and as the expression that it means."""
    nodes = [read_text(" ".join(text.split())).node for text in allowed if len(text) <= MAX_LENGTH]
    meant = [render(node) for node in nodes if node is not None]
    found = {_same_as(text) for text in (*allowed, *meant)}
    return frozenset(found - {""})


def _same_as(text: str) -> str:
    """What two spellings of one accepted text share; of an address the scheme and the last `/` do not matter."""
    trimmed = text.strip()
    if host(trimmed) is not None:
        return (trimmed.partition("://")[2] or trimmed).removeprefix("www.").rstrip("/")
    if trimmed[: len(PREFIX)].lower() == PREFIX.lower():
        trimmed = trimmed[len(PREFIX) :]
    return " ".join(words(trimmed))
