# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real MediaWiki, installed afresh in a folder of the test, and served on this computer."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(os.environ.get("OSHMARK_TEST_MEDIAWIKI", "/usr/share/mediawiki"))
"""Where Debian puts it."""
TIMEOUT_S = 120
PHP = shutil.which("php") or ""
AT_ONCE = 7
"""Answers of a list: so few that it has to be gone on with."""
# What the installer leaves open: short lists, states of pages that are known at once, and a licence of all pages.
_SETTINGS = f"""
$wgHooks['APIGetAllowedParams'][] = function ($module, &$params) {{
    if (isset($params['limit']) && is_array($params['limit'])) {{
        $params['limit'][Wikimedia\\ParamValidator\\TypeDef\\IntegerDef::PARAM_MAX] = {AT_ONCE};
        $params['limit'][Wikimedia\\ParamValidator\\TypeDef\\IntegerDef::PARAM_MAX2] = {AT_ONCE};
    }}
}};
$wgRightsUrl = 'https://creativecommons.org/licenses/by-sa/4.0/';
$wgRightsText = 'CC-BY-SA-4.0';
$wgJobRunRate = 0;
"""


def missing() -> str:
    """Why there can be none; empty where there can."""
    if not PHP or not (FOLDER / "api.php").is_file():
        return "MediaWiki is not installed: OSHMARK_TEST_INSTALL=1 lets 'make test-all' install it"
    return ""


class Wiki:
    """One wiki; `address` is where it is served, with its scripts below `/w`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._settings = folder / "LocalSettings.php"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"

    def install(self) -> Self:
        """Install it, without a page but the first."""
        (self._folder / "database").mkdir()
        (self._folder / "served").mkdir()
        (self._folder / "served" / "w").symlink_to(FOLDER)
        where = ["--dbtype", "sqlite", "--dbname", "wiki", "--dbpath", str(self._folder / "database")]
        where += ["--confpath", str(self._folder), "--server", self.address, "--scriptpath", "/w"]
        self._php("install", *where, "--lang", "en", "--pass", "weaver-finch-lark-1", "Wiki", "Admin")
        with self._settings.open("a", encoding="utf-8") as file:
            file.write(_SETTINGS)
        return self

    def write(self, pages: dict[str, str], summary: str = "A change") -> None:
        """Write pages, as people do; they stand among the recent changes."""
        for title, text in pages.items():
            self._php("edit", "--user", "Admin", "--summary", summary, title, given=text)
        self._php("runJobs")

    def delete(self, *titles: str) -> None:
        """Delete pages."""
        self._php("deleteBatch", "--u", "Admin", given="\n".join(titles) + "\n")
        self._php("runJobs")

    def move(self, start: str, to: str) -> None:
        """Move a page; a redirect stays."""
        self._php("moveBatch", "--u", "Admin", given=f"{start}|{to}\n")
        self._php("runJobs")

    @contextmanager
    def serve(self) -> Iterator[Self]:
        """Run it."""
        command = [PHP, "-S", f"127.0.0.1:{self._port}", "-t", str(self._folder / "served")]
        with (self._folder / "server.log").open("wb") as log:
            server = subprocess.Popen(command, env=self._environment(), stdout=log, stderr=log, start_new_session=True)
            try:
                self._wait()
                yield self
            finally:
                os.killpg(server.pid, signal.SIGTERM)  # its workers do not end with it
                server.wait(TIMEOUT_S)

    def _wait(self) -> None:
        until = time.monotonic() + TIMEOUT_S
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self._port), timeout=1):
                    return
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def requests(self) -> list[str]:
        """The targets of all requests so far, decoded."""
        lines = (self._folder / "server.log").read_text(errors="replace").splitlines()
        return [unquote(line.rpartition(": ")[2]) for line in lines if "/w/api.php" in line]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "MW_CONFIG_FILE": str(self._settings), "PHP_CLI_SERVER_WORKERS": "2"}

    def _php(self, script: str, *arguments: str, given: str = "") -> None:
        environment = self._environment()
        if script == "install":
            del environment["MW_CONFIG_FILE"]
        done = subprocess.run(
            [PHP, str(FOLDER / "maintenance" / f"{script}.php"), *arguments],
            env=environment,
            input=given,
            text=True,
            capture_output=True,
            check=False,
            timeout=TIMEOUT_S,
        )
        assert done.returncode == 0, f"{script}: {done.stdout}{done.stderr}"
