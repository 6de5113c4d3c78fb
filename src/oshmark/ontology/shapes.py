# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What published data looks like, as shapes: one table, written as SHACL by `shapes_document.py` and held against
graphs by `conformance.py`.

A violation is a fault of ours or of the library's; a warning says that the manifest lacks what the specification
(OKH-LOSH 1.0) asks of every module.
"""

from __future__ import annotations

from enum import Enum

import msgspec

FILES = (
    *("Readme", "ContributionGuide", "Image", "BoM", "SourceFile", "ExportFile", "AuxiliaryFile"),
    *("ManufacturingInstructions", "UserManual"),
)
LANGUAGE = r"^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$"
DIGEST = r"^[0-9a-f]{64}$"


class Severity(Enum):
    """How much a misfit matters, in the words of SHACL."""

    VIOLATION = "sh:Violation"
    WARNING = "sh:Warning"


class Nature(Enum):
    """What kind of node a value is."""

    IRI = "sh:IRI"
    LITERAL = "sh:Literal"


class Property(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for the values of a property. Where `path` names several, one of them has `minimum` values, and
    nothing else can be asked.

    `minimum` and `maximum` count values; `within` lists all that are allowed, as terms; `of` is the class that they
    have; `at_least`, `at_most` and `above` bound numbers.
    """

    path: tuple[str, ...]
    says: str
    minimum: int = 0
    maximum: int | None = None
    nature: Nature | None = None
    datatype: str = ""
    within: tuple[str, ...] = ()
    of: str = ""
    pattern: str = ""
    at_least: int | None = None
    at_most: int | None = None
    above: int | None = None
    severity: Severity = Severity.VIOLATION


class Shape(msgspec.Struct, frozen=True):
    """What holds for everything of a class."""

    name: str
    target: str
    properties: tuple[Property, ...]


def _asked(path: str, says: str) -> Property:
    """What the specification asks of every module."""
    return Property(path=(path,), says=says, minimum=1, severity=Severity.WARNING)


def _text(path: str, says: str, minimum: int = 1) -> Property:
    return Property(path=(path,), says=says, minimum=minimum, maximum=1, datatype="xsd:string")


def _millimetres(path: str) -> Property:
    return Property(path=(path,), says="A length is one positive number.", maximum=1, datatype="xsd:decimal", above=0)


