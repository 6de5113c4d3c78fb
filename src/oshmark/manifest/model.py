# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one model of a manifest, whatever dialect it was written in.

Attribute names are the keys of OKH-LOSHv1.0 in snake case; the few keys that cannot be Python names are listed in
`fields.py`, which also holds unit, range and RDF term of every field. "Not stated" is `None` or an empty tuple, never
zero or false. Keys that no dialect knows are kept in `extra`, in their order, on every level.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

import msgspec

Extra = dict[str, Any]


class Dialect(Enum):
    """The ways of writing a manifest that occur; the value is what stands under `okhv`, or our name for the dialect."""

    OKH_V1 = "OKHv1.0"
    PRE_LOSH = "pre-losh"
    DRAFT = "okh-losh"
    DRAFT_2_0 = "2.0"
    LOSH_V1 = "OKH-LOSHv1.0"
    V2_3 = "2.3"
    V2_4 = "2.4"


class Agent(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person or an organisation, as far as the manifest says who it is."""

    name: str
    email: str | None = None
    url: str | None = None
    affiliation: str | None = None
    kind: str | None = None
    extra: Extra = {}


class FileRef(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file that the manifest names: `path` is what was written, a repository path or an address.

    The further attributes occur in manifests of OKH 2.x that give a table instead of a path; `depicts`, `slots` and
    `tags` in tables of images.
    """

    path: str
    title: str | None = None
    url: str | None = None
    frozen_url: str | None = None
    mime_type: str | None = None
    created_at: str | None = None
    last_changed: str | None = None
    license: str | None = None
    licensor: str | None = None
    depicts: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    extra: Extra = {}


class Dimensions(msgspec.Struct, frozen=True, omit_defaults=True):
    """Outer dimensions. `open_scad` and `unit` are as written; width (x), depth (y), height (z) are millimetres."""

    open_scad: str | None = None
    unit: str | None = None
    width_mm: Decimal | None = None
    depth_mm: Decimal | None = None
    height_mm: Decimal | None = None
    extra: Extra = {}


class Mass(msgspec.Struct, frozen=True, omit_defaults=True):
    """A mass with the unit it was written in."""

    value: Decimal
    unit: str | None = None
    extra: Extra = {}

    @property
    def grams(self) -> Decimal | None:
        """The mass in grams, `None` when the unit is missing or unknown."""
        factor = GRAMS.get(self.unit or "")
        return None if factor is None else self.value * factor


GRAMS = {
    "mg": Decimal("0.001"),
    "g": Decimal(1),
    "kg": Decimal(1000),
    "t": Decimal(1_000_000),
    "lb": Decimal("453.59237"),  # international avoirdupois pound, exact since 1959
    "oz": Decimal("28.349523125"),
}


class Component(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What a module and a part have in common: a name, files, and how the thing is made.

    The specification gives each field of production to either modules or parts; makers do not keep to that, so both
    can hold all of them, and `fields.py` knows where each one belongs.
    """

    name: str | None = None
    image: tuple[FileRef, ...] = ()
    tsdc: tuple[str, ...] = ()
    source: tuple[FileRef, ...] = ()
    export: tuple[FileRef, ...] = ()
    auxiliary: tuple[FileRef, ...] = ()
    manufacturing_instructions: tuple[FileRef, ...] = ()
    material: str | None = None
    outer_dimensions: Dimensions | None = None
    mass: Mass | None = None
    joining_process: tuple[str, ...] = ()
    surface_finishing_process: tuple[str, ...] = ()
    # Fields of TsDC PCB.
    size_2d_mm: tuple[Decimal, ...] = ()
    board_thickness_mm: Decimal | None = None
    copper_thickness_mm: Decimal | None = None
    typical_trace_width_mm: Decimal | None = None
    smallest_trace_width_mm: Decimal | None = None
    typical_space_copper_copper_mm: Decimal | None = None
    smallest_space_copper_copper_mm: Decimal | None = None
    smallest_via_diameter_mm: Decimal | None = None
    component_sides: int | None = None
    silkscreen_sides: int | None = None
    solder_mask_sides: int | None = None
    layer_count: int | None = None
    multi_copper_thickness_mm: tuple[Decimal, ...] = ()
    multi_isolator_thickness_mm: tuple[Decimal, ...] = ()
    # Fields of TsDC WEL.
    welding_process: int | None = None
    welder_certification: str | None = None
    # Fields of TsDC 3DP.
    printing_process: str | None = None
    infill: Decimal | None = None
    raft_brim: bool | None = None
    supports: bool | None = None
    resolution_mm: Decimal | None = None
    shell_thickness: Decimal | None = None
    top_bottom_thickness: Decimal | None = None
    # Fields of TsDC CNC.
    smallest_tolerance_class: str | None = None
    smallest_inner_radius_mm: Decimal | None = None
    # Fields of TsDC LAS.
    engraving_depth_mm: Decimal | None = None
    resolution_dpi: int | None = None
    thickness_mm: Decimal | None = None
    extra: Extra = {}


class Part(Component, frozen=True, omit_defaults=True, kw_only=True):
    """A piece of open source hardware (POSH): one `[[part]]` of a manifest."""


class Software(msgspec.Struct, frozen=True, omit_defaults=True):
    """Software that the hardware needs: one `[[software]]`."""

    release: str | None = None
    installation_guide: str | None = None
    label: str | None = None
    extra: Extra = {}


class Manifest(Component, frozen=True, omit_defaults=True, kw_only=True):
    """What a maker says about one module of open source hardware (MOSH) in one version."""

    dialect: Dialect
    okhv: str | None = None
    repo: str | None = None
    version: str | None = None
    release: str | None = None
    license: str | None = None
    licensor: tuple[Agent, ...] = ()
    organization: tuple[Agent, ...] = ()
    readme: tuple[FileRef, ...] = ()
    contribution_guide: tuple[FileRef, ...] = ()
    documentation_language: tuple[str, ...] = ()
    technology_readiness_level: str | None = None
    documentation_readiness_level: str | None = None
    attestation: tuple[str, ...] = ()
    publication: tuple[str, ...] = ()
    function: str | None = None
    standard_compliance: tuple[str, ...] = ()
    cpc_patent_class: tuple[str, ...] = ()
    bom: tuple[FileRef, ...] = ()
    user_manual: tuple[FileRef, ...] = ()
    fork_of: tuple[str, ...] = ()
    timestamp: str | None = None
    rdf_namespace: str | None = None
    rdf_prefix: str | None = None
    part: tuple[Part, ...] = ()
    software: tuple[Software, ...] = ()
