# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which dialect a document is written in: by its `okhv`, else by the keys that only one dialect has."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from oshmark.manifest.keys import MODULE_KEYS, meaning_of, reduced
from oshmark.manifest.model import Dialect

STATED: dict[str, Dialect] = {dialect.value.lower(): dialect for dialect in Dialect if dialect is not Dialect.PRE_LOSH}
OTHER_WORDS: dict[str, Dialect] = {
    "1.0": Dialect.OKH_V1,
    "1": Dialect.OKH_V1,
    "okhv1": Dialect.OKH_V1,
    "okh-v1.0": Dialect.OKH_V1,
    "okh-loshv1": Dialect.LOSH_V1,
    "okh-losh-v1.0": Dialect.LOSH_V1,
    "loshv1.0": Dialect.LOSH_V1,
    "2.2": Dialect.V2_3,
    "2.1": Dialect.V2_3,
}
DRAFTS = frozenset({Dialect.DRAFT, Dialect.DRAFT_2_0, Dialect.PRE_LOSH})
V1_KEYS = frozenset(
    {
        "title",
        "documentation-home",
        "project-link",
        "okh-manifest-version",
        "manifest-author",
        "manifest-language",
        "intended-use",
        "making-instructions",
        "operating-instructions",
        "made-independently",
        "design-files",
        "archive-download",
        "health-safety-notice",
        "date-created",
        "date-updated",
        "standards-used",
        "derivative-of",
        "variant-of",
    }
)
"""Keys that only OKHv1.0 has."""
PRE_LOSH_KEYS = frozenset({"source-3d", "source-2d", "export-3d", "export-2d", "function-category", "owner", "source+"})
_TWO = re.compile(r"v?2\.\d+(\.\d+)?")


class Recognised(msgspec.Struct, frozen=True):
    """The dialect, and how far its `okhv` could be believed: `stated` is false when it was told from the keys."""

    dialect: Dialect
    stated: bool
    exact: bool


def okhv_key(data: dict[str, Any]) -> str | None:
    """The key under which the version of the specification stands, in whatever style it is written."""
    return next((key for key in data if key == "okhv" or reduced(key) in ("okhv", "okh-v")), None)


def recognise(data: dict[str, Any]) -> Recognised | None:
    """The dialect of a document; `None` when it has no key of a manifest at all."""
    okhv = data.get(okhv_key(data) or "")
    if isinstance(okhv, (str, int, float)) and str(okhv).strip():
        return _stated(str(okhv).strip(), data)
    return _from_keys(data)


def _stated(okhv: str, data: dict[str, Any]) -> Recognised | None:
    exact = STATED.get(okhv.lower())
    if exact is not None:
        return Recognised(exact, stated=True, exact=okhv == exact.value)
    other = OTHER_WORDS.get(okhv.lower().replace(" ", ""))
    if other is None and _TWO.fullmatch(okhv.lower()):
        other = Dialect.V2_4
    if other is not None:
        return Recognised(other, stated=True, exact=False)
    guessed = _from_keys(data)
    return Recognised(guessed.dialect if guessed else Dialect.LOSH_V1, stated=True, exact=False)


def _from_keys(data: dict[str, Any]) -> Recognised | None:
    keys = {reduced(key) for key in data}
    if keys & V1_KEYS:
        return Recognised(Dialect.OKH_V1, stated=False, exact=True)
    if keys & PRE_LOSH_KEYS:
        return Recognised(Dialect.PRE_LOSH, stated=False, exact=True)
    known = sum(1 for key in data if (found := meaning_of(key, MODULE_KEYS)) is not None and not found.draft_only)
    return Recognised(Dialect.LOSH_V1, stated=False, exact=False) if known else None
