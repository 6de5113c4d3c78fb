# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The schema for editors takes what is right, and underlines what is not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.errors import UnreadableError
from oshmark.manifest.field_help import MODULE_HELP, PART_HELP, SOFTWARE_HELP
from oshmark.manifest.fields import MANDATORY, MODULE, PART, SOFTWARE
from oshmark.manifest.mend import mend
from oshmark.manifest.model import Dialect
from oshmark.manifest.schema import CPC, LANGUAGE, json_schema
from oshmark.manifest.template import template
from oshmark.values.finding import Severity
from tests.manifest.json_schema import faults
from tests.manifest.variants import CLEAN

if TYPE_CHECKING:
    from tests.conftest import CorpusFiles

SCHEMA = json_schema()
OTHER_FORMS = frozenset({"value-empty", "readiness-fallback", "mass-form", "dimensions-form"})
"""Advice about a form that the reader takes and the schema has not."""
SAMPLES = Path(__file__).parents[2] / "samples"
RIGHT = tomllib.loads("\n".join(CLEAN.values()))


def test_every_field_is_in_it_with_its_help() -> None:
    tables = [
        (SCHEMA, MODULE, MODULE_HELP),
        (SCHEMA["$defs"]["part"], PART, PART_HELP),
        (SCHEMA["$defs"]["software"], SOFTWARE, SOFTWARE_HELP),
    ]
    for schema, fields, helps in tables:
        assert set(schema["properties"]) == {field.key for field in fields}
        for key, property_ in schema["properties"].items():
            assert property_["description"].lower().startswith(helps[key].says.lower())
    assert SCHEMA["required"] == list(MANDATORY)


def test_the_examples_are_right() -> None:
    for table in (SCHEMA, SCHEMA["$defs"]["part"], SCHEMA["$defs"]["software"]):
        for key, property_ in table["properties"].items():
            assert [faults(property_, one, SCHEMA) for one in property_.get("examples", [])] in ([], [[]]), key


def test_a_manifest_without_findings_is_right() -> None:
    assert faults(SCHEMA, RIGHT) == []


def test_keys_of_ones_own_are_allowed() -> None:
    assert faults(SCHEMA, {**RIGHT, "fabric-width-mm": 400, "own": {"a": []}}) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", ""),
        ("name", ["a"]),
        ("version", 1.1),
        ("okhv", "2.0"),
        ("repo", "git.example.org/wren"),
        ("documentation-language", "English"),
        ("documentation-language", ["en", "EN-UK"]),
        ("technology-readiness-level", "OTLR-5"),
        ("documentation-readiness-level", "Full"),
        ("cpc-patent-class", "B28B3/00"),
        ("tsdc", "3dp"),
        ("component-sides", 3),
        ("silkscreen-sides", -1),
        ("layer-count", 1.5),
        ("board-thickness-mm", "1.6 mm"),
        ("2d-size-mm", 425),
        ("bom", 3),
        ("bom", "C:\\bom.csv"),
        ("source", []),
        ("outer-dimensions", {"openSCAD": "cube([1, 2, 3])"}),
        ("outer-dimensions", {"openSCAD": "a big box", "unit": "mm"}),
        ("outer-dimensions", {"openSCAD": "cube([1, 2, 3])", "unit": "ells"}),
        ("mass", {"value": 3}),
        ("mass", {"value": -3, "unit": "g"}),
        ("part", {"name": "a", "source": "a"}),
        ("part", [{"name": "a"}]),
        ("part", [{"source": "a"}]),
        ("part", [{"name": "a", "source": "a", "printing-process": "fdm"}]),
        ("part", [{"name": "a", "source": "a", "infill": 120}]),
        ("part", [{"name": "a", "source": "a", "supports": "yes"}]),
        ("software", [{"label": "a"}]),
    ],
)
def test_what_is_wrong_is_underlined_where_it_stands(key: str, value: Any) -> None:
    found = faults(SCHEMA, {**RIGHT, key: value})
    assert found
    assert all(fault.startswith(f"/{key}") for fault in found)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("documentation-language", ["en-GB", "de", "zh-Hant-TW", "es-419"]),
        ("image", ["a.png", "https://a.example/b.png", {"path": "c.png", "slots": ["x"]}]),
        ("licensor", [{"name": "Ada", "email": "ada@a.example"}, "Bob"]),
        ("cpc-patent-class", "D03D"),
        ("documentation-readiness-level", "ODRL-3*"),
        ("outer-dimensions", {"width": 1, "depth": 2.5, "height": 3}),
        ("part", [{"name": "a", "export": "a.stl", "raft-brim": 1, "supports": False}]),
        ("tsdc", ["3DP", "ASM-GEN", "NEW"]),
    ],
)
def test_every_accepted_form_is_right(key: str, value: Any) -> None:
    assert faults(SCHEMA, {**RIGHT, key: value}) == []


@pytest.mark.parametrize("key", MANDATORY)
def test_a_mandatory_field_is_asked_for(key: str) -> None:
    assert faults(SCHEMA, {other: one for other, one in RIGHT.items() if other != key}) == [f"/: no {key}"]


def test_the_blank_template_is_underlined_in_its_blanks_only() -> None:
    found = faults(SCHEMA, tomllib.loads(template()))
    assert {fault.partition(":")[0] for fault in found} == {f"/{key}" for key in MANDATORY if key != "okhv"}


def test_the_samples_are_right_but_for_the_one_with_faults() -> None:
    found = {
        path.parent.name: faults(SCHEMA, tomllib.loads(path.read_text("utf-8"))) for path in SAMPLES.glob("*/okh.toml")
    }
    assert len(found) >= 4
    assert [name for name, listed in found.items() if listed] == ["gannet-press"]
    assert {re.split("[:/]", fault)[1] for fault in found["gannet-press"]} == {
        "documentation-language", "technology-readiness-level", "mass", "part",
    }  # fmt: skip


def test_its_patterns_are_those_of_ecma_script_too() -> None:
    patterns = [CPC, LANGUAGE]
    assert [p for p in patterns if re.search(r"\(\?P|\(\?[<a-z]|\+\+|\*\+|\\[AZ]", p)] == []


@pytest.mark.corpora
def test_real_manifests_without_a_warning_are_right_and_broken_ones_are_not(corpus_files: CorpusFiles) -> None:
    right = odd = 0
    for path in corpus_files("okh-losh/**/*.toml", expected=116):
        try:
            mended = mend(path.read_bytes(), name=path.name, folder="")
        except UnreadableError:
            continue
        reading = mended.reading
        assert reading is not None
        if reading.recognised.dialect is not Dialect.LOSH_V1:
            continue
        found = faults(SCHEMA, tomllib.loads(mended.text))
        worst = {f.rule.id for f in reading.findings if f.severity is not Severity.ADVICE}
        if not worst and OTHER_FORMS.isdisjoint(finding.rule.id for finding in reading.findings):
            assert found == [], path.name
            right += 1
        elif "missing" in worst:
            assert found, path.name
            odd += 1
    assert (right, odd) == (24, 1)
