# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the generator knows of a part and its repository.

The sizes themselves stand in the OpenSCAD source; where the source is a FreeCAD file they stand here, because that
file is made by us too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sample_cad.plan import Plan
from sample_cad.words import ENGLISH, Words

Sizes = Mapping[str, float]
Shape = Callable[[Sizes], Plan]

PARAMETER = re.compile(r"^(\w+) = (-?\d+(?:\.\d+)?);", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """One part: the name of its source file, its shape, and the forms it is exported in (`stl step dxf svg`)."""

    slug: str
    title: str
    material: str
    shape: Shape
    exports: tuple[str, ...]
    note: str = ""
    sizes: Sizes = field(default_factory=dict)


@dataclass(frozen=True)
class Repository:
    """One sample repository: its folder, whom the drawings name, and its parts."""

    folder: str
    machine: str
    maker: str
    licence: str
    parts: tuple[Part, ...]
    words: Words = ENGLISH
    source_form: str = "scad"


def sizes_in(source: str) -> dict[str, float]:
    """The parameters at the top level of an OpenSCAD file: `width = 60;`."""
    return {name: float(value) for name, value in PARAMETER.findall(source)}
