# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every way of writing a manifest that our notes on OKH know, as data: what is written, what it means, what is said.

A row names the section and the item of the notes (`spec/okh.md`) that it stands for. `text` are lines of TOML that are
put into a manifest without any finding, without the keys of `without`; a row with a `name` is a whole file.
`expected` are attributes of the model (`part.0.name`), or `licence.…`; `rules` are all the rules that the row breaks.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

CLEAN: dict[str, str] = {
    "okhv": 'okhv = "OKH-LOSHv1.0"',
    "name": 'name = "Wren lamp"',
    "repo": 'repo = "https://git.example.org/wren/lamp"',
    "version": 'version = "1.2.0"',
    "license": 'license = "CERN-OHL-S-2.0"',
    "licensor": 'licensor = "Wren Workshop"',
    "documentation-language": 'documentation-language = "en"',
    "function": 'function = "A lamp for desks, with a joint that holds."',
    "image": 'image = "images/lamp.png"',
    "bom": 'bom = "bom.csv"',
    "manufacturing-instructions": 'manufacturing-instructions = "docs/assembly.md"',
    "source": 'source = "cad/lamp.fcstd"',
}
"""A manifest of which there is nothing to say, line by line."""


class Variant(NamedTuple):
    """One row."""

    section: str
    item: str
    text: str
    expected: dict[str, Any]
    rules: frozenset[str] = frozenset()
    without: tuple[str, ...] = ()
    name: str = ""


def toml(section: str, item: str, text: str, *rules: str, without: tuple[str, ...] = (), **expected: Any) -> Variant:
    """Lines of TOML. In the names of attributes, `__` stands for a dot."""
    wanted = {key.replace("__", "."): value for key, value in expected.items()}
    return Variant(section, item, text, wanted, frozenset(rules), without)


def yaml_v1(section: str, item: str, text: str, *rules: str, clean: str | None = None, **expected: Any) -> Variant:
    """Lines of YAML that are added to a small manifest of OKHv1.0; `clean` replaces its lines."""
    base = V1_CLEAN if clean is None else clean
    wanted = {key.replace("__", "."): value for key, value in expected.items()}
    return Variant(section, item, base + text, wanted, frozenset(rules), (), "okh.yml")


V1_CLEAN = """\
title: Wren lamp
documentation-home: https://git.example.org/wren/lamp
version: "2"
license: {hardware: CERN-OHL-S-2.0}
licensor: {name: Wren Workshop}
documentation-language: en
description: A lamp for desks.
image: images/lamp.png
bom: bom.csv
making-instructions: [{path: docs/assembly.md}]
design-files: [{path: cad/lamp.fcstd}]
"""
V1 = "okh-v1"
"""The rule that every manifest of OKHv1.0 has: it says what was read as what."""

CUBE = 'openSCAD = "cube(size = [30, 20, 10])"'
EDGES = {"width_mm": Decimal(30), "depth_mm": Decimal(20), "height_mm": Decimal(10)}


def box(place: str = "outer_dimensions") -> dict[str, Decimal]:
    """A box of 30 × 20 × 10 mm, as expected attributes."""
    return {f"{place}.{key}": value for key, value in EDGES.items()}


def sized(section: str, item: str, text: str, *rules: str, **expected: Any) -> Variant:
    """A row whose dimensions are always the same box."""
    row = toml(section, item, text, *rules, **expected)
    return row._replace(expected={**row.expected, **box()})


def source_and(path: str) -> dict[str, Any]:
    """The source of the row is this path."""
    return {"source__0__path": path}


