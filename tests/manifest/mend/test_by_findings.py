# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manifests that can be read: each oddity is mended at its place, and everything around it stays."""

from __future__ import annotations

import pytest

from oshmark.manifest.mend import mend
from oshmark.manifest.mend.same import meaning
from oshmark.manifest.read import read
from tests.manifest.variants import CLEAN, VARIANTS, Variant

HEAD = 'okhv = "OKH-LOSHv1.0"  # which version\n\n'
PART = '[[part]]\nname = "a"\nsource = "a.scad"\n'

TOML = [
    ("licence-spelling", 'license = "LicenseRef-CC BY-SA-4.0" # ours', 'license = "CC-BY-SA-4.0" # ours'),
    ("licence-spelling", "license = 'CERN OHL v1.2'", "license = 'CERN-OHL-1.2'"),
    ("language-spelling", 'documentation-language = "EN-UK"', 'documentation-language = "en-GB"'),
    ("language-spelling", 'documentation-language = ["En-US", "de"]', 'documentation-language = ["en-US", "de"]'),
    ("readiness-alias", 'technology-readiness-level = "OTLR-5"', 'technology-readiness-level = "OTRL-5"'),
    ("readiness-alias", 'documentation-readiness-level = "Full"', 'documentation-readiness-level = "ODRL-3"'),
    ("tsdc-spelling", 'tsdc = ["tsdc:3dp", "MEC"]', 'tsdc = ["3DP", "MEC"]'),
    ("cpc-spelling", 'cpc-patent-class = "B28B3/00"', 'cpc-patent-class = "B28B 3/00"'),
    ("path-form", 'bom = "lists\\\\bom.csv"', 'bom = "lists/bom.csv"'),
    ("path-leading-slash", 'bom = "/lists/bom.csv"', 'bom = "lists/bom.csv"'),
    ("path-leading-slash", "source = [\n  '/a.scad', # one\n  'b',\n]", "source = [\n  'a.scad', # one\n  'b',\n]"),
    (
        "openscad-repaired",
        '[outer-dimensions]\nopenSCAD = "cube(size = [3, 2, 1]"\nunit = "mm"',
        '[outer-dimensions]\nopenSCAD = "cube(size = [3, 2, 1])"\nunit = "mm"',
    ),
    ("value-coerced", "component-sides = '2'", "component-sides = 2"),
    ("value-coerced", "component-sides = 2.0", "component-sides = 2"),
    ("value-coerced", '2d-size-mm = "425 , 425"', "2d-size-mm = [425, 425]"),
    ("value-coerced", 'board-thickness-mm = "1,6 mm"', "board-thickness-mm = 1.6"),
    ("value-coerced", "name = 2024", 'name = "2024"'),
    ("value-coerced", 'tsdc = "3dp, MEC"', 'tsdc = ["3DP", "MEC"]'),
    ("value-coerced", 'repo = "github.com/wren/lamp"', 'repo = "https://github.com/wren/lamp"'),
    ("value-coerced", f"{PART}raft-brim = 0\nsupports = 1", f"{PART}raft-brim = false\nsupports = true"),
    ("value-coerced", f'{PART}printing-process = "fdm"', f'{PART}printing-process = "FDM"'),
    ("value-coerced", '[part]\nname = "a"\nsource = "a.scad"\n[part.mass]\nvalue = 1\nunit = "g"',
     '[[part]]\nname = "a"\nsource = "a.scad"\n[part.mass]\nvalue = 1\nunit = "g"'),
    ("version-unquoted", "version = 1.10", 'version = "1.10"'),
    ("value-trimmed", 'name = " Wren "', 'name = "Wren"'),
    ("value-trimmed", 'name = """\nWren\n"""', 'name = "Wren"'),
    ("value-trimmed", "licensor = '\"Ada\"'", "licensor = 'Ada'"),
    ("value-list", 'name = ["Wren"]', 'name = "Wren"'),
    ("value-list", "bom = [ 'bom.csv', ]", "bom = 'bom.csv'"),
    ("value-list", f'{PART}[[part.mass]]\nvalue = 1\nunit = "g"', f'{PART}[part.mass]\nvalue = 1\nunit = "g"'),
    ("key-style", "user_manual = 'a.md'", "user-manual = 'a.md'"),
    ("key-style", '"userManual" = "a.md"', '"user-manual" = "a.md"'),
    ("key-style", '[[Software]]\nrelease = "https://a.example/1"\n[[Software]]\nrelease = "https://a.example/2"',
     '[[software]]\nrelease = "https://a.example/1"\n[[software]]\nrelease = "https://a.example/2"'),
    ("key-style", f'{PART}[part.outerDimensions]\nopenScad = "cube([3, 2, 1])"\nunit = "mm"',
     f'{PART}[part.outer-dimensions]\nopenSCAD = "cube([3, 2, 1])"\nunit = "mm"'),
    ("key-alias", 'organisation = "Wren e.V."', 'organization = "Wren e.V."'),
    ("key-alias", '[[parts]]\nname = "a"\nsource = "a.scad"\n[parts.mass]\nvalue = 1\nunit = "g"',
     '[[part]]\nname = "a"\nsource = "a.scad"\n[part.mass]\nvalue = 1\nunit = "g"'),
    ("key-alias", "mass-kg = 1.5 # about", 'mass = { value = 1.5, unit = "kg" } # about'),
    ("key-alias", 'outer-dimensions-cm = "cube([3, 2, 1])"',
     'outer-dimensions = { openSCAD = "cube([3, 2, 1])", unit = "cm" }'),
    ("key-alias", 'outer-dimension = "cube([3, 2, 1])"\nouter-dimension-dim = "cm"\nname = "x"',
     'outer-dimensions = { openSCAD = "cube([3, 2, 1])", unit = "cm" }\nname = "x"'),
    ("key-typo", "licence = 'MIT'", "license = 'MIT'"),
    ("mass-form", 'mass = "2.5 kg"', 'mass = { value = 2.5, unit = "kg" }'),
    ("toml-bare-list", "2d-size-mm = 425 , 425", "2d-size-mm = [425 , 425]"),
    ("url-encoded", 'release = "https://a.example/a b"', 'release = "https://a.example/a%20b"'),
]  # fmt: skip

