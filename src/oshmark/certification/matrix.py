# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may do what: `data/matrix.csv`, one line for each kind of event, read on first use.

`roles` are those who may, `bars` what keeps somebody out who has the role; `sources` are clauses of the specification.
The same lines are asked when somebody acts, and again of every event in the log before a certificate is issued.
"""

from __future__ import annotations

import csv
from enum import Enum
from functools import lru_cache
from pkgutil import get_data
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.events import Kind
from oshmark.certification.roles import Role
from oshmark.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "data/matrix.csv"


class Bar(Enum):
    """What can keep a person out of an act. What each one means says `conflicts`."""

    SELF = "self"
    RELATED = "related"
    OPEN_APPLICATION = "open-application"
    OWN_CASE = "own-case"
    SAME_ORGANISATION = "same-organisation"
    PAYER = "payer"
    TRAINER = "trainer"
    TERRITORY_PARTNER = "territory-partner"
    RECIPROCAL = "reciprocal"
    DECLARED = "declared"
    RECUSED = "recused"
    EVALUATED = "evaluated"
    DECIDED = "decided"
    MEASURED = "measured"
    COMPLAINED = "complained"
    HANDLED_FEE = "handled-fee"


class Row(msgspec.Struct, frozen=True):
    """One line: the kind of event, the acts that it comes from, who may, and what bars."""

    kind: Kind
    actions: tuple[str, ...]
    roles: frozenset[Role]
    bars: tuple[Bar, ...]
    notes: str
    sources: tuple[str, ...]


@lru_cache(maxsize=1)
def matrix() -> Mapping[Kind, Row]:
    """The whole matrix, by kind of event."""
    raw = get_data("oshmark.certification", FILE)
    if raw is None:
        raise StateError(f"The installation is damaged: certification/{FILE} is missing. Install oshmark again.")
    rows = [_row(line) for line in csv.DictReader(raw.decode().splitlines())]
    return {row.kind: row for row in rows}


def _row(line: Mapping[str, str]) -> Row:
    return Row(
        kind=Kind(line["kind"]),
        actions=tuple(line["action"].split()),
        roles=frozenset(Role(name) for name in line["roles"].split()),
        bars=tuple(Bar(name) for name in line["bars"].split()),
        notes=line["notes"],
        sources=tuple(source.strip() for source in line["sources"].split(";")),
    )
