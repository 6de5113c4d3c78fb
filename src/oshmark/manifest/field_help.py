# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One line of help and an example for every field: what the template, the schema and the drafts tell a maker.

A test holds the table against `fields.py`, so that no field goes without.
"""

from __future__ import annotations

from typing import Any

import msgspec

from oshmark.manifest.fields import MODULE, PART, Scope


class Help(msgspec.Struct, frozen=True):
    """What a field says, in a maker's words, and a value as it could stand there."""

    says: str
    example: Any


class Topic(msgspec.Struct, frozen=True):
    """Fields that belong together, under a title."""

    title: str
    keys: tuple[str, ...]


_SHARED: dict[str, Help] = {
    "name": Help("what it is called", "Lark 3D printer"),
    "image": Help("one picture that shows it best: a file or an address", "images/lark.jpg"),
    "tsdc": Help(
        "how it is made, as identifiers of DIN SPEC 3105-1: ASM, MEC, PCB, WEL, 3DP, CNC, LAS …", ["MEC", "ASM"]
    ),
    "manufacturing-instructions": Help("texts that tell how to make it and put it together", ["docs/assembly.md"]),
    "source": Help("design files that can be changed, as the CAD program saves them", ["cad/frame.FCStd"]),
    "export": Help(
        "files made from the sources, for those without the CAD program: STEP, STL, DXF, PDF", ["cad/frame.step"]
    ),
    "auxiliary": Help("further files that help to make it, such as jigs or test programs", ["jigs/drill-guide.scad"]),
    "joining-process": Help("how the parts are joined", ["screws M5", "glue"]),
    "material": Help("what it is made of; a standard number is best", "S235JR (1.0038)"),
    "surface-finishing-process": Help("what is done to the surface in the end", ["powder coating"]),
    "2d-size-mm": Help("width and height of the board, in millimetres", [100.0, 80.0]),
    "board-thickness-mm": Help("thickness of the board", 1.6),
    "copper-thickness-mm": Help("thickness of the copper", 0.035),
    "typical-trace-width-mm": Help("width of most traces", 0.3),
    "smallest-trace-width-mm": Help("width of the narrowest trace", 0.15),
    "typical-space-copper-copper-mm": Help("distance between traces, as a rule", 0.3),
    "smallest-space-copper-copper-mm": Help("smallest distance between traces", 0.15),
    "smallest-via-diameter-mm": Help("diameter of the smallest via", 0.3),
    "component-sides": Help("on how many sides there are components: 1 or 2", 1),
    "silkscreen-sides": Help("on how many sides there is print: 0, 1 or 2", 2),
    "solder-mask-sides": Help("on how many sides there is solder mask: 0, 1 or 2", 2),
    "layer-count": Help("how many layers of copper a board with inner layers has", 4),
    "multi-copper-thickness-mm": Help("thickness of each layer of copper, from the top", [0.035, 0.018, 0.018, 0.035]),
    "multi-isolator-thickness-mm": Help("thickness of each layer between them, from the top", [0.2, 1.1, 0.2]),
    "welding-process": Help("number of the process after ISO 4063", 135),
    "welder-certification": Help(
        "what a welder must be certified for, after ISO 9606", "ISO 9606-1 135 P FW FM1 S t3 PB"
    ),
    "printing-process": Help("FDM, SLA, SLS, MJF or DMLS", "FDM"),
    "infill": Help("how much of the inside is filled, in percent", 20.0),
    "raft-brim": Help("whether it needs a raft or a brim", False),
    "supports": Help("whether it needs supports", False),
    "resolution-mm": Help("height of a layer", 0.2),
    "shell-thickness": Help("thickness of the walls, in millimetres", 1.2),
    "top-bottom-thickness": Help("thickness of top and bottom, in millimetres", 0.8),
    "smallest-tolerance-class": Help("the narrowest tolerance, after ISO 286", "IT9"),
    "smallest-inner-radius-mm": Help("the smallest radius of an inner edge, which decides about the tool", 3.0),
    "engraving-depth-mm": Help("how deep it is engraved", 0.3),
    "resolution-dpi": Help("how fine the laser has to be", 500),
    "thickness-mm": Help("thickness of the sheet", 4.0),
    "outer-dimensions": Help(
        "the box around it, as a solid of OpenSCAD", {"openSCAD": "cube(size = [420, 400, 380])", "unit": "mm"}
    ),
    "mass": Help("what it weighs", {"value": 7.8, "unit": "kg"}),
}