LEFT_ALONE = [
    ("licence-spelling", 'license = "GPL"'),
    ("licence-unclear", 'license = "CERN"'),
    ("key-like", 'licensr = "Ada"'),
    ("key-twice", 'technology-readiness-level = "OTRL-4"\ntechnologyReadinessLevel = "OTRL-5"'),
    ("unit-missing", "[mass]\nvalue = 248"),
    ("mass-form", "mass = 248"),
    ("toml-bare-list", "infill = 12,5"),
    ("readiness-fallback", 'technology-readiness-level = "Ideation"'),
    ("value-list", 'bom = [ # all of it\n  "bom.csv",\n]'),
    ("path-leading-slash", 'bom = "/bom.csv"'),
    ("language-unknown", 'documentation-language = "jp-JP"'),
    ("value-empty", 'image = ""'),
]


@pytest.mark.parametrize(("rule", "before", "after"), TOML)
def test_it_is_mended_at_its_place(rule: str, before: str, after: str) -> None:
    text = f"{HEAD}{before}\n\n# the end\n"
    mended = mend(text.encode(), name="okh.toml", folder="")
    assert rule in {finding.rule.id for finding in read(text.encode(), name="okh.toml", folder="").findings}
    assert mended.text == f"{HEAD}{after}\n\n# the end\n"
    assert rule not in {finding.rule.id for finding in mended.findings}


@pytest.mark.parametrize(("rule", "before", "after"), TOML)
def test_a_file_of_windows_stays_one(rule: str, before: str, after: str) -> None:
    raw = f"{HEAD}{before}\n".replace("\n", "\r\n").encode()
    assert mend(raw, name="okh.toml", folder="").text == f"{HEAD}{after}\n".replace("\n", "\r\n"), rule


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE)
def test_what_only_the_maker_knows_stays(rule: str, text: str) -> None:
    whole = f"{HEAD}{text}\n"
    mended = mend(whole.encode(), name="okh.toml", folder=None)
    assert rule in {finding.rule.id for finding in mended.findings}
    assert (mended.text, mended.changes) == (whole, ())


