# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Good pictures become small ones that say nothing but what they show."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from oshmark.adapters.pictures.answer import BOXES, MAX_THUMBNAIL_BYTES, Thumbnail
from oshmark.adapters.pictures.thumbnailer import Thumbnailer
from tests.adapters.pictures.made import drawing, noise, opened, plain, written

GPS = 0x8825
NOISY = [
    ("RGB", (4000, 3000), "JPEG"),
    ("RGB", (640, 960), "PNG"),
    ("RGBA", (640, 960), "PNG"),
    ("RGBA", (900, 400), "WEBP"),
    ("L", (640, 960), "PNG"),
    ("LA", (700, 700), "PNG"),
    ("CMYK", (640, 960), "JPEG"),
    ("I;16", (700, 700), "PNG"),
    ("1", (704, 700), "PNG"),
    ("P", (640, 960), "GIF"),
]


def made(thumbnailer: Thumbnailer, raw: bytes) -> tuple[Thumbnail, ...]:
    thumbnails = thumbnailer.thumbnails(raw)
    assert isinstance(thumbnails, tuple), thumbnails
    assert [one.name for one in thumbnails] == [640, 160]
    for one in thumbnails:
        assert len(one.content) <= MAX_THUMBNAIL_BYTES
        assert opened(one.content).size == (one.width, one.height)
        assert one.width <= BOXES[one.name][0]
        assert one.height <= BOXES[one.name][1]
    return thumbnails


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_each_format_is_read_whatever_the_file_is_called(thumbnailer: Thumbnailer, kind: str) -> None:
    [page, small] = made(thumbnailer, plain(kind, size=(1280, 960)))
    assert (page.width, page.height) == (640, 480)
    assert (small.width, small.height) == (160, 120)
    red, green, blue = opened(page.content).convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    assert (red > 245, 155 < green < 175, blue < 12) == (True, True, True)


def test_a_drawing_is_painted_as_large_as_the_page_needs(thumbnailer: Thumbnailer) -> None:
    [page, _small] = made(thumbnailer, drawing('<rect width="40" height="60" fill="#0f0"/>'))
    assert (page.width, page.height) == (640, 480)
    picture = opened(page.content).convert("RGBA")
    assert picture.getpixel((100, 200)) == pytest.approx((0, 255, 0, 255), abs=6)
    assert picture.getpixel((500, 200))[3] == 0  # type: ignore[index]


def test_a_small_picture_is_not_blown_up(thumbnailer: Thumbnailer) -> None:
    assert [(one.width, one.height) for one in made(thumbnailer, plain(size=(40, 30)))] == [(40, 30), (40, 30)]


@pytest.mark.parametrize("size", [(1, 9_000), (9_000, 1), (1, 1), (30_000, 2)])
def test_an_odd_shape_stays_within_the_box(thumbnailer: Thumbnailer, size: tuple[int, int]) -> None:
    made(thumbnailer, plain(size=size))


@pytest.mark.parametrize(("mode", "size", "kind"), NOISY)
def test_the_noisiest_picture_fits_into_40_kilobytes(
    thumbnailer: Thumbnailer, mode: str, size: tuple[int, int], kind: str
) -> None:
    for seed in (1, 2):
        made(thumbnailer, noise(mode, size, kind, seed))


@settings(max_examples=25)
@given(
    width=st.integers(1, 1_500),
    height=st.integers(1, 1_500),
    seed=st.integers(0, 9),
    mode=st.sampled_from(["RGB", "RGBA"]),
)
def test_any_size_of_noise_fits(thumbnailer: Thumbnailer, width: int, height: int, seed: int, mode: str) -> None:
    made(thumbnailer, noise(mode, (width, height), "PNG", seed, compress_level=0))


def test_the_same_picture_gives_the_same_thumbnails(thumbnailer: Thumbnailer) -> None:
    for raw in (noise("RGB", (900, 700), "JPEG"), drawing('<circle cx="40" cy="30" r="20"/>')):
        with Thumbnailer() as another:
            assert made(thumbnailer, raw) == made(another, raw)


