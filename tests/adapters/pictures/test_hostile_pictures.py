# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hostile pictures: each is refused with its reason or shown, in time, and the next one works."""

from __future__ import annotations

import base64
import os
import signal
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oshmark.adapters.pictures.answer import MAX_SOURCE_BYTES, Why
from oshmark.adapters.pictures.thumbnailer import Thumbnailer
from oshmark.adapters.renewed_child import QUESTIONS_A_CHILD
from tests.adapters.pictures.made import chunk, drawing, gif_of, noise, opened, plain, png_bomb

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = plain()
# A drawing whose `use` elements double twenty-six times.
DOUBLING = drawing(
    '<g id="g0"><rect width="1" height="1"/></g>'
    + "".join(f'<g id="g{n}"><use xlink:href="#g{n - 1}"/><use xlink:href="#g{n - 1}"/></g>' for n in range(1, 27))
)
SLOW = drawing(
    '<filter id="f"><feTurbulence numOctaves="9"/>'
    + "<feMorphology radius='99'/>" * 900
    + '</filter><rect width="80" height="60" filter="url(#f)"/>'
)
LAUGHS = (
    b'<!DOCTYPE svg [<!ENTITY a "ha">'
    + b"".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">'.encode() for n in range(1, 12))
    + b']><svg xmlns="http://www.w3.org/2000/svg"><text>&a11;</text></svg>'
)


def works(thumbnailer: Thumbnailer) -> bool:
    return isinstance(thumbnailer.thumbnails(GOOD), tuple)


@pytest.fixture
def hasty() -> Iterator[Thumbnailer]:
    with Thumbnailer(timeout_s=1.0) as working:
        assert works(working)
        yield working


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", Why.UNKNOWN_FORMAT),
        (b"hello", Why.UNKNOWN_FORMAT),
        (b"%PDF-1.7", Why.UNKNOWN_FORMAT),
        (b"\x1f\x8b\x08" + bytes(40), Why.UNKNOWN_FORMAT),
        (plain("BMP"), Why.UNKNOWN_FORMAT),
        (plain("TIFF"), Why.UNKNOWN_FORMAT),
        (plain("ICO"), Why.UNKNOWN_FORMAT),
        (plain("EPS"), Why.UNKNOWN_FORMAT),
        (b"<html><body>404</body></html>", Why.UNKNOWN_FORMAT),
        ("<svg/>".encode("utf-16"), Why.UNKNOWN_FORMAT),
        (b"<svg", Why.DAMAGED),
        (drawing("<g>"), Why.DAMAGED),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>', Why.DAMAGED),
        (noise("RGB", (300, 300), "PNG")[:2_000], Why.DAMAGED),
        (noise("RGB", (300, 300), "JPEG")[:2_000], Why.DAMAGED),
        (noise("RGB", (300, 300), "WEBP")[:2_000], Why.DAMAGED),
        (noise("P", (300, 300), "GIF")[:2_000], Why.DAMAGED),
        (png_bomb(50_000, 50_000), Why.TOO_MANY_PIXELS),
        (png_bomb(2_147_483_647, 2_147_483_647), Why.TOO_MANY_PIXELS),
        (plain("GIF")[:6] + b"\xff\xff\xff\xff" + plain("GIF")[10:], Why.TOO_MANY_PIXELS),
        (bytes(MAX_SOURCE_BYTES + 1), Why.TOO_LARGE),
        (LAUGHS, Why.ENTITIES),
        (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><text>&x;</text></svg>', Why.ENTITIES),
        (drawing("<g>" * 5_000 + "</g>" * 5_000), Why.TOO_COMPLEX),
        (drawing("<g/>" * 100_001), Why.TOO_COMPLEX),
    ],
)
def test_it_is_refused_with_its_reason(thumbnailer: Thumbnailer, raw: bytes, why: Why) -> None:
    assert thumbnailer.thumbnails(raw) is why
    assert works(thumbnailer)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "../../secret.png",
        "http://127.0.0.1:1/x.png",
        "x.svg",
        "data:image/svg+xml,&lt;svg/>",
        " ",
        "//example.org/x.png",
    ],
)
@pytest.mark.parametrize("element", ["image", "feImage", "use", "svg:image", "linearGradient"])
@pytest.mark.parametrize("key", ["href", "xlink:href"])
def test_a_drawing_that_loads_something_is_refused(
    thumbnailer: Thumbnailer, address: str, element: str, key: str
) -> None:
    named = f'<{element} {key}="{address}" width="9" height="9"/>'
    raw = drawing(f'<g xmlns:svg="http://www.w3.org/2000/svg">{named}</g>')
    assert thumbnailer.thumbnails(raw) is Why.LOADS_FILES