S1D: tuple[Variant, ...] = (
    toml("1d", "1", 'contribution-guide = "CONTRIBUTING.md"', contribution_guide__0__path="CONTRIBUTING.md"),
    toml(
        "1d",
        "1",
        'contribution-guidelines = "CONTRIBUTING.md"',
        "key-alias",
        contribution_guide__0__path="CONTRIBUTING.md",
    ),
    toml("1d", "2", 'organization = "Wren e.V."', organization__0__name="Wren e.V."),
    toml("1d", "2", 'organisation = "Wren e.V."', "key-alias", organization__0__name="Wren e.V."),
    toml("1d", "3", 'publication = "https://doi.org/10.1000/182"', publication=("https://doi.org/10.1000/182",)),
    toml("1d", "3", '[mass]\nvalue = 2.5\nunit = "kg"', mass__value=Decimal("2.5"), mass__grams=Decimal(2500)),
    toml(
        "1d",
        "3",
        'export = "a.stl"\nauxiliary = ["notes.md"]\nsource = ["a.scad"]',
        without=("source",),
        source__0__path="a.scad",
        export__0__path="a.stl",
        auxiliary__0__path="notes.md",
    ),
    sized("1d", "4", f'[outer-dimensions]\n{CUBE}\nunit = "mm"'),
    sized(
        "1d",
        "4",
        'outer-dimension = "cube(size = [3, 2, 1])"\nouter-dimension-dim = "cm"',
        "key-alias",
    ),
    sized("1d", "4", 'outer-dimensions-mm = "cube(size = [30, 20, 10])"', "key-alias"),
    sized("1d", "4", 'outer-dimensions-cm = "cube(size = [3, 2, 1])"', "key-alias"),
    toml("1d", "4", "mass-g = 120.5", "key-alias", "mass-form", mass__grams=Decimal("120.5"), mass__unit="g"),
    toml("1d", "4", "mass-kg = 1.5", "key-alias", "mass-form", mass__grams=Decimal(1500), mass__unit="kg"),
    sized("1d", "4", "[outer-dimensions]\nwidth = 30\ndepth = 20\nheight = 10", "dimensions-form"),
    sized("1d", "4", '[outer-dimensions]\nopenScad = "cube([30, 20, 10])"\nunit = "mm"', "key-style"),
    toml("1d", "5", 'okhv = "okh-losh"', "okhv-draft", without=("okhv",), dialect__value="okh-losh"),
    toml("1d", "5", 'okhv = "2.0"', "okhv-draft", without=("okhv",), dialect__value="2.0"),
    toml(
        "1d",
        "5",
        '[[part]]\nname = "a"\nsource = "a.scad"\ntsdc = "3DP"\nmaterial = "PLA"\nprinting-process = "FDM"\n'
        "rafts = true\nresolution = 0.2",
        "key-alias",
        part__0__raft_brim=True,
        part__0__resolution_mm=Decimal("0.2"),
    ),
    toml("1d", "5", 'patent-class = "D03D 35/00"', "key-alias", cpc_patent_class=("D03D 35/00",)),
    toml("1d", "5", 'standard = "EN 1335"', "key-alias", standard_compliance=("EN 1335",)),
    toml(
        "1d",
        "6",
        'tsdc = "PCB"\nboard-thickness-mm = 1.6\n2d-size-mm = 425 , 425',
        "toml-bare-list",
        size_2d_mm=(Decimal(425), Decimal(425)),
    ),
    toml(
        "1d",
        "6",
        'tsdc = "PCB"\nboard-thickness-mm = 1.6\n2d-size-mm = "425 , 425"',
        "value-coerced",
        size_2d_mm=(Decimal(425), Decimal(425)),
    ),
    toml(
        "1d",
        "6",
        'tsdc = "PCB"\nboard-thickness-mm = 1.6\n2d-size-mm = [425.0, 425.0]',
        size_2d_mm=(Decimal(425), Decimal(425)),
    ),
    *(
        toml(
            "1d",
            "6",
            '[[part]]\nname = "a"\nsource = "a.scad"\ntsdc = "3DP"\nmaterial = "PLA"\n'
            f'printing-process = "FDM"\nraft-brim = {written}',
            *said,
            part__0__raft_brim=meant,
        )
        for written, meant, said in (
            ("0", False, ["value-coerced"]),
            ("1", True, ["value-coerced"]),
            ("true", True, []),
            ("false", False, []),
        )
    ),
    toml("1d", "7", 'source = "/cad/a.scad"', "path-leading-slash", without=("source",), **source_and("/cad/a.scad")),
    toml(
        "1d",
        "7",
        'source = ["a.scad", "../../b.scad"]',
        "path-escapes",
        without=("source",),
        source__0__path="a.scad",
        extra={"source": ["../../b.scad"]},
    ),
    toml("1d", "8", "", technology_readiness_level=None, documentation_readiness_level=None, fork_of=()),
    toml("1d", "8", 'relatedTsDC = "MEC"', "key-alias", tsdc=("MEC",)),
    toml("1d", "8", 'related-tsdc = "MEC"', "key-alias", tsdc=("MEC",)),
    toml(
        "1d",
        "9",
        'license = "https://www.apache.org/licenses/LICENSE-2.0"',
        "licence-spelling",
        without=("license",),
        licence__expression="Apache-2.0",
    ),
    toml(
        "1d",
        "9",
        'license = "CERN-OHL-S-2.0 OR LicenseRef-Wren"',
        without=("license",),
        licence__expression="CERN-OHL-S-2.0 OR LicenseRef-Wren",
        licence__openness__value="open",
    ),
    # The rest of item 10 is the library's: what it does when the version changes hangs on reading it as written.
    toml("1d", "10", 'version = "0.10.0"', without=("version",), version="0.10.0"),
    toml("1d", "10", "version = 1.10", "version-unquoted", without=("version",), version="1.10"),
)  # fmt: skip

