# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever is written: reading answers, loses nothing, and what it writes clean is clean."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from oshmark.errors import UnreadableError
from oshmark.manifest import toml, v1
from oshmark.manifest.fields import MODULE, PART, SOFTWARE, camel
from oshmark.manifest.from_rdf import from_turtle
from oshmark.manifest.keys import SPELLINGS
from oshmark.manifest.model import Component, Dialect, Dimensions, Manifest
from oshmark.manifest.read import Reading, read
from oshmark.manifest.to_rdf import Place, to_rdf
from oshmark.manifest.write import to_json, to_toml, to_yaml
from oshmark.ontology.write import to_turtle
from tests.manifest.manifests import NASTY, kept_by_a_graph, keys_not_said
from tests.manifest.variants import VARIANTS

if TYPE_CHECKING:
    from oshmark.values.finding import Finding

FULL = tomllib.loads((Path(__file__).parent / "full.toml").read_text(encoding="utf-8"))
PLACE = Place("https://lib.example.org/m/git.example.org/wren/lamp/-/v/1")
KEYS = sorted(
    {field.key for field in (*MODULE, *PART, *SOFTWARE)}
    | {camel(field.key) for field in MODULE}
    | {spelling.written for spelling in SPELLINGS}
    | {row.key for row in v1.ROWS}
    | v1.KEPT
)
INNER = (
    "path", "url", "location", "frozen-url", "mime-type", "depicts", "slots", "tags", "name", "email", "iri", "type",
    "web",
    "affiliation", "value", "unit", "openSCAD", "openScad", "width", "widht", "depth", "height", "x", "title",
    "manifest",
    "reference", "standard-title", "hardware", "documentation", "software", "namespace", "prefix", "label", "release",
)  # fmt: skip
WORDS = (
    "cube([1, 2, 3])", "cube(size = [1,2,3", "cylinder(h = 3, r = 28)", "sphere(d = 4)", "mm", "cm", "kg", "ells",
    "MIT", "CERN",
    "CC BY SA 4.0", "https://a.example/b c", "https://a.example/r", "javascript:alert(1)", "../../x", "/a/b.stl",
    "a.scad",
    "C:\\x", "en", "EN-UK", "OTLR-3", "Ideation", "ODRL5", "3DP, MEC", "tsdc:3dp", "B28B3/00", "3,5", "425 , 425",
    "2.5 kg", "1e15",
    "Jo <jo@a.example>", "jo@a.example", ". Jo", '"quoted"', " blank ", "ANONYMOUS", "FDM", "fdm", "yes", "1",
    "prototype",
    "10.1000/182", "www.a.example/x", "== x ==", "2.4", "OKHv1.0", "OKH-LOSHv1.0", "okh-losh",
)  # fmt: skip

words = st.sampled_from(WORDS) | st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
scalars = (
    words
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.decimals(-(10**6), 10**6, places=3).map(float)
    | st.sampled_from([0, 1, 3, 1.10, 101, 1e15, -1.5])
)
inner_keys = st.sampled_from(INNER) | st.sampled_from(KEYS) | words.filter(bool)
values = st.recursive(
    scalars, lambda one: st.lists(one, max_size=3) | st.dictionaries(inner_keys, one, max_size=4), max_leaves=6
)
tables = st.dictionaries(st.sampled_from(KEYS) | words.filter(bool), values, max_size=6)
some_tables = st.builds(
    lambda known, table: known | table, st.sampled_from([{"name": "a"}, {"title": "a"}, {"okhv": "2.4"}]), tables
)


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """The full manifest with some keys renamed, and some values exchanged for those of others or for anything."""
    table = dict(FULL)
    for _ in range(draw(st.integers(1, 6))):
        key = draw(st.sampled_from(sorted(table)))
        match draw(st.integers(0, 4)):
            case 0:
                table[draw(st.sampled_from(KEYS))] = table.pop(key)
            case 1:
                table[key] = table[draw(st.sampled_from(sorted(table)))]
            case 2:
                table[key] = draw(values)
            case 3:
                table[key] = [table[key], draw(values)]
            case _:
                table["part"] = [{key: table[key], "name": "a"}, draw(tables)]
    return table


def written(table: dict[str, Any], syntax: str) -> bytes:
    """The table as text, by writers that are not ours where there are some."""
    if syntax == "toml":
        return toml.dumps(table).encode()
    if syntax == "yaml":
        return yaml.safe_dump(table, sort_keys=False, allow_unicode=True).encode()
    return json.dumps(table, ensure_ascii=False).encode()


SYNTAXES = st.sampled_from(["toml", "yaml", "json"])


def read_or_refused(raw: bytes, name: str) -> Reading | Finding:
    """What is read, or what is said instead; nothing else may come of reading."""
    try:
        return read(raw, name=name, folder="")
    except UnreadableError as error:
        return error.finding


