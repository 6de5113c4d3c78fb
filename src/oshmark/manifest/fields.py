# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every field of a manifest, as data: key, kind of value, cardinality, unit, range, and RDF term.

Reader, checks, writers, RDF and documentation all work from these tables, so a new field is one new row (and one
attribute in `model.py`). Keys and rules are those of the OKH-LOSH specification, version 1.0, and of OKH 2.x where it
added some; the terms are those of the published OKH ontology where they exist, else our own (`oshmark:`).
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto

import msgspec


class Kind(Enum):
    """What a value is; each kind has one reader (`coerce.py`), one writer and one way into RDF and back."""

    TEXT = auto()
    PROSE = auto()
    URL = auto()
    FILE = auto()
    IMAGE = auto()
    AGENT = auto()
    LANGUAGE = auto()
    LICENCE = auto()
    VERSION = auto()
    OTRL = auto()
    ODRL = auto()
    CPC = auto()
    TSDC = auto()
    NUMBER = auto()
    NUMBERS = auto()
    INTEGER = auto()
    BOOLEAN = auto()
    DIMENSIONS = auto()
    MASS = auto()
    PARTS = auto()
    SOFTWARE = auto()
    OKHV = auto()
    RDF = auto()


class Scope(Enum):
    """Where the specification expects a field."""

    MODULE = "module"
    PART = "part"
    BOTH = "module or part"


class Field(msgspec.Struct, frozen=True, eq=False):
    """One row. `many`: the specification allows several; `several`: real manifests give several and the model keeps
    them all, whatever the specification says; `process`: the TsDC that the field speaks of."""

    key: str
    attribute: str
    kind: Kind
    term: str
    many: bool = False
    several: bool = False
    mandatory: bool = False
    scope: Scope = Scope.MODULE
    process: str | None = None
    unit: str | None = None
    choices: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    in_v1: bool = True


ZERO = Decimal(0)


def _millimetres(
    key: str, process: str, scope: Scope, *, attribute: str | None = None, term: str | None = None
) -> Field:
    """A length; no length is negative."""
    return Field(
        key=key,
        attribute=attribute or key.replace("-", "_"),
        kind=Kind.NUMBER,
        term=term or f"oshmark:{camel(key)}",
        scope=scope,
        process=process,
        unit="mm",
        minimum=ZERO,
    )


def _lengths(key: str, attribute: str | None = None) -> Field:
    """Several lengths of a board, in an order that means something."""
    return Field(
        key=key,
        attribute=attribute or key.replace("-", "_"),
        kind=Kind.NUMBERS,
        term="oshmark:boardSize" if attribute else f"oshmark:{camel(key)}",
        many=True,
        several=True,
        process="PCB",
        unit="mm",
        minimum=ZERO,
    )


def _sides(key: str, lowest: int) -> Field:
    """How many sides of a board: at most two."""
    return Field(
        key=key,
        attribute=key.replace("-", "_"),
        kind=Kind.INTEGER,
        term=f"oshmark:{camel(key)}",
        process="PCB",
        minimum=Decimal(lowest),
        maximum=Decimal(2),
    )


def camel(key: str) -> str:
    """`board-thickness-mm` becomes `boardThicknessMm`, as the terms of an ontology are written."""
    first, *rest = key.split("-")
    return first + "".join(word.capitalize() for word in rest)


ALWAYS_SEVERAL = frozenset({Kind.FILE, Kind.IMAGE, Kind.AGENT, Kind.LANGUAGE, Kind.CPC, Kind.TSDC, Kind.NUMBERS})


def _plain(
    key: str,
    kind: Kind,
    term: str,
    *,
    many: bool = False,
    several: bool = False,
    mandatory: bool = False,
    in_v1: bool = True,
) -> Field:
    return Field(
        key=key,
        attribute=key.replace("-", "_"),
        kind=kind,
        term=term,
        many=many,
        several=several or many or kind in ALWAYS_SEVERAL,
        mandatory=mandatory,
        in_v1=in_v1,
    )


