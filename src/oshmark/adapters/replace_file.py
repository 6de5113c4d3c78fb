# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Replace a file of somebody's as a whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from oshmark.adapters.repository import readable_name
from oshmark.errors import OshmarkError


class NotReplacedError(OshmarkError):
    """A file that was left as it is: it is a link that leads out, no file, or not what was read any more."""


def replace_file(path: Path, *, was: bytes, now: bytes, within: Path) -> None:
    """Put `now` in the place of `was`, with the same permissions.

    A link is followed only to a file below `within`. Raises `NotReplacedError` when the file does not hold `was`, and
    `OSError` when the disk says no; then the old file is still there.
    """
    name = readable_name(str(path))
    try:
        target = path.resolve(strict=True)
    except RuntimeError:  # links that go round in a circle
        raise NotReplacedError(f"{name} is a link to itself. Name the file that is meant.") from None
    if not target.is_relative_to(within.resolve()):
        raise NotReplacedError(f"{name} is a link to a file elsewhere, which stays as it is. Name that file itself.")
    if not stat.S_ISREG(target.stat().st_mode):
        raise NotReplacedError(f"{name} is no file that could be written.")
    _write(target, was, now, name)


def _write(target: Path, was: bytes, now: bytes, name: str) -> None:
    descriptor, made = tempfile.mkstemp(prefix=".oshmark-", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(now)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), stat.S_IMODE(target.stat().st_mode))
        _refuse_changed(target, was, name)
        Path(made).replace(target)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise


def _refuse_changed(target: Path, was: bytes, name: str) -> None:
    with target.open("rb") as file:
        if file.read(len(was) + 1) != was:
            raise NotReplacedError(f"{name} was changed by somebody else meanwhile. Run the command once more.")


def write_new_file(path: Path, now: bytes) -> None:
    """Write a file that is not there yet; raises `FileExistsError` when something is, a dangling link included."""
    with path.open("xb") as file:
        file.write(now)
