# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One fault planted in a manifest that is fine otherwise: the rule, the key, the line and the column are exact.

The sign ¶ stands right before the place that a finding has to name; it is taken out before the text is read. Every
fault is planted in TOML, YAML and JSON, with both kinds of line ends, behind texts of several lines that look like
keys, quoted and dotted keys, and characters that other programs count as two.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest

from oshmark.errors import UnreadableError
from oshmark.manifest import rules, v1_rules
from oshmark.manifest.read import Reading, read
from oshmark.manifest.references import check_references
from oshmark.values.finding import Finding, Rule

MARK = "¶"
CLEAN: dict[str, Any] = {
    "okhv": "OKH-LOSHv1.0",
    "name": "Wren 🪔 lamp",
    "repo": "https://git.example.org/wren/lamp",
    "version": "1.2.0",
    "license": "CERN-OHL-S-2.0",
    "licensor": "Wren Workshop",
    "documentation-language": "en",
    "function": 'A lamp 🪔.\nname = \'no key\'\n[part]\nversion: also none\n"repo": "nor this"\n',
    "image": "images/lamp.png",
    "bom": "bom.csv",
    "manufacturing-instructions": ["docs/🪔.md", "docs/assembly.md"],
    "source": "cad/lamp.fcstd",
}


class At(NamedTuple):
    """The place that is looked for: a key, an entry of a list, or a value."""

    value: Any


class Fault(NamedTuple):
    """Fields with a fault; they stand in the seventh part, or in the module instead of the ones in `without`."""

    rule: Rule
    key: str
    fields: dict[str | At, Any]
    without: tuple[str, ...] = ()
    in_part: bool = False


def module(rule: Rule, key: str, fields: dict[str | At, Any], *without: str) -> Fault:
    return Fault(rule, key, fields, without)


def part(rule: Rule, key: str, fields: dict[str | At, Any]) -> Fault:
    return Fault(rule, key, fields, (), in_part=True)


def here(key: str, value: Any) -> dict[str | At, Any]:
    """A field whose key is the place."""
    return {At(key): value}


P3D: dict[str | At, Any] = {"tsdc": "3DP", "material": "PLA", "printing-process": "FDM"}
LONG = "x" * 1001
SOFT = [{"release": "https://a.example/1"}, At({"label": "🪔"})]

