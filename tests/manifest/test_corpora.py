# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real manifests, which are no part of this repository: none makes it fall, and what it says of them can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from oshmark.errors import UnreadableError
from oshmark.manifest.check import dialect_counts, missing_mandatory
from oshmark.manifest.from_rdf import from_turtle
from oshmark.manifest.model import Dialect
from oshmark.manifest.read import Reading, read
from oshmark.manifest.to_rdf import Place, to_rdf
from oshmark.manifest.write import to_json, to_toml, to_yaml
from oshmark.ontology.write import to_jsonld_text, to_nquads, to_ntriples, to_turtle
from oshmark.values.licence import Openness
from tests.manifest.manifests import kept_by_a_graph, keys_not_said

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import CorpusFiles

pytestmark = pytest.mark.corpora

ENDINGS = ("toml", "yaml", "yml", "json")
COUNTS = {"okh-losh": 116, "okh-v1": 39, "okh-v2": 55}
"""How many manifests each folder has."""
UNREADABLE = {
    "okh-losh": [
        "toml-comma-outside-brackets",
        "toml-comma-outside-brackets",
        "toml-doubled-quotes",
        "toml-repeated-key",
    ],
    "okh-v1": ["yaml-colon", "yaml-colon", "yaml-indentation"],
    "okh-v2": ["not-a-manifest", "yaml-colon", "yaml-colon"],  # the first is a template with all of it in a table
}
"""What stops us in each folder."""
PLACE = Place("https://lib.example.org/m/git.example.org/wren/lamp/-/v/1", "https://lib.example.org", "", b"key")


def collected(corpus_files: CorpusFiles, folder: str) -> list[Path]:
    return corpus_files(*(f"{folder}/**/*.{ending}" for ending in ENDINGS), expected=COUNTS[folder])


def read_all(paths: list[Path]) -> tuple[dict[Path, Reading], dict[Path, UnreadableError]]:
    readings: dict[Path, Reading] = {}
    refused: dict[Path, UnreadableError] = {}
    for path in paths:
        try:
            readings[path] = read(path.read_bytes(), name=path.name, folder="")
        except UnreadableError as error:
            refused[path] = error
    return readings, refused


@pytest.fixture(scope="module", params=sorted(COUNTS))
def folder(request: pytest.FixtureRequest) -> str:
    """One folder after the other."""
    return str(request.param)


@pytest.fixture(scope="module")
def results(corpora: Path, folder: str) -> tuple[dict[Path, Reading], dict[Path, UnreadableError]]:
    """What was read of the folder, and what was refused."""
    paths = {path for ending in ENDINGS for path in (corpora / folder).glob(f"**/*.{ending}")}
    return read_all(sorted(paths))


Results = tuple[dict["Path", Reading], dict["Path", UnreadableError]]


def test_each_folder_has_its_number_of_manifests(corpus_files: CorpusFiles, folder: str, results: Results) -> None:
    readings, refused = results
    assert len(collected(corpus_files, folder)) == len(readings) + len(refused) == COUNTS[folder]


def test_what_cannot_be_read_is_one_located_sentence(folder: str, results: Results) -> None:
    _, refused = results
    assert sorted(error.finding.rule.id for error in refused.values()) == UNREADABLE[folder]
    for error in refused.values():
        assert error.finding.at is not None
        assert min(error.finding.at) >= 1
        assert 20 < len(error.finding.message) <= 400
        assert "\n" not in error.finding.message
        assert error.finding.fix


def test_messages_are_single_lines_that_stand_in_the_file(results: Results) -> None:
    for path, reading in results[0].items():
        lines = reading.document.text.replace("\r\n", "\n").split("\n")
        for finding in reading.findings:
            assert len(finding.message) <= 400, (path, finding.message)
            assert "\n" not in finding.message + (finding.fix or ""), (path, finding)
            line, column = finding.at or reading.document.locate(finding.path)
            assert 1 <= line <= len(lines), (path, finding)
            assert 1 <= column <= len(lines[line - 1]) + 1, (path, finding)


def test_a_finding_points_at_its_key(results: Results) -> None:
    """At least the letters of the key stand where a finding says, for every key that is a text."""
    for path, reading in results[0].items():
        lines = reading.document.text.replace("\r\n", "\n").split("\n")
        for finding in reading.findings:
            if finding.path and finding.at is None and finding.path == places_known(reading, finding.path):
                line, column = reading.document.locate(finding.path)
                shown = lines[line - 1][column - 1 :].lstrip("\"'[ ")
                key = finding.path[-1]
                assert isinstance(key, int) or shown.startswith(key), (path, finding, shown)


