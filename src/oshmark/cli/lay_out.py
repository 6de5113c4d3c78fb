# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The folder in which `oshmark restore` lays a backup out. It stands in for the home of an instance, because the
settings are read before a command runs, and is gone at the end; where the command succeeds, it has been moved."""

from __future__ import annotations

import os
import shutil
import tempfile
from argparse import ArgumentParser
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from oshmark.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@contextmanager
def laid_out(arguments: Sequence[str]) -> Iterator[None]:
    """Have an empty home for as long as the block runs: beside the one that is to be made, so that it can be moved."""
    parser = ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--into", default="")
    into = parser.parse_known_args(arguments)[0].into
    folder = _beside(Path(into).absolute()) if into else Path(tempfile.mkdtemp(prefix="oshmark-verify-"))
    os.environ["OSHMARK_HOME"] = str(folder)
    os.environ.pop("OSHMARK_HOME_FILE", None)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _beside(home: Path) -> Path:
    folder = home.with_name(f".{home.name}.restoring")
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        raise RefusedError(
            f"Somebody restores into {home.name} already, or was stopped while doing so. If nobody does, remove "
            f"{folder}, and begin again."
        ) from None
    return folder
