# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be chosen, and where labels lie on sheets."""

from __future__ import annotations

from decimal import Decimal
from pkgutil import get_data
from typing import TYPE_CHECKING

import pytest

from oshmark.errors import RefusedError
from oshmark.label.forms import FORMS, Format, Options, check_choice, form_of
from oshmark.label.papers import PAPERS

if TYPE_CHECKING:
    from oshmark.label.forms import Form
    from oshmark.label.papers import Paper

SIZED = [form for form in FORMS.values() if form.width_mm]


def test_each_form_has_a_layout_and_a_code_that_can_be_read() -> None:
    assert list(FORMS) == ["full", "compact", "strip", "plate", "board", "board-code", "text"]
    for form in SIZED:
        assert get_data("oshmark.label", f"layouts/{form.layout}.typ")
        assert form.code_mm == 0 or form.code_mm >= Decimal("14.8")


@pytest.mark.parametrize(
    ("form", "wanted", "options", "says"),
    [
        ("text", Format.PDF, Options(), "choose one of txt"),
        ("full", Format.KICAD, Options(), "choose one of pdf, svg, png"),
        ("full", Format.PNG, Options(dpi=72), "150, 300, 600, 1200"),
        ("full", Format.PDF, Options(copies=0), "1 to 1000 copies"),
        ("full", Format.PDF, Options(paper="a3"), "There is no paper “a3”"),
        ("full", Format.SVG, Options(paper="a4"), "are made as pdf"),
        ("full", Format.PDF, Options(paper="a4", start=5), "has 4 places; 5 is none"),
        ("full", Format.PDF, Options(paper="a4-2x8"), "does not fit"),
    ],
)
def test_it_refuses_what_does_not_go_together(form: str, wanted: Format, options: Options, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        check_choice(FORMS[form], wanted, options)


def test_it_names_the_forms_there_are() -> None:
    with pytest.raises(RefusedError, match="choose one of full, compact"):
        form_of("poster")


def fits(paper: Paper, form: Form) -> bool:
    try:
        paper.grid(form.width_mm, form.height_mm)
    except RefusedError:
        return False
    return True


FITTING = [(paper, form) for paper in PAPERS.values() for form in SIZED if fits(paper, form)]


def test_some_forms_are_too_large_for_some_papers() -> None:
    assert len(FITTING) == len(PAPERS) * len(SIZED) - 11


@pytest.mark.parametrize(("paper", "form"), FITTING)
def test_no_label_leaves_its_sheet_or_lies_on_another(paper: Paper, form: Form) -> None:
    grid = paper.grid(form.width_mm, form.height_mm)
    size = (form.height_mm, form.width_mm) if grid.turned else (form.width_mm, form.height_mm)
    assert all(label <= cell <= step for label, cell, step in zip(size, grid.cell_mm, grid.step_mm, strict=True))
    right = grid.left_mm + (grid.columns - 1) * grid.step_mm[0] + grid.cell_mm[0]
    low = grid.top_mm + (grid.rows - 1) * grid.step_mm[1] + grid.cell_mm[1]
    assert grid.left_mm >= 0
    assert grid.top_mm >= 0
    assert right <= paper.width_mm
    assert low <= paper.height_mm


def test_every_form_fits_on_plain_paper_and_on_labels_of_both_continents() -> None:
    assert {key: paper.grid(Decimal(68), Decimal(136)).places for key, paper in PAPERS.items() if "-" not in key} == {
        "a4": 4,
        "letter": 3,
    }
    assert PAPERS["a4-2x5"].grid(Decimal(48), Decimal(95)).turned
    assert PAPERS["letter-2x5"].grid(Decimal(48), Decimal(95)).turned
    assert not PAPERS["a4-2x8"].grid(Decimal(97), Decimal(33)).turned