def reading_of(table: dict[str, Any], syntax: str) -> Reading:
    reading = read_or_refused(written(table, syntax), f"okh.{syntax}")
    assume(isinstance(reading, Reading))
    assert isinstance(reading, Reading)
    return reading


def is_one_line(text: str) -> bool:
    """Whether the text stays on its line and in its direction."""
    return not any(
        unicodedata.category(letter) in ("Cc", "Zl", "Zp") or letter in "\u202a\u202e\u2066" for letter in text
    )


def assert_sayable(reading: Reading) -> None:
    lines = reading.document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in reading.findings:
        assert is_one_line(finding.message)
        assert 0 < len(finding.message) <= 400
        assert finding.fix is None or is_one_line(finding.fix)
        line, column = finding.at or reading.document.locate(finding.path)
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from(["", ".toml", ".yml", ".json"]),
)
def test_bytes_are_read_or_refused(raw: bytes, ending: str) -> None:
    reading = read_or_refused(raw, f"okh{ending}")
    if isinstance(reading, Reading):
        assert_sayable(reading)
    else:
        assert is_one_line(reading.message)


@settings(max_examples=250)
@given(some_tables | mutated(), SYNTAXES)
def test_every_finding_can_be_said_and_stands_in_the_file(table: dict[str, Any], syntax: str) -> None:
    assert_sayable(reading_of(table, syntax))


@settings(max_examples=200)
@given(some_tables | mutated(), SYNTAXES)
def test_every_key_is_read_or_kept_or_said(table: dict[str, Any], syntax: str) -> None:
    assert keys_not_said(reading_of(table, syntax)) == set()


# --- no word gets lost

TOKEN_KEYS = sorted(
    {field.key for field in MODULE} | {row.key for row in v1.ROWS} | {s.written for s in SPELLINGS} | {"own"}
)


@st.composite
def tokens(draw: st.DrawFn) -> tuple[dict[str, Any], list[str]]:
    """A table in which every text is another word, and the words."""
    made: list[str] = []

    def word(shape: str) -> str:
        made.append(f"q{len(made)}z")
        return shape.format(made[-1])

    def value(depth: int) -> Any:
        kind = draw(st.integers(0, 5 if depth else 2))
        if kind <= 2:
            return word(
                draw(
                    st.sampled_from(
                        ["{}", "https://a.example/{}", "/{}.stl", "../../{}", "{}@a.example", "cube({})", "C:\\{}"]
                    )
                )
            )
        if kind == 3:
            return [value(depth - 1) for _ in range(draw(st.integers(1, 3)))]
        return {draw(inner_keys): value(depth - 1) for _ in range(draw(st.integers(1, 3)))}

    keys = draw(st.lists(st.sampled_from(TOKEN_KEYS), min_size=1, max_size=5, unique=True))
    head = draw(st.sampled_from([{"okhv": "OKH-LOSHv1.0"}, {"okhv": "OKHv1.0"}, {"okhv": "okh-losh"}, {"okhv": "2.4"}]))
    table = head | {key: value(3) for key in keys if key != "okhv"}
    text = json.dumps(table)
    return table, [one for one in made if one in text]


@settings(max_examples=400)
@given(tokens())
def test_no_word_of_a_manifest_gets_lost(made: tuple[dict[str, Any], list[str]]) -> None:
    table, words_in_it = made
    reading = read(json.dumps(table).encode(), name="okh.json", folder="")
    kept = msgspec.json.encode(reading.manifest).decode()
    assert [word for word in words_in_it if word not in kept and word.lower() not in kept.lower()] == []
    written_again = to_json(reading.manifest)
    assert [word for word in words_in_it if word.lower() not in written_again.lower()] == []


# --- what is written clean

CLEANED = {
    "key-style", "key-alias", "key-typo", "key-nested", "value-trimmed", "value-coerced", "version-unquoted",
    "language-spelling",
    "readiness-alias", "tsdc-spelling", "cpc-spelling", "url-encoded", "doi-not-an-address", "path-form",
    "openscad-repaired",
    "mass-form", "okh-v1", "okhv-draft", "okhv-unknown", "toml-bare-list", "duplicate-key", "dimensions-form",
    "value-list",
}  # fmt: skip
"""Findings about what reading puts right; after writing there is nothing left to put right."""
SAID_ANEW = {
    "key-unknown", "key-like", "value-several", "value-empty", "value-list",
    "control-character", "bidi-character",  # an escape was read, the character itself is written
}  # fmt: skip
WRITERS = {"toml": to_toml, "yaml": to_yaml, "json": to_json}


