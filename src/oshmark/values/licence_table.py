# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of licences: every id of the SPDX list, and what we say of it.

`data/licences.json` is made by `scripts/licence_table.py` from the facts of the SPDX list (id, name, deprecated, OSI,
FSF) and from our own statements, `data/licence_statements.csv` and `data/licence_names.csv`. It is read on first use.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from pkgutil import get_data

import msgspec

from oshmark.errors import StateError


class Openness(Enum):
    """Whether hardware under the licence is open source hardware. Unclear is not a mild form of no: nobody knows."""

    OPEN = "open"
    NOT_OPEN = "not-open"
    UNCLEAR = "unclear"


class LicenceClass(Enum):
    """What one owes who passes on a changed design: nothing but credit, the changed files, the whole design."""

    PERMISSIVE = "permissive"
    WEAK = "weak-copyleft"
    STRONG = "strong-copyleft"
    NOT_OPEN = "not-open"
    UNKNOWN = "unknown"


class Row(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """What we say of one id. `credit`: must the authors be named; `limits`: the freedoms it withholds, of `nc` (sell),
    `nd` (change), `use`; `note`: a sentence in place of the usual reason."""

    name: str
    openness: Openness
    licence_class: LicenceClass
    family: str | None = None
    credit: bool | None = None
    limits: str = ""
    note: str = ""


class Table(msgspec.Struct, frozen=True):
    """The whole table. `replaced` gives for an outdated id what is written today, `keys` for the key of a name
    (`licence_words.key`) the expression, `assumed` the keys that leave no choice of version though they name none,
    `unnamed` the keys of names that do not say which licence is meant, `versions` the ids that would."""

    licences: dict[str, Row]
    exceptions: list[str]
    replaced: dict[str, str]
    keys: dict[str, str]
    assumed: frozenset[str]
    unnamed: dict[str, Row]
    versions: dict[str, list[str]]


@lru_cache(maxsize=1)
def table() -> Table:
    """The table, read once."""
    raw = get_data("oshmark.values", "data/licences.json")
    if raw is None:
        raise StateError("The table of licences is missing from this copy of oshmark. Install it anew.")
    return msgspec.json.decode(raw, type=Table)


@lru_cache(maxsize=1)
def spellings() -> dict[str, str]:
    """Every id, outdated ones too, by its lower case."""
    return {spdx_id.lower(): spdx_id for spdx_id in (*table().licences, *table().replaced)}


@lru_cache(maxsize=1)
def exceptions() -> dict[str, str]:
    """Every exception by its lower case."""
    return {exception.lower(): exception for exception in table().exceptions}
