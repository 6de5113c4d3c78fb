# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures lose what they say beside their pixels, and none of their pixels."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps, PngImagePlugin, TiffImagePlugin

from oshmark.adapters.metadata.clean import clean
from oshmark.adapters.metadata.parts import Taken, UncleanableError, pieces
from tests.adapters.metadata.films import PLACE, heic
from tests.adapters.pictures.made import chunk, noise, plain, written

SECRETS = (b"GPS", b"Lena Lens", b"47/1", b"xmpmeta", PLACE, b"Heron street", b"a note")
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><exif:GPSLatitude>47,4N</exif:GPSLatitude></x:xmpmeta>"
KINDS = ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")


def exif(orientation: int = 1) -> Image.Exif:
    """As a camera writes it: who, which way up, and where."""
    made = Image.Exif()
    made[0x0112], made[0x013B], made[0x010E] = orientation, "Lena Lens", "Heron street"
    made.get_ifd(0x8825).update({1: "N", 2: (47.0, 4.0, 14.5), 3: "E", 4: (15.0, 26.0, 22.0), 29: "2026:11:20"})
    made.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0a note"
    return made


def directory(orientation: int = 1) -> TiffImagePlugin.ImageFileDirectory_v2:
    """The same, as it stands in the directory of a TIFF itself."""
    made = TiffImagePlugin.ImageFileDirectory_v2()
    made[0x0112], made[0x013B], made[0x010E], made[700] = orientation, "Lena Lens", "Heron street", XMP
    made[0x8825] = {1: "N", 2: (47.0, 4.0, 14.5), 29: "2026:11:20"}
    return made


def photo(kind: str, orientation: int = 1, size: tuple[int, int] = (24, 16), seed: int = 1) -> bytes:
    picture = Image.open(io.BytesIO(noise("RGB", size, "PNG", seed)))
    options: dict[str, object] = {"exif": exif(orientation)}
    if kind == "TIFF":
        options = {"tiffinfo": directory(orientation)}
    if kind == "PNG":
        said = PngImagePlugin.PngInfo()
        said.add_text("Comment", "a note from Heron street")
        said.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"] = said
    if kind in ("JPEG", "WEBP", "AVIF"):
        options["xmp"] = XMP
    return written(picture, kind, **options)


def cleaned(raw: bytes) -> bytes:
    found = clean(raw)
    assert found is not None
    return b"".join(pieces(raw, found.parts))


def taken(raw: bytes) -> set[Taken]:
    found = clean(raw)
    assert found is not None
    return set(found.taken)


def pixels(raw: bytes, *, upright: bool = False) -> tuple[str, tuple[int, int], bytes]:
    with Image.open(io.BytesIO(raw)) as picture:
        picture.load()
        shown = ImageOps.exif_transpose(picture) if upright else picture
        return shown.mode, shown.size, shown.tobytes()


@pytest.mark.parametrize("kind", KINDS)
def test_the_pixels_stay_and_nothing_is_said_any_more(kind: str) -> None:
    raw = photo(kind)
    assert any(one in raw for one in SECRETS), "nothing to take out"
    bare = cleaned(raw)
    assert pixels(bare) == pixels(raw)
    assert [one for one in SECRETS if one in bare] == []
    with Image.open(io.BytesIO(bare)) as picture:
        assert not picture.getexif().get_ifd(0x8825)
        assert 0x013B not in picture.getexif()
    assert Taken.PLACE in taken(raw)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_which_way_up_it_is_stays(kind: str, orientation: int) -> None:
    raw = photo(kind, orientation)
    bare = cleaned(raw)
    with Image.open(io.BytesIO(bare)) as picture:
        assert picture.getexif().get(0x0112, 1) == orientation
    assert pixels(bare, upright=True) == pixels(raw, upright=True)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_clean_stays_as_it_is_to_the_last_byte(kind: str) -> None:
    bare = cleaned(photo(kind, 6))
    assert cleaned(bare) == bare
    assert taken(bare) == set()


@given(seed=st.integers(0, 999), width=st.integers(1, 40), height=st.integers(1, 40), turn=st.integers(1, 8))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_pixels_before_are_pixels_after(kind: str, seed: int, width: int, height: int, turn: int) -> None:
    raw = photo(kind, turn, (width, height), seed)
    bare = cleaned(raw)
    assert pixels(bare) == pixels(raw)
    assert [one for one in SECRETS if one in bare] == []


