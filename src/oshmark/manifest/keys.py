# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a key is written, and which field it means: spellings, older names and slips, as data.

`SPELLINGS` is what drafts, converters and makers wrote (rows cite the section of our notes on the dialects); camel and
snake case of every key are derived. An unknown key that is one letter away from a known one gets a hint, never a value.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from oshmark.manifest import rules
from oshmark.manifest.fields import MODULE, PART, SOFTWARE, Field, camel
from oshmark.values.finding import Rule


class Spelling(msgspec.Struct, frozen=True):
    """One row: `written` means `key`; `unit` is the unit that is part of the name; `slot` the sub-key it stands for."""

    written: str
    key: str
    rule: Rule
    unit: str | None = None
    slot: str | None = None


SPELLINGS: tuple[Spelling, ...] = (
    # §1d 1: never used upstream, but people write it
    Spelling("contribution-guidelines", "contribution-guide", rules.KEY_ALIAS),
    Spelling("contributing", "contribution-guide", rules.KEY_ALIAS),
    # §1d 2
    Spelling("organisation", "organization", rules.KEY_ALIAS),
    # §1d 4: dimensions and mass before 1.0
    Spelling("outer-dimension", "outer-dimensions", rules.KEY_ALIAS),
    Spelling("outer-dimension-dim", "outer-dimensions", rules.KEY_ALIAS, slot="unit"),
    Spelling("outer-dimensions-dim", "outer-dimensions", rules.KEY_ALIAS, slot="unit"),
    Spelling("outer-dimensions-mm", "outer-dimensions", rules.KEY_ALIAS, unit="mm"),
    Spelling("outer-dimensions-cm", "outer-dimensions", rules.KEY_ALIAS, unit="cm"),
    Spelling("mass-g", "mass", rules.KEY_ALIAS, unit="g"),
    Spelling("mass-kg", "mass", rules.KEY_ALIAS, unit="kg"),
    # §1d 5: leftovers of the drafts
    Spelling("rafts", "raft-brim", rules.KEY_ALIAS),
    Spelling("raft", "raft-brim", rules.KEY_ALIAS),
    Spelling("resolution", "resolution-mm", rules.KEY_ALIAS),
    Spelling("patent-class", "cpc-patent-class", rules.KEY_ALIAS),
    Spelling("standard", "standard-compliance", rules.KEY_ALIAS),
    Spelling("related-tsdc", "tsdc", rules.KEY_ALIAS),
    Spelling("related-ts-dc", "tsdc", rules.KEY_ALIAS),
    Spelling("tsdc-id", "tsdc", rules.KEY_ALIAS),
    Spelling("size-2d-mm", "2d-size-mm", rules.KEY_ALIAS),
    # §3: OKH 2.x and what converters wrote
    Spelling("spdx-license", "license", rules.KEY_ALIAS),
    Spelling("alternative-license", "license", rules.KEY_ALIAS),
    Spelling("doi", "publication", rules.KEY_ALIAS),
    Spelling("images", "image", rules.KEY_ALIAS),
    Spelling("parts", "part", rules.KEY_ALIAS),
    # the drafts of 2020, in YAML
    Spelling("owner", "licensor", rules.KEY_ALIAS),
    Spelling("language", "documentation-language", rules.KEY_ALIAS),
    Spelling("certificate", "attestation", rules.KEY_ALIAS),
    Spelling("source-3d", "source", rules.KEY_ALIAS),
    Spelling("source-2d", "source", rules.KEY_ALIAS),
    Spelling("source+", "auxiliary", rules.KEY_ALIAS),
    Spelling("export-3d", "export", rules.KEY_ALIAS),
    Spelling("export-2d", "export", rules.KEY_ALIAS),
    Spelling("export+", "export", rules.KEY_ALIAS),
    Spelling("s-bo-m", "bom", rules.KEY_ALIAS),
    Spelling("sbom", "bom", rules.KEY_ALIAS),
    Spelling("status", "technology-readiness-level", rules.KEY_ALIAS),
    # slips
    Spelling("licence", "license", rules.KEY_TYPO),
    Spelling("liscense", "license", rules.KEY_TYPO),
    Spelling("licenser", "licensor", rules.KEY_TYPO),
    Spelling("documentation-languge", "documentation-language", rules.KEY_TYPO),
    Spelling("manufacturing-instruction", "manufacturing-instructions", rules.KEY_TYPO),
    Spelling("outer-dimesions", "outer-dimensions", rules.KEY_TYPO),
    Spelling("cpc-patent-classes", "cpc-patent-class", rules.KEY_TYPO),
    Spelling("auxillary", "auxiliary", rules.KEY_TYPO),
    Spelling("repository", "repo", rules.KEY_TYPO),
)