def test_what_a_drawing_names_in_its_style_is_not_loaded(thumbnailer: Thumbnailer, tmp_path: Path) -> None:
    picture = tmp_path / "red.png"
    picture.write_bytes(plain(mode="RGB"))
    raw = drawing(
        f"<style>@import url(file://{picture}); rect {{ fill: url(file://{picture}) #00f }}</style>"
        f'<a xlink:href="http://www.example.org/"><rect width="80" height="60" filter="url({picture}#f)"/></a>'
    )
    thumbnails = thumbnailer.thumbnails(raw)
    assert not isinstance(thumbnails, Why)
    assert (255, 165, 0) not in {colour[:3] for _, colour in opened(thumbnails[0].content).getcolors(999_999) or ()}  # type: ignore[index]


def test_a_drawing_may_bring_pictures_along(thumbnailer: Thumbnailer) -> None:
    inside = base64.b64encode(plain(size=(8, 8))).decode()
    raw = drawing(f'<image width="80" height="60" preserveAspectRatio="none" href="data:image/png;base64,{inside}"/>')
    thumbnails = thumbnailer.thumbnails(raw)
    assert not isinstance(thumbnails, Why)
    assert opened(thumbnails[0].content).convert("RGB").getpixel((300, 200)) == pytest.approx((255, 165, 0), abs=9)


def test_a_bomb_in_a_drawing_harms_nobody(thumbnailer: Thumbnailer) -> None:
    inside = base64.b64encode(png_bomb(40_000, 40_000)).decode()
    thumbnailer.thumbnails(drawing(f'<image width="9" height="9" href="data:image/png;base64,{inside}"/>'))
    assert works(thumbnailer)


@pytest.mark.parametrize(
    "size",
    ['width="1e9" height="1e9"', 'width="1" height="1e12"', 'viewBox="0 0 1 1e30"', 'width="1e-30" height="1e-30"'],
)
def test_a_drawing_of_an_absurd_size_becomes_a_thumbnail_or_nothing(thumbnailer: Thumbnailer, size: str) -> None:
    made = thumbnailer.thumbnails(
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="9" height="9"/></svg>'.encode()
    )
    assert made is Why.DAMAGED or (isinstance(made, tuple) and made[0].width <= 640 and made[0].height <= 960)
    assert works(thumbnailer)


def test_only_the_first_frame_of_ten_thousand_is_read(thumbnailer: Thumbnailer) -> None:
    raw = gif_of(10_000)
    start = time.monotonic()
    thumbnails = thumbnailer.thumbnails(raw)
    assert not isinstance(thumbnails, Why)
    assert time.monotonic() - start < 2
    assert opened(thumbnails[0].content).convert("RGB").getpixel((4, 4)) == pytest.approx((255, 0, 0), abs=9)


def test_what_takes_for_ever_is_stopped_in_time_and_the_next_picture_works(hasty: Thumbnailer) -> None:
    start = time.monotonic()
    assert hasty.thumbnails(SLOW) is Why.TOO_DEAR
    assert time.monotonic() - start < 3
    assert works(hasty)


