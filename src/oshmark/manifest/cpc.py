# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Classes of the Cooperative Patent Classification (CPC): sections, and how a class is written."""

from __future__ import annotations

import re

SECTIONS: dict[str, str] = {
    "A": "Human necessities",
    "B": "Operations and transport",
    "C": "Chemistry and metallurgy",
    "D": "Textiles and paper",
    "E": "Fixed constructions",
    "F": "Mechanical engineering, lighting, heating, weapons, blasting",
    "G": "Physics",
    "H": "Electricity",
    "Y": "New technologies and cross-sectional subjects",
}
"""The nine sections; titles shortened by us."""

_CLASS = re.compile(r"([A-HY])(?:(\d{2})(?:([A-HJ-NP-Z])(?:\s*(\d{1,4})\s*/\s*(\d{2,6}))?)?)?", re.IGNORECASE)


def read_cpc(text: str) -> str | None:
    """A class in its usual spelling: `D03D35/00` is `D03D 35/00`; `None` for what is no section, class or group."""
    match = _CLASS.fullmatch(text.strip())
    if match is None:
        return None
    section, number, letter, group, subgroup = match.groups()
    subclass = f"{section.upper()}{number or ''}{(letter or '').upper()}"
    return f"{subclass} {group}/{subgroup}" if group else subclass
