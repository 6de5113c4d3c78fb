# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A licence as a value: what is written, the SPDX expression it means, and whether hardware under it is open.

Openness is judged by our own table, not by the flags of OSI and FSF alone: those speak of software and know neither
CERN-OHL-1.2 nor TAPR-OHL-1.0 nor CC-BY-SA-3.0. What is unclear waits for a person; nothing is guessed.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from oshmark.values.licence_families import Change
from oshmark.values.licence_summary import NOT_KNOWN, Summary, summary
from oshmark.values.licence_table import LicenceClass, Openness, spellings, table
from oshmark.values.licence_text import read_text
from oshmark.values.licence_verdict import accepted, is_allowed, judge
from oshmark.values.spdx import MAX_LENGTH, Leaf, leaves, render

__all__ = [
    "Change",
    "Licence",
    "LicenceClass",
    "Openness",
    "Summary",
    "current_id",
    "family_ids",
    "known_ids",
    "plain_words",
    "read_licence",
    "title",
]

_TOO_LONG = f"A licence of more than {MAX_LENGTH} characters is not read: write its SPDX id."


class Licence(msgspec.Struct, frozen=True):
    """What a text says of a licence. `expression` is valid SPDX, and `None` where it cannot be said; `ids` are the
    licences in it, in their order; `reason` is one sentence for a maker."""

    written: str
    expression: str | None
    openness: Openness
    licence_class: LicenceClass
    family: str | None
    changes: tuple[Change, ...]
    reason: str
    ids: tuple[str, ...]


def read_licence(written: str, allowed: frozenset[str] = frozenset()) -> Licence:
    """Read what stands where a licence belongs. `allowed` are the ids, texts and addresses that maintainers have
    accepted by a recorded act: an unclear licence among them is open. One that is not open stays so."""
    if len(written) > MAX_LENGTH:
        return _unreadable(written, _TOO_LONG)
    return _read(written, allowed)


@lru_cache(maxsize=4096)
def _read(written: str, allowed: frozenset[str]) -> Licence:
    text = " ".join(written.split())
    if not text.isprintable():
        return _unreadable(written, "There are control characters or invisible ones in the licence: write it without.")
    read = read_text(text)
    expression = None if read.node is None else render(read.node)
    if expression is not None and len(expression) > MAX_LENGTH:
        return _unreadable(written, _TOO_LONG)
    verdict = read if read.node is None else judge(read.node, allowed)
    if Change.ASSUMED_VERSION in read.changes and isinstance(read.node, Leaf) and read.reason:
        verdict = msgspec.structs.replace(verdict, reason=read.reason)
    if verdict.openness is Openness.UNCLEAR and is_allowed(allowed, written, expression):
        verdict = accepted(verdict, expression or text)
    changes = read.changes
    if expression is not None and expression != written and not changes:
        changes = (Change.SPELLING,)
    return Licence(
        written=written,
        expression=expression,
        openness=verdict.openness,
        licence_class=verdict.licence_class,
        family=verdict.family,
        changes=tuple(change for change in Change if change in changes),
        reason=verdict.reason,
        ids=() if read.node is None else tuple(dict.fromkeys(leaf.id for leaf in leaves(read.node))),
    )


def _unreadable(written: str, reason: str) -> Licence:
    return Licence(written, None, Openness.UNCLEAR, LicenceClass.UNKNOWN, None, (), reason, ())


def plain_words(licence: Licence) -> Summary:
    """What a licence allows and asks for, in one or two sentences. Of alternatives only what all of them agree on is
    said; of licences that hold together, all that each of them asks for."""
    node = None if licence.expression is None else read_text(licence.expression).node
    return NOT_KNOWN if node is None else summary(node)


def title(spdx_id: str) -> str | None:
    """The full name of a listed licence, an outdated id under the name of what is written today."""
    today = table().replaced.get(spdx_id, spdx_id).partition(" WITH ")[0]
    row = table().licences.get(today)
    return None if row is None else row.name


def current_id(text: str) -> str | None:
    """The id under which SPDX lists a licence today, for an id in any case, outdated ones too; `None` for others."""
    found = spellings().get(text.lower())
    return None if found is None else table().replaced.get(found, found).partition(" WITH ")[0]


def family_ids(family: str) -> tuple[str, ...]:
    """Every listed licence of a family."""
    return tuple(spdx_id for spdx_id, row in table().licences.items() if row.family == family)


@lru_cache(maxsize=1)
def known_ids() -> frozenset[str]:
    """Every id of the SPDX list, without those that have been replaced."""
    return frozenset(table().licences)
