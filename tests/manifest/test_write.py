# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain data written as TOML, YAML and JSON is the same data for other readers, in a form that people like."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from oshmark.manifest import toml, yaml
from oshmark.manifest.model import Agent, Dialect, Dimensions, FileRef, Manifest
from oshmark.manifest.read import read
from oshmark.manifest.syntax import read_document
from oshmark.manifest.write import jsonable, to_json, to_toml, to_yaml
from oshmark.values.licence import read_licence
from tests.manifest.manifests import NASTY, plain, texts

stated = plain.filter(lambda value: value is not None)
tables = st.dictionaries(texts | st.just(""), plain, max_size=4)


def with_texts(value: Any) -> Any:
    """The same data with an empty text for `None`, which TOML does not have."""
    if isinstance(value, dict):
        return {key: with_texts(one) for key, one in value.items()}
    return [with_texts(one) for one in value] if isinstance(value, list) else "" if value is None else value


@given(tables)
def test_toml_is_the_same_for_the_reader_of_python(table: dict[str, Any]) -> None:
    assert tomllib.loads(toml.dumps(table)) == with_texts(table)


@given(tables.filter(bool))
def test_yaml_is_the_same_for_two_readers_of_two_versions(table: dict[str, Any]) -> None:
    text = yaml.dumps(table)
    assert pyyaml.safe_load(text) == table  # YAML 1.1
    assert read_document(text.encode(), name="a.yaml").data == table  # YAML 1.2


@pytest.mark.parametrize(
    "text",
    [
        *NASTY,
        "0o14",
        "1e3",
        ".5",
        "+1",
        "12e03",
        "1_0",
        "y",
        "n",
        "on",
        "off",
        "NULL",
        "~",
        "1:30",
        "0b1",
        ".inf",
        ".NaN",
    ],
    ids=repr,
)
def test_a_text_stays_a_text_in_every_syntax(text: str) -> None:
    table = {"a": text, "b": [text], "c": {"d": text}}
    assert tomllib.loads(toml.dumps(table)) == table
    assert pyyaml.safe_load(yaml.dumps(table)) == table
    assert read_document(yaml.dumps(table).encode(), name="a.yaml").data == table
    assert read_document(toml.dumps(table).encode(), name="a.toml").data == table


def test_toml_of_every_type() -> None:
    table = {
        "day": date(2020, 1, 2), "at": time(3, 4, 5), "then": datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC), "yes": True,
        "none": None,
        "exact": Decimal("1.10"), "small": Decimal("0.000000001"), "large": 2**80, "empty": {}, "list": [],
        "mixed": [1, "a", {"b": [{}]}],
    }  # fmt: skip
    assert tomllib.loads(toml.dumps(table), parse_float=Decimal) == {
        **table, "none": "", "large": str(2**80),
    }  # fmt: skip


def test_what_toml_has_no_form_for_is_refused() -> None:
    with pytest.raises(TypeError, match="bytes"):
        toml.dumps({"a": b"x"})


def test_text_comes_first_then_tables_then_lists_of_tables() -> None:
    table = {"part": [{"name": "a", "mass": {"value": 1}}], "mass": {"value": 2}, "name": "x"}
    assert toml.dumps(table) == ('name = "x"\n\n[mass]\nvalue = 2\n\n[[part]]\nname = "a"\n\n[part.mass]\nvalue = 1\n')


def test_long_texts_and_long_lists_are_broken_into_lines() -> None:
    text = toml.dumps({"function": 'One.\nTwo "three" \\.\n', "source": ["a" * 60, "b" * 60]})
    assert (
        text == f'function = """\nOne.\nTwo \\"three\\" \\\\.\n"""\nsource = [\n  "{"a" * 60}",\n  "{"b" * 60}",\n]\n'
    )


LAMP = Manifest(
    dialect=Dialect.OKH_V1, name="Lamp", license="CC BY SA 4.0", licensor=(Agent("Jo", email="jo@wren.example"),),
    image=(FileRef("a.png"), FileRef("b.png", title="B")), outer_dimensions=Dimensions(width_mm=Decimal(3),
    depth_mm=Decimal("2.5"), height_mm=Decimal(1)),
    resolution_mm=Decimal("0.20"), okhv="OKHv1.0", extra={"own": date(2020, 1, 2)},
)  # fmt: skip


def test_what_is_written_is_losh_with_the_licence_that_is_meant() -> None:
    written = tomllib.loads(to_toml(LAMP, read_licence("CC BY SA 4.0")))
    assert written == {
        "okhv": "OKH-LOSHv1.0", "name": "Lamp", "license": "CC-BY-SA-4.0", "licensor": "Jo <jo@wren.example>",
        "image": ["a.png", {"path": "b.png", "title": "B"}], "own": date(2020, 1, 2), "resolution-mm": 0.2,
        "outer-dimensions": {"openSCAD": "cube(size = [3, 2.5, 1])", "unit": "mm"},
    }  # fmt: skip


def test_a_licence_without_an_expression_stays_in_the_words_of_the_maker() -> None:
    licence = read_licence("CERN")
    assert licence.expression is None or "CERN" in licence.expression
    assert (
        tomllib.loads(to_toml(Manifest(dialect=Dialect.LOSH_V1, license="my terms"), read_licence("my terms")))[
            "license"
        ]
        == "my terms"
    )


@pytest.mark.parametrize("writer", [to_toml, to_yaml, to_json])
def test_what_is_published_has_no_email(writer: Any) -> None:
    assert "jo@wren" in writer(LAMP)
    assert "jo@wren" not in writer(LAMP, with_emails=False)
    assert "Jo" in writer(LAMP, with_emails=False)


def test_json_and_yaml_have_the_keys_of_toml_in_their_order() -> None:
    keys = list(json.loads(to_json(LAMP)))
    assert list(pyyaml.safe_load(to_yaml(LAMP))) == keys
    assert keys[:2] == ["okhv", "name"]
    assert keys[-1] == "own"


@given(st.decimals(-(10**9), 10**9, places=5))
def test_a_number_is_exact_in_every_syntax(value: Decimal) -> None:
    manifest = Manifest(dialect=Dialect.LOSH_V1, name="a", board_thickness_mm=value)
    for ending, text in (("toml", to_toml(manifest)), ("json", to_json(manifest)), ("yaml", to_yaml(manifest))):
        assert read(text.encode(), name=f"a.{ending}").manifest.board_thickness_mm == value


def test_what_json_does_not_have_becomes_text() -> None:
    assert jsonable({"a": [date(2020, 1, 2), float("nan"), float("-inf"), Decimal("2.0"), Decimal("2.5"), (1,)]}) == {
        "a": ["2020-01-02", "nan", "-inf", 2, 2.5, [1]],
    }  # fmt: skip


def test_what_was_set_aside_is_written_beside_what_is_used() -> None:
    text = (
        'name = "Lamp"\nName = "Other"\nsource = ["a.scad", "C:\\\\b"]\nmass-g = 3\n'
        '[mass]\nvalue = 2\nunit = "g"\n[rdf]\nnamespace = "x"\nown = "y"\n'
    )
    reading = read(text.encode(), name="a.toml", folder="")
    written = tomllib.loads(to_toml(reading.manifest))
    assert written["source"] == ["a.scad", "C:\\b"]
    assert (written["name"], written["Name-aside"]) == ("Lamp", "Other")
    assert (written["mass"], written["mass-aside"]) == ({"value": 3, "unit": "g"}, {"value": 2, "unit": "g"})
    assert written["rdf"] == {"namespace": "x", "own": "y"}