FAULTS: tuple[Fault, ...] = (
    module(rules.OKHV_UNKNOWN, "okhv", here("okhv", "OKH-LOSHv9.7"), "okhv"),
    module(rules.URL_LOGIN, "repo", here("repo", "https://maker:secret@git.example.org/a/b"), "repo"),
    module(rules.VALUE_UNSEEN, "name", here("name", "Lark\u202e 220"), "name"),
    module(rules.OKHV_DRAFT, "okhv", here("okhv", "okh-losh"), "okhv"),
    module(rules.KEY_STYLE, "user_manual", here("user_manual", "m.md")),
    module(rules.KEY_STYLE, "outer-dimensions.openScad",
           {"outer-dimensions": {"unit": "mm", At("openScad"): "cube([1, 2, 3])"}}),
    part(rules.KEY_STYLE, "part[6].outerDimensions", here("outerDimensions", {"openSCAD": "cube(3)", "unit": "mm"})),
    module(rules.KEY_ALIAS, "organisation", here("organisation", "Wren e.V.")),
    part(rules.KEY_ALIAS, "part[6].rafts", {**P3D, At("rafts"): True}),
    module(rules.KEY_TYPO, "auxillary", here("auxillary", "a.md")),
    part(rules.KEY_TYPO, "part[6].outer-dimensions.widht",
         {"outer-dimensions": {"height": 1, At("widht"): 2, "depth": 3}}),
    module(rules.KEY_UNKNOWN, "fabric-width-mm", here("fabric-width-mm", 40)),
    module(rules.KEY_UNKNOWN, "mass.of", {"mass": {"value": 3, "unit": "g", At("of"): "🪔"}}),
    part(rules.KEY_UNKNOWN, "part[6].shelf", here("shelf", {"🪔": 1})),
    module(rules.KEY_LIKE, "user-manuel", here("user-manuel", "m.md")),
    part(rules.KEY_LIKE, "part[6].materail", here("materail", "PLA")),
    module(rules.KEY_TWICE, "Release", {"release": "https://a.example/1", At("Release"): "https://a.example/2"}),
    part(rules.KEY_TWICE, "part[6].Material", {"material": "PLA", At("Material"): "ABS"}),
    module(rules.KEY_SCOPE, "material", here("material", "PLA")),
    part(rules.KEY_SCOPE, "part[6].joining-process", here("joining-process", "glue")),
    module(rules.KEY_NESTED, "outer-dimensions.readme",
           {"outer-dimensions": {"openSCAD": "cube(3)", "unit": "mm", At("readme"): "README.md"}}),
    part(rules.KEY_NESTED, "part[6].mass.material", {"mass": {"value": 3, "unit": "g", At("material"): "PLA"}}),
    module(rules.VALUE_EMPTY, "release", here("release", "")),
    module(rules.VALUE_EMPTY, "auxiliary[1]", {"auxiliary": ["🪔.md", At(""), "b.md"]}),
    part(rules.VALUE_EMPTY, "part[6].material", here("material", "")),
    module(rules.VALUE_TYPE, "version", here("version", {"a": 1}), "version"),
    module(rules.VALUE_TYPE, "standard-compliance[1]", {"standard-compliance": ["🪔", At({"a": 1})]}),
    part(rules.VALUE_TYPE, "part[6].infill", {**P3D, At("infill"): "dense"}),
    part(rules.VALUE_TYPE, "part[6].mass.unit", {"mass": {"value": 3, At("unit"): 4}}),
    module(rules.VALUE_COERCED, "tsdc", here("tsdc", "MEC, ASM")),
    part(rules.VALUE_COERCED, "part[6].supports", {**P3D, At("supports"): 1}),
    module(rules.VALUE_TRIMMED, "license", here("license", " CERN-OHL-S-2.0 "), "license"),
    part(rules.VALUE_TRIMMED, "part[6].export[2]", {"export": ["🪔.stl", "b.stl", At(" c.stl")]}),
    module(rules.VALUE_LIST, "bom", here("bom", ["bom.csv"]), "bom"),
    part(rules.VALUE_LIST, "part[6].image", here("image", ["a.png"])),
    module(rules.VALUE_SEVERAL, "image", here("image", ["🪔.png", "b.png"]), "image"),
    part(rules.VALUE_SEVERAL, "part[6].image", here("image", ["a.png", "b.png"])),
    module(rules.VALUE_RANGE, "solder-mask-sides",
           {"tsdc": "PCB", "2d-size-mm": [3, 4], "board-thickness-mm": 1, At("solder-mask-sides"): 3}),
    part(rules.VALUE_RANGE, "part[6].infill", {**P3D, At("infill"): 120}),
    part(rules.VALUE_RANGE, "part[6].mass.value", {"mass": {"unit": "g", At("value"): -2}}),
    part(rules.VALUE_CHOICE, "part[6].printing-process",
         {"tsdc": "3DP", "material": "PLA", At("printing-process"): "magic"}),
    module(rules.VALUE_LONG, "name", here("name", LONG), "name"),
    part(rules.VALUE_LONG, "part[6].material", here("material", LONG)),
    module(rules.MISSING_SOFTWARE_RELEASE, "software[1]", {"software": SOFT}),
    module(rules.PLACEHOLDER, "licensor", here("licensor", "ANONYMOUS"), "licensor"),
    module(rules.PLACEHOLDER, "version", here("version", "UNVERSIONED"), "version"),
    module(rules.FALLBACK_READINESS, "technology-readiness-level", here("technology-readiness-level", "Ideation")),
    module(rules.REPO_NOT_A_PLACE, "repo", here("repo", "on my shelf"), "repo"),
    module(rules.URL_BROKEN, "release", here("release", "ask me")),
    module(rules.URL_BROKEN, "publication[1]", {"publication": ["https://doi.org/10.1/🪔", At("a paper")]}),
    module(rules.URL_ENCODED, "release", here("release", "https://a.example/a b")),
    part(rules.URL_ENCODED, "part[6].source[0]", {"source": [At("https://a.example/[1].scad"), "🪔.scad"]}),
    module(rules.URL_SCHEME, "release", here("release", "javascript:alert(1)")),
    module(rules.URL_SCHEME, "bom", here("bom", "file:///etc/passwd"), "bom"),
    module(rules.LICENCE_CHANGED, "license", here("license", "cern ohl s v2"), "license"),
    module(rules.LICENCE_NOT_OPEN, "license", here("license", "CC-BY-NC-4.0"), "license"),
    module(rules.LICENCE_UNCLEAR, "license", here("license", "CERN"), "license"),
    module(rules.EMAIL, "licensor", here("licensor", "Jo <jo@a.example>"), "licensor"),
    module(rules.EMAIL, "organization[1].email",
           {"organization": ["🪔 e.V.", {"name": "Jo", At("email"): "jo@a.example"}]}),
    module(rules.LANGUAGE_CHANGED, "documentation-language", here("documentation-language", "EN-UK"),
           "documentation-language"),
    module(rules.LANGUAGE_UNKNOWN, "documentation-language[1]", {"documentation-language": ["de", At("jp-JP")]},
           "documentation-language"),
    module(rules.READINESS_ALIAS, "technology-readiness-level", here("technology-readiness-level", "OTLR-4")),
    module(rules.READINESS_UNKNOWN, "documentation-readiness-level", here("documentation-readiness-level", "fine")),
    module(rules.TSDC_ALIAS, "tsdc", here("tsdc", "tsdc:mec")),
    part(rules.TSDC_UNKNOWN, "part[6].tsdc[1]", {"tsdc": ["MEC", At("KNIT")]}),
    module(rules.CPC_SPELLING, "cpc-patent-class", here("cpc-patent-class", "B28B3/00")),
    module(rules.CPC_BROKEN, "cpc-patent-class", here("cpc-patent-class", "lamps")),
    module(rules.VERSION_NUMBER, "version", here("version", 1.5), "version"),
    module(rules.DOI_ADDRESS, "publication", here("publication", "doi:10.1000/182")),
    module(rules.MARKUP, "function", here("function", "A lamp.\n== Use ==\nOn desks."), "function"),
    module(rules.NOT_HARDWARE, "name", here("name", "Internship report on lamps"), "name"),
    module(rules.FORK_DOUBTFUL, "fork-of", here("fork-of", "https://www.youtube.com/watch")),
    module(rules.PATH_ROOT, "readme", here("readme", "/README.md")),
    part(rules.PATH_ROOT, "part[6].export[0]", {"export": [At("/a.stl"), "🪔.stl"]}),
    module(rules.PATH_ESCAPES, "readme", here("readme", "../../README.md")),
    part(rules.PATH_ESCAPES, "part[6].auxiliary", here("auxiliary", "../x.md")),
    module(rules.PATH_FORM, "readme", here("readme", "docs\\README.md")),
    module(rules.PATH_USELESS, "readme", here("readme", "C:\\me\\README.md")),
    part(rules.PATH_USELESS, "part[6].auxiliary", here("auxiliary", "~/x.md")),
    module(rules.FILE_EXPIRES, "image", here("image", "https://dl.airtable.com/x.png"), "image"),
    module(rules.OPENSCAD_REPAIRED, "outer-dimensions.openSCAD",
           {"outer-dimensions": {"unit": "mm", At("openSCAD"): "cube([1, 2, 3]"}}),
    part(rules.OPENSCAD_REPAIRED, "part[6].outer-dimensions.openSCAD",
         {"outer-dimensions": {At("openSCAD"): "cube(size = [1, 2, 3)", "unit": "mm"}}),
    part(rules.OPENSCAD_UNREAD, "part[6].outer-dimensions.openSCAD",
         {"outer-dimensions": {At("openSCAD"): "import(🪔)", "unit": "mm"}}),
    part(rules.UNIT_MISSING, "part[6].outer-dimensions.openSCAD",
         {"outer-dimensions": {At("openSCAD"): "cube([1, 2, 3])"}}),
    part(rules.UNIT_MISSING, "part[6].mass", here("mass", {"value": 3})),
    part(rules.UNIT_UNKNOWN, "part[6].mass.unit", {"mass": {"value": 3, At("unit"): "stone"}}),
    module(rules.UNIT_UNKNOWN, "outer-dimensions.unit",
           {"outer-dimensions": {"openSCAD": "cube(3)", At("unit"): "ells"}}),
    module(rules.UNIT_UNKNOWN, "outer-dimensions.unit",
           {"outer-dimensions": {"width": 3, "depth": 3, "height": 3, At("unit"): "ells"}}),
    module(rules.DIMENSIONS_FORM, "outer-dimensions", here("outer-dimensions", {"width": 1, "depth": 2, "height": 3})),
    part(rules.DIMENSIONS_INCOMPLETE, "part[6].outer-dimensions", here("outer-dimensions", {"width": 1, "depth": 2})),
    module(rules.MASS_FORM, "mass", here("mass", 120)),
    part(rules.PROCESS_FIELD, "part[6].infill", here("infill", 20)),
    module(rules.PROCESS_FIELD, "layer-count", here("layer-count", 4)),
)  # fmt: skip

