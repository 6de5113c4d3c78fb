# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How complete a manifest is: a share in per cent, and the list of what is missing.

A mandatory field counts twice, a recommended one once; a placeholder counts as missing. The fields of a process count
for those who name the process, so that a welded frame is not measured by the fields of a circuit board.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.manifest.check import PROCESS_NEEDS, missing_mandatory, unmet_needs
from oshmark.manifest.fields import MANDATORY
from oshmark.manifest.placeholders import is_placeholder

if TYPE_CHECKING:
    from oshmark.manifest.model import Component, Manifest

RECOMMENDED: tuple[tuple[str, str], ...] = (
    ("release", "release"),
    ("readme", "readme"),
    ("image", "image"),
    ("technology-readiness-level", "technology_readiness_level"),
    ("documentation-readiness-level", "documentation_readiness_level"),
    ("tsdc", "tsdc"),
    ("bom", "bom"),
    ("manufacturing-instructions", "manufacturing_instructions"),
    ("user-manual", "user_manual"),
    ("contribution-guide", "contribution_guide"),
    ("outer-dimensions", "outer_dimensions"),
    ("mass", "mass"),
)
MANDATORY_WEIGHT = 2


class Completeness(msgspec.Struct, frozen=True):
    """The share in whole per cent, and the keys that are missing or only placeholders, mandatory ones first."""

    percent: int
    missing: tuple[str, ...]
    mandatory_missing: tuple[str, ...]


def completeness(manifest: Manifest, *, dialect_known: bool = True) -> Completeness:
    """Measure a manifest."""
    mandatory = missing_mandatory(manifest, dialect_known=dialect_known)
    hollow = [key for key in ("name", "repo", "version", "license", "function") if _is_hollow(manifest, key)]
    if manifest.licensor and all(is_placeholder(agent.name) for agent in manifest.licensor):
        hollow.append("licensor")
    lacking = [key for key, attribute in RECOMMENDED if not getattr(manifest, attribute)]
    files = not manifest.source and not any(part.source for part in manifest.part)
    if files:
        lacking.append("source")
    needs, unmet = _process_needs(manifest)
    total = MANDATORY_WEIGHT * len(MANDATORY) + len(RECOMMENDED) + 1 + needs
    lost = MANDATORY_WEIGHT * (len(mandatory) + len(hollow)) + len(lacking) + len(unmet)
    return Completeness(
        percent=max(0, round(100 * (total - lost) / total)),
        missing=(*mandatory, *hollow, *lacking, *unmet),
        mandatory_missing=tuple(mandatory),
    )


def _is_hollow(manifest: Manifest, key: str) -> bool:
    value = getattr(manifest, key)
    return value is not None and is_placeholder(value)


def _process_needs(manifest: Manifest) -> tuple[int, list[str]]:
    """How many fields the named processes ask for, and which of them are missing."""
    components: list[tuple[str, Component]] = [("", manifest)]
    components += [(f"{part.name or f'part {n + 1}'}: ", part) for n, part in enumerate(manifest.part)]
    asked = sum(len(needs) for _, one in components for process, _, needs in PROCESS_NEEDS if process in one.tsdc)
    unmet = [f"{prefix}{key}" for prefix, one in components for _, lacking in unmet_needs(one) for key in lacking]
    return asked, unmet
