# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the fields of a manifest are grouped for a reader. A field that is in no list shows under the last heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oshmark.manifest.fields import SHARED
from oshmark.web.library.presentation import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable

OF_PROCESS = tuple(field.key for field in SHARED if field.process is not None)

MAKING = (
    "tsdc",
    "material",
    "outer-dimensions",
    "mass",
    "joining-process",
    "surface-finishing-process",
    *OF_PROCESS,
)
FILES = (
    "bom",
    "manufacturing-instructions",
    "user-manual",
    "source",
    "export",
    "auxiliary",
    "image",
    "readme",
    "contribution-guide",
)
ABOUT = (
    "repo",
    "release",
    "documentation-language",
    "licensor",
    "organization",
    "fork-of",
    "publication",
    "standard-compliance",
    "cpc-patent-class",
)
OWN_PLACE = frozenset(
    {
        "name",
        "version",
        "function",
        "license",
        "technology-readiness-level",
        "documentation-readiness-level",
        "attestation",
    }
)
"""Keys that a release page shows in a place of their own."""

GROUPS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("about", _("About"), ABOUT),
    ("making", _("How it is made"), MAKING),
    ("files", _("Files"), FILES),
)
"""Anchor, heading and keys of each group, in their order."""


class Group(msgspec.Struct, frozen=True):
    """Some facts under one heading."""

    anchor: str
    title: str | Promise
    facts: tuple[Fact, ...]


def grouped(facts: Iterable[Fact], *, without: frozenset[str] = frozenset()) -> tuple[list[Group], dict[str, Fact]]:
    """The facts in their groups, empty ones left out, and by key those that are shown elsewhere."""
    by_key = {fact.key: fact for fact in facts}
    elsewhere = {key: by_key.pop(key) for key in without if key in by_key}
    groups = []
    for anchor, title, keys in GROUPS:
        found = tuple(by_key.pop(key) for key in keys if key in by_key)
        groups.append(Group(anchor, title, found))
    groups.append(Group("more", _("More from the manifest"), tuple(by_key.values())))
    return [group for group in groups if group.facts], elsewhere
