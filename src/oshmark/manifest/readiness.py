# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Readiness levels of the technology (OTRL) and of the documentation (ODRL), and the ways they are written.

The levels are those of the OTRL ontology of the OKH-LOSH specification. `ODRL-3*` is level 3, confirmed by others.
"""

from __future__ import annotations

OTRL: dict[str, str] = {
    "OTRL-1": "Ideation",
    "OTRL-2": "Conception",
    "OTRL-3": "Development",
    "OTRL-4": "Prototyping and testing",
    "OTRL-5": "Manufacturing development",
    "OTRL-6": "Product qualification",
}

ODRL: dict[str, str] = {
    "ODRL-1": "Started, under a free licence",
    "ODRL-2": "Collaborative, in editable formats",
    "ODRL-3": "Complete after DIN SPEC 3105-1, by own assessment",
    "ODRL-3*": "Complete, and confirmed by somebody else",
    "ODRL-4": "Ready for product qualification",
}

# Left: what occurs, reduced by `_reduce`. The words are the enum members of the converter that wrote most of the public
# manifests; its third level was called TechnicalDesign until 2021.
OTRL_WORDS: dict[str, str] = {
    "ideation": "OTRL-1",
    "conception": "OTRL-2",
    "development": "OTRL-3",
    "technicaldesign": "OTRL-3",
    "prototypingandtesting": "OTRL-4",
    "manufacturingdevelopment": "OTRL-5",
    "productqualification": "OTRL-6",
}
ODRL_WORDS: dict[str, str] = {
    "started": "ODRL-1",
    "minimal": "ODRL-2",
    "full": "ODRL-3",
    "audited": "ODRL-3*",
    "qualificationready": "ODRL-4",
    "odrl3star": "ODRL-3*",
    "odrl5": "ODRL-4",  # a level that drafts had, and that was dropped
    "odlr5": "ODRL-4",
}

FALLBACK = frozenset({"Ideation", "Started"})
"""What the converter of the public list writes when it knows nothing (it is hard-coded there)."""


def read_otrl(text: str) -> str | None:
    """The level that `text` means, as `OTRL-4`; `None` when it means none."""
    return _read(text, OTRL, OTRL_WORDS, ("otrl", "otlr", "trl"))


def read_odrl(text: str) -> str | None:
    """The level that `text` means, as `ODRL-3*`; `None` when it means none."""
    return _read(text, ODRL, ODRL_WORDS, ("odrl", "odlr", "drl"))


def _read(text: str, levels: dict[str, str], words: dict[str, str], prefixes: tuple[str, ...]) -> str | None:
    if text in levels:
        return text
    reduced = _reduce(text)
    if reduced in words:
        return words[reduced]
    for prefix in prefixes:
        if reduced.startswith(prefix):
            level = f"{next(iter(levels))[:5]}{reduced[len(prefix) :]}"
            return level if level in levels else None
    return None


def _reduce(text: str) -> str:
    """Lower case, without what separates: `otrl:OTRL_4`, `OTRL 4` and `Otrl4` are the same."""
    local = text.rsplit("#", 1)[-1].rsplit(":", 1)[-1]
    return "".join(letter for letter in local.lower() if letter.isalnum() or letter == "*")


def iri_name(level: str) -> str:
    """The name of a level in the ontology: `OTRL-4` is `OTRL4`, `ODRL-3*` is `ODRL3Star`."""
    return level.replace("-", "").replace("*", "Star")


def from_iri_name(name: str) -> str | None:
    """The inverse of `iri_name`; `None` for a name that is no level."""
    return {iri_name(level): level for level in (*OTRL, *ODRL)}.get(name)