PART_AS_A_WHOLE: tuple[tuple[Rule, dict[str | At, Any]], ...] = (
    (rules.MISSING_PART_NAME, {"source": "a.scad"}),
    (rules.MISSING_PART_SOURCE, {"name": "Joint"}),
    (rules.PROCESS_3DP, {"name": "Joint", "source": "a.scad", "tsdc": "3DP"}),
    (rules.PROCESS_CNC, {"name": "Joint", "source": "a.scad", "tsdc": "CNC"}),
    (rules.PROCESS_LAS, {"name": "Joint", "source": "a.scad", "tsdc": "LAS"}),
)
"""Faults of the seventh part that have no key of their own."""

MODULE_AS_A_WHOLE: tuple[tuple[Rule, dict[str | At, Any], tuple[str, ...]], ...] = (
    (rules.MISSING, {}, ("version",)),
    (rules.NO_BOM, {}, ("bom",)),
    (rules.NO_IMAGE, {}, ("image",)),
    (rules.NO_INSTRUCTIONS, {}, ("manufacturing-instructions",)),
    (rules.PROCESS_PCB, {"tsdc": "PCB"}, ()),
    (rules.PROCESS_WEL, {"tsdc": "WEL"}, ()),
)
"""Faults of the module that have no key at all: they stand at its beginning."""


