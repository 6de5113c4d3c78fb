# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What we say where a manifest and its bill of materials speak of the same parts."""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

WARNING, ADVICE = Severity.WARNING, Severity.ADVICE

PART_WITHOUT_LINE = Rule(
    "bill:part-without-line",
    WARNING,
    "The manifest describes the part “{name}”, but no line of the bill of materials names it.",
    "Who orders by the bill will not have it, and nobody knows how many of it are needed.",
    "Add a line with the name of the part and its quantity to the bill of materials",
)
LINE_WITHOUT_PART = Rule(
    "bill:line-without-part",
    ADVICE,
    "The bill of materials says that “{name}” is made, but the manifest does not describe it as a part.",
    "Who wants to make it looks for its source, material and process.",
    "Add a [[part]] with its source and how it is made to the manifest",
)
SIMILAR_NAME = Rule(
    "bill:similar-name",
    ADVICE,
    "“{line}” of the bill of materials was taken for the part “{part}” of the manifest, because the names are alike.",
    "Equal names leave no doubt that the same thing is meant.",
    "Write the same name in both, or name the source file of the part in the bill",
)
MATERIAL_DIFFERS = Rule(
    "bill:material-differs",
    WARNING,
    "“{name}” is made of {was} by the manifest, and of {now} by the bill of materials.",
    "One of the two is out of date.",
    "Write the same material in both",
)
MASS_DIFFERS = Rule(
    "bill:mass-differs",
    WARNING,
    "“{name}” weighs {was} g by the manifest, and {now} g by the bill of materials.",
    "One of the two is out of date, or is the mass of several pieces.",
    "Write the mass of one piece in both",
)