def test_a_leading_slash_stays_where_the_manifest_is_not_at_the_top() -> None:
    text = f'{HEAD}bom = "/bom.csv"\n'
    assert mend(text.encode(), name="okh.toml", folder="hardware").text == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("organisation: Wren e.V. # us\n", "organization: Wren e.V. # us\n"),
        ("documentation-language: 'EN-UK'\n", "documentation-language: 'en-GB'\n"),
        ('license: "CC BY SA 4.0"\n', 'license: "CC-BY-SA-4.0"\n'),
        ("version: 1.10\n", 'version: "1.10"\n'),
        ("bom:\n  - lists/bom.csv\nname: x\n", "bom: lists/bom.csv\nname: x\n"),
        ("bom: [lists/bom.csv]\n", "bom: lists/bom.csv\n"),
        ("tsdc: 3dp, mec\n", "tsdc: [3DP, MEC]\n"),
        ("mass: 2.5 kg\n", "mass: {value: 2.5, unit: kg}\n"),
        (
            "part:\n- name: a\n  source: a.scad\n  supports: 'yes'\n",
            "part:\n- name: a\n  source: a.scad\n  supports: true\n",
        ),
    ],
)
def test_yaml_is_mended_at_its_place(before: str, after: str) -> None:
    head = "# a manifest\nokhv: OKH-LOSHv1.0\n"
    assert mend((head + before).encode(), name="okh.yml", folder="").text == head + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"organisation": "Wren e.V."', '"organization": "Wren e.V."'),
        ('"documentation-language": "EN-UK"', '"documentation-language": "en-GB"'),
        ('"version": 1.10', '"version": "1.10"'),
        ('"bom": [ "bom.csv" ]', '"bom": "bom.csv"'),
        ('"mass": "2.5 kg"', '"mass": {"value": 2.5, "unit": "kg"}'),
    ],
)
def test_json_is_mended_at_its_place(before: str, after: str) -> None:
    text = '{{\n  "okhv": "OKH-LOSHv1.0",\n  {}\n}}\n'
    assert mend(text.format(before).encode(), name="okh.json", folder="").text == text.format(after)


def test_the_keys_of_a_draft_and_its_okhv_become_those_of_version_1() -> None:
    mended = mend(b'okhv = "okh-losh"\nname = "x"\nowner = "Ada"\nlanguage = "en"\n', name="okh.toml")
    assert mended.text == 'okhv = "OKH-LOSHv1.0"\nname = "x"\nlicensor = "Ada"\ndocumentation-language = "en"\n'


def test_a_manifest_of_another_version_keeps_its_form() -> None:
    text = 'okhv = "2.4"\nname = "x"\nmass = 120.5\nimage = ["a.png"]\n'
    assert mend(text.encode(), name="okh.toml").text == text


def test_a_manifest_of_the_first_version_keeps_its_keys() -> None:
    text = 'title: x\nproject-link: https://a.example/x\nlicense:\n  hardware: CC BY SA 4.0\nversion: "1"\n'
    assert mend(text.encode(), name="okh.yml").text == text.replace("CC BY SA 4.0", "CC-BY-SA-4.0")


def test_one_change_that_does_harm_does_not_keep_the_others_away() -> None:
    keys = "".join(f'[[part]]\nname = "p{n}"\nsource = "a.scad"\nTsDC = "mec"\n' for n in range(9))
    doubtful = '[[part]]\nname = "q"\nsource = "a.scad"\nlicense = "GPL"\nmass-g = "some"\n'
    mended = mend((HEAD + keys + doubtful).encode(), name="okh.toml")
    assert mended.text == HEAD + keys.replace('TsDC = "mec"', 'tsdc = "MEC"') + doubtful


def variant_of(variant: Variant) -> tuple[bytes, str]:
    if variant.name:
        return variant.text.encode(), variant.name
    lines = [line for key, line in CLEAN.items() if key not in variant.without]
    return "\n".join([*lines, variant.text, ""]).encode(), "okh.toml"


@pytest.mark.parametrize("variant", VARIANTS, ids=[f"{v.section} {v.item} {n}" for n, v in enumerate(VARIANTS)])
def test_every_way_of_writing_keeps_its_meaning_and_gets_no_new_finding(variant: Variant) -> None:
    raw, name = variant_of(variant)
    before = read(raw, name=name, folder="")
    mended = mend(raw, name=name, folder="")
    assert mended.reading is not None
    assert meaning(mended.reading, "") == meaning(before, "")
    assert {finding.rule.id for finding in mended.findings} <= {finding.rule.id for finding in before.findings}
    again = mend(mended.text.encode(), name=name, folder="")
    assert (again.text, again.changes) == (mended.text, ())