def as_toml(value: Any) -> str:
    if isinstance(value, At):
        return MARK + as_toml(value.value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml_key(key)} = {as_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def toml_key(key: str | At) -> str:
    if isinstance(key, At):
        return MARK + toml_key(key.value)
    return key if key.replace("-", "").replace("_", "").isascii() else json.dumps(key, ensure_ascii=False)


def as_json(value: Any) -> str:
    if isinstance(value, At):
        return MARK + as_json(value.value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_json(key)}: {as_json(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


PARTS = [{"name": f"🪔 part {number}", "source": f"cad/{number}.scad"} for number in range(1, 7)]
OTHERS: dict[str | At, Any] = {"name": "Joint", "source": "cad/7.scad"}


def toml_document(fields: dict[Any, Any], seventh: dict[Any, Any], *, mark_last: bool = False) -> str:
    """Texts of several lines, quoted keys, dotted keys, then the fields, then the parts."""
    lines = ["# 🪔 a comment with name = 'none'", '"okhv" = "OKH-LOSHv1.0"' if "okhv" in fields else "# no okhv"]
    for key, value in fields.items():
        if key == "function":
            lines.append(f'{key} = """\n{value.replace(chr(34), chr(39))}"""')
        elif key != "okhv":
            lines.append(f"{toml_key(key)} = {as_toml(value)}")
    lines += ['rdf.namespace = "https://a.example/"', "rdf . prefix = 'a'"]
    for one in PARTS:
        lines += ["", "[[part]]", *(f"{key} = {as_toml(value)}" for key, value in one.items())]
    heading = f"{MARK}[[part]]" if mark_last else "[[ part ]]  # 🪔 [[part]]"
    return "\n".join([*lines, "", heading, *(f"{toml_key(k)} = {as_toml(v)}" for k, v in seventh.items()), ""])


def yaml_document(fields: dict[Any, Any], seventh: dict[Any, Any], *, mark_last: bool = False) -> str:
    lines = ["# 🪔 name: none"]
    for key, value in fields.items():
        if key == "function":
            lines.append("function: |\n" + "\n".join(f"  {line}" for line in value.split("\n")).rstrip())
        else:
            lines.append(f"{as_json(key) if '🪔' in str(value) else yaml_key(key)}: {as_json(value)}")
    lines += ["rdf: {namespace: 'https://a.example/', prefix: a}", "part:"]
    for one in [*PARTS, seventh]:
        before = MARK if mark_last and one is seventh else ""
        first, *rest = (f"{yaml_key(key)}: {as_json(value)}" for key, value in one.items())
        lines += [f"- {before}{first}", *(f"  {line}" for line in rest)]
    return "\n".join([*lines, ""])


def yaml_key(key: str | At) -> str:
    return MARK + str(key.value) if isinstance(key, At) else str(key)


def json_document(fields: dict[Any, Any], seventh: dict[Any, Any], *, mark_last: bool = False) -> str:
    """Everything on one line, so that the columns count."""
    parts = [*PARTS, At(seventh) if mark_last else seventh]
    return as_json({**fields, "rdf": {"namespace": "https://a.example/", "prefix": "a"}, "part": parts})


DOCUMENTS = {"toml": toml_document, "yaml": yaml_document, "json": json_document}
SYNTAXES = pytest.mark.parametrize("syntax", DOCUMENTS)
LINE_ENDS = pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])


def planted(fault: Fault, syntax: str) -> str:
    fields = {key: value for key, value in CLEAN.items() if key not in fault.without}
    if fault.in_part:
        return DOCUMENTS[syntax](fields, {**OTHERS, **fault.fields})
    return DOCUMENTS[syntax]({**fields, **fault.fields}, OTHERS)


def place_of_mark(marked: str) -> tuple[int, int]:
    before = marked[: marked.index(MARK)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def read_marked(marked: str, syntax: str, line_end: str = "\n") -> Reading:
    assert marked.count(MARK) == 1
    text = marked.replace(MARK, "").replace("\n", line_end)
    return read(text.encode(), name=f"okh.{syntax}", folder="")


def places_of(reading: Reading, rule: Rule) -> list[tuple[str, tuple[int, int]]]:
    return [(one.key, one.at or reading.document.locate(one.path)) for one in reading.findings if one.rule is rule]


@SYNTAXES
@LINE_ENDS
def test_the_manifest_without_a_fault_has_no_finding(syntax: str, line_end: str) -> None:
    text = DOCUMENTS[syntax](CLEAN, OTHERS).replace("\n", line_end)
    assert read(text.encode(), name=f"okh.{syntax}", folder="").findings == ()


@SYNTAXES
@LINE_ENDS
@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault.rule.id} {fault.key}" for fault in FAULTS])
def test_a_planted_fault_is_found_where_it_stands(fault: Fault, syntax: str, line_end: str) -> None:
    marked = planted(fault, syntax)
    reading = read_marked(marked, syntax, line_end)
    assert places_of(reading, fault.rule) == [(fault.key, place_of_mark(marked))]


@SYNTAXES
@LINE_ENDS
@pytest.mark.parametrize(("rule", "seventh"), PART_AS_A_WHOLE, ids=[rule.id for rule, _ in PART_AS_A_WHOLE])
def test_a_fault_of_a_whole_part_is_found_where_the_part_begins(
    rule: Rule, seventh: dict[Any, Any], syntax: str, line_end: str
) -> None:
    marked = DOCUMENTS[syntax](CLEAN, seventh, mark_last=True)
    assert places_of(read_marked(marked, syntax, line_end), rule) == [("part[6]", place_of_mark(marked))]


@SYNTAXES
@pytest.mark.parametrize(("rule", "fields", "without"), MODULE_AS_A_WHOLE, ids=[one[0].id for one in MODULE_AS_A_WHOLE])
def test_what_is_missing_in_the_module_is_said_at_its_beginning(
    rule: Rule, fields: dict[Any, Any], without: tuple[str, ...], syntax: str
) -> None:
    text = DOCUMENTS[syntax]({k: v for k, v in CLEAN.items() if k not in without} | fields, OTHERS)
    assert places_of(read(text.encode(), name=f"okh.{syntax}", folder=""), rule) == [("", (1, 1))]


@SYNTAXES
def test_a_module_without_any_design_file_is_said_at_its_beginning(syntax: str) -> None:
    without = {key: value for key, value in CLEAN.items() if key != "source"}
    text = as_json(without) if syntax != "toml" else "\n".join(f"{k} = {as_toml(v)}" for k, v in without.items())
    assert places_of(read(text.encode(), name=f"okh.{syntax}"), rules.NO_SOURCE) == [("", (1, 1))]


@pytest.mark.parametrize(("syntax", "text"), [("toml", "a = 1"), ("yaml", "a: 1"), ("json", '{"a": 1}')])
def test_a_file_without_a_key_of_a_manifest_is_no_manifest(syntax: str, text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text.encode(), name=f"x.{syntax}")
    assert (caught.value.finding.rule, caught.value.finding.at) == (rules.NOT_A_MANIFEST, (1, 1))


# By hand: places that only one syntax has.
BY_HAND: tuple[tuple[Rule, str, str, str], ...] = (
    (rules.READINESS_ALIAS, "technology-readiness-level", "toml",
     ('name = "a"\nfunction = \'\'\'\ntechnology-readiness-level = "OTRL-1"\n\'\'\'\n'
     '¶"technology-readiness-level" = "OTLR-4"\n')),
    (rules.UNIT_UNKNOWN, "mass.unit", "toml", 'name = "a"\nmass.value = 3\nmass.¶unit = "stone"\n'),
    (rules.UNIT_UNKNOWN, "mass.unit", "toml", 'name = "🪔"\n[ "mass" ]\n value = 3 # 🪔\n\t¶"unit" = "stone"\n'),
    (rules.UNIT_UNKNOWN, "part[1].mass.unit", "toml",
     ('[[part]]\nname = "a"\n[part.mass]\nvalue = 1\nunit = "g"\n'
     '[[part]]\nname = "b"\n[part.mass]\nvalue = 1\n¶unit = "stone"\n')),
    (rules.TSDC_UNKNOWN, "part[1].tsdc[2]", "toml",
     ('name = "a"\npart = [\n  { name = "🪔", tsdc = ["MEC"] }, # one\n'
     '  { name = "b", tsdc = ["MEC",\n "ASM", # ] \n  ¶"KNIT"] },\n]\n')),
    (rules.KEY_STYLE, "DocumentationLanguage", "toml", 'name = """🪔 \\\n  a""" # b\n¶DocumentationLanguage = "en"\n'),
    (rules.PATH_ROOT, "image[1].location", "toml",
    'name = "a"\n[[image]]\nlocation = "a"\n[[image]]\n¶location = "/b"\n'),
    (rules.TSDC_UNKNOWN, "part[1].tsdc[1]", "yaml",
     ("name: a\nfunction: >\n  part:\n  - tsdc: [KNIT]\n"
     "part:\n-\n  name: 🪔\n- name: b\n  tsdc:\n    - MEC\n    - ¶KNIT\n")),
    (rules.VALUE_RANGE, "part[0].infill", "yaml", 'name: "a"\npart: [{"name": "🪔", ¶infill: 101}]\n'),
    (rules.EMAIL, "licensor", "yaml", '---\nname: "a\n\n  🪔"\n? ¶licensor\n: Jo <jo@a.example>\n'),
    (rules.TSDC_UNKNOWN, "part[0].tsdc[1]", "json",
     '{"name": "\\ud83e\\ude94 \\" {", "part": [\n {"name": "🪔", "tsdc": ["MEC", ¶"KNIT"]}]}'),
)  # fmt: skip


@LINE_ENDS
@pytest.mark.parametrize(
    ("rule", "key", "syntax", "marked"), BY_HAND, ids=[f"{r.id} {n}" for n, (r, *_) in enumerate(BY_HAND)]
)
def test_places_that_only_one_syntax_has_are_exact(
    rule: Rule, key: str, syntax: str, marked: str, line_end: str
) -> None:
    assert places_of(read_marked(marked, syntax, line_end), rule) == [(key, place_of_mark(marked))]


V1 = "%Open know-how manifest 1.0\n# 🪔\ntitle: Wren 🪔 lamp\ndescription: |\n  title: none\n  - path: none\n"
IN_V1: tuple[tuple[Rule, str, str], ...] = (
    (v1_rules.LICENCE_OF_DOCUMENTATION, "license.documentation", "license:\n  hardware:\n  ¶documentation: MIT\n"),
    (v1_rules.SEVERAL_MANUALS, "operating-instructions", "¶operating-instructions:\n- path: a.md\n- path: b.md\n"),
    (v1_rules.DERIVED_LEVEL, "made", "¶made: TRUE\n"),
    (v1_rules.DERIVED_LEVEL, "made_independently", "¶made_independently: true\n"),
    (v1_rules.DERIVED_LEVEL, "development-stage", "¶development-stage: Prototype\n"),
    (v1_rules.SUB_AS_PART, "sub", "¶sub:\n- title: a\n"),
    (v1_rules.SECOND_SOURCE, "project-link",
     "documentation-home: https://git.example.org/a/b\n¶project-link: https://a.example/\n"),
    (rules.EMAIL, "licensor.email", "licensor:\n  name: Jo\n  ¶email: jo@a.example\n"),
    (rules.EMAIL, "licensor[1]", "licensor:\n- Sam 🪔\n- ¶Jo <jo@a.example>\n"),
    (rules.PATH_ROOT, "making-instructions[1].path",
     "making-instructions:\n- path: a.md\n- title: 🪔\n  ¶path: /b.md\n- path: c.md\n"),
    (rules.PATH_USELESS, "design-files[2].path",
     "design-files:\n- {path: a.scad}\n- path: b.scad\n- {title: 🪔, ¶path: 'C:\\x.scad'}\n"),
    (rules.PATH_ESCAPES, "schematics[0]", "schematics: [¶../x.sch]\n"),
    (rules.VALUE_TRIMMED, "software[1].title", "software:\n- title: a\n- ¶title: ' b '\n  path: https://a.example/\n"),
    (rules.URL_SCHEME, "software[0].path", "software:\n- title: a\n  ¶path: javascript:alert(1)\n"),
    (rules.VALUE_TRIMMED, "sub[1].title", "sub:\n- a\n- ¶title: ' b '\n"),
    (rules.URL_SCHEME, "derivative-of[1].web",
    "derivative-of:\n- web: https://a.example/r\n- ¶web: ftp://a.example/r\n"),
    (rules.LANGUAGE_CHANGED, "documentation_language", "¶documentation_language: EN-UK\n"),
    (rules.VERSION_NUMBER, "version", "¶version: 1.10\n"),
    (rules.KEY_UNKNOWN, "shelf", "¶shelf: 3\n"),
    (rules.VALUE_EMPTY, "archive-download", "¶archive-download:\n"),
    (rules.VALUE_EMPTY, "software[0].path", "software:\n- title: a\n  ¶path: ''\n"),
)  # fmt: skip


@LINE_ENDS
@pytest.mark.parametrize(("rule", "key", "marked"), IN_V1, ids=[f"{rule.id} {key}" for rule, key, _ in IN_V1])
def test_a_planted_fault_is_found_in_okhv1_too(rule: Rule, key: str, marked: str, line_end: str) -> None:
    reading = read_marked(V1 + marked, "yml", line_end)
    assert places_of(reading, rule) == [(key, place_of_mark(V1 + marked))]


def test_the_dialect_itself_is_said_at_the_beginning() -> None:
    assert places_of(read(V1.encode(), name="okh.yml"), v1_rules.OLD_DIALECT) == [("", (1, 1))]


class Tree:
    """A repository in a table: bytes of each file, -1 for a folder."""

    def __init__(self, sizes: dict[str, int]) -> None:
        self.sizes = sizes

    def size(self, path: str) -> int | None:
        return self.sizes.get(path)


TREE = Tree({"lamp/a.md": 5, "lamp/empty.md": 0, "lamp/docs": -1, "root.md": 5, "lamp/big.step": 60_000_000, "cad": -1})
FILE_FAULTS: tuple[tuple[Rule, str, str], ...] = (
    (rules.FILE_MISSING, "readme", 'readme = "none.md"'),
    (rules.FILE_MISSING, "part[1].export[1]",
     '[[part]]\nname = "🪔"\n[[part]]\nexport = ["a.md", ¶"none.stl", "big.step"]'),
    (rules.FILE_AT_ROOT, "readme", 'readme = "root.md"'),
    (rules.FILE_IS_FOLDER, "readme", 'readme = "docs/"'),
    (rules.FILE_EMPTY, "user_manual", 'user_manual = "empty.md"'),
    (rules.FILE_LARGE, "auxiliary[1]", 'auxiliary = ["a.md", ¶"big.step"]'),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "key", "fault"), FILE_FAULTS, ids=[f"{one[0].id} {one[1]}" for one in FILE_FAULTS])
