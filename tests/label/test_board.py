# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The footprint is an S-expression that KiCad reads, stays in its size, and its code can be read on the board."""

from __future__ import annotations

import re
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from oshmark.label.board import footprint
from oshmark.label.forms import FORMS, Options
from tests.label.labels import ADDRESS, NASTY, label

_SIGN = re.compile(r'[()]|"(?:[^"\\]|\\.)*"|[^\s()"]+')


def parsed(text: str) -> list[Any]:
    """The one expression of a text as nested lists."""
    stack: list[list[Any]] = [[]]
    for sign in _SIGN.findall(text):
        if sign == "(":
            stack.append([])
        elif sign == ")":
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(sign)
    [[whole]] = stack
    assert isinstance(whole, list)
    return whole


def named(whole: list[Any], name: str) -> list[list[Any]]:
    return [one for one in whole if isinstance(one, list) and one[0] == name]


@pytest.mark.parametrize("key", ["board", "board-code"])
@pytest.mark.parametrize("nasty", NASTY)
def test_it_is_one_expression_with_the_number_on_the_silkscreen(nasty: str, key: str) -> None:
    whole = parsed(footprint(NASTY[nasty], FORMS[key], Options()).decode())
    assert whole[:2] == ["footprint", '"label_8T6D7NM8"']
    [number] = [text for text in named(whole, "fp_text") if text[1] == "user"]
    assert number[2] == '"8T6D-7NM8"'
    assert ["layer", '"F.SilkS"'] in number
    [[_effects, [_font, size, thickness]]] = named(number, "effects")
    assert (size, thickness) == (["size", "1.4", "1.4"], ["thickness", "0.22"])


@pytest.mark.parametrize("white_ink", [True, False])
def test_its_code_stays_in_the_form_and_reads_on_a_board_of_that_colour(*, white_ink: bool) -> None:
    form = FORMS["board-code"]
    whole = parsed(footprint(label(), form, Options(white_ink=white_ink)).decode())
    scale = 40
    board = Image.new("L", (int(form.width_mm) * scale, int(form.height_mm) * scale), 20 if white_ink else 235)
    draw = ImageDraw.Draw(board)
    polygons = named(whole, "fp_poly")
    assert len(polygons) > 150
    for polygon in polygons:
        [points] = named(polygon, "pts")
        corners = [(float(x), float(y)) for _xy, x, y in named(points, "xy")]
        assert all(abs(x) <= form.width_mm / 2 and abs(y) <= form.height_mm / 2 for x, y in corners)
        moved = [(scale * (x + float(form.width_mm) / 2), scale * (y + float(form.height_mm) / 2)) for x, y in corners]
        draw.rectangle([*moved[0], *moved[2]], fill=235 if white_ink else 20)
    [found] = zxingcpp.read_barcodes(board, try_invert=False)
    assert found.text == ADDRESS


def test_without_a_code_there_are_no_polygons() -> None:
    assert named(parsed(footprint(label(), FORMS["board"], Options()).decode()), "fp_poly") == []
