# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is missing in a manifest, and what to write so that it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oshmark.web.library.labels import field_label
from oshmark.web.library.presentation import decent

if TYPE_CHECKING:
    from oshmark.manifest.completeness import Completeness

EXAMPLES: dict[str, str] = {
    "okhv": 'okhv = "OKH-LOSHv1.0"',
    "name": 'name = "…"',
    "repo": 'repo = "https://…"',
    "version": 'version = "1.0.0"',
    "license": 'license = "CERN-OHL-S-2.0"',
    "licensor": 'licensor = "…"',
    "documentation-language": 'documentation-language = "en"',
    "function": 'function = "…"',
    "release": 'release = "https://…"',
    "readme": 'readme = "README.md"',
    "image": 'image = "images/overview.png"',
    "technology-readiness-level": 'technology-readiness-level = "OTRL-4"',
    "documentation-readiness-level": 'documentation-readiness-level = "ODRL-2"',
    "tsdc": 'tsdc = ["ASM", "3DP"]',
    "bom": 'bom = "bom.csv"',
    "manufacturing-instructions": 'manufacturing-instructions = ["docs/assembly.md"]',
    "user-manual": 'user-manual = "docs/manual.md"',
    "contribution-guide": 'contribution-guide = "CONTRIBUTING.md"',
    "outer-dimensions": "[outer-dimensions]",
    "mass": "[mass]",
    "source": 'source = ["cad/assembly.FCStd"]',
    "printing-process": 'printing-process = "FDM"',
    "material": 'material = "PETG"',
    "2d-size-mm": "2d-size-mm = [46.0, 30.0]",
    "board-thickness-mm": "board-thickness-mm = 1.6",
    "welding-process": "welding-process = 135",
    "smallest-tolerance-class": 'smallest-tolerance-class = "IT7"',
    "thickness-mm": "thickness-mm = 3.0",
}
"""One line for each key, as it stands in a manifest of OKH-LOSHv1.0."""

WHY: dict[str, str | Promise] = {
    "okhv": _("It tells every reader which keys to expect."),
    "name": _("Without a name nobody can find it or speak of it."),
    "repo": _("It says where the sources are."),
    "version": _("It says which state of the design this is."),
    "license": _("Without a licence nobody may build, change or sell it."),
    "licensor": _("It says who gives the licence."),
    "documentation-language": _("Readers look for what they can read."),
    "function": _("It is what people search for."),
    "release": _("It leads to the files of exactly this version."),
    "readme": _("It is the first thing a newcomer reads."),
    "image": _("People recognise a thing by its picture."),
    "technology-readiness-level": _("It tells an idea from a tested product."),
    "documentation-readiness-level": _("It says whether the documentation is enough to build it."),
    "tsdc": _("Makers look for what they can make with their machines."),
    "bom": _("Who wants to build it needs to know what to buy."),
    "manufacturing-instructions": _("Who wants to build it needs to know how."),
    "user-manual": _("Who has built it needs to know how to use it safely."),
    "contribution-guide": _("It invites others to make the design better."),
    "outer-dimensions": _("Makers look for what fits their machines."),
    "mass": _("It tells what can be carried and sent."),
    "source": _("Without sources it can be copied, but not changed."),
    "printing-process": _("It says which printer is needed."),
    "material": _("It says what to make it of."),
    "2d-size-mm": _("Board houses ask for the size first."),
    "board-thickness-mm": _("Board houses need it for every order."),
    "welding-process": _("It says which equipment and qualification are needed."),
    "smallest-tolerance-class": _("It decides which machine is good enough."),
    "thickness-mm": _("It says which sheet to buy and what the laser must cut."),
}
"""Why each of them matters, in one sentence."""

MAX_MISSING = 60


class Missing(msgspec.Struct, frozen=True):
    """One thing that is missing: where, its label and key, why it matters, and what to write."""

    part: str
    key: str
    label: str
    why: str | Promise
    example: str
    mandatory: bool


def missing(found: Completeness) -> list[Missing]:
    """What is missing, mandatory things first."""
    return [_missing(one, mandatory=one in found.mandatory_missing) for one in found.missing[:MAX_MISSING]]


def _missing(one: str, *, mandatory: bool) -> Missing:
    part, _colon, key = one.rpartition(": ")
    return Missing(decent(part, 80), key, field_label(key), WHY.get(key, ""), EXAMPLES.get(key, ""), mandatory)
