# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file of a known kind without its metadata. It is told by its first bytes; nothing is said of what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.adapters.metadata.exif import ORDERS
from oshmark.adapters.metadata.jpeg import clean_jpeg
from oshmark.adapters.metadata.movie import clean_movie
from oshmark.adapters.metadata.png import SIGNATURE, clean_png
from oshmark.adapters.metadata.still import clean_still
from oshmark.adapters.metadata.tiff import clean_tiff
from oshmark.adapters.metadata.webm import clean_webm
from oshmark.adapters.metadata.webp import clean_webp

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.adapters.metadata.parts import Cleaned, Raw

STILLS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif"})
"""Brands of pictures; with other brands it is a film."""
HEAD_BYTES = 16


def clean(raw: Raw) -> Cleaned | None:
    """The file without its metadata; `None` for a kind in which we do not look for it.

    Raises `UncleanableError` for a file of a known kind that is damaged, or too odd to be sure.
    """
    cleaner = cleaner_of(raw[:HEAD_BYTES])
    return None if cleaner is None else cleaner(raw)


def cleaner_of(head: bytes) -> Callable[[Raw], Cleaned] | None:  # noqa: PLR0911  an arm for each kind
    """What cleans a file that begins so."""
    if head.startswith(b"\xff\xd8\xff"):
        return clean_jpeg
    if head.startswith(SIGNATURE):
        return clean_png
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return clean_webp
    if head[:4] in ORDERS:
        return clean_tiff
    if head[4:8] == b"ftyp":
        return clean_still if head[8:12] in STILLS else clean_movie
    if head.startswith(b"\x1aE\xdf\xa3"):
        return clean_webm
    return None