MODULE_HELP: dict[str, Help] = {
    **{field.key: _SHARED[field.key] for field in MODULE if field.key in _SHARED},
    "okhv": Help("the version of the specification that this file follows", "OKH-LOSHv1.0"),
    "repo": Help("the address where its sources are", "https://git.example.org/lark/printer"),
    "version": Help("which state of the design this is; in quotation marks, three numbers are best", "1.0.0"),
    "release": Help("the address of this version as a package", "https://git.example.org/lark/printer/releases/v1.0.0"),
    "license": Help("the licence of the hardware, as an SPDX identifier", "CERN-OHL-S-2.0"),
    "licensor": Help("who gives the licence: a person or an organisation", "Lark Makers"),
    "organization": Help("for whom the licensor works or speaks", "Lark Makers e.V."),
    "readme": Help("the text to begin with", "README.md"),
    "contribution-guide": Help("the text for those who want to take part", "CONTRIBUTING.md"),
    "documentation-language": Help("the language of the documentation, as a tag such as en, de or pt-BR", "en"),
    "technology-readiness-level": Help(
        "how far the technology is: OTRL-1 (an idea) to OTRL-6 (qualified as a product)", "OTRL-4"
    ),
    "documentation-readiness-level": Help(
        "how far the documentation is: ODRL-1 (begun) to ODRL-3 (complete), ODRL-3* (confirmed by others), ODRL-4",
        "ODRL-2",
    ),
    "attestation": Help(
        "the address at which somebody else confirms that the documentation is complete",
        "https://registry.example.org/attestations/42",
    ),
    "publication": Help("papers about it, as addresses of their DOI", ["https://doi.org/10.1000/182"]),
    "function": Help(
        "what it does, for whom and under which conditions, in a few sentences with the words people search for",
        "Lark is a 3D printer for a class room. It prints PLA up to 220 x 220 x 250 mm and is built in two days.",
    ),
    "standard-compliance": Help("standards that it meets", ["EN ISO 12100"]),
    "cpc-patent-class": Help("its class of the Cooperative Patent Classification", "B33Y 30/00"),
    "bom": Help("the bill of materials", "bom.csv"),
    "user-manual": Help("the text for those who use it", "docs/user-manual.md"),
    "fork-of": Help("the address of the project that it was derived from", "https://git.example.org/wren/printer"),
    "timestamp": Help("when this file was made; programs write it", "2026-01-31T12:00:00Z"),
    "rdf": Help(
        "under which name space and prefix it is named in linked data",
        {"namespace": "https://git.example.org/lark/printer/", "prefix": "lark"},
    ),
    "part": Help("the parts that are made for it, each with its own files and its own process", None),
    "software": Help("programs that it needs to work", None),
}
"""Help for the fields of a module."""

PART_HELP: dict[str, Help] = {
    **{field.key: _SHARED[field.key] for field in PART},
    "name": Help("what the part is called", "Belt clamp"),
    "image": Help("one picture of the part", "images/belt-clamp.jpg"),
    "tsdc": Help("how the part is made: one or several of MEC, PCB, WEL, 3DP, CNC, LAS, COT, CMP …", "3DP"),
    "source": Help("its design files, as the CAD program saves them", ["cad/belt-clamp.scad"]),
    "export": Help("files made from them: STL, STEP, DXF", ["cad/belt-clamp.stl"]),
    "auxiliary": Help("further files that help to make it", ["jigs/belt-clamp-jig.scad"]),
    "material": Help("what it is made of; a standard number is best", "PETG"),
    "outer-dimensions": Help("the box around it", {"openSCAD": "cube(size = [30, 20, 10])", "unit": "mm"}),
    "mass": Help("what it weighs", {"value": 6.5, "unit": "g"}),
}
"""Help for the fields of a part."""

SOFTWARE_HELP: dict[str, Help] = {
    "release": Help(
        "the address of the version that works with this hardware", "https://git.example.org/lark/firmware/v2"
    ),
    "installation-guide": Help(
        "the address of the text that tells how to install it", "https://git.example.org/lark/guide"
    ),
    "label": Help("what the program is called", "Lark firmware"),
}
"""Help for the fields of a piece of software."""

TOPICS: tuple[Topic, ...] = (
    Topic("What it is", ("okhv", "name", "version", "function", "documentation-language", "image", "cpc-patent-class")),
    Topic("Whose it is, and what may be done with it", ("license", "licensor", "organization")),
    Topic("Where it is", ("repo", "release", "fork-of")),
    Topic(
        "How far it is",
        (
            "technology-readiness-level",
            "documentation-readiness-level",
            "attestation",
            "standard-compliance",
            "publication",
        ),
    ),
    Topic("Documentation", ("readme", "contribution-guide", "bom", "manufacturing-instructions", "user-manual")),
    Topic("Design files of the whole; those of parts stand below, with each part", ("source", "export", "auxiliary")),
    Topic("How it is made", ("tsdc", "joining-process", "surface-finishing-process")),
    Topic(
        "A circuit board (tsdc PCB)", tuple(f.key for f in MODULE if f.process == "PCB" and f.scope is not Scope.PART)
    ),
    Topic(
        "Something welded (tsdc WEL)", tuple(f.key for f in MODULE if f.process == "WEL" and f.scope is not Scope.PART)
    ),
    Topic("What programs write", ("timestamp",)),
    Topic("Size and weight", ("outer-dimensions", "mass")),
    Topic("Names in linked data", ("rdf",)),
)
"""The fields of a module by topic. Fields that the specification gives to parts stand with the parts."""
