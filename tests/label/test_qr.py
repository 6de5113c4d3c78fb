# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-20: the code is what the standard says, leads to a label and to nothing else, and is never too small to be read."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from oshmark.errors import RefusedError
from oshmark.label.address import label_address
from oshmark.label.number import draw_number
from oshmark.label.qr import Code, Loop, code, drawing, outlines, walk
from tests.label.labels import ADDRESS


def test_the_code_has_level_q_the_small_alphabet_and_no_boost() -> None:
    made = code(ADDRESS)
    assert made.size == 29
    assert made.whole == 37
    other = segno.make_qr(ADDRESS, error="q", boost_error=False)
    assert (other.version, other.mode) == (3, "alphanumeric")
    assert made.size == len(other.matrix)


def test_the_same_address_gives_the_same_code() -> None:
    assert code(ADDRESS) == code(ADDRESS)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)//C/8T6D7NM8",
        "JAVASCRIPT://OSHMARK.EXAMPLE/C/8T6D7NM8",
        "data:text/html,<script>",
        "HTTPS://OSHMARK.EXAMPLE/",
        "HTTPS://OSHMARK.EXAMPLE/C/8T6D7NM9",
        "HTTPS://OSHMARK.EXAMPLE/C/8t6d7nm8",
        "HTTPS://OSHMARK.EXAMPLE/C/8T6D7NM8?to=else",
        "HTTPS://OSHMARK.EXAMPLE/C/8T6D7NM8#else",
        "HTTPS://ELSE@OSHMARK.EXAMPLE/C/8T6D7NM8",
        "HTTPS://OSHMARK.EXAMPLE/C/8T6D7NM8/A%20B",
        "HTTPS://OSHMARK.EXAMPLE/D/8T6D7NM8",
        "HTTPS:///C/8T6D7NM8",
        f"HTTPS://{'A' * 200}.EXAMPLE/C/8T6D7NM8",
        "",
    ],
)
def test_it_makes_no_code_of_anything_but_the_address_of_a_label(address: str) -> None:
    with pytest.raises(RefusedError):
        code(address)


def test_it_takes_a_serial_a_path_and_plain_http() -> None:
    for site in ("https://osh.example/labels", "http://127.0.0.1:8000"):
        assert code(label_address(site, "8T6D7NM8", "A-1")).size >= 29


def test_it_refuses_modules_that_a_telephone_could_not_read() -> None:
    made = code(ADDRESS)
    assert made.module_mm(Decimal("14.8")) == Decimal("0.4")
    with pytest.raises(RefusedError, match=r"0\.4 mm are needed"):
        made.module_mm(Decimal("14.7"))


def _dark(loops: tuple[Loop, ...], x: int, y: int) -> bool:
    """Whether the module lies within an odd number of outlines: counts what is crossed on the way to the right."""
    crossed = 0
    for loop in loops:
        for (x1, y1), (x2, y2) in zip(loop, (*loop[1:], loop[0]), strict=True):
            low, high = min(y1, y2), max(y1, y2)
            slope = 0 if y1 == y2 else (y + 0.5 - y1) / (y2 - y1)
            crossed += low <= y + 0.5 < high and x1 + slope * (x2 - x1) > x + 0.49
    return crossed % 2 == 1


@given(st.integers(min_value=0))
def test_outlines_and_the_walk_hold_exactly_the_dark_modules(seed: int) -> None:
    below = Random(seed).randrange  # noqa: S311  no secret
    made = code(f"HTTPS://OSHMARK.EXAMPLE/C/{draw_number(below)}")
    for loops in (outlines(made), (walk(made),)):
        assert all(
            _dark(loops, x, y) == bool(dark) for y, row in enumerate(made.rows[:12]) for x, dark in enumerate(row)
        )


def test_the_drawing_of_a_code_is_one_path_with_the_same_outlines() -> None:
    made = code(ADDRESS)
    text = drawing(made)
    assert text.count("<path") == 1
    assert f'viewBox="0 0 {made.size} {made.size}"' in text
    (path,) = re.findall(r' d="([^"]+)"', text)
    loops = tuple(_corners(one) for one in path.split("z") if one)
    assert all(_dark(loops, x, y) == bool(dark) for y, row in enumerate(made.rows) for x, dark in enumerate(row))


def _corners(written: str) -> Loop:
    """The corners of `M1 2H3V4…`."""
    x, y = map(int, re.findall(r"\d+", written)[:2])
    corners = [(x, y)]
    for axis, amount in re.findall(r"([HV])(\d+)", written):
        x, y = (int(amount), y) if axis == "H" else (x, int(amount))
        corners.append((x, y))
    return tuple(corners)


@given(st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=6, max_size=6))
def test_outlines_hold_the_dark_modules_of_any_pattern(rows: list[list[bool]]) -> None:
    made = Code("", tuple(bytes(row) for row in rows))
    loops = outlines(made)
    assert all(_dark(loops, x, y) == dark for y, row in enumerate(rows) for x, dark in enumerate(row))
