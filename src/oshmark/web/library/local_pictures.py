# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manifests from folders of this machine, together with the pictures and bills of materials that lie there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.adapters.pictures.answer import MAX_SOURCE_BYTES, Why
from oshmark.adapters.pictures.store import Kept
from oshmark.adapters.repository import Tree
from oshmark.library.admission import Outcome
from oshmark.library.payload import digest_of
from oshmark.manifest.paths import RepoPath, is_address, read_path
from oshmark.web.library import actions
from oshmark.web.library.actions import Result
from oshmark.web.library.archiving import archive_from_folder
from oshmark.web.library.gathering import HEADER_BYTES, licence_in_header
from oshmark.web.library.pictures import Keeper, keep, known, named, open_admitted
from oshmark.web.library.repository_links import file_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from oshmark.adapters.pictures.store import Shown
    from oshmark.web.library.actions import Submission
    from oshmark.web.library.queries import Opened

UNTOUCHED = frozenset({Outcome.ADMIT, Outcome.UNCHANGED})
"""After these the folder holds the manifest that the library shows, and so its pictures."""


class Refused(msgspec.Struct, frozen=True):
    """A picture that is not shown."""

    release: str
    reference: str
    why: Why


class Taken(msgspec.Struct, frozen=True):
    """What came of adding: the results, how many pictures are kept, and those that are not shown."""

    results: list[Result]
    kept: int
    refused: list[Refused]


def add_with_pictures(
    submissions: Iterable[Submission], *, keeper: Keeper, actor: str, now: datetime, everything: bool = False
) -> Taken:
    """Add manifests, and when all are in the library, keep the pictures that the admitted ones name, and archive their
    bills of materials, or everything that they name.

    The process that reads pictures is ended; it starts again when it is needed.
    """
    roots: list[Path | None] = []

    def noted() -> Iterator[Submission]:
        for submission in submissions:
            roots.append(submission.root)
            yield submission

    results = actions.add(noted(), payloads=keeper.payloads, actor=actor, now=now)
    count = 0
    refused: list[Refused] = []
    try:
        for result, root in zip(results, roots, strict=True):
            for reference, why in _pictures_of(result, root, keeper, now):
                count += why is None
                refused += [] if why is None else [Refused(result.address or "", reference, why)]
            if root is not None and result.address is not None and result.outcome is Outcome.ADMIT:
                archive_from_folder(result.address, root, now, everything=everything)
    finally:
        keeper.thumbnailer.close()
    return Taken(results, count, refused)


def _pictures_of(result: Result, root: Path | None, keeper: Keeper, now: datetime) -> Iterable[tuple[str, Why | None]]:
    if root is None or result.address is None or result.outcome not in UNTOUCHED:
        return ()
    return keep_local(result.address, root, keeper=keeper, now=now)


def keep_local(address: str, root: Path, *, keeper: Keeper, now: datetime) -> Iterator[tuple[str, Why | None]]:
    """Keep the pictures of an admitted release that lie in the folder of its repository. Nothing outside is read."""
    opened = open_admitted(address, keeper)
    if opened is None:
        return
    tree, before = Tree(root), known(address, keeper)
    for reference, place in named(opened.reading.manifest).items():
        path = None if is_address(reference) else read_path(reference, opened.provenance.home)
        if isinstance(path, RepoPath):
            found = _Found(tree, path.path, reference, place)
            yield reference, _keep_file(found, opened, before.get(reference), keeper, now)


class _Found(msgspec.Struct, frozen=True):
    """A file of a repository that a manifest names."""

    tree: Tree
    path: str
    reference: str
    place: int | None


def _keep_file(found: _Found, opened: Opened, before: Shown | None, keeper: Keeper, now: datetime) -> Why | None:
    address = opened.release.address
    link = file_link(found.reference, opened.module, opened.provenance.home) or ""
    raw = found.tree.read(found.path, MAX_SOURCE_BYTES + 1)
    if raw is None:
        # A picture that was there before is still one of this release.
        if before is None or before.kept.source is None:
            kept = Kept(address, found.reference, found.place, None, link, "", Why.MISSING)
            keeper.pictures.put(kept, (), now=now)
        return Why.MISSING
    licence = _licence_beside(found, raw)
    kept = Kept(address, found.reference, found.place, digest_of(raw), link, licence)
    return keep(kept, raw, before=before, keeper=keeper, now=now)


def _licence_beside(found: _Found, raw: bytes) -> str:
    """The licence of the file alone: in a file beside it, as REUSE has it, or in the drawing itself."""
    beside = found.tree.read(f"{found.path}.license", HEADER_BYTES) or b""
    return licence_in_header(beside) or licence_in_header(raw) or ""
