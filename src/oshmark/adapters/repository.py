# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A folder of somebody's files: find its manifests, and look whether the files that they name are there.

Nothing is followed out of the folder, and nothing is executed.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from oshmark.errors import OshmarkError
from oshmark.manifest.names import HEAD_BYTES, is_manifest_head, is_manifest_name, may_be_manifest
from oshmark.manifest.syntax import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SKIPPED = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", ".tox", ".cache"})
"""Folders that hold no hardware."""
MAX_FILES = 200_000
"""Files that are looked at below one folder."""


class TooManyFilesError(OshmarkError):
    """A folder has more files than anybody's repository."""


def readable_name(name: str) -> str:
    """The name of a file as text; bytes of it that are no UTF-8 become replacement characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_limited(path: Path) -> bytes:
    """The bytes of a file, one more than a manifest may have, so that the reader can say that it is too long."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def find_files(folder: Path, wanted: Callable[[str], bool], closed: list[str]) -> Iterator[Path]:
    """Files below `folder` whose name is wanted, in the order of their paths.

    Links to folders are not followed, and neither are links to files outside. What is no file, as a pipe, is left out.
    For each folder that cannot be opened a sentence is added to `closed`.
    """

    def note(error: OSError) -> None:
        closed.append(f"the folder {readable_name(str(Path(error.filename)))} cannot be opened: {error.strerror}.")

    count = 0
    root = folder.resolve()
    for here, folders, files in os.walk(folder, onerror=note, followlinks=False):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        for name in sorted(files):
            count += 1
            if count > MAX_FILES:
                raise TooManyFilesError(f"{folder} has more than {MAX_FILES} files; check its sub-folders one by one.")
            path = Path(here) / name
            if wanted(name) and _is_file_within(path, root):
                yield path


def _is_file_within(path: Path, root: Path) -> bool:
    try:
        return path.is_file() and (not path.is_symlink() or path.resolve().is_relative_to(root))
    except (OSError, RuntimeError):  # links that go round in a circle
        return False


def find_manifests(folder: Path, closed: list[str]) -> list[Path]:
    """The files below `folder` that are taken for manifests, by path; `closed` as in `find_files`."""
    found = find_files(folder, may_be_manifest, closed)
    return [path for path in found if is_manifest_name(path.name) or _has_okhv(path)]


def _has_okhv(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_manifest_head(file.read(HEAD_BYTES))
    except OSError:  # a file that may not be read is none of ours unless its name says so
        return False


def repository_root(path: Path) -> Path | None:
    """The folder that holds the repository of a file: the next one above with `.git`; `None` outside of one."""
    return next((folder for folder in path.absolute().parents if (folder / ".git").exists()), None)


class Tree:
    """The files of one repository below `root`, asked by path; nothing outside of it exists."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def size(self, path: str) -> int | None:
        """Bytes of a file, -1 for a folder, `None` when nothing is there (or it lies outside)."""
        try:
            found = (self._root / path).resolve()
            if not found.is_relative_to(self._root):
                return None
            return -1 if found.is_dir() else found.stat().st_size
        except (OSError, RuntimeError, ValueError):  # a name that no file can have, links in a circle, missing rights
            return None

    def read(self, path: str, limit: int) -> bytes | None:
        """The first `limit` bytes of a file; `None` when there is none, or it lies outside, or may not be read."""
        try:
            found = (self._root / path).resolve()
            if not found.is_relative_to(self._root):
                return None
            # What is put in its place meanwhile is not followed either, and nothing is waited for.
            descriptor = os.open(found, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(descriptor, "rb") as file:
                return file.read(limit) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
        except (OSError, RuntimeError, ValueError):  # as above
            return None