S2A: tuple[Variant, ...] = (
    yaml_v1("2a", "title", "", V1, name="Wren lamp"),
    yaml_v1(
        "2a", "title", "", V1, "value-trimmed", clean=V1_CLEAN.replace("title: Wren lamp", 'title: "Wren lamp\\n"'),
        name="Wren lamp",
    ),
    yaml_v1("2a", "version", "", V1, version="2"),
    yaml_v1("2a", "version", "", V1, "version-unquoted", clean=V1_CLEAN.replace('"2"', "1.10"), version="1.10"),
    yaml_v1("2a", "version", "", V1, "version-unquoted", clean=V1_CLEAN.replace('"2"', "17"), version="17"),
    yaml_v1("2a", "version", "", V1, "missing", clean=V1_CLEAN.replace('version: "2"\n', ""), version=None),
    yaml_v1("2a", "documentation-home, project-link", "", V1, repo="https://git.example.org/wren/lamp"),
    yaml_v1(
        "2a", "documentation-home, project-link", "", V1,
        clean=V1_CLEAN.replace("documentation-home", "project-link"), repo="https://git.example.org/wren/lamp",
    ),
    yaml_v1(
        "2a", "documentation-home, project-link", "project-link: https://wren.example.org\n", V1, "okh-v1-second",
        repo="https://git.example.org/wren/lamp", extra={"project-link": "https://wren.example.org"},
    ),
    yaml_v1("2a", "documentation-language", "", V1, documentation_language=("en",)),
    yaml_v1(
        "2a", "documentation-language", "", V1,
        clean=V1_CLEAN.replace("documentation-language", "documentation_language"), documentation_language=("en",),
    ),
    yaml_v1("2a", "license", "", V1, license="CERN-OHL-S-2.0"),
    yaml_v1(
        "2a", "license", "", V1, clean=V1_CLEAN.replace("{hardware: ", "{software: MIT, hardware: "),
        license="CERN-OHL-S-2.0", extra={"license": {"software": "MIT"}},
    ),
    yaml_v1(
        "2a", "license", "", V1, "okh-v1-licence", clean=V1_CLEAN.replace("{hardware: ", "{documentation: "),
        license="CERN-OHL-S-2.0",
    ),
    yaml_v1(
        "2a", "license", "", V1, clean=V1_CLEAN.replace("{hardware: CERN-OHL-S-2.0}", "CERN-OHL-S-2.0"),
        license="CERN-OHL-S-2.0",
    ),
    yaml_v1("2a", "licensor", "", V1, licensor__0__name="Wren Workshop"),
    yaml_v1(
        "2a", "licensor", "", V1, "email-in-name", clean=V1_CLEAN.replace("Workshop}",
        "Workshop, email: w@example.org}"),
        licensor__0__name="Wren Workshop", licensor__0__email="w@example.org",
    ),
    yaml_v1(
        "2a", "licensor", "", V1, clean=V1_CLEAN.replace("{name: Wren Workshop}", "Wren Workshop"),
        licensor__0__name="Wren Workshop",
    ),
    yaml_v1(
        "2a", "licensor", "", V1, clean=V1_CLEAN.replace("Workshop}", "Workshop, affiliation: Birds e.V.}"),
        licensor__0__name="Wren Workshop", licensor__0__affiliation="Birds e.V.",
    ),
    yaml_v1(
        "2a", "description, intended-use, health-safety-notice",
        "health-safety-notice: It gets hot.\nintended-use: For reading.\n", V1,
        function="A lamp for desks.\nFor reading.\nIt gets hot.",
    ),
    yaml_v1("2a", "image, bom", "", V1, image__0__path="images/lamp.png", bom__0__path="bom.csv"),
    yaml_v1(
        "2a", "archive-download", "archive-download: https://git.example.org/a.zip\n", V1,
        release="https://git.example.org/a.zip",
    ),
    yaml_v1("2a", "making-instructions", "", V1, manufacturing_instructions__0__path="docs/assembly.md"),
    yaml_v1(
        "2a", "operating-instructions", "operating-instructions: [{path: a.md}]\n", V1,
        user_manual__0__path="a.md",
    ),
    yaml_v1(
        "2a", "operating-instructions", "operating-instructions:\n- {path: a.md}\n- {path: b.md, title: B}\n", V1,
        "okh-v1-manuals", user_manual__0__path="a.md", user_manual__1__title="B",
    ),
    yaml_v1(
        "2a", "software", "software: [{title: Dimmer, path: 'https://git.example.org/d'}]\n", V1,
        software__0__label="Dimmer", software__0__release="https://git.example.org/d",
    ),
    yaml_v1(
        "2a", "standards-used", "standards-used:\n- {reference: EN 60598, standard-title: Luminaires}\n", V1,
        standard_compliance=("EN 60598",), extra={"standards-used": [{"standard-title": "Luminaires"}]},
    ),
    yaml_v1(
        "2a", "standards-used", "standards-used: [{standard-title: Luminaires}]\n", V1,
        standard_compliance=("Luminaires",), extra={},
    ),
    yaml_v1(
        "2a", "derivative-of, variant-of", "derivative-of: {manifest: 'https://a.example/r/okh.yml', title: Old}\n", V1,
        fork_of=("https://a.example/r/okh.yml",), extra={"derivative-of": {"title": "Old"}},
    ),
    yaml_v1(
        "2a", "derivative-of, variant-of", "variant-of: {web: 'https://a.example/r'}\n", V1,
        fork_of=("https://a.example/r",), extra={},
    ),
    yaml_v1(
        "2a", "made-independently", "made-independently: true\n", V1, "okh-v1-readiness",
        technology_readiness_level="OTRL-3", documentation_readiness_level="ODRL-3",
    ),
    yaml_v1(
        "2a", "made-independently", "made-independently: false\n", V1,
        technology_readiness_level=None, extra={"made-independently": False},
    ),
    yaml_v1("2a", "made, development-stage", "made: true\n", V1, "okh-v1-readiness",
    technology_readiness_level="OTRL-3"),
    yaml_v1(
        "2a", "made, development-stage", "development-stage: prototype\n", V1, "okh-v1-readiness",
        technology_readiness_level="OTRL-3", extra={"development-stage": "prototype"},
    ),
    yaml_v1(
        "2a", "made, development-stage", "made: true\nmade-independently: true\ndevelopment-stage: prototype\n", V1,
        "okh-v1-readiness", technology_readiness_level="OTRL-3", documentation_readiness_level="ODRL-3",
        extra={"made": True, "development-stage": "prototype"},
    ),
    yaml_v1(
        "2a", "date-updated, date-created", "date-created: 2019-01-02\ndate-updated: 2020-03-04\n", V1,
        timestamp="2020-03-04",
    ),
    yaml_v1(
        "2a", "sub, sub-parts", "sub: [{title: Joint, web: 'https://a.example/j'}]\n", V1, "okh-v1-sub", "key-unknown",
        "missing-part-source", part__0__name="Joint", part__0__extra={"web": "https://a.example/j"},
    ),
    yaml_v1(
        "2a", "sub, sub-parts", "sub-parts: [Joint, {title: Foot}]\n", V1, "okh-v1-sub", "missing-part-source",
        part__0__name="Joint", part__1__name="Foot",
    ),
    *(
        yaml_v1("2a", f"unmapped {key}", f"{key}: [{{text: kept}}]\n", V1, extra={key: [{"text": "kept"}]})
        for key in (
            "contact", "contributors", "manufacturing-files", "keywords", "tool-list", "tool-settings",
            "disposal-instructions", "quality-instructions", "risk-assessment", "maintenance-instructions",
            "manifest-author", "manifest-language", "bom-atoms", "tool-list-atoms", "product-atom",
        )
    ),
    yaml_v1("2a", "unmapped design-files", "", V1, source__0__path="cad/lamp.fcstd", extra={}),
    yaml_v1(
        "2a", "unmapped schematics", "schematics: [{path: a.kicad_sch, title: A}, {path: a.pdf}]\n", V1,
        source__1__path="a.kicad_sch", source__1__title="A", export__0__path="a.pdf",
    ),
    yaml_v1(
        "2a", "unmapped health-safety-notice", "health-safety-notice: It gets hot.\n", V1,
        function="A lamp for desks.\nIt gets hot.",
    ),
)  # fmt: skip

