# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real manifests: each is read, or refused with one located finding; the refused ones are listed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from oshmark.values.finding import Finding
    from tests.conftest import CorpusFiles

pytestmark = pytest.mark.corpora

ENDINGS = ("toml", "yml", "yaml", "json")

# Folder, number of files, and what is refused in them: rule and place.
CORPORA = [
    (
        "okh-losh",
        116,
        [
            ("toml-comma-outside-brackets", (6, 18)),
            ("toml-comma-outside-brackets", (7, 18)),
            ("toml-doubled-quotes", (1, 8)),
            ("toml-repeated-key", (13, 1)),
        ],
    ),
    ("okh-v1", 39, [("yaml-colon", (3, 43)), ("yaml-colon", (52, 15)), ("yaml-indentation", (21, 24))]),
    ("okh-v2", 55, [("yaml-colon", (11, 159)), ("yaml-colon", (11, 159))]),
]


def refusal(path: Path) -> Finding | None:
    try:
        document = read_document(path.read_bytes(), name=path.name)
    except UnreadableError as error:
        return error.finding
    assert all(document.locate((key,)) >= (1, 1) for key in document.data)
    return None


@pytest.mark.parametrize(("folder", "count", "refused"), CORPORA)
def test_each_real_manifest_is_read_or_refused_in_place(
    corpus_files: CorpusFiles, folder: str, count: int, refused: list[tuple[str, tuple[int, int]]]
) -> None:
    files = corpus_files(*(f"{folder}/**/*.{ending}" for ending in ENDINGS), expected=count)

    refusals = [finding for finding in map(refusal, files) if finding is not None]

    assert sorted((finding.rule.id, finding.at) for finding in refusals) == refused


def test_each_key_of_a_real_manifest_stands_where_we_say(corpus_files: CorpusFiles) -> None:
    files = corpus_files(*(f"{folder}/**/*.{ending}" for folder, _, _ in CORPORA for ending in ENDINGS), expected=210)
    located = 0
    for path in files:
        if refusal(path) is not None:
            continue
        document = read_document(path.read_bytes(), name=path.name)
        lines = document.text.splitlines()
        for key in document.data:
            line, column = document.locate((key,))
            assert key in lines[line - 1][column - 1 : column + len(key) + 1], (path.name, key)
            located += 1

    assert located > 2000
