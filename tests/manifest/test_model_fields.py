# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every field of a manifest gets its type, in whatever syntax and style of keys it is written."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from oshmark.manifest.fields import MANDATORY, MODULE, PART, SOFTWARE, Kind, camel
from oshmark.manifest.model import Agent, Dimensions, FileRef, Manifest, Mass, Part, Software
from oshmark.manifest.read import Reading, read

FULL = Path(__file__).parent / "full.toml"
KNOWN = {field.key for field in (*MODULE, *PART, *SOFTWARE)}
STYLES = {"kebab": lambda key: key, "camel": camel, "snake": lambda key: key.replace("-", "_")}
# What each field is in the model, where it has a value; the two fields of `rdf` are texts.
TYPES: dict[Kind, type] = {
    Kind.TEXT: str, Kind.OKHV: str, Kind.LICENCE: str, Kind.PROSE: str, Kind.VERSION: str, Kind.URL: str,
    Kind.FILE: FileRef, Kind.IMAGE: FileRef, Kind.AGENT: Agent, Kind.LANGUAGE: str, Kind.OTRL: str, Kind.ODRL: str,
    Kind.CPC: str, Kind.TSDC: str, Kind.NUMBER: Decimal, Kind.NUMBERS: Decimal, Kind.INTEGER: int, Kind.BOOLEAN: bool,
    Kind.DIMENSIONS: Dimensions, Kind.MASS: Mass, Kind.PARTS: Part, Kind.SOFTWARE: Software,
}  # fmt: skip


def data() -> dict[str, Any]:
    return tomllib.loads(FULL.read_text(encoding="utf-8"))


