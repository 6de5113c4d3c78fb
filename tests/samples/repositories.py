# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample repositories as the tests see them: folders, manifests, bills of materials."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
GENERATOR = ROOT / "scripts" / "make_sample_cad.py"

PARTS = {
    "lark-printer": 23,
    "brook-power-unit": 16,
    "gannet-press": 8,
    "withheld-lamp": 1,
    "heddle-loom": 14,
    "finch-controller": 4,
    "wren-frame": 8,
    "pumpe-wiesel": 11,
}
"""Repositories with an `okh.toml`, and how many parts it lists."""
REPOSITORIES = tuple(PARTS)
EVERY_REPOSITORY = (*REPOSITORIES, "mokume-stand")

BOM_LINES = {
    "lark-printer": 65,
    "brook-power-unit": 48,
    "gannet-press": 20,
    "heddle-loom": 27,
    "wren-frame": 25,
    "pumpe-wiesel": 26,
    "mokume-stand": 14,
}
"""Repositories whose bill of materials has our own columns, and how many lines it has."""
WITH_BOM = tuple(BOM_LINES)
COLUMNS = (
    "Reference", "Name", "Type", "Quantity", "Unit", "Material", "Process", "Source file", "Standard", "Supplier",
    "MPN", "Price", "Currency", "Mass", "Mass unit",
)  # fmt: skip
"""The columns in English; German and Japanese lists have the same ones in the same order."""

FINCH = "https://forge.example.net/finch/finch-controller"

FILE_KEYS = ("readme", "contribution-guide", "image", "bom", "manufacturing-instructions", "user-manual", "user_manual")
FILES_OF_ANYTHING = ("source", "export", "auxiliary", "image")


def manifest(repository: str) -> dict[str, Any]:
    """The manifest as its own language reads it."""
    path = SAMPLES / repository / "okh.toml"
    if path.is_file():
        return tomllib.loads(path.read_text(encoding="utf-8"))
    data: dict[str, Any] = yaml.safe_load((SAMPLES / repository / "okh.yml").read_text(encoding="utf-8"))
    return data


def readme(repository: str) -> str:
    """The text of the README."""
    return (SAMPLES / repository / "README.md").read_text(encoding="utf-8")


def bom(repository: str) -> list[dict[str, str]]:
    """The lines of the bill of materials under the English names of the columns, with decimal points."""
    german = repository == "pumpe-wiesel"
    with (SAMPLES / repository / "bom.csv").open(encoding="utf-8", newline="") as lines:
        _, *rows = csv.reader(lines, delimiter=";" if german else ",")
    # The printer puts its lines into groups besides.
    found = [dict(zip((*COLUMNS, "Group")[: len(row)], row, strict=True)) for row in rows]
    for row in found if german else ():
        row |= {key: row[key].replace(",", ".") for key in ("Quantity", "Price", "Mass")}
    return found


def kicad_bom(repository: str) -> list[dict[str, str]]:
    """The lines of a bill of materials as KiCad exports it."""
    with (SAMPLES / repository / "bom.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def as_list(value: str | list[str] | None) -> list[str]:
    """One value or several, as several."""
    return [] if value is None else [value] if isinstance(value, str) else value


def files_named(data: dict[str, Any]) -> list[str]:
    """Every path in a manifest of OKH-LOSH."""
    named = [path for key in FILE_KEYS for path in as_list(data.get(key))]
    for holder in (data, *data.get("part", [])):
        named += [path for key in FILES_OF_ANYTHING for path in as_list(holder.get(key))]
    return named
