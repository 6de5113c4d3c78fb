# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures made of pixels: PNG, JPEG, WebP, and the first frame of GIF. Imported by the child alone."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, UnidentifiedImageError
from PIL.Image import DecompressionBombError, DecompressionBombWarning, Resampling, Transpose

from oshmark.adapters.pictures.answer import MAX_PIXELS, Unfit, Why

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
ORIENTATION = 0x0112  # Exif 2.32, 4.6.4 A
TURNED = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
SIXTEEN_BITS = frozenset({"I", "I;16", "I;16B", "I;16L"})
ON_THE_SIDE = frozenset({5, 6, 7, 8})

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", DecompressionBombWarning)  # Pillow only warns below twice its bound
_SRGB = ImageCms.createProfile("sRGB")


def read_photo(raw: bytes, box: tuple[int, int]) -> Picture:
    """The picture upright, in sRGB, without anything but its pixels, and no larger than the box."""
    try:
        with Image.open(io.BytesIO(raw), formats=FORMATS) as opened:
            return _read(opened, box)
    except UnidentifiedImageError as exc:
        raise Unfit(Why.UNKNOWN_FORMAT) from exc
    except (DecompressionBombError, DecompressionBombWarning) as exc:
        raise Unfit(Why.TOO_MANY_PIXELS) from exc


def _read(opened: Picture, box: tuple[int, int]) -> Picture:
    if opened.width * opened.height > MAX_PIXELS:
        raise Unfit(Why.TOO_MANY_PIXELS)
    turned = opened.getexif().get(ORIENTATION, 1)
    profile = opened.info.get("icc_profile")
    across = (box[1], box[0]) if turned in ON_THE_SIDE else box
    # JPEG can be read at a half, a quarter or an eighth of its size; other formats take no notice.
    opened.draft(None, (across[0] * 2, across[1] * 2))
    opened.load()
    small = fitted(_plain(opened), across)
    upright = small.transpose(TURNED[turned]) if turned in TURNED else small
    return _bare(_in_srgb(upright, profile))


def _plain(picture: Picture) -> Picture:
    """Eight bits a channel, no palette: one of L, LA, RGB, RGBA, CMYK."""
    if picture.mode in SIXTEEN_BITS:
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")


def fitted(picture: Picture, box: tuple[int, int]) -> Picture:
    """The picture made smaller until it fits into the box; never larger."""
    scale = min(1.0, box[0] / picture.width, box[1] / picture.height)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture if size == picture.size else picture.resize(size, Resampling.LANCZOS, reducing_gap=3.0)


def _in_srgb(picture: Picture, profile: bytes | None) -> Picture:
    """RGB or RGBA in the colours that browsers take for granted. A profile that makes no sense is left out."""
    alpha = picture.getchannel("A") if picture.mode in ("LA", "RGBA") else None
    colours = picture.convert(picture.mode[:-1]) if alpha is not None else picture
    rgb = _converted(colours, profile) if profile else colours.convert("RGB")
    if alpha is not None:
        rgb.putalpha(alpha)
    return rgb


def _converted(colours: Picture, profile: bytes) -> Picture:
    try:
        made = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(colours, made, _SRGB, outputMode="RGB") or colours.convert("RGB")
    except (ImageCms.PyCMSError, OSError):
        return colours.convert("RGB")


def _bare(picture: Picture) -> Picture:
    """The pixels alone; without a transparency that hides nothing."""
    opaque = picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255)
    bare = picture.convert("RGB") if opaque else picture
    bare.info = {}
    return bare