def test_a_file_that_is_not_as_it_should_be_is_found_where_it_is_named(rule: Rule, key: str, fault: str) -> None:
    marked = f'name = "🪔"\n{fault if MARK in fault else MARK + fault}\n'
    reading = read(marked.replace(MARK, "").encode(), name="okh.toml", folder="lamp")
    found = [finding for finding in check_references(reading, TREE, "lamp") if finding.rule is rule]
    assert [(one.key, reading.document.locate(one.path)) for one in found] == [(key, place_of_mark(marked))]


def test_files_that_are_there_are_no_finding() -> None:
    reading = read(b'name = "a"\nreadme = "a.md"\nbom = "/root.md"\nsource = "/cad"', name="okh.toml", folder="lamp")
    assert check_references(reading, TREE, "lamp") == []


ELSEWHERE: dict[Rule, str] = {
    rules.NOT_A_MANIFEST: "the whole file is refused",
    rules.NO_SOURCE: "needs parts without files, which the planted documents have",
    v1_rules.OLD_DIALECT: "speaks of the whole file",
}
"""Rules that have a test of their own above."""


def test_every_rule_is_planted() -> None:
    planted = (
        {fault.rule for fault in FAULTS} | {one[0] for one in PART_AS_A_WHOLE} | {one[0] for one in MODULE_AS_A_WHOLE}
    )
    planted |= {one[0] for one in IN_V1} | {one[0] for one in FILE_FAULTS}
    known = {value for module in (rules, v1_rules) for value in vars(module).values() if isinstance(value, Rule)}
    assert {rule.id for rule in known - planted} == {rule.id for rule in ELSEWHERE}


@SYNTAXES
def test_every_finding_of_every_planted_fault_can_be_said(syntax: str) -> None:
    for fault in FAULTS:
        text = planted(fault, syntax).replace(MARK, "")
        for finding in read(text.encode(), name=f"okh.{syntax}", folder="").findings:
            assert is_sayable(finding)


def is_sayable(finding: Finding) -> bool:
    """Whether the message is one line of a size that people read."""
    told = f"{finding.message}{finding.fix or ''}"
    return (
        0 < len(finding.message) <= 400 and told.isprintable() and "{" not in finding.rule.message.format_map(Shown())
    )


class Shown(dict[str, str]):
    """Facts of every name."""

    def __missing__(self, key: str) -> str:
        return key