RELEASE = Shape(
    "ReleaseShape",
    "oshmark:Release",
    (
        Property(path=("rdfs:label",), says="A release has one name.", minimum=1, maximum=1, nature=Nature.LITERAL),
        Property(
            path=("okh:versionOf",),
            says="A release is a version of one module.",
            minimum=1,
            maximum=1,
            nature=Nature.IRI,
        ),
        Property(path=("okh:repo",), says="A release has one repository.", minimum=1, maximum=1),
        _text("okh:version", "A release has one version at most.", minimum=0),
        _asked("okh:version", "The manifest states no version."),
        Property(
            path=("okh:spdxLicense", "okh:alternativeLicense", "oshmark:licenseAsWritten"),
            says="A release has a licence.",
            minimum=1,
        ),
        Property(
            path=("oshmark:openness",),
            says="What is published is open.",
            minimum=1,
            maximum=1,
            within=('"open"',),
        ),
        _asked("oshmark:attribution", "The manifest names nobody who gives the licence."),
        _asked("okh:documentationLanguage", "The manifest does not say in which language the documentation is."),
        Property(
            path=("okh:documentationLanguage",),
            says="A language is a BCP 47 tag.",
            nature=Nature.LITERAL,
            pattern=LANGUAGE,
        ),
        _asked("okh:function", "The manifest does not say what the module is for."),
        Property(path=("okh:function",), says="A module has one description.", maximum=1, nature=Nature.LITERAL),
        Property(
            path=("okh:technologyReadinessLevel",),
            says="Technology readiness is one level of the scale.",
            maximum=1,
            within=tuple(f"otrl:OTRL{n}" for n in range(1, 7)),
        ),
        Property(
            path=("okh:documentationReadinessLevel",),
            says="Documentation readiness is one level of the scale.",
            maximum=1,
            within=tuple(f"otrl:ODRL{n}" for n in ("1", "2", "3", "3Star", "4")),
        ),
        Property(path=("okh:tsdc",), says="A process is named by its address.", nature=Nature.IRI),
        Property(
            path=("oshmark:completeness",),
            says="Completeness is one whole number from 0 to 100.",
            minimum=1,
            maximum=1,
            datatype="xsd:integer",
            at_least=0,
            at_most=100,
        ),
        Property(
            path=("okh:hasManifestFile",),
            says="A release comes from one manifest.",
            minimum=1,
            maximum=1,
            of="okh:ManifestFile",
        ),
        Property(path=("okh:hasComponent",), says="A component is a part.", of="okh:Part"),
        Property(path=("okh:hasMass",), says="A module has one mass.", maximum=1, of="okh:Mass"),
        Property(path=("okh:hasOuterDimensions",), says="A module has one size.", maximum=1, of="okh:OuterDimensions"),
    ),
)
PART = Shape(
    "PartShape",
    "okh:Part",
    (
        Property(
            path=("rdfs:label",),
            says="The manifest names the part.",
            minimum=1,
            nature=Nature.LITERAL,
            severity=Severity.WARNING,
        ),
        Property(
            path=("okh:source", "okh:export"),
            says="The manifest names neither a source nor an export of the part.",
            minimum=1,
            severity=Severity.WARNING,
        ),
        Property(path=("okh:hasMass",), says="A part has one mass.", maximum=1, of="okh:Mass"),
        Property(path=("okh:hasOuterDimensions",), says="A part has one size.", maximum=1, of="okh:OuterDimensions"),
    ),
)
MASS = Shape(
    "MassShape",
    "okh:Mass",
    (
        Property(
            path=("okh:value",),
            says="A mass is one number that is not negative.",
            minimum=1,
            maximum=1,
            datatype="xsd:decimal",
            at_least=0,
        ),
        _text("okh:unit", "A mass has one unit.", minimum=0),
    ),
)
SIZE = Shape(
    "OuterDimensionsShape",
    "okh:OuterDimensions",
    (
        _millimetres("oshmark:widthMm"),
        _millimetres("oshmark:depthMm"),
        _millimetres("oshmark:heightMm"),
        _text("okh:unit", "A size has one unit.", minimum=0),
    ),
)
MANIFEST = Shape(
    "ManifestFileShape",
    "okh:ManifestFile",
    (
        Property(
            path=("oshmark:digest",),
            says="A manifest is known by its SHA-256.",
            minimum=1,
            maximum=1,
            datatype="xsd:string",
            pattern=DIGEST,
        ),
        _text("okh:relativePath", "A manifest has one path in its repository."),
        _text("oshmark:dialect", "A manifest is written in one dialect."),
    ),
)
ATTRIBUTION = Shape(
    "AttributionShape",
    "oshmark:Attribution",
    (
        _text("schema:name", "An attribution gives one name."),
        Property(
            path=("oshmark:role",),
            says="A role is licensor or organization.",
            minimum=1,
            maximum=1,
            within=('"licensor"', '"organization"'),
        ),
        Property(
            path=("prov:agent",),
            says="An attribution is to one agent, or to nobody known.",
            maximum=1,
            nature=Nature.IRI,
        ),
    ),
)
FILE_SHAPES = tuple(
    Shape(
        f"{name}Shape",
        f"okh:{name}",
        (
            _text("oshmark:path", "A file is named as in the manifest."),
            Property(
                path=("okh:relativePath", "okh:url"),
                says="The file is named by a path or an address that leads nowhere.",
                minimum=1,
                severity=Severity.WARNING,
            ),
        ),
    )
    for name in FILES
)
AGENTS = tuple(
    Shape(
        f"{name}Shape",
        f"schema:{name}",
        (Property(path=("schema:name",), says="An agent has a name.", minimum=1, datatype="xsd:string"),),
    )
    for name in ("Person", "Organization")
)
SHAPES: tuple[Shape, ...] = (RELEASE, PART, MASS, SIZE, MANIFEST, ATTRIBUTION, *FILE_SHAPES, *AGENTS)