def in_style(value: Any, style: Any) -> Any:
    """The same data with the keys of the specification in another style; own keys stay."""
    if isinstance(value, dict):
        return {style(key) if key in KNOWN else key: in_style(one, style) for key, one in value.items()}
    return [in_style(one, style) for one in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def full() -> Reading:
    return read(FULL.read_bytes(), name="okh.toml", folder="")


@pytest.mark.parametrize("style", STYLES)
def test_toml_yaml_and_json_in_every_style_of_keys_are_the_same_manifest(full: Reading, style: str) -> None:
    styled = in_style(data(), STYLES[style])
    as_json = read(json.dumps(styled).encode(), name="okh.json", folder="")
    as_yaml = read(yaml.safe_dump(styled, sort_keys=False).encode(), name="okh.yaml", folder="")
    lines = [restyled(line, STYLES[style]) for line in FULL.read_text(encoding="utf-8").splitlines()]
    as_toml = read("\n".join(lines).encode(), name="okh.toml", folder="")
    assert as_json.manifest == as_yaml.manifest == as_toml.manifest == full.manifest


def restyled(line: str, style: Any) -> str:
    """A line of TOML with its key in another style."""
    key, sign, value = line.partition(" = ")
    return f"{style(key)}{sign}{value}" if sign and key in KNOWN else line


def test_every_mandatory_field_is_known() -> None:
    assert len(MANDATORY) == 8  # §1a: the fields in bold, with the language
    assert set(MANDATORY) == {
        "okhv", "name", "repo", "version", "license", "licensor", "documentation-language", "function",
    }  # fmt: skip


def test_every_field_of_the_model_has_a_value_here(full: Reading) -> None:
    manifest = full.manifest
    stated = {name for name in Manifest.__struct_fields__ if getattr(manifest, name) not in (None, (), {})}
    assert set(Manifest.__struct_fields__) - stated == {
        # These are a part's; the parts below have them.
        "material", "printing_process", "infill", "raft_brim", "supports", "resolution_mm", "shell_thickness",
        "top_bottom_thickness", "smallest_tolerance_class", "smallest_inner_radius_mm", "engraving_depth_mm",
        "resolution_dpi", "thickness_mm",
    }  # fmt: skip
    of_parts = {n for part in manifest.part for n in Part.__struct_fields__ if getattr(part, n) not in (None, (), {})}
    assert set(Part.__struct_fields__) - of_parts - stated == set()
    assert all(getattr(manifest.software[0], name) for name in Software.__struct_fields__)


def test_every_key_of_the_specification_is_used_here() -> None:
    table = data()
    used = {*table, *table["software"][0], *(key for part in table["part"] for key in part)}
    assert KNOWN - used == set()


@pytest.mark.parametrize("place", ["manifest", "part 0", "part 1", "software"])
def test_every_value_has_the_type_of_its_field(full: Reading, place: str) -> None:
    manifest = full.manifest
    things = {
        "manifest": manifest,
        "part 0": manifest.part[0],
        "part 1": manifest.part[1],
        "software": manifest.software[0],
    }
    thing = things[place]
    fields = {"manifest": MODULE, "part 0": PART, "part 1": PART, "software": SOFTWARE}[place]
    checked = 0
    for field in fields:
        value = None if field.kind is Kind.RDF else getattr(thing, field.attribute)
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None:
                assert type(one) is TYPES[field.kind], field.key
                checked += 1
    assert checked == {"manifest": 65, "part 0": 18, "part 1": 10, "software": 3}[place]


def test_every_kind_of_field_has_a_type() -> None:
    assert set(Kind) - TYPES.keys() == {Kind.RDF}  # a table of two texts


def test_no_length_and_no_mass_is_a_float(full: Reading) -> None:
    typed = msgspec.structs.replace(full.manifest, extra={})
    assert "float" not in {type(one).__name__ for one in leaves(typed)}


def leaves(value: Any) -> list[Any]:
    """Every value of the model that is no collection, without those of own keys."""
    if isinstance(value, msgspec.Struct):
        inner = [getattr(value, name) for name in value.__struct_fields__ if name != "extra"]
        return [leaf for one in inner for leaf in leaves(one)]
    return [leaf for one in value for leaf in leaves(one)] if isinstance(value, tuple) else [value]


def test_numbers_are_exact(full: Reading) -> None:
    manifest = full.manifest
    assert manifest.copper_thickness_mm == Decimal("0.035")
    assert manifest.multi_copper_thickness_mm == tuple(map(Decimal, ("0.035", "0.018", "0.018", "0.035")))
    assert manifest.size_2d_mm == (Decimal(425), Decimal(425))
    assert manifest.outer_dimensions is not None
    assert manifest.outer_dimensions.height_mm == Decimal("450.5")
    assert manifest.part[0].mass is not None
    assert manifest.part[0].mass.grams == Decimal("12.25")


def test_zero_and_no_are_values(full: Reading) -> None:
    assert full.manifest.silkscreen_sides == 0
    assert full.manifest.part[0].raft_brim is False
    assert full.manifest.part[1].raft_brim is None


def test_order_and_repetition_are_kept(full: Reading) -> None:
    assert [image.path for image in full.manifest.image] == ["images/b.png", "images/a.png", "images/b.png"]
    assert [part.name for part in full.manifest.part] == ["Joint", "Joint"]


def test_own_keys_survive_on_every_level_in_their_order(full: Reading) -> None:
    manifest = full.manifest
    assert list(manifest.extra) == ["z-first", "a-second", "own"]
    assert manifest.extra["own"] == {"z": {"deep": {"deeper": ["x", {"y": 1.5}]}}, "a": "b"}
    assert manifest.outer_dimensions is not None
    assert list(manifest.outer_dimensions.extra) == ["z-shade", "a-foot"]
    assert manifest.mass is not None
    assert list(manifest.mass.extra) == ["z-full", "a-empty"]
    assert list(manifest.organization[0].extra) == ["z-founded", "a-members"]
    assert list(manifest.software[0].extra) == ["z-language", "a-size"]
    assert list(manifest.part[0].extra) == ["z-colour", "a-count"]
    assert manifest.part[1].extra == {"source-notes": [{"text": "own tables survive too"}]}


def test_only_own_keys_and_the_mail_are_remarked(full: Reading) -> None:
    assert {finding.rule.id for finding in full.findings} == {"key-unknown", "email-in-name", "value-several"}