S2A_LOSSES: tuple[Variant, ...] = (
    yaml_v1(
        "2a losses",
        "design-files",
        "",
        V1,
        clean=V1_CLEAN.replace("[{path: cad/lamp.fcstd}]", "[{path: a.scad}, {path: a.stl}, {path: a.dxf}]"),
        source__0__path="a.scad",
        source__1__path="a.dxf",
        export__0__path="a.stl",
    ),
    yaml_v1("2a losses", "keywords", "keywords: [lamp, desk]\n", V1, extra={"keywords": ["lamp", "desk"]}),
    yaml_v1("2a losses", "contributors", "contributors: [{name: Jo}]\n", V1, extra={"contributors": [{"name": "Jo"}]}),
    yaml_v1("2a losses", "contact", "contact: {name: Jo}\n", V1, extra={"contact": {"name": "Jo"}}),
    yaml_v1("2a losses", "schematics", "schematics: a.sch\n", V1, source__1__path="a.sch"),
)  # fmt: skip

S2A_DIRTY: tuple[Variant, ...] = (
    yaml_v1("2a dirty", "TRUE and FALSE", "made: TRUE\n", V1, "okh-v1-readiness", technology_readiness_level="OTRL-3"),
    yaml_v1("2a dirty", "TRUE and FALSE", "made: FALSE\n", V1, technology_readiness_level=None, extra={"made": False}),
    yaml_v1(
        "2a dirty",
        "header line",
        "",
        V1,
        "yaml-header",
        clean=f"%Open know-how manifest 1.0\n---\n{V1_CLEAN}",
        name="Wren lamp",
    ),
    yaml_v1(
        "2a dirty",
        "missing version and licensor",
        "",
        V1,
        "missing",
        clean=V1_CLEAN.replace('version: "2"\n', "").replace("licensor: {name: Wren Workshop}\n", ""),
        version=None,
        licensor=(),
    ),
    yaml_v1(
        "2a dirty",
        "CC BY with spaces",
        "",
        V1,
        "licence-spelling",
        clean=V1_CLEAN.replace("CERN-OHL-S-2.0", "CC BY 4.0"),
        licence__expression="CC-BY-4.0",
    ),
)  # fmt: skip

