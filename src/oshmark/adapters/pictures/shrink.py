# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From pixels to a WebP of few bytes. Imported by the child alone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from oshmark.adapters.pictures.answer import LARGE_WIDTH, MAX_LARGE_BYTES, MAX_THUMBNAIL_BYTES, Thumbnail
from oshmark.adapters.pictures.photo import fitted

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

QUALITIES = (84, 72, 58, 42, 26, 10)
"""Tried in this order; then the picture gets smaller."""


def thumbnail_of(picture: Picture, name: int, box: tuple[int, int]) -> Thumbnail:
    """The picture in the box, as good as 40 kB let it be; a large one has ten times as many."""
    small = fitted(picture, box)
    most = MAX_LARGE_BYTES if name == LARGE_WIDTH else MAX_THUMBNAIL_BYTES
    while True:
        for quality in QUALITIES:
            content = _webp(small, quality)
            if len(content) <= most:
                return Thumbnail(name, small.width, small.height, content)
        small = fitted(small, (max(1, small.width * 3 // 4), max(1, small.height * 3 // 4)))


def _webp(picture: Picture, quality: int) -> bytes:
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=quality, alpha_quality=quality, method=4)
    return file.getvalue()