def _shared(key: str, kind: Kind, term: str, *, many: bool = False, scope: Scope = Scope.BOTH) -> Field:
    several = many or kind in ALWAYS_SEVERAL
    return Field(
        key=key, attribute=key.replace("-", "_"), kind=kind, term=term, many=many, several=several, scope=scope
    )


SHARED: tuple[Field, ...] = (
    _shared("name", Kind.TEXT, "rdfs:label"),
    _shared("image", Kind.IMAGE, "okh:hasImage"),
    _shared("tsdc", Kind.TSDC, "okh:tsdc", many=True),
    _shared("manufacturing-instructions", Kind.FILE, "okh:hasManufacturingInstructions", many=True, scope=Scope.MODULE),
    _shared("source", Kind.FILE, "okh:source", many=True),
    _shared("export", Kind.FILE, "okh:export", many=True),
    _shared("auxiliary", Kind.FILE, "okh:auxiliary", many=True),
    _shared("joining-process", Kind.TEXT, "oshmark:joiningProcess", many=True, scope=Scope.MODULE),
    _shared("material", Kind.TEXT, "okh:material", scope=Scope.PART),
    _shared("outer-dimensions", Kind.DIMENSIONS, "okh:hasOuterDimensions"),
    _shared("mass", Kind.MASS, "okh:hasMass"),
    _shared("surface-finishing-process", Kind.TEXT, "oshmark:surfaceFinishingProcess", many=True),
    _lengths("2d-size-mm", "size_2d_mm"),
    _millimetres("board-thickness-mm", "PCB", Scope.MODULE),
    _millimetres("copper-thickness-mm", "PCB", Scope.MODULE),
    _millimetres("typical-trace-width-mm", "PCB", Scope.MODULE),
    _millimetres("smallest-trace-width-mm", "PCB", Scope.MODULE),
    _millimetres("typical-space-copper-copper-mm", "PCB", Scope.MODULE),
    _millimetres("smallest-space-copper-copper-mm", "PCB", Scope.MODULE),
    _millimetres("smallest-via-diameter-mm", "PCB", Scope.MODULE),
    _sides("component-sides", 1),
    _sides("silkscreen-sides", 0),
    _sides("solder-mask-sides", 0),
    Field(
        key="layer-count",
        attribute="layer_count",
        kind=Kind.INTEGER,
        term="oshmark:layerCount",
        process="PCB",
        minimum=Decimal(1),
    ),
    _lengths("multi-copper-thickness-mm"),
    _lengths("multi-isolator-thickness-mm"),
    Field(  # a process number of ISO 4063: two to four digits
        key="welding-process",
        attribute="welding_process",
        kind=Kind.INTEGER,
        term="oshmark:weldingProcess",
        process="WEL",
        minimum=Decimal(1),
        maximum=Decimal(9999),
    ),
    Field(
        key="welder-certification",
        attribute="welder_certification",
        kind=Kind.TEXT,
        term="oshmark:welderCertification",
        process="WEL",
    ),
    Field(
        key="printing-process",
        attribute="printing_process",
        kind=Kind.TEXT,
        term="oshmark:printingProcess",
        scope=Scope.PART,
        process="3DP",
        choices=("FDM", "SLA", "SLS", "MJF", "DMLS"),
    ),
    Field(
        key="infill",
        attribute="infill",
        kind=Kind.NUMBER,
        term="oshmark:infill",
        scope=Scope.PART,
        process="3DP",
        unit="%",
        minimum=ZERO,
        maximum=Decimal(100),
    ),
    Field(
        key="raft-brim",
        attribute="raft_brim",
        kind=Kind.BOOLEAN,
        term="oshmark:raftBrim",
        scope=Scope.PART,
        process="3DP",
    ),
    Field(
        key="supports",
        attribute="supports",
        kind=Kind.BOOLEAN,
        term="oshmark:supports",
        scope=Scope.PART,
        process="3DP",
    ),
    _millimetres("resolution-mm", "3DP", Scope.PART),
    _millimetres("shell-thickness", "3DP", Scope.PART),
    _millimetres("top-bottom-thickness", "3DP", Scope.PART),
    Field(
        key="smallest-tolerance-class",
        attribute="smallest_tolerance_class",
        kind=Kind.TEXT,
        term="okh:smallestToleranceClass",
        scope=Scope.PART,
        process="CNC",
    ),
    _millimetres("smallest-inner-radius-mm", "CNC", Scope.PART),
    _millimetres("engraving-depth-mm", "LAS", Scope.PART),
    Field(
        key="resolution-dpi",
        attribute="resolution_dpi",
        kind=Kind.INTEGER,
        term="oshmark:resolutionDpi",
        scope=Scope.PART,
        process="LAS",
        unit="dpi",
        minimum=Decimal(1),
    ),
    _millimetres("thickness-mm", "LAS", Scope.PART),
)
"""Fields that modules and parts can both carry, in the order in which they are written."""