PART = '[[part]]\nname = "Joint"\n'


def versioned(okhv: str, *rules: str, dialect: str | None = None) -> Variant:
    """A row about `okhv`."""
    return toml("3", "okhv", f'okhv = "{okhv}"', *rules, without=("okhv",), dialect__value=dialect or okhv)


S3: tuple[Variant, ...] = (
    versioned("OKH-LOSHv1.0"),
    versioned("2.3"),
    versioned("2.4"),
    versioned("okh-losh", "okhv-draft"),
    versioned("2.0", "okhv-draft"),
    versioned("2.9", "okhv-unknown", dialect="2.4"),
    toml("3", "okhv", "okhv = 2.4", "value-coerced", without=("okhv",), dialect__value="2.4", okhv="2.4"),
    yaml_v1("3", "okhv", "", V1, dialect__value="OKHv1.0"),
    yaml_v1("3", "okhv", "okhv: OKHv1.0\n", V1, dialect__value="OKHv1.0"),
    toml("3", "okhv", 'okhv = "2.4"', "missing", without=("okhv", "version"), version=None),
    toml("3", "license", 'license = "MIT"', without=("license",), licence__expression="MIT"),
    toml(
        "3", "license", 'license = "https://opensource.org/licenses/MIT"', "licence-spelling", without=("license",),
        licence__expression="MIT",
    ),
    toml(
        "3", "license", 'license = "MIT AND CC-BY-SA-4.0"', without=("license",),
        licence__expression="MIT AND CC-BY-SA-4.0"
    ),
    toml(
        "3", "license", 'license = "LicenseRef-Wren"', "licence-unclear", without=("license",),
        licence__openness__value="unclear",
    ),
    toml(
        "3", "license", 'license = "LicenseRef-NOASSERTION"', "licence-unclear", without=("license",),
        licence__openness__value="unclear",
    ),
    toml(
        "3", "license", 'license = "LicenseRef-NONE"', "licence-not-open", without=("license",),
        licence__openness__value="not-open",
    ),
    toml(
        "3", "license", 'license = "LicenseRef-AllRightsReserved"', "licence-not-open", without=("license",),
        licence__openness__value="not-open",
    ),
    toml("3", "license", 'spdx-license = "MIT"', "key-alias", without=("license",), license="MIT"),
    toml(
        "3", "license", 'alternative-license = "https://a.example/terms"', "key-alias", "licence-unclear",
        without=("license",), license="https://a.example/terms",
    ),
    toml("3", "licensor, organization", 'licensor = "Jo"', without=("licensor",), licensor__0__name="Jo"),
    toml(
        "3", "licensor, organization", 'licensor = ["Jo", "Sam"]', "value-several", without=("licensor",),
        licensor__0__name="Jo", licensor__1__name="Sam",
    ),
    toml(
        "3", "licensor, organization", 'licensor = {name = "Jo", email = "jo@example.org", url = "https://jo.example"}',
        "email-in-name", without=("licensor",),
        licensor__0__name="Jo", licensor__0__email="jo@example.org", licensor__0__url="https://jo.example",
    ),
    toml(
        "3", "licensor, organization", '[[organization]]\niri = "https://wren.example"\ntype = "schema:Organization"',
        "value-list", organization__0__name="https://wren.example", organization__0__url="https://wren.example",
    ),
    toml(
        "3", "documentation-language", 'documentation-language = "de"', without=("documentation-language",),
        documentation_language=("de",),
    ),
    toml(
        "3", "documentation-language", 'documentation-language = ["en", "de"]', "value-several",
        without=("documentation-language",), documentation_language=("en", "de"),
    ),
    toml(
        "3", "readme, bom, user-manual, attestation, publication, cpc-patent-class, standard-compliance",
        'readme = "README.md"\nbom = "b.csv"\nuser-manual = "m.md"\nattestation = "https://a.example/1"\n'
        'publication = "https://a.example/2"\ncpc-patent-class = "H05B"\nstandard-compliance = "EN 1"',
        without=("bom",), readme__0__path="README.md", bom__0__path="b.csv", user_manual__0__path="m.md",
        attestation=("https://a.example/1",), publication=("https://a.example/2",), cpc_patent_class=("H05B",),
        standard_compliance=("EN 1",),
    ),
    toml(
        "3", "readme, bom, user-manual, attestation, publication, cpc-patent-class, standard-compliance",
        'readme = ["a.md", "b.md"]\nbom = ["a.csv", "b.csv"]\nuser-manual = ["c.md", "d.md"]\n'
        'attestation = ["https://a.example/1", "https://a.example/2"]\npublication = ["https://a.example/2"]\n'
        'cpc-patent-class = ["H05B", "F21S"]\nstandard-compliance = ["EN 1", "EN 2"]', "value-several",
        without=("bom",), readme__1__path="b.md", bom__1__path="b.csv", user_manual__1__path="d.md",
        attestation=("https://a.example/1", "https://a.example/2"), cpc_patent_class=("H05B", "F21S"),
        standard_compliance=("EN 1", "EN 2"),
    ),
    toml("3", "image", 'image = "a.png"', without=("image",), image__0__path="a.png"),
    toml(
        "3", "image", 'image = ["b.png", "a.png"]', "value-several", without=("image",),
        image__0__path="b.png", image__1__path="a.png",
    ),
    toml(
        "3", "image", '[[image]]\nlocation = "a.png"\ndepicts = "The lamp"\nslots = ["photo-thing-main"]\n'
        'tags = ["photo", "color"]', "value-list", without=("image",),
        image__0__path="a.png", image__0__depicts=("The lamp",), image__0__slots=("photo-thing-main",),
        image__0__tags=("photo", "color"),
    ),
    toml(
        "3", "image",
        '[[image]]\nlocation = "a.png"\ndepicts = ["The lamp", "its foot"]\n[[image]]\nurl = "https://a.example/b.png"\n'
        'depicts = {text = "Lampe", language = "de"}', "value-several", without=("image",),
        image__0__depicts=("The lamp", "its foot"), image__1__path="https://a.example/b.png",
        image__1__extra={"depicts": {"text": "Lampe", "language": "de"}},
    ),
    toml(
        "3", "any file",
        'bom = {path = "b.csv", url = "https://a.example/b.csv", frozen-url = "https://a.example/1/b.csv", '
        'mime-type = "text/csv", created-at = "2020-01-02", last-changed = "2021-01-02", license = "MIT", '
        'licensor = "Jo"}',
        without=("bom",), bom__0__path="b.csv", bom__0__url="https://a.example/b.csv",
        bom__0__frozen_url="https://a.example/1/b.csv", bom__0__mime_type="text/csv", bom__0__created_at="2020-01-02",
        bom__0__last_changed="2021-01-02", bom__0__license="MIT", bom__0__licensor="Jo",
    ),
    toml("3", "mass", '[mass]\nvalue = 3\nunit = "g"', mass__grams=Decimal(3)),
    toml("3", "mass", "mass = 120.5", "mass-form", mass__grams=Decimal("120.5")),
    sized("3", "outer-dimensions", f'[outer-dimensions]\n{CUBE}\nunit = "mm"'),
    sized("3", "outer-dimensions", "outer-dimensions = {width = 30, depth = 20, height = 10}", "dimensions-form"),
    sized("3", "outer-dimensions", "outer-dimensions = {widht = 30, depth = 20, height = 10}", "dimensions-form",
    "key-typo"),
    sized("3", "outer-dimensions", 'outer-dimensions = "cube([30, 20, 10])"', "unit-missing"),
    toml("3", "fork", 'fork-of = "https://a.example/r"', fork_of=("https://a.example/r",)),
    toml("3", "fork", 'forkOf = "https://a.example/r"', "key-style", fork_of=("https://a.example/r",)),
    toml(
        "3", "RDF control",
        '"$schema" = "https://a.example/s.json"\n[rdf]\nnamespace = "https://a.example/"\nprefix = "a"',
        "key-unknown", rdf_namespace="https://a.example/", rdf_prefix="a",
        extra={"$schema": "https://a.example/s.json"},
    ),
    toml("3", "part", f'{PART}source = "j.scad"', part__0__name="Joint", part__0__source__0__path="j.scad"),
    toml("3", "part", f'{PART}export = ["j.stl"]', part__0__export__0__path="j.stl"),
    toml("3", "part", PART, "missing-part-source", part__0__source=()),
    toml("3", "paths", 'bom = "/lists/b.csv"', "path-leading-slash", without=("bom",), bom__0__path="/lists/b.csv"),
    toml("3", "paths", 'bom = "lists/b.csv"', without=("bom",), bom__0__path="lists/b.csv"),
    toml("3", "CPC", 'cpc-patent-class = "B28B3/00"', "cpc-spelling", cpc_patent_class=("B28B 3/00",)),
    toml("3", "CPC", 'cpc-patent-class = ["A01", "H", "A61H", "D03D 35/00"]', "value-several",
         cpc_patent_class=("A01", "H", "A61H", "D03D 35/00")),
    toml("3", "CPC", 'cpc-patent-class = "lamps"', "cpc-broken", cpc_patent_class=("lamps",)),
    toml("3", "ODRL", 'documentation-readiness-level = "ODRL-3*"', documentation_readiness_level="ODRL-3*"),
    toml("3", "ODRL", 'documentation-readiness-level = "ODRL5"', "readiness-alias",
    documentation_readiness_level="ODRL-4"),
    toml(
        "3", "key style", 'documentationLanguage = "de"\ntechnologyReadinessLevel = "OTRL-4"\n'
        'documentationReadinessLevel = "ODRL-2"\nuserManual = "m.md"\nmanufacturingInstructions = "a.md"', "key-style",
        without=("documentation-language", "manufacturing-instructions"),
        documentation_language=("de",), technology_readiness_level="OTRL-4", documentation_readiness_level="ODRL-2",
        user_manual__0__path="m.md", manufacturing_instructions__0__path="a.md",
    ),
    toml(
        "3", "key style", 'documentation_language = "de"\nuser_manual = "m.md"', "key-style",
        without=("documentation-language",), documentation_language=("de",), user_manual__0__path="m.md",
    ),
    toml(
        "3", "software", '[[software]]\nrelease = "https://a.example/s"\ninstallation-guide = "https://a.example/i"',
        software__0__release="https://a.example/s", software__0__installation_guide="https://a.example/i",
    ),
    toml(
        "3", "software", '[[Software]]\nrelease = "https://a.example/s"\nlabel = "Dimmer"', "key-style",
        software__0__release="https://a.example/s", software__0__label="Dimmer",
    ),
    *(
        Variant("3", "manifest name", "\n".join(CLEAN.values()), {"name": "Wren lamp"}, name=name)
        for name in ("okh.toml", "okh-lamp.toml", "lamp.okh.toml")
    ),
)  # fmt: skip


