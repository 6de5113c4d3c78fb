# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A run says how much of it ran, and a skip does not pass for a success where nothing may be skipped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent.parent

SOME = """
import pytest
def test_that_passes(): pass
def test_that_lacks_something(): pytest.skip("no engine here")
@pytest.mark.xfail(strict=True)
def test_that_fails_as_known(): assert False
"""
WHOLE_FILE = "import pytest\npytest.skip('not on this system', allow_module_level=True)\n"


def run(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, required: str, more: Sequence[str]
) -> pytest.RunResult:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("OSHMARK_REQUIRE_CORPORA", required)
    return pytester.runpytest_subprocess("-p", "tests.tally", "-p", "no:cacheprovider", "-p", "no:django", *more)


@pytest.mark.parametrize("more", [(), ("-n", "1")])
def test_it_says_how_many_ran_and_why_others_did_not(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, more: Sequence[str]
) -> None:
    pytester.makepyfile(test_some=SOME, test_whole=WHOLE_FILE)
    result = run(pytester, monkeypatch, "", more)
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(
        [
            "skipped (allowed here):",
            "  test_some.py::test_that_lacks_something: no engine here",
            "  test_whole.py: not on this system",
            "ran 2 of 4",
        ]
    )


@pytest.mark.parametrize("more", [(), ("-n", "1")])
@pytest.mark.parametrize("text", [SOME, WHOLE_FILE])
def test_a_skip_fails_the_run_where_nothing_may_be_skipped(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, more: Sequence[str], text: str
) -> None:
    pytester.makepyfile(test_fine="def test_that_passes(): pass", test_some=text)
    result = run(pytester, monkeypatch, "1", more)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["skipped (a failure, because OSHMARK_REQUIRE_CORPORA=1):"])


def test_a_run_without_a_skip_passes_where_nothing_may_be_skipped(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makepyfile(test_fine="def test_that_passes(): pass")
    result = run(pytester, monkeypatch, "1", ())
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["ran 1 of 1"])