@pytest.mark.parametrize(
    "options", [{"progressive": True}, {"restart_marker_blocks": 1}, {"icc_profile": b"colours" * 9000}]
)
def test_every_way_to_write_a_jpeg_is_understood(options: dict[str, object]) -> None:
    picture = Image.open(io.BytesIO(noise("RGB", (70, 50), "PNG")))
    raw = written(picture, "JPEG", exif=exif(6), comment=b"a note", **options)
    bare = cleaned(raw)
    assert pixels(bare) == pixels(raw)
    assert b"a note" not in bare
    with Image.open(io.BytesIO(bare)) as found:
        assert found.info.get("icc_profile") == options.get("icc_profile")


def test_what_stands_behind_the_end_goes() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        raw = plain(kind) + b"GPS of the trailer"
        assert cleaned(raw) == cleaned(plain(kind))
        assert Taken.BEHIND in taken(raw)


@pytest.mark.parametrize(
    "options", [{}, {"compression": "tiff_lzw"}, {"compression": "tiff_adobe_deflate"}, {"save_all": True}]
)
def test_tiffs_of_every_kind_keep_their_pixels(options: dict[str, object]) -> None:
    picture = Image.open(io.BytesIO(noise("RGB", (50, 40), "PNG")))
    more = {"append_images": [picture.rotate(90)]} if "save_all" in options else {}
    said = directory()
    if "compression" in options:  # the library behind writes no directory of places
        del said[0x8825], said[700]
    raw = written(picture, "TIFF", tiffinfo=said, **options, **more)
    assert b"Lena Lens" in raw
    bare = cleaned(raw)
    assert pixels(bare) == pixels(raw)
    assert len(bare) == len(raw)
    assert [one for one in SECRETS if one in bare] == []


def test_what_nobody_points_to_in_a_tiff_goes() -> None:
    raw = plain("TIFF") + b"GPS that an editor has left behind"
    assert b"GPS" not in cleaned(raw)


def test_animations_keep_their_frames() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    for kind in ("PNG", "WEBP"):
        raw = written(frames[0], kind, save_all=True, append_images=frames[1:], exif=exif())
        with Image.open(io.BytesIO(cleaned(raw))) as picture:
            assert getattr(picture, "n_frames", 1) == 2


def test_a_heic_loses_its_block_and_keeps_its_place_for_everything_else() -> None:
    block = bytes(4) + exif().tobytes()[6:] + b"47/1"
    raw = heic(exif=block)
    bare = cleaned(raw)
    assert len(bare) == len(raw)
    assert b"pixels of a lamp" in bare
    assert b"Lena" not in bare
    assert {Taken.CAMERA, Taken.PLACE} <= taken(raw)
    assert cleaned(bare) == bare
    assert taken(bare) == set()


@pytest.mark.parametrize(
    "raw",
    [
        plain("JPEG")[:-40],
        plain("PNG")[:-20],
        plain("WEBP")[:-20],
        plain("TIFF")[:60],
        photo("AVIF")[:-40],
        b"\xff\xd8\xff\xd9",
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + chunk(b"ODDC", b"") + chunk(b"IEND", b""),
        heic(exif=b"x" * 30, kind=b"abcd"),
    ],
)
def test_what_is_damaged_or_odd_is_refused_in_a_sentence(raw: bytes) -> None:
    with pytest.raises(UncleanableError, match=r"\.$"):
        cleaned(raw)


HEADS = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBP", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"]
HEADS += [b"\0\0\0\x10ftypheic\0\0\0\0", b"\0\0\0\x10ftypmp42\0\0\0\0", b"\x1aE\xdf\xa3"]


@given(head=st.sampled_from(HEADS), rest=st.binary(max_size=300))
def test_whatever_the_bytes_are_they_are_cleaned_or_refused(head: bytes, rest: bytes) -> None:
    with suppress(UncleanableError):
        cleaned(head + rest)


@given(st.data())
@pytest.mark.parametrize("kind", KINDS)
def test_a_byte_that_is_wrong_stops_nobody(kind: str, data: st.DataObject) -> None:
    raw = bytearray(photo(kind))
    for _count in range(data.draw(st.integers(1, 3))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UncleanableError):
        clean(bytes(raw))
