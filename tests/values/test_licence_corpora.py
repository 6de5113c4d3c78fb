# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Licences as real manifests and platforms write them, each file with its outcome counted."""

from __future__ import annotations

import csv
import json
import tomllib
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import yaml

from oshmark.values.licence import Openness, read_licence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

pytestmark = pytest.mark.corpora
KEYS = ("license", "spdx-license", "alternative-license")


def outcomes(written: Iterable[str]) -> dict[str, int]:
    return dict(Counter(read_licence(text).openness.value for text in written))


def written_in_toml(path: Path) -> list[str]:
    try:
        manifest = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError:
        return []
    return [manifest[key] for key in KEYS if isinstance(manifest.get(key), str)]


def written_in_yaml(path: Path) -> list[str]:
    try:
        manifest = yaml.safe_load(path.read_bytes())
    except (yaml.YAMLError, UnicodeDecodeError):
        return []
    found = manifest.get("license") if isinstance(manifest, dict) else None
    each = found.values() if isinstance(found, dict) else [found]
    return [text for one in each for text in (one if isinstance(one, list) else [one]) if isinstance(text, str)]


def test_of_the_real_toml_manifests(corpus_files: Callable[..., list[Path]]) -> None:
    written = [text for path in corpus_files("okh-*/**/*.toml", expected=143) for text in written_in_toml(path)]
    assert (len(written), len(set(written))) == (135, 23)
    assert outcomes(written) == {"open": 116, "unclear": 18, "not-open": 1}
    unclear = Counter(text for text in written if read_licence(text).openness is Openness.UNCLEAR)
    assert unclear == {"LicenseRef-CERN": 16, "the-SPDX-ID": 2}
    assert {text for text in written if read_licence(text).openness is Openness.NOT_OPEN} == {"CC BY-NC 4.0"}


def test_of_the_real_yaml_manifests(corpus_files: Callable[..., list[Path]]) -> None:
    files = corpus_files("okh-*/**/*.yml", "okh-*/**/*.yaml", expected=67)
    written = [text for path in files for text in written_in_yaml(path)]
    assert (len(written), len(set(written))) == (70, 23)
    assert outcomes(written) == {"open": 61, "unclear": 9}
    sure = [text for text in written if read_licence(text).openness is Openness.OPEN]
    assert all(read_licence(text).expression for text in sure)


def test_of_the_registry_of_certified_hardware(corpora: Path) -> None:
    with (corpora / "certification/oshwa/all_data_20250722_without_publicContact.csv").open(
        encoding="utf-8-sig"
    ) as file:
        records = list(csv.DictReader(file))
    written = [record["hardwareLicense"] for record in records]
    assert len(written) == 3102
    assert outcomes(written) == {"open": 818, "unclear": 2284}
    unclear = Counter(text for text in written if read_licence(text).openness is Openness.UNCLEAR)
    assert unclear == {"Other": 1395, "CERN": 869, "Solderpad": 19, "": 1}


@pytest.mark.parametrize(
    ("record", "openness"),
    [("krawler_record.json", Openness.OPEN), ("krawler_recordforbidden.json", Openness.NOT_OPEN)],
)
def test_of_the_abbreviations_of_wikifactory(corpora: Path, record: str, openness: Openness) -> None:
    payload = json.loads((corpora / "platform-responses/wikifactory" / record).read_text(encoding="utf-8"))
    assert read_licence(payload["license"]["abreviation"]).openness is openness


def test_of_what_thingiverse_calls_a_licence(corpora: Path) -> None:
    thing = json.loads((corpora / "platform-responses/thingiverse/thing_922740.json").read_text(encoding="utf-8"))
    read = read_licence(thing["license"])
    assert (read.openness, read.family) == (Openness.UNCLEAR, "Creative Commons")
