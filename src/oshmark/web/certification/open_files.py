# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of evidence that everybody may open. The room that keeps them says which there are: the registry knows nothing
of how they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class OpenFile(msgspec.Struct, frozen=True):
    """A file: what it is called, how large it is, its type, and where it is to be had."""

    name: str
    size: int
    media_type: str
    href: str


if TYPE_CHECKING:
    Find = Callable[[str, Iterable[str]], dict[str, OpenFile]]

_FINDERS: list[Find] = []


def ask_for_files(find: Find) -> None:
    """Ask this whenever a page shows evidence. It gets an application and digests of pieces that are for everybody."""
    if find not in _FINDERS:
        _FINDERS.append(find)


def open_files(application: str, digests: Iterable[str]) -> dict[str, OpenFile]:
    """The files that are there, by their digests."""
    wanted = tuple(digests)
    return {digest: file for find in _FINDERS for digest, file in find(application, wanted).items()} if wanted else {}
