# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Run every test, with real engines and a real browser.

What those need from Debian is installed only if OSHMARK_TEST_INSTALL=1 allows it; otherwise the tests that lack
something are skipped, each with its reason. `ONLY=engines` leaves out what `make test` runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

DEBIAN = {
    "chromium": ("chromium",),
    "php": ("php-cli", "php-sqlite3", "php-mbstring", "php-xml", "php-intl"),
    "/usr/share/mediawiki/api.php": ("mediawiki",),
    "redis-server": ("redis-server",),
    "rabbitmq-server": ("rabbitmq-server",),
    "nginx": ("nginx-light",),
    "pg_ctlcluster": ("postgresql",),
}
"""Program or file → Debian packages that bring it."""


def is_here(program: str) -> bool:
    """Whether a program is found, or a file is there."""
    return Path(program).is_file() or shutil.which(program) is not None


def install(packages: list[str]) -> None:
    """Install Debian packages, or stop with the reason why not."""
    if shutil.which("apt-get") is None:
        sys.exit(f"OSHMARK_TEST_INSTALL=1, but this is no Debian: install {' '.join(packages)} by other means.")
    if os.geteuid() != 0:
        sys.exit(f"OSHMARK_TEST_INSTALL=1 needs root: run 'apt-get install {' '.join(packages)}' first.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], check=True, env=quiet, stdout=sys.stderr)
    command = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages]
    subprocess.run(command, check=True, env=quiet, stdout=sys.stderr, stdin=subprocess.DEVNULL)


def main(only: list[str]) -> None:
    """Install if allowed, then become pytest."""
    if only not in ([], ["engines"]):
        sys.exit(f"ONLY={' '.join(only)} is not known; leave it out, or say ONLY=engines.")
    missing = [package for program, packages in DEBIAN.items() if not is_here(program) for package in packages]
    if missing and os.environ.get("OSHMARK_TEST_INSTALL") == "1":
        install(missing)
    command = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "worksteal"]
    command += ["-m", "engine or browser"] if only else []
    os.execv(sys.executable, command)  # noqa: S606 the interpreter that runs us, and fixed arguments


if __name__ == "__main__":
    main(sys.argv[1:])