def places_known(reading: Reading, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path, if it leads somewhere in the data."""
    value = reading.document.data
    try:
        for step in path:
            value = value[step]  # type: ignore[index]  # a key of a table or a place of a list
    except (KeyError, IndexError, TypeError):
        return ()
    return path


def test_every_licence_that_is_refused_has_its_reason(results: Results) -> None:
    for path, reading in results[0].items():
        said = {finding.rule.id for finding in reading.findings}
        if reading.manifest.license is not None and reading.licence.openness is not Openness.OPEN:
            assert said & {"licence-not-open", "licence-unclear"}, path
            assert reading.licence.reason.endswith("."), path
        else:
            assert not said & {"licence-not-open", "licence-unclear"}, path


def test_every_graph_parses_and_comes_back(results: Results) -> None:
    for path, reading in results[0].items():
        graph = to_rdf(reading.manifest, reading.licence, PLACE)
        turtle = to_turtle(graph)
        wanted = {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
        assert {q.triple for q in ox.parse(to_ntriples(graph), format=ox.RdfFormat.N_TRIPLES)} == wanted, path
        assert {q.triple for q in ox.parse(to_nquads(graph), format=ox.RdfFormat.N_QUADS)} == wanted, path
        assert {q.triple for q in ox.parse(to_jsonld_text(graph), format=ox.RdfFormat.JSON_LD)} == wanted, path
        assert from_turtle(turtle) == kept_by_a_graph(reading.manifest), path


@pytest.mark.parametrize(("syntax", "writer"), [("toml", to_toml), ("yaml", to_yaml), ("json", to_json)])
def test_what_is_written_clean_is_read_without_anything_to_put_right(
    results: Results, syntax: str, writer: object
) -> None:
    assert callable(writer)
    for path, reading in results[0].items():
        again = read(writer(reading.manifest, reading.licence).encode(), name=f"okh.{syntax}", folder="")
        aside = reading.manifest.extra.keys() | {f"{key}-aside" for key in reading.manifest.extra}
        said = {finding.rule.id for finding in again.findings if aside.isdisjoint(finding.path)}
        assert not said & {
            "key-style", "key-alias", "key-typo", "value-trimmed", "language-spelling", "readiness-alias",
            "tsdc-spelling",
            "cpc-spelling", "licence-spelling", "url-encoded", "openscad-repaired", "mass-form", "dimensions-form",
        }, path  # fmt: skip
        assert again.manifest.name == reading.manifest.name
        assert len(again.manifest.part) == len(reading.manifest.part)


def test_every_key_is_read_or_kept_or_said(results: Results) -> None:
    for path, reading in results[0].items():
        assert keys_not_said(reading) == set(), path


def test_the_public_list_is_complete(corpus_files: CorpusFiles) -> None:
    readings, refused = read_all(corpus_files("okh-losh/losh-list/**/*.toml", expected=97))
    assert refused == {}
    complete = [
        not missing_mandatory(one.manifest, dialect_known=dialect_counts(one.recognised)) for one in readings.values()
    ]
    assert sum(complete) == 97
    placeholders = [sum(finding.rule.id == "placeholder" for finding in one.findings) for one in readings.values()]
    assert (sum(count > 0 for count in placeholders), sum(placeholders)) == PLACEHOLDERS


PLACEHOLDERS = (31, 31)
"""Files with a placeholder, and all placeholders, in the part of the public list that is here."""


def test_what_a_converter_wrote_without_knowing_is_no_rating(corpus_files: CorpusFiles) -> None:
    readings, _ = read_all(corpus_files("okh-losh/losh-list/imported_v1/*.toml", expected=87))
    for path, reading in readings.items():
        if reading.document.data["technologyReadinessLevel"] == "Ideation":
            assert reading.manifest.technology_readiness_level is None, path
            assert "technologyReadinessLevel" not in reading.manifest.extra
            assert "readiness-fallback" in {finding.rule.id for finding in reading.findings}, path


def test_dialects_are_told_apart(corpus_files: CorpusFiles) -> None:
    dialects: dict[str, set[Dialect]] = {}
    for name in COUNTS:
        readings, _ = read_all(collected(corpus_files, name))
        dialects[name] = {one.manifest.dialect for one in readings.values()}
    # One file is a test of somebody's: a list of licences, with no key that only one dialect has.
    assert dialects["okh-v1"] == {Dialect.OKH_V1, Dialect.LOSH_V1}
    assert Dialect.LOSH_V1 in dialects["okh-losh"]
    assert dialects["okh-v2"] >= {Dialect.DRAFT_2_0, Dialect.PRE_LOSH, Dialect.V2_4}