DRAFT_ONLY = frozenset({"status", "language", "owner", "certificate", "source-3d", "source-2d", "source+", "export+"})
"""Spellings that only the drafts of 2020 used: elsewhere they are somebody's own keys."""


class Meaning(msgspec.Struct, frozen=True):
    """The field that a written key means, and the rule to report, if it was not written as it should be."""

    field: Field
    rule: Rule | None = None
    unit: str | None = None
    slot: str | None = None
    draft_only: bool = False


Keys = dict[str, Meaning]


def _table(fields: tuple[Field, ...]) -> Keys:
    by_key = {field.key: field for field in fields}
    table: Keys = {}
    for spelling in SPELLINGS:
        field = by_key.get(spelling.key)
        if field is None:
            continue
        draft = spelling.written in DRAFT_ONLY
        meaning = Meaning(field, spelling.rule, spelling.unit, spelling.slot, draft)
        for written in _styles(spelling.written):
            table[written] = meaning
    for field in fields:
        for written in _styles(field.key):
            table[written] = Meaning(field, rules.KEY_STYLE)
        table[field.key] = Meaning(field)
    return table


def _styles(key: str) -> tuple[str, ...]:
    """The same key with hyphens, in snake case and in camel case."""
    return key, key.replace("-", "_"), camel(key)


MODULE_KEYS: Keys = _table(MODULE)
PART_KEYS: Keys = _table(PART)
SOFTWARE_KEYS: Keys = _table(SOFTWARE)


@lru_cache(maxsize=4096)
def reduced(key: str) -> str:
    """A key in lower case with hyphens, whatever style it was written in: `Software` and `openSCAD` too."""
    pieces: list[str] = []
    previous_lower = False
    for letter in key.strip()[:200]:
        if letter.isupper() and previous_lower:
            pieces.append("-")
        pieces.append("-" if letter in "_ " else letter.lower())
        previous_lower = letter.islower() or letter.isdigit()
    return "".join(pieces)


def meaning_of(key: str, keys: Keys) -> Meaning | None:
    """The field that `key` means in this table, whatever its style; `None` for somebody's own key."""
    found = keys.get(key)
    if found is not None:
        return found
    found = keys.get(reduced(key)) or keys.get(key.strip().lower())
    if found is None or found.rule is not None:
        return found
    return Meaning(found.field, rules.KEY_STYLE)


def similar_key(key: str, fields: tuple[Field, ...]) -> str | None:
    """A key of the specification that is one letter away (missing, added, changed or swapped); else `None`."""
    wanted = reduced(key)
    if len(wanted) < MIN_SIMILAR:
        return None
    return next((field.key for field in fields if _one_edit_apart(wanted, field.key)), None)


MIN_SIMILAR = 5
"""Shorter keys are one letter away from too much."""


def _one_edit_apart(left: str, right: str) -> bool:
    if abs(len(left) - len(right)) > 1 or left == right:
        return False
    start = 0
    shorter = min(len(left), len(right))
    while start < shorter and left[start] == right[start]:
        start += 1
    a, b = left[start:], right[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
