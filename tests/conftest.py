# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every test may ask for: the real files, a browser, and properties that are tried the same way each time."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

# The settings of the site read this when they are imported, which pytest-django does before any fixture is made.
if "OSHMARK_HOME" not in os.environ:
    os.environ["OSHMARK_HOME"] = tempfile.mkdtemp(prefix="oshmark-tests-")
    atexit.register(shutil.rmtree, os.environ["OSHMARK_HOME"], ignore_errors=True)

import pytest
from hypothesis import settings

from tests.instances import Instance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    CorpusFiles = Callable[..., list[Path]]
    AccessibilityFaults = Callable[[Page], set[str]]

pytest_plugins = ["pytester", "tests.tally"]

# A machine that is busy with other work is no reason for a property to fail, so there is no deadline.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

CHROMIUM_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real manifests, bills of materials and the like. It is no part of this repository."""
    named = os.environ.get("OSHMARK_CORPORA", "")
    if named and Path(named).is_dir():
        return Path(named)
    missing = f"OSHMARK_CORPORA names no folder: {named}" if named else "OSHMARK_CORPORA is not set"
    if os.environ.get("OSHMARK_REQUIRE_CORPORA") == "1":
        pytest.fail(f"{missing}, and OSHMARK_REQUIRE_CORPORA=1 asks for the real files")
    pytest.skip(f"{missing}: the real files are not here")


@pytest.fixture(scope="session")
def corpus_files(corpora: Path) -> CorpusFiles:
    """A function that gives the files under the corpora that match some patterns, and insists on their number:
    `corpus_files("okh-v1/**/*.yml", "okh-v1/**/*.yaml", expected=62)`."""

    def collect(*patterns: str, expected: int) -> list[Path]:
        found = sorted({path for pattern in patterns for path in corpora.glob(pattern) if path.is_file()})
        assert len(found) == expected, f"{len(found)} files match {patterns}, not {expected}"
        return found

    return collect


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window. Tests that use it are marked `browser`."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed: OSHMARK_TEST_INSTALL=1 lets 'make test-all' install it")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 most runs have no browser

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django would otherwise take for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        # The sandbox of Chromium refuses to start for root, which is who runs the tests in a container.
        flags = CHROMIUM_FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
        chromium = playwright.chromium.launch(executable_path=program, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of a fresh visitor."""
    with browser.new_context() as visitor:
        yield visitor.new_page()


@pytest.fixture
def accessibility_faults() -> AccessibilityFaults:
    """A function that gives the names of the rules of accessibility that a page breaks."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 most runs have no browser

    def find(page: Page) -> set[str]:
        return {violation["id"] for violation in Axe().run(page).response["violations"]}

    return find


@pytest.fixture
def instance(tmp_path: Path) -> Instance:
    """An empty library in a folder of its own, for the command line."""
    return Instance.begun(tmp_path)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A database in a file, as instances have it, and not in memory; a server's is left as it is."""
    from django.conf import settings as site  # noqa: PLC0415 most runs have no site

    database: dict[str, Any] = site.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return
    path = tmp_path_factory.mktemp("database") / "test.sqlite3"
    database.setdefault("TEST", {})["NAME"] = str(path)
