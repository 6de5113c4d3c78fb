# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said about a manifest of OKHv1.0 while it is put into the words of OKH-LOSH."""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

OLD_DIALECT = Rule(
    "okh-v1",
    Severity.ADVICE,
    "This is a manifest of OKHv1.0; read as {now}.",
    "OKHv1.0 goes on being read; OKH-LOSH says more, and says it so that machines understand it.",
    "oshmark manifest convert --to toml writes the file anew.",
)
LICENCE_OF_DOCUMENTATION = Rule(
    "okh-v1-licence",
    Severity.ADVICE,
    "No licence of the hardware is named; that of the documentation was used.",
    "Hardware and documentation may have different licences.",
    "Add hardware below license.",
)
SEVERAL_MANUALS = Rule(
    "okh-v1-manuals",
    Severity.ADVICE,
    "There are {count} operating instructions, OKH-LOSH has room for one; all are kept.",
    "Tools that follow version 1.0 use the first one only.",
)
DERIVED_LEVEL = Rule(
    "okh-v1-readiness",
    Severity.ADVICE,
    "“{was}” was read as {now}.",
    "OKHv1.0 has no readiness levels; this is what its statements mean at least.",
    "Say the level with technology-readiness-level.",
)
SUB_AS_PART = Rule(
    "okh-v1-sub",
    Severity.ADVICE,
    "{count} sub-assemblies were read as parts.",
    "OKH-LOSH knows parts; modules in modules are named in the bill of materials.",
)
SECOND_SOURCE = Rule(
    "okh-v1-second",
    Severity.ADVICE,
    "“{was}” also says {now}, which is known already; it is kept as it is.",
    "Two keys of OKHv1.0 stand for one field of OKH-LOSH.",
)
