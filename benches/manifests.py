# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Invented manifests, the same each time, as different from each other as real ones."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

THINGS = ("printer", "lathe", "microscope", "ventilator", "plough", "turbine", "loom", "press", "pump", "centrifuge")
TRAITS = ("small", "modular", "portable", "desktop", "solar", "robust", "precise", "foldable", "quiet", "cheap")
WORDS = [
    "frame",
    "motor",
    "belt",
    "bearing",
    "steel",
    "plywood",
    "laser",
    "cut",
    "bent",
    "welded",
    "turned",
    "milled",
    "sheet",
    "screw",
    "bolt",
    "nut",
    "sensor",
    "board",
    "heater",
    "nozzle",
    "axis",
    "rail",
    "clamp",
    "spindle",
    "table",
    "drive",
    "shaft",
    "gear",
    "housing",
    "cover",
    "panel",
    "wiring",
    "supply",
    "valve",
    "hose",
    "tank",
    "filter",
]
LICENCES = (
    "CERN-OHL-S-2.0",
    "CERN-OHL-P-2.0",
    "CC-BY-SA-4.0",
    "LicenseRef-CC BY-SA-4.0",
    "GPL-3.0-or-later",
    "CC-BY-4.0",
)
LANGUAGES = ("en", "En-US", "de", "es", "en-GB", "fr")
MATERIALS = ("PLA", "PETG", "S235JR", "EN AW-6060", "plywood", "acrylic glass")


def manifest(number: int, revision: int = 0) -> bytes:
    """Manifest number `number`, between 20 and 45 lines; another `revision` is a later version of it."""
    random = Random(number)
    thing, trait = random.choice(THINGS), random.choice(TRAITS)
    words = " ".join(random.choices(WORDS, k=40))
    lines = [
        'okhv = "OKH-LOSHv1.0"',
        f'name = "{trait.capitalize()} {thing} {number}"',
        f'repo = "https://git.example.org/maker-{number % 997}/{thing}-{number}"',
        f'version = "1.{number % 7}.{revision}"',
        f'license = "{random.choice(LICENCES)}"',
        f'licensor = "Maker {number % 997}"',
        f'documentation-language = "{random.choice(LANGUAGES)}"',
        f'function = "A {trait} {thing} for workshops and schools. {words}"',
        'readme = "README.md"',
        'image = "pictures/main.jpg"',
        f'bom = "bom-{number}.csv"',
        'manufacturing-instructions = ["docs/build.md", "docs/test.md"]',
        f'technology-readiness-level = "OTRL-{1 + number % 6}"',
        'documentation-readiness-level = "ODRL-2"',
        'tsdc = ["MEC", "3DP"]',
        'cpc-patent-class = "B33Y 30/00"',
        "",
        "[outer-dimensions]",
        f'openSCAD = "cube(size = [{100 + number % 900}, 350, 150])"',
        'unit = "mm"',
    ]
    for part in range(random.choice((0, 1, 2))):
        lines += _part(random, part)
    return "\n".join(lines).encode()


def _part(random: Random, part: int) -> list[str]:
    word = random.choice(WORDS)
    return [
        "",
        "[[part]]",
        f'name = "{word} {part}"',
        f'source = "cad/{word}-{part}.FCStd"',
        f'export = ["cad/{word}-{part}.step", "cad/{word}-{part}.stl"]',
        'tsdc = "3DP"',
        f'material = "{random.choice(MATERIALS)}"',
        'printing-process = "FDM"',
        f"infill = {random.choice((15, 20, 40))}",
        "resolution-mm = 0.2",
    ]


def manifests(count: int, revision: int = 0) -> Iterator[bytes]:
    """The first `count` manifests."""
    return (manifest(number, revision) for number in range(count))
