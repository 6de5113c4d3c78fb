# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pytest plugin that says at the end how many tests ran of how many were collected, and which were skipped.

With OSHMARK_REQUIRE_CORPORA=1, as in continuous integration, a skipped test fails the run.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable


class Tally:
    """Counts by node id, so that a test run twice counts once."""

    def __init__(self, *, skips_fail: bool) -> None:
        self.skips_fail = skips_fail
        self.collected: set[str] = set()
        self.ran: set[str] = set()
        self.skipped: dict[str, str] = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Take the tests of a run in one process."""
        self.collected.update(item.nodeid for item in session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Iterable[str]) -> None:
        """Take the tests of a run in several processes."""
        self.collected.update(ids)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a whole file that is skipped."""
        if report.skipped:
            self.skipped[report.nodeid] = reason(report)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what became of a test; one that was expected to fail and did has run."""
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped[report.nodeid] = reason(report)
        elif report.when == "call":
            self.ran.add(report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run that skipped something where nothing may be skipped."""
        if self.skips_fail and self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say it, above pytest's own last line."""
        if self.skipped:
            allowed = "a failure, because OSHMARK_REQUIRE_CORPORA=1" if self.skips_fail else "allowed here"
            terminalreporter.write_line(f"skipped ({allowed}):")
        for nodeid in sorted(self.skipped):
            terminalreporter.write_line(f"  {nodeid}: {self.skipped[nodeid]}")
        whole_files = self.skipped.keys() - self.collected
        terminalreporter.write_line(f"ran {len(self.ran)} of {len(self.collected) + len(whole_files)}")


def reason(report: pytest.CollectReport | pytest.TestReport) -> str:
    """Why something was skipped, in the words of who skipped it."""
    said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return said.removeprefix("Skipped: ")


def pytest_configure(config: pytest.Config) -> None:
    """Count in the process that reports, not in its workers."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Tally(skips_fail=os.environ.get("OSHMARK_REQUIRE_CORPORA") == "1"), "tally")