def test_a_photo_is_turned_upright_and_says_nothing_of_place_and_camera(thumbnailer: Thumbnailer) -> None:
    photo = Image.new("RGB", (400, 200), "white")
    photo.paste("red", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # the top of what was seen is at the right of the file
    exif[0x010F] = "SECRETCAMERA"
    exif.get_ifd(GPS)[2] = (48.0, 12.0, 30.0)
    exif.get_ifd(GPS)[29] = "2026:11:20"
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRETOWNER</x:xmpmeta>"
    for kind in ("JPEG", "PNG", "WEBP"):
        raw = written(photo, kind, exif=exif, icc_profile=icc, **({"xmp": xmp} if kind != "PNG" else {}))
        assert b"SECRETCAMERA" in raw
        [page, small] = made(thumbnailer, raw)
        assert (page.width, page.height) == (200, 400)
        assert opened(page.content).convert("RGB").getpixel((100, 100)) == pytest.approx((255, 0, 0), abs=6)
        for one in (page, small):
            assert not any(name in one.content for name in (b"SECRET", b"EXIF", b"Exif", b"XMP", b"ICCP", b"2026"))
            assert not opened(one.content).getexif()


def test_the_colours_of_a_profile_become_those_of_the_web(thumbnailer: Thumbnailer) -> None:
    swapped = _profile_with_red_and_blue_swapped()
    raw = written(Image.new("RGB", (80, 60), (255, 0, 0)), "PNG", icc_profile=swapped)
    colour = opened(made(thumbnailer, raw)[0].content).convert("RGB").getpixel((40, 30))
    assert colour == pytest.approx((0, 0, 255), abs=12)


def _profile_with_red_and_blue_swapped() -> bytes:
    """sRGB in which the red and the blue primary have changed places (ICC.1, 9.2.44: rXYZ, bXYZ)."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(profile[128:132], "big")
    for at in range(132, 132 + 12 * count, 12):
        name = bytes(profile[at : at + 4])
        if name in (b"rXYZ", b"bXYZ"):
            profile[at : at + 4] = b"bXYZ" if name == b"rXYZ" else b"rXYZ"
    return bytes(profile)


def test_a_profile_that_makes_no_sense_is_left_out(thumbnailer: Thumbnailer) -> None:
    raw = written(Image.new("RGB", (80, 60), (0, 255, 0)), "PNG", icc_profile=b"no profile at all" * 9)
    assert opened(made(thumbnailer, raw)[0].content).convert("RGB").getpixel((9, 9)) == pytest.approx(
        (0, 255, 0), abs=6
    )


def test_sixteen_bits_of_grey_keep_their_brightness(thumbnailer: Thumbnailer) -> None:
    raw = written(Image.new("I;16", (80, 60), 128 * 256), "PNG")
    assert opened(made(thumbnailer, raw)[0].content).convert("L").getpixel((9, 9)) == pytest.approx(128, abs=3)


def test_inks_become_colours(thumbnailer: Thumbnailer) -> None:
    raw = written(Image.new("CMYK", (80, 60), (0, 255, 255, 0)), "JPEG")
    red, green, blue = opened(made(thumbnailer, raw)[0].content).convert("RGB").getpixel((9, 9))  # type: ignore[misc]
    assert (red > 200, green < 80, blue < 80) == (True, True, True)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_what_is_transparent_stays_so(thumbnailer: Thumbnailer, kind: str) -> None:
    picture = Image.new("RGBA", (80, 60), (0, 0, 0, 0))
    picture.paste((255, 0, 0, 255), (0, 0, 40, 60))
    shown = opened(made(thumbnailer, written(picture, kind))[0].content).convert("RGBA")
    assert [shown.getpixel((70, 30))[3], shown.getpixel((10, 30))[3]] == [0, 255]  # type: ignore[index]


def test_whoever_asks_never_loads_the_libraries_for_pictures() -> None:
    program = (
        "import sys; from oshmark.adapters.pictures import store, thumbnailer;"
        "print([name for name in sys.modules if name.partition('.')[0] in ('PIL', 'resvg_py')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