def level(written: str, meant: str, *rules: str, documentation: bool = False) -> Variant:
    """A row about a level of readiness."""
    field = "documentation" if documentation else "technology"
    row = toml("1e", written, f'{field}-readiness-level = "{written}"', *rules)
    return row._replace(expected={f"{field}_readiness_level": meant})


ALIAS = "readiness-alias"
S1E: tuple[Variant, ...] = (
    *(level(f"OTRL-{n}", f"OTRL-{n}") for n in range(1, 7)),
    *(level(f"ODRL-{n}", f"ODRL-{n}", documentation=True) for n in ("1", "2", "3", "3*", "4")),
    level("OTLR-4", "OTRL-4", ALIAS),
    level("ODLR-3", "ODRL-3", ALIAS, documentation=True),
    level("Otrl1", "OTRL-1", ALIAS),
    level("OTRL1", "OTRL-1", ALIAS),
    level("ODRL-5", "ODRL-4", ALIAS, documentation=True),
    level("ODRL3Star", "ODRL-3*", ALIAS, documentation=True),
    toml(
        "1e", "Ideation", 'technology-readiness-level = "Ideation"', "readiness-fallback",
        technology_readiness_level=None, extra={},
    ),
    level("Conception", "OTRL-2", ALIAS),
    level("Development", "OTRL-3", ALIAS),
    level("TechnicalDesign", "OTRL-3", ALIAS),
    level("PrototypingAndTesting", "OTRL-4", ALIAS),
    level("ManufacturingDevelopment", "OTRL-5", ALIAS),
    level("ProductQualification", "OTRL-6", ALIAS),
    toml(
        "1e", "Started", 'documentation-readiness-level = "Started"', "readiness-fallback",
        documentation_readiness_level=None, extra={},
    ),
    level("Minimal", "ODRL-2", ALIAS, documentation=True),
    level("Full", "ODRL-3", ALIAS, documentation=True),
    level("Audited", "ODRL-3*", ALIAS, documentation=True),
    level("QualificationReady", "ODRL-4", ALIAS, documentation=True),
    *(toml("1e", name, f'tsdc = "{name}"', tsdc=(name,)) for name in ("ASM", "MEC", "CIR", "COT", "CMP")),
    toml("1e", "PCB", 'tsdc = "PCB"\n2d-size-mm = [30, 20]\nboard-thickness-mm = 1.6', tsdc=("PCB",)),
    toml("1e", "WEL", 'tsdc = "WEL"\nwelding-process = 111', tsdc=("WEL",), welding_process=111),
    *(
        toml("1e", name, f'{PART}source = "j.scad"\ntsdc = "{name}"\nmaterial = "PLA"\n{need}', part__0__tsdc=(name,))
        for name, need in (
            ("3DP", 'printing-process = "FDM"'), ("LAS", "thickness-mm = 3"), ("CNC",
            'smallest-tolerance-class = "IT9"'),
        )
    ),
    toml("1e", "unknown TsDC", 'tsdc = "KNIT"', "tsdc-unknown", tsdc=("KNIT",)),
)  # fmt: skip


def language(written: str, meant: tuple[str, ...], *rules: str) -> Variant:
    """A row about a language; `written` is TOML."""
    text = f"documentation-language = {written}"
    return toml("7", written, text, *rules, without=("documentation-language",), documentation_language=meant)


S7: tuple[Variant, ...] = (
    language('"en"', ("en",)),
    language('"En-US"', ("en-US",), "language-spelling"),
    language('"es"', ("es",)),
    language('"en-GB"', ("en-GB",)),
    language('"de"', ("de",)),
    language('"English-UK"', ("en-GB",), "language-spelling"),
    language('"sw"', ("sw",)),
    toml("7", "missing", "", "missing", without=("documentation-language",), documentation_language=()),
    language('"EN-UK"', ("en-GB",), "language-spelling"),
    language('"EN"', ("en",), "language-spelling"),
    language('"French-FR"', ("fr-FR",), "language-spelling"),
    language('"DE-Western-Europe"', ("de",), "language-spelling"),
    language('["en-US", "jp-JP"]', ("en-US", "jp-JP"), "value-several", "language-unknown"),
)  # fmt: skip

VARIANTS: tuple[Variant, ...] = (*S1D, *S2A, *S2A_LOSSES, *S2A_DIRTY, *S3, *S1E, *S7)
