# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several manifests found together: which of them are modules of their own within one repository."""

from __future__ import annotations

from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from oshmark.library.identity import module_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oshmark.values.iri import ModuleId


class Found(msgspec.Struct, frozen=True):
    """A manifest in a tree of files: its path there, and the repository and name that it states."""

    path: str
    repo: str | None
    name: str | None


def folders(found: Iterable[Found]) -> dict[str, str]:
    """For each path the folder that parts its module from others of the same repository; `""` for the first one.

    The manifest nearest to the root stands for the repository, `okh.toml` before `okh-frame.toml`; another one with the
    same name is another version of the same module; one with another name is a module of its own, in its folder. Where
    that folder has a module already, the name of the file tells them apart.
    """
    result: dict[str, str] = {}
    first: dict[ModuleId, Found] = {}
    taken: dict[tuple[ModuleId, str], Found] = {}
    for one in sorted(found, key=_rank):
        module = module_of(one.repo) if one.repo else None
        if module is None:
            result[one.path] = ""
            continue
        top = first.setdefault(module, one)
        folder = "" if _same_name(top, one) else _folder_below(top.path, one.path)
        folder = next(
            choice for choice in _choices(folder, one) if _same_name(taken.setdefault((module, choice), one), one)
        )
        result[one.path] = folder
    return result


def _choices(folder: str, found: Found) -> Iterator[str]:
    """Folders that a manifest may have, the shortest first: its own, with its name behind, and then with a number."""
    yield folder
    stem = PurePosixPath(found.path).stem
    yield f"{folder}/{stem}".lstrip("/")
    yield from (f"{folder}/{stem}-{number}".lstrip("/") for number in count(2))


def homes(found: Iterable[Found]) -> dict[str, str]:
    """For each path the folder of the file in its repository, whose first manifest is taken to lie at its root."""
    result: dict[str, str] = {}
    first: dict[ModuleId, PurePosixPath] = {}
    for one in sorted(found, key=_rank):
        module = module_of(one.repo) if one.repo else None
        here = PurePosixPath(one.path).parent
        root = here if module is None else first.setdefault(module, here)
        below = here.relative_to(root).as_posix() if here.is_relative_to(root) else "."
        result[one.path] = "" if below == "." else below
    return result


def _rank(found: Found) -> tuple[int, bool, str]:
    path = PurePosixPath(found.path)
    return found.path.count("/"), path.stem.lower().lstrip(".") != "okh", found.path


def _same_name(left: Found, right: Found) -> bool:
    return (left.name or "").casefold() == (right.name or "").casefold()


def _folder_below(top: str, path: str) -> str:
    """The folder of `path`, seen from that of `top`; the stem of the file where both lie in one folder."""
    root, here = PurePosixPath(top).parent, PurePosixPath(path)
    try:
        below = here.parent.relative_to(root).as_posix()
    except ValueError:
        below = here.parent.as_posix()
    return below if below not in (".", "") else here.stem
