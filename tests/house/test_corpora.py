# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The real files are found by one variable: skipped without it, demanded where they are required, and counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent.parent
A_TEST = "def test_it_reads_real_files(corpora): assert corpora.is_dir()"


def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, **variables: str) -> pytest.RunResult:
    for name in ("OSHMARK_CORPORA", "OSHMARK_REQUIRE_CORPORA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYTHONPATH", str(HERE.parent))
    pytester.makeconftest((HERE / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(A_TEST)
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:django")


def test_without_the_variable_it_skips_with_one_line(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(pytester, monkeypatch)
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*OSHMARK_CORPORA is not set: the real files are not here", "ran 0 of 1"])


def test_it_fails_where_they_are_required(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(pytester, monkeypatch, OSHMARK_CORPORA="/nowhere/at/all", OSHMARK_REQUIRE_CORPORA="1")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*OSHMARK_CORPORA names no folder: /nowhere/at/all*"])


def test_it_gives_the_folder(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    result = run(pytester, monkeypatch, OSHMARK_CORPORA=str(tmp_path), OSHMARK_REQUIRE_CORPORA="1")
    result.assert_outcomes(passed=1)


@pytest.mark.corpora
def test_a_pattern_that_finds_fewer_files_than_promised_fails(corpus_files: Callable[..., list[Path]]) -> None:
    assert len(corpus_files("SOURCES.csv", expected=1)) == 1
    with pytest.raises(AssertionError, match="not 2"):
        corpus_files("SOURCES.csv", expected=2)