MODULE: tuple[Field, ...] = (
    _plain("okhv", Kind.OKHV, "okh:okhv", mandatory=True),
    _plain("name", Kind.TEXT, "rdfs:label", mandatory=True),
    _plain("repo", Kind.URL, "okh:repo", mandatory=True),
    _plain("version", Kind.VERSION, "okh:version", mandatory=True),
    _plain("release", Kind.URL, "okh:release"),
    _plain("license", Kind.LICENCE, "oshmark:licenseAsWritten", mandatory=True),
    _plain("licensor", Kind.AGENT, "okh:licensor", mandatory=True),
    _plain("organization", Kind.AGENT, "okh:organization"),
    _plain("readme", Kind.FILE, "okh:hasReadme"),
    _plain("contribution-guide", Kind.FILE, "okh:hasContributionGuide"),
    _plain("documentation-language", Kind.LANGUAGE, "okh:documentationLanguage", mandatory=True),
    _plain("technology-readiness-level", Kind.OTRL, "okh:technologyReadinessLevel"),
    _plain("documentation-readiness-level", Kind.ODRL, "okh:documentationReadinessLevel"),
    _plain("attestation", Kind.URL, "okh:attestation", several=True),
    _plain("publication", Kind.URL, "okh:hasPublication", many=True),
    _plain("function", Kind.PROSE, "okh:function", mandatory=True),
    _plain("standard-compliance", Kind.TEXT, "okh:compliesWith", many=True),
    _plain("cpc-patent-class", Kind.CPC, "okh:cpcPatentClass"),
    _plain("bom", Kind.FILE, "okh:hasBoM"),
    _plain("user-manual", Kind.FILE, "okh:hasUserManual"),
    _plain("fork-of", Kind.URL, "okh:forkOf", several=True, in_v1=False),
    _plain("timestamp", Kind.TEXT, "okh:timestamp", in_v1=False),
    _plain("rdf", Kind.RDF, "oshmark:rdfNamespace", in_v1=False),
    *(field for field in SHARED if field.key != "name"),
    _plain("part", Kind.PARTS, "okh:hasComponent", many=True),
    _plain("software", Kind.SOFTWARE, "okh:hasSoftware", many=True),
)
"""Fields of a module (the top level of a manifest)."""

PART: tuple[Field, ...] = SHARED
"""Fields of a part (`[[part]]`)."""

SOFTWARE: tuple[Field, ...] = (
    _plain("release", Kind.URL, "okh:release", mandatory=True),
    _plain("installation-guide", Kind.URL, "okh:installationGuide"),
    _plain("label", Kind.TEXT, "rdfs:label", in_v1=False),
)
"""Fields of a piece of software (`[[software]]`)."""

MANDATORY: tuple[str, ...] = tuple(field.key for field in MODULE if field.mandatory)
"""The eight keys that make a manifest complete (OKH-LOSH 1.0, in bold there)."""
