# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sizes from OpenSCAD texts and from numbers, exactly, whatever is written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.manifest.dimensions import MAX_TEXT, MILLIMETRES, decimal_of, is_closed, millimetres, plain, read_openscad
from oshmark.manifest.model import GRAMS, Mass

BOXES = {
    "cube([30, 20, 10])": (30, 20, 10),
    "cube(size = [30,20,10])": (30, 20, 10),
    "cube(size=[30, 20, 10], center=true);": (30, 20, 10),
    "cube(7)": (7, 7, 7),
    "cube(size = 7)": (7, 7, 7),
    "CUBE([1.5, .5, 2.])": ("1.5", "0.5", 2),
    " cube ( [ 1 , 2 , 3 ] )": (1, 2, 3),
    "cylinder(h = 30, r = 28)": (56, 56, 30),
    "cylinder(r=28,h=30)": (56, 56, 30),
    "cylinder(h = 30, d = 28)": (28, 28, 30),
    "cylinder(30, 28)": (56, 56, 30),
    "cylinder(30, 28, 14)": (56, 56, 30),
    "cylinder(h = 6, r1 = 7, r2 = 9)": (18, 18, 6),
    "cylinder(h = 6, d1 = 7, d2 = 9, center = true)": (9, 9, 6),
    "cylinder(h=10, r=5, $fn=60)": (10, 10, 10),
    "cylinder(30, d = 20)": (20, 20, 30),
    "sphere(r = 14)": (28, 28, 28),
    "sphere(14)": (28, 28, 28),
    "sphere(d = 14)": (14, 14, 14),
    "cube([1e2, 1, 1])": (100, 1, 1),
}
NONE = (
    "", "cube", "cube()", "cube([1, 2])", "cube([a, b, c])", "cylinder(r = 5)", "cylinder(h = 5)", "sphere()",
    'import("x.stl")',
    "union() { cube(1); }", "cube([0, 1, 1])", "cube([-1, 1, 1])", "sphere(r = 0)", "30 x 20 x 10", "cub([1,2,3])",
    "cube([1,2,3])" + " " * MAX_TEXT,
)  # fmt: skip
OPEN = {
    "cube(size = [120,100,5]": "cube(size = [120,100,5])",
    "cube(size = [120,100,5)": "cube(size = [120,100,5])",
    "cube([1, 2, 3": "cube([1, 2, 3])",
    "cylinder(h = 30, r = 28": "cylinder(h = 30, r = 28)",
    "cube([1, 2, 3]))": "cube([1, 2, 3])",
    "sphere(r = 3": "sphere(r = 3)",
}


@pytest.mark.parametrize(("text", "box"), BOXES.items())
def test_a_primitive_has_its_box(text: str, box: tuple[str | int, ...]) -> None:
    solid = read_openscad(text)
    assert solid is not None
    assert (solid.x, solid.y, solid.z) == tuple(map(Decimal, box))
    assert is_closed(text)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_primitive_has_no_box(text: str) -> None:
    assert read_openscad(text) is None


@pytest.mark.parametrize(("text", "closed"), OPEN.items())
def test_a_bracket_that_was_left_open_is_closed(text: str, closed: str) -> None:
    solid = read_openscad(text)
    assert solid is not None
    assert (solid.text, is_closed(text), is_closed(closed)) == (closed, False, True)
    again = read_openscad(closed)
    assert again is not None
    assert (again.x, again.y, again.z, again.text) == (solid.x, solid.y, solid.z, closed)


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "cube",
                "cylinder",
                "sphere",
                "(",
                ")",
                "[",
                "]",
                "=",
                ",",
                " ",
                "h",
                "r1",
                "d",
                "size",
                "1",
                "2.5",
                "1e99",
                "-",
                ";",
                ".",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_no_text_makes_it_fall_and_what_is_read_is_read_again(text: str) -> None:
    solid = read_openscad(text)
    if solid is not None:
        again = read_openscad(solid.text)
        assert again is not None
        assert (again.x, again.y, again.z, again.text) == (solid.x, solid.y, solid.z, solid.text)
        assert all(
            isinstance(millimetres(edge, unit), Decimal) for edge in (solid.x, solid.y, solid.z) for unit in MILLIMETRES
        )


edges = st.decimals("0.001", 10**6, places=3)


@given(edges, edges, edges)
def test_the_box_of_a_cube_is_its_edges(x: Decimal, y: Decimal, z: Decimal) -> None:
    solid = read_openscad(f"cube(size = [{x:f}, {y:f}, {z:f}])")
    assert solid is not None
    assert (solid.x, solid.y, solid.z) == (x, y, z)


@pytest.mark.parametrize(
    ("unit", "factor"), [("mm", 1), ("cm", 10), ("m", 1000), ("in", "25.4"), ("ft", "304.8"), ("um", "0.001")]
)
def test_a_length_becomes_millimetres_exactly(unit: str, factor: str | int) -> None:
    assert millimetres(Decimal("2.5"), unit) == Decimal("2.5") * Decimal(factor)
    assert millimetres(Decimal(1), "ell") is None


@pytest.mark.parametrize(
    ("unit", "grams"),
    [("g", "2.5"), ("kg", "2500"), ("mg", "0.0025"), ("t", "2500000"), ("lb", "1133.980925"), ("oz", "70.8738078125")],
)
def test_a_mass_becomes_grams_exactly(unit: str, grams: str) -> None:
    assert Mass(value=Decimal("2.5"), unit=unit).grams == Decimal(grams)
    assert set(GRAMS) == {"mg", "g", "kg", "t", "lb", "oz"}


@pytest.mark.parametrize("unit", [None, "", "stone", "KG"])
def test_a_mass_of_an_unknown_unit_has_no_grams(unit: str | None) -> None:
    assert Mass(value=Decimal(1), unit=unit).grams is None


NUMBERS = {
    "1": "1", " 1.50 ": "1.5", "3,5": "3.5", "1E+2": "100", "1e29": "1" + "0" * 29, "0e99999": None, "-0": "0",
    "1e31": None, "": None,
    "1,234.5": None, "1,2,3": None, "nan": None, "inf": None, "sNaN": None, "five": None, "1 mm": None, "0.1": "0.1",
    "1e-30": "0." + "0" * 29 + "1",
    "1e999999999999": None,
}  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_a_number_in_a_text(text: str, number: str | None) -> None:
    found = decimal_of(text)
    assert (None if found is None else f"{found:f}") == number


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=5))
def test_a_number_in_its_shortest_form_is_the_same_number(value: Decimal) -> None:
    short = plain(value)
    assert short == value
    assert "E" not in str(short) or abs(short) < Decimal("0.00001")
    assert decimal_of(str(value)) == value
