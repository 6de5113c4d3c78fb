# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that speaks to the database, once more with a real PostgreSQL behind it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres_server import postgres_server

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = (
    "tests/web/accounts",
    "tests/web/asking",
    "tests/web/audit/test_log.py",
    "tests/web/certification/test_acting.py",
    "tests/web/certification/test_complaining.py",
    "tests/web/certification/test_registry.py",
    "tests/web/crawling/test_passes.py",
    "tests/web/jobs/test_queue.py",
    "tests/web/labels",
    "tests/web/library/actions",
    "tests/web/log",
    "tests/web/workplaces",
)
"""What writes and reads within the process of the test; commands of their own have a database of their own."""
LEAST = 1_000

pytestmark = pytest.mark.engine


def test_the_tests_of_the_rooms_pass_on_postgresql() -> None:
    pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed")
    assert all((ROOT / name).exists() for name in FILES)
    with postgres_server() as url:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "OSHMARK_"))}
        options = "-q -x -p no:cacheprovider -n 2 --allow-unix-socket".split()  # noqa: SIM905  as one types them
        result = subprocess.run(
            [sys.executable, "-m", "pytest", *options, "-m", "not engine and not browser", *FILES],
            cwd=ROOT,
            env={**kept, "OSHMARK_DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=False,
        )
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
    passed = re.search(r"(\d+) passed", result.stdout)
    assert passed is not None
    assert int(passed[1]) >= LEAST
