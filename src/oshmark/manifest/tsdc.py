# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Technology-specific documentation criteria (TsDC) after DIN SPEC 3105-1: the identifiers that occur.

The canonical list lives elsewhere and grows, so an unknown identifier is kept, with a warning.
"""

from __future__ import annotations

LABELS: dict[str, str] = {
    "ASM": "Assembly",
    "ASM-GEN": "Assembly in general",
    "ASM-MEC": "Mechanical assembly",
    "ASM-PCB": "Assembled circuit board",
    "ASM-WEL": "Welded assembly",
    "MEC": "Mechanics",
    "CIR": "Circuit",
    "PCB": "Printed circuit board",
    "WEL": "Welding",
    "3DP": "3D printing",
    "LAS": "Laser cutting",
    "CNC": "Machining on numerically controlled machines",
    "COT": "Coating",
    "CMP": "Composite material",
    "COM-STD": "Standard component",
    "COM-MAN": "Manufactured component",
    "COM-OSH": "Component that is open source hardware itself",
    "COM-PRP": "Proprietary component",
    "PRC-COT": "Process: coating",
    "PRC-MAT": "Process: material",
    "SET-SOF": "Setting up: software",
    "SET-CNF": "Setting up: configuration",
    "SW-STK": "Software: stack",
    "SW-DEP": "Software: dependencies",
    "SW-SET": "Software: setting up",
    "OTH": "Other",
    "LEG": "Legal",
}


def read_tsdc(text: str) -> tuple[str, bool]:
    """The identifier that `text` means, and whether it is in the list: `tsdc:3dp` is (`3DP`, true)."""
    local = text.strip().rsplit("#", 1)[-1]
    if local[:5].lower() == "tsdc:":
        local = local[5:]
    identifier = "-".join(local.upper().replace("_", "-").split())
    return identifier, identifier in LABELS
