# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How complete a manifest is: whole fields, not words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given

from oshmark.manifest.completeness import MANDATORY_WEIGHT, RECOMMENDED, completeness
from oshmark.manifest.fields import MANDATORY
from oshmark.manifest.model import Agent, Dialect, FileRef, Manifest, Mass, Part
from oshmark.manifest.placeholders import is_placeholder
from oshmark.manifest.read import read
from tests.manifest.manifests import manifests

COMPLETE = read((Path(__file__).parent / "full.toml").read_bytes(), name="okh.toml").manifest


def test_the_full_manifest_is_complete() -> None:
    lamp = msgspec.structs.replace(COMPLETE, tsdc=("MEC",), part=())
    assert (completeness(lamp).percent, completeness(lamp).missing) == (100, ())


def test_an_empty_manifest_has_nothing() -> None:
    found = completeness(Manifest(dialect=Dialect.LOSH_V1), dialect_known=False)
    assert found.percent == 0
    assert found.mandatory_missing == (
        "okhv",
        "name",
        "repo",
        "version",
        "license",
        "licensor",
        "documentation-language",
        "function",
    )
    assert set(found.missing) == {*MANDATORY, *(key for key, _ in RECOMMENDED), "source"}


@pytest.mark.parametrize("key", [key for key in MANDATORY if key != "okhv"])
def test_a_mandatory_field_counts_twice(key: str) -> None:
    lamp = msgspec.structs.replace(COMPLETE, tsdc=("MEC",), part=())
    attribute = key.replace("-", "_")
    empty = () if isinstance(getattr(lamp, attribute), tuple) else None
    found = completeness(msgspec.structs.replace(lamp, **{attribute: empty}))
    assert found.mandatory_missing == (key,)
    total = MANDATORY_WEIGHT * 8 + len(RECOMMENDED) + 1
    assert found.percent == round(100 * (total - MANDATORY_WEIGHT) / total)


@pytest.mark.parametrize(("key", "attribute"), RECOMMENDED)
def test_a_recommended_field_counts_once(key: str, attribute: str) -> None:
    lamp = msgspec.structs.replace(COMPLETE, tsdc=("MEC",), part=())
    empty = () if isinstance(getattr(lamp, attribute), tuple) else None
    found = completeness(msgspec.structs.replace(lamp, **{attribute: empty}))
    assert (found.missing, found.mandatory_missing) == ((key,), ())
    assert 90 < found.percent < 100


def test_a_placeholder_counts_as_missing_but_not_as_mandatory_missing() -> None:
    lamp = msgspec.structs.replace(
        COMPLETE, tsdc=("MEC",), part=(), licensor=(Agent("ANONYMOUS"),), version="UNVERSIONED"
    )
    found = completeness(lamp)
    assert (found.missing, found.mandatory_missing) == (("version", "licensor"), ())


def test_fields_of_a_process_count_for_who_names_it() -> None:
    part = Part(name="Joint", source=(FileRef("a.scad"),), tsdc=("3DP",))
    lamp = msgspec.structs.replace(COMPLETE, tsdc=("MEC",), part=(part,))
    assert completeness(lamp).missing == ("Joint: printing-process", "Joint: material")
    told = msgspec.structs.replace(part, printing_process="FDM", material="PLA")
    assert completeness(msgspec.structs.replace(lamp, part=(told,))).missing == ()
    assert (
        completeness(msgspec.structs.replace(lamp, part=(msgspec.structs.replace(part, name=None),)))
        .missing[0]
        .startswith("part 1: ")
    )


def test_sources_of_parts_are_sources() -> None:
    lamp = msgspec.structs.replace(
        COMPLETE, tsdc=("MEC",), source=(), part=(Part(name="a", source=(FileRef("a.scad"),)),)
    )
    assert completeness(lamp).missing == ()


def test_zero_is_a_value() -> None:
    lamp = msgspec.structs.replace(COMPLETE, tsdc=("MEC",), part=(), mass=Mass(value=Decimal(0), unit="g"))
    assert completeness(lamp).percent == 100


@given(manifests())
def test_a_share_is_between_nothing_and_everything(manifest: Manifest) -> None:
    found = completeness(manifest)
    assert 0 <= found.percent <= 100
    assert (found.percent == 100) <= (not found.mandatory_missing)
    assert set(found.mandatory_missing) <= set(found.missing)


@pytest.mark.parametrize("text", [
    "ANONYMOUS", "anonymous", ".", "..", "-", "???", "UNVERSIONED", "n/a", "TBD", "todo", "xxx", "XXX", "xxx.jpg",
    "[value]", "<your name>",
    "https://gitlab.com/xxx", "https://github.com/YOUR-NAME/x", "none", "unknown", "x",
])  # fmt: skip
def test_a_placeholder_is_known(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", [
    "A", "1", "0", "Anonymous Workshop", "Dot.", "xylophone", "https://gitlab.com/maker/xxl-printer", "<a> and <b>",
    "[1] and [2]", "", "1.0", "日",
    "unknown pleasures",
])  # fmt: skip
def test_a_real_value_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)