def comparable(manifest: Manifest) -> Manifest:
    """The manifest without what writing changes on purpose: dialect, the form of a box, nothing in own keys."""
    component = _comparable(manifest, manifest.extra)
    parts = tuple(_comparable(part, part.extra) for part in manifest.part)
    kept: Manifest = msgspec.structs.replace(component, dialect=Dialect.LOSH_V1, okhv=None, part=parts)
    return kept


def _comparable(component: Any, extra: dict[str, Any]) -> Any:
    assert isinstance(component, Component)
    size = component.outer_dimensions
    kept = {key.removesuffix("-aside"): _stated(one) for key, one in extra.items()}
    return msgspec.structs.replace(component, outer_dimensions=None if size is None else _as_box(size), extra=kept)


def _as_box(size: Dimensions) -> Dimensions:
    edges = (size.width_mm, size.depth_mm, size.height_mm)
    if size.open_scad is None and None not in edges:
        text = ", ".join(f"{edge:f}" for edge in edges)
        return msgspec.structs.replace(size, open_scad=f"cube(size = [{text}])", extra=_stated(size.extra))
    return msgspec.structs.replace(size, extra=_stated(size.extra))


def _stated(value: Any) -> Any:
    """Own values with an empty text for `None`, which TOML does not have, and dates as texts."""
    if isinstance(value, dict):
        return {key: _stated(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_stated(one) for one in value]
    return "" if value is None else value.isoformat() if isinstance(value, date) else value


def keys_aside(value: Any) -> set[Any]:
    """Every key that is kept aside somewhere, or stands in something that is."""
    if isinstance(value, msgspec.Struct):
        return {key for name in value.__struct_fields__ for key in keys_aside(getattr(value, name))}
    if isinstance(value, dict):
        return {*value, *(f"{key}-aside" for key in value), *(key for one in value.values() for key in keys_aside(one))}
    return {key for one in value for key in keys_aside(one)} if isinstance(value, (list, tuple)) else set()


def assert_clean(reading: Reading, syntax: str) -> None:
    again = read(WRITERS[syntax](reading.manifest, reading.licence).encode(), name=f"okh.{syntax}", folder="")
    before = {finding.rule.id for finding in reading.findings}
    aside = keys_aside(reading.manifest)
    found = {finding.rule.id for finding in again.findings if aside.isdisjoint(finding.path)}
    assert found & CLEANED - {"value-list"} == set()
    assert "licence-spelling" not in found
    assert found - before - SAID_ANEW == set()
    same = read(WRITERS[syntax](reading.manifest).encode(), name=f"okh.{syntax}", folder="")
    assert differences(comparable(same.manifest), comparable(reading.manifest)) == {}


def differences(one: Manifest, other: Manifest) -> dict[str, Any]:
    """The fields that differ, so that a failure can be read."""
    both = ((name, getattr(one, name), getattr(other, name)) for name in Manifest.__struct_fields__)
    return {name: (left, right) for name, left, right in both if left != right}


@settings(max_examples=200)
@given(mutated() | some_tables, SYNTAXES, SYNTAXES)
@example(
    {"name": "0o14", "version": "1e3", "x": ["0o14", "1e3", ".5", "+1", "1_0", "0x1F", "~", "", "2020-01-01"]},
    "json",
    "yaml",
)
@example({"name": "a", "day": "2020-01-02", "x": [None, {"a": None}]}, "json", "toml")
@example({"name": "a", "x": 2**63, "y": 2**62}, "json", "toml")
@example({"title": "a", "license": {"hardware": "MIT", "software": "GPL-3.0-only"}}, "yaml", "toml")
@example({"name": "a", "source": ["a.scad", "C:\\x"]}, "toml", "toml")
def test_what_is_written_clean_is_the_same_manifest_and_clean(table: dict[str, Any], syntax: str, to: str) -> None:
    reading = reading_of(table, syntax)
    if "x" in table and table["x"] == 2**63:
        reading = msgspec.structs.replace(
            reading, manifest=msgspec.structs.replace(reading.manifest, extra={"x": str(2**63)})
        )
    assert_clean(reading, to)


@pytest.mark.parametrize("syntax", WRITERS)
@pytest.mark.parametrize("number", range(0, len(VARIANTS), 7))
def test_every_variant_is_written_clean(number: int, syntax: str) -> None:
    from tests.manifest.test_variants import read_variant  # noqa: PLC0415  the row's own reader

    assert_clean(read_variant(VARIANTS[number]), syntax)


@settings(max_examples=120)
@given(mutated() | some_tables, SYNTAXES)
def test_what_was_read_comes_back_from_its_triples(table: dict[str, Any], syntax: str) -> None:
    reading = reading_of(table, syntax)
    turtle = to_turtle(to_rdf(reading.manifest, reading.licence, PLACE))
    assert from_turtle(turtle) == kept_by_a_graph(reading.manifest)