def test_a_drawing_that_doubles_itself_is_refused(hasty: Thumbnailer) -> None:
    start = time.monotonic()
    assert hasty.thumbnails(DOUBLING) in (Why.DAMAGED, Why.TOO_DEAR)
    assert time.monotonic() - start < 3
    assert works(hasty)


def test_a_child_that_was_killed_or_hangs_is_replaced(hasty: Thumbnailer) -> None:
    for how, why in ((signal.SIGSTOP, Why.TOO_DEAR), (signal.SIGKILL, None)):
        assert hasty._child is not None
        os.kill(hasty._child._process.pid, how)
        if how is signal.SIGKILL:
            hasty._child._process.wait()
        made = hasty.thumbnails(GOOD)
        assert made is why or (why is None and isinstance(made, tuple))
        assert works(hasty)


def test_a_child_is_replaced_after_many_pictures(thumbnailer: Thumbnailer) -> None:
    seen = set()
    for _ in range(QUESTIONS_A_CHILD + 1):
        assert works(thumbnailer)
        assert thumbnailer._child is not None
        seen.add(thumbnailer._child._process.pid)
    assert len(seen) == 2


def test_no_child_is_left_behind() -> None:
    with Thumbnailer() as working:
        assert works(working)
        assert working._child is not None
        process = working._child._process
    assert process.poll() is not None


def test_the_child_ends_when_its_asker_does() -> None:
    with Thumbnailer() as working:
        assert works(working)
        assert working._child is not None
        process = working._child._process
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=5) == 0


def test_the_child_gets_none_of_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OSHMARK_SECRET", "hush hush")
    with Thumbnailer() as working:
        assert works(working)
        assert working._child is not None
        assert b"hush" not in Path(f"/proc/{working._child._process.pid}/environ").read_bytes()


def test_the_limits_of_the_child_are_those_of_the_kernel(thumbnailer: Thumbnailer) -> None:
    assert works(thumbnailer)
    assert thumbnailer._child is not None
    of_child = Path(f"/proc/{thumbnailer._child._process.pid}")
    limits = {line[:25].strip(): line[26:46].strip() for line in (of_child / "limits").read_text().splitlines()}
    assert limits["Max open files"] == "3"
    assert limits["Max file size"] == "0"
    assert limits["Max core file size"] == "0"
    assert limits["Max address space"] == str(1_536 * 1024 * 1024)
    assert limits["Max cpu time"] == "3600"
    status = dict(line.partition(":\t")[::2] for line in (of_child / "status").read_text().splitlines())
    assert status["Seccomp"] == "2"
    assert status["NoNewPrivs"] == "1"


SEEDS = [GOOD, plain("JPEG"), plain("WEBP"), plain("GIF"), drawing('<rect width="9" height="9"/>'), gif_of(3)]


@st.composite
def hurt(draw: st.DrawFn) -> bytes:
    """A good picture with some of its bytes replaced."""
    seed, junk = draw(st.sampled_from(SEEDS)), draw(st.binary(min_size=1, max_size=6))
    at = draw(st.integers(0, len(seed) - 1))
    return seed[:at] + junk + seed[at + len(junk) :]


@settings(max_examples=200)
@given(raw=st.binary(max_size=400) | hurt())
def test_any_bytes_are_a_picture_or_refused(thumbnailer: Thumbnailer, raw: bytes) -> None:
    made = thumbnailer.thumbnails(raw)
    assert isinstance(made, Why | tuple)
    if isinstance(made, tuple):
        assert max(len(one.content) for one in made) <= 40_000


def test_after_all_that_a_good_picture_is_shown(thumbnailer: Thumbnailer) -> None:
    assert works(thumbnailer)


def test_a_text_chunk_that_swells_is_refused_or_left_out(thumbnailer: Thumbnailer) -> None:
    swelling = chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(60_000_000), 9))
    at = GOOD.index(b"IDAT") - 4
    thumbnailer.thumbnails(GOOD[:at] + swelling * 40 + GOOD[at:])
    assert works(thumbnailer)
