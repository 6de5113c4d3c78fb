# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Labels as files."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pypdf
import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image

from oshmark.adapters.labels import MAX_LABELS, MEDIA_TYPES, Preview, preview, render, render_all
from oshmark.adapters.typesetting.typesetter import Typesetter
from oshmark.errors import RefusedError
from oshmark.label.forms import FORMS, Format, Options, TextSize
from oshmark.label.plain_text import plain_text
from tests.label.labels import ADDRESS, NASTY, label, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL, PLATE = FORMS["full"], FORMS["plate"]


@pytest.fixture(scope="module")
def typesetter() -> Iterator[Typesetter]:
    with Typesetter() as one:
        yield one


def test_the_same_label_has_the_same_bytes_in_every_format(typesetter: Typesetter) -> None:
    assert set(MEDIA_TYPES) == set(Format)
    with Typesetter() as other:
        for form in FORMS.values():
            for wanted in form.formats:
                assert render(label(), form, wanted, Options(), typesetter) == render(
                    label(), form, wanted, Options(), other
                )


def test_a_drawing_carries_the_whole_text_for_those_who_cannot_see_it(typesetter: Typesetter) -> None:
    root = ET.fromstring(render(NASTY["markup"], PLATE, Format.SVG, Options(), typesetter))  # noqa: S314  ours
    assert root.attrib["role"] == "img"
    title, description = root[0], root[1]
    assert title.attrib["id"] == root.attrib["aria-labelledby"]
    assert description.attrib["id"] == root.attrib["aria-describedby"]
    assert "<b>&amp;</b>" in (title.text or "")
    assert description.text == plain_text(NASTY["markup"], "en")


@pytest.mark.parametrize("dpi", [300, 600])
def test_a_picture_is_printed_in_its_true_size(dpi: int, typesetter: Typesetter) -> None:
    picture = Image.open(io.BytesIO(render(label(), PLATE, Format.PNG, Options(dpi=dpi), typesetter)))
    assert abs(picture.width / picture.info["dpi"][0] * 25.4 - 85) < 0.1
    assert abs(picture.height / picture.info["dpi"][1] * 25.4 - 55) < 0.1
    [found] = zxingcpp.read_barcodes(picture)
    assert found.text == ADDRESS


def test_a_sheet_starts_at_the_place_that_is_free(typesetter: Typesetter) -> None:
    units = [label(serial=f"A-{at}") for at in range(1, 13)]
    pdf = render_all(units, PLATE, Format.PDF, Options(paper="a4-2x5", start=9), typesetter)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert [page.count("Self-declared") for page in pages] == [2, 10]
    assert "Serial A-2" in pages[0]
    assert "Serial A-12" in pages[1]


def test_copies_follow_each_other(typesetter: Typesetter) -> None:
    pdf = render_all([label(serial="A-1"), label(serial="A-2")], PLATE, Format.PDF, Options(copies=2), typesetter)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert [("A-1" in page, "A-2" in page) for page in pages] == [(True, False)] * 2 + [(False, True)] * 2


def test_many_labels_are_pages_and_those_that_need_more_panels_have_them(typesetter: Typesetter) -> None:
    few = [label(serial=f"A-{at}") for at in range(5)]
    assert len(pypdf.PdfReader(io.BytesIO(render_all(few, FULL, Format.PDF, Options(), typesetter))).pages) == 5
    mixed = [*few, label(parts(80))]
    panels = preview(mixed[-1], FULL, Options(), typesetter).panels
    assert panels >= 2
    pdf = render_all(mixed, FULL, Format.PDF, Options(), typesetter)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 5 + panels


@pytest.mark.parametrize("key", ["full", "compact", "plate"])
def test_of_many_labels_those_that_do_not_fit_like_the_others_are_set_with_care(
    key: str, typesetter: Typesetter
) -> None:
    form = FORMS[key]
    odd = label(parts(90), serial="ODD-1", modularity="Twelve modules. " * 20)
    units = [label(serial=f"A-{at}") for at in range(10)]
    panels = preview(odd, form, Options(), typesetter).panels
    pdf = render_all([*units[:3], odd, *units[3:]], form, Format.PDF, Options(), typesetter)
    pages = [page.extract_text().replace("\u200b", "") for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert ["ODD-1" in page for page in pages] == [False] * 3 + [True] * panels + [False] * 7
    assert all(page.startswith("Self-declared, not certified") for page in pages)
    assert panels == (1 if key != "full" else panels) >= 1


def test_it_refuses_too_many_and_several_in_a_picture(typesetter: Typesetter) -> None:
    with pytest.raises(RefusedError, match="labels are made at once"):
        render_all([label()] * (MAX_LABELS + 1), FULL, Format.PDF, Options(), typesetter)
    with pytest.raises(RefusedError, match="labels are made at once"):
        render_all([], FULL, Format.PDF, Options(), typesetter)
    with pytest.raises(RefusedError, match="made as pdf"):
        render_all([label()] * 2, FULL, Format.SVG, Options(), typesetter)
    with pytest.raises(RefusedError, match="carries a name of up to 400 letters"):
        render(label(product="x" * 401), FULL, Format.PDF, Options(), typesetter)


def test_a_preview_says_what_was_done_to_make_it_fit(typesetter: Typesetter) -> None:
    whole = preview(label(), FULL, Options(), typesetter)
    assert whole == Preview(
        width_mm=FULL.width_mm, height_mm=FULL.height_mm, panels=1, text_percent=100, shortened=False, replaced={}
    )
    assert preview(NASTY["long-names"], PLATE, Options(), typesetter).shortened
    assert preview(label(product="Lark ក"), PLATE, Options(), typesetter).replaced == {"ក": 1}
    assert preview(label(), FULL, Options(text_size=TextSize.LARGE), typesetter).text_percent < 100
    assert preview(label(), FORMS["text"], Options(), typesetter).panels == 1


def test_a_code_that_would_get_too_small_is_refused(typesetter: Typesetter) -> None:
    address = f"https://{'very-' * 18}long.example/C/8T6D7NM8"
    with pytest.raises(RefusedError, match="mm are needed"):
        render(replace(label(), address=address), FORMS["board-code"], Format.PDF, Options(), typesetter)
