# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files that a manifest names, looked for in its repository."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from oshmark.manifest import rules
from oshmark.manifest.context import shown
from oshmark.manifest.fields import MODULE, PART, Field, Kind
from oshmark.manifest.paths import RepoPath, is_address, read_path
from oshmark.values.finding import Finding, KeyPath

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.manifest.model import Component, FileRef
    from oshmark.manifest.read import Reading

LARGE_BYTES = 50_000_000
"""Above this a file is hard to fetch; it is also what forges warn about."""
FOLDER = -1
FOLDERS_MEANT = frozenset({"source", "export", "auxiliary"})
"""Fields where a folder is better than nothing: they may hold many files."""


class Files(Protocol):
    """The files of a repository."""

    def size(self, path: str) -> int | None:
        """Bytes of a file, -1 for a folder, `None` when nothing is there."""


def check_references(reading: Reading, files: Files, folder: str) -> list[Finding]:
    """Findings about the files that a manifest in `folder` names and that lie in its repository."""
    findings: list[Finding] = []
    for field, file, path in named_files(reading):
        if not is_address(file.path):
            finding = _look(files, field, file.path, folder, path)
            if finding is not None:
                findings.append(finding)
    return findings


def named_files(reading: Reading) -> Iterator[tuple[Field, FileRef, KeyPath]]:
    """Every file that the manifest names, with its field and the place where the field stands."""
    manifest = reading.manifest
    yield from _of(manifest, MODULE, reading.places)
    for number, part in enumerate(manifest.part):
        places: dict[str, KeyPath] = {field.key: ("part", number, field.key) for field in PART}
        yield from _of(part, PART, places)


def _of(
    component: Component, fields: tuple[Field, ...], places: dict[str, KeyPath]
) -> Iterator[tuple[Field, FileRef, KeyPath]]:
    for field in fields:
        if field.kind in (Kind.FILE, Kind.IMAGE):
            listed: tuple[FileRef, ...] = getattr(component, field.attribute)
            place = places.get(field.key, ())
            for number, file in enumerate(listed):
                yield field, file, (*place, number) if len(listed) > 1 else place


def _look(files: Files, field: Field, written: str, folder: str, path: KeyPath) -> Finding | None:
    found = read_path(written, folder)
    if not isinstance(found, RepoPath):
        return None
    size = files.size(found.path)
    if size is None and folder and not found.from_root:
        at_root = read_path(written, "")
        if isinstance(at_root, RepoPath) and files.size(at_root.path) is not None:
            return Finding(rules.FILE_AT_ROOT, path, {"was": shown(written), "now": shown(f"/{at_root.path}")})
    if size is None:
        return Finding(rules.FILE_MISSING, path, {"was": shown(written)})
    return _about_size(field, written, size, path)


def _about_size(field: Field, written: str, size: int, path: KeyPath) -> Finding | None:
    if size == FOLDER:
        return None if field.key in FOLDERS_MEANT else Finding(rules.FILE_IS_FOLDER, path, {"was": shown(written)})
    if size == 0:
        return Finding(rules.FILE_EMPTY, path, {"was": shown(written)})
    if size > LARGE_BYTES:
        return Finding(rules.FILE_LARGE, path, {"was": shown(written), "count": str(size // 1_000_000)})
    return None
