# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every form of the label in every language with the nastiest content: nothing overlaps, every code is read."""

from __future__ import annotations

import io
import re
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from oshmark.adapters.labels import preview, render
from oshmark.label.declaration import Producer
from oshmark.label.forms import FORMS, Format, Options
from oshmark.label.qr import QUIET
from oshmark.label.words import LANGUAGES, words
from tests.label.geometry import Box, Drawing, read
from tests.label.labels import ADDRESS, NASTY, SENTENCE, label

if TYPE_CHECKING:
    from oshmark.adapters.typesetting.typesetter import Typesetter
    from oshmark.label.content import Content
    from oshmark.label.forms import Form

DRAWN = [form for form in FORMS.values() if Format.PDF in form.formats]
ALL = list(product(NASTY, LANGUAGES, [form.key for form in DRAWN]))
SOME = [
    *product(("everyday", "long-names"), ("en",), [form.key for form in DRAWN]),
    *product(("everyday",), ("de", "hi", "zh", "ar"), ("full", "plate")),
    *product(("markup", "one-word", "emoji", "scripts", "unseen", "heaped", "claims", "empty"), ("en",), ("full",)),
    *product(("scripts", "long-names"), ("ar", "hi"), ("strip", "compact")),
]
SMUDGE = 0.06
"""The share of the code's area that is covered (spec of the code: level Q has to bear it)."""
SLACK_PT = 0.7
"""How deep the boxes of two runs may reach into each other: those of slanted and joined letters do."""
MODULES = 33
"""Modules of the codes of these labels, at most: the quiet zone is four of them wide."""


def test_the_whole_cross_product_is_what_we_think() -> None:
    assert len(ALL) == 12 * 7 * 6 == 504
    assert len(SOME) == len(set(SOME)) == 36


@pytest.mark.parametrize(("nasty", "language", "key"), SOME)
def test_a_label_holds(nasty: str, language: str, key: str, typesetter: Typesetter) -> None:
    _hold(NASTY[nasty], FORMS[key], language, typesetter)


@pytest.mark.engine
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("nasty", NASTY)
def test_every_label_holds(nasty: str, language: str, typesetter: Typesetter) -> None:
    for form in DRAWN:
        _hold(NASTY[nasty], form, language, typesetter)


def _hold(content: Content, form: Form, language: str, typesetter: Typesetter) -> None:
    """Draw the label, and look at it from all sides."""
    options = Options(language=language)
    drawing = read(render(content, form, Format.SVG, options, typesetter))
    _nothing_overlaps(drawing)
    picture = Image.open(io.BytesIO(render(content, form, Format.PNG, options, typesetter)))
    panels = preview(content, form, options, typesetter).panels
    assert len(drawing.codes) == (panels if form.code_mm else 0)
    assert _read_back(_degraded(picture, drawing), drawing) == [content.address] * len(drawing.codes)
    _tagged_black_and_embedded(render(content, form, Format.PDF, options, typesetter), language, panels)


def _nothing_overlaps(drawing: Drawing) -> None:
    quiet = [code.grown(QUIET * (code.right - code.left) / MODULES) for code in drawing.codes]
    assert all(drawing.page.holds(code) for code in quiet)
    for text in drawing.texts:
        assert drawing.page.holds(text.box), f"{text} leaves {drawing.page}"
        assert all(text.box.overlap(code) <= SLACK_PT for code in quiet), f"{text} stands in a code"
    for one, other in combinations(drawing.texts, 2):
        assert not one.runs_into(other, SLACK_PT), f"{one} and {other} overlap"


def _degraded(picture: Image.Image, drawing: Drawing) -> Image.Image:
    """The picture out of focus, with a smudge on each code beside its finders."""
    grey = picture.convert("L").filter(ImageFilter.GaussianBlur(1.2))
    scale = picture.width / drawing.page.right
    draw = ImageDraw.Draw(grey)
    for code in drawing.codes:
        side = code.right - code.left
        smudge = side * SMUDGE**0.5
        left, top = code.left + 0.5 * side, code.top + 0.42 * side
        draw.rectangle([value * scale for value in Box(left, top, left + smudge, top + smudge)], fill=90)
    return grey


def _read_back(picture: Image.Image, drawing: Drawing) -> list[str]:
    """What a reader makes of each code, which it sees with what is around it."""
    scale = picture.width / drawing.page.right
    cuts = [code.grown((code.right - code.left) / 4) for code in drawing.codes]
    boxes = [Box(*(round(value * scale) for value in cut)) for cut in cuts]
    seen = [zxingcpp.read_barcodes(picture.crop(box)) for box in boxes]
    return [one.text for found in seen for one in found]


def _tagged_black_and_embedded(pdf: bytes, language: str, panels: int) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root: Any = reader.root_object
    assert len(reader.pages) == panels
    assert root["/Lang"] == language
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title
    assert "pdfuaid:part>1<" in pdf.decode("latin-1")
    page: Any
    for page in reader.pages:
        _black_only(page)
        for font in page["/Resources"]["/Font"].values():
            [inner] = font["/DescendantFonts"]
            kept = inner.get_object()["/FontDescriptor"].keys()
            assert kept & {"/FontFile2", "/FontFile3"}, "a font is not embedded"
            assert "/ToUnicode" in font


def _black_only(page: Any) -> None:
    """All ink is set in a space of colours that has one component."""
    for space in page["/Resources"]["/ColorSpace"].values():
        kind, *rest = space
        assert kind in ("/ICCBased", "/CalGray"), space
        assert kind == "/CalGray" or rest[0].get_object()["/N"] == 1
    marks = page.get_contents()
    assert marks is not None
    drawn = re.sub(rb"\([^()]*\)|<[0-9A-Fa-f]*>", b"", marks.get_data())
    assert not set(re.findall(rb"(?<![^\s\])>])(rg|RG|k|K|Do|sh)(?![^\s])", drawn))


def _text(pdf: bytes) -> str:
    """The text of all pages, without the signs that steer lines and directions."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(re.sub("[\u200b\u2060\u2066-\u2069]", "", " ".join(page.extract_text() for page in pages)).split())


@pytest.mark.parametrize("language", ["en", "de", "es", "id", "zh", "ar"])
def test_all_words_come_out_of_the_pdf_again(language: str, typesetter: Typesetter) -> None:
    """Hindi is another test: readers put the vowel signs of a PDF in the order of the eye."""
    found = _text(render(NASTY["everyday"], FORMS["full"], Format.PDF, Options(language=language), typesetter))
    says = words(language)
    keys = ("self_declared", "lifetime", "modularity", "components", "licences", "topic_design", "scan", "not_provided")
    wanted = [word for key in keys for word in re.findall(r"[\w'-]+", says(key))]
    wanted += ["Lark", "printer", "1.3.0", "Graz", "8T6D-7NM8", "fifteen", "screws", "Screw", "PETG", "CERN-OHL-S-2.0"]
    assert len(wanted) >= 18
    assert [word for word in wanted if word not in found] == []


def test_the_hindi_words_of_the_pdf_hold_the_right_letters(typesetter: Typesetter) -> None:
    pdf = render(NASTY["everyday"], FORMS["full"], Format.PDF, Options(language="hi"), typesetter)
    found = set(_text(pdf))
    assert set(words("hi")("self_declared") + words("hi")("lifetime")) <= found


def test_no_component_is_missing_on_the_full_label(typesetter: Typesetter) -> None:
    pdf = render(NASTY["many"], FORMS["full"], Format.PDF, Options(), typesetter)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    flat = " ".join(" ".join(pages).split())
    names = [item.name for item in NASTY["many"].ingredients.items]
    assert len(set(names)) == 400
    assert [name for name in names if name not in flat] == []
    assert len(pages) >= 5
    assert all(page.startswith("Self-declared, not certified") for page in pages)
    assert all(f"{at} of {len(pages)}" in page for at, page in enumerate(pages, start=1))


def test_a_long_text_is_whole_on_the_full_label(typesetter: Typesetter) -> None:
    long = " ".join(f"{at}: {SENTENCE.strip()}" for at in range(40))
    assert len(long) > 3800
    pdf = render(label(lifetime_design=long), FORMS["full"], Format.PDF, Options(), typesetter)
    flat = _text(pdf)
    assert all(f"{at}: The quick brown fox" in flat for at in range(40))


@pytest.mark.parametrize("key", ["compact", "strip", "plate"])
def test_a_name_of_300_signs_is_whole_in_every_small_form(key: str, typesetter: Typesetter) -> None:
    name = " ".join(f"{word} {at}" for at in range(40) for word in ("Loom", "shuttle"))[:300].strip()
    pdf = render(label(product=name), FORMS[key], Format.PDF, Options(), typesetter)
    assert name.replace(" ", "") in re.sub(r"[\s\u200b]", "", _text(pdf))


def test_a_name_that_no_letters_can_make_fit_is_shortened_and_says_so(typesetter: Typesetter) -> None:
    content = label(product="織機" * 150)
    shown = _text(render(content, FORMS["strip"], Format.PDF, Options(language="zh"), typesetter))
    assert "…" in shown
    assert "織機" * 20 in re.sub(r"[\s\u200b]", "", shown)


def test_korean_is_printed_in_its_own_letters(typesetter: Typesetter) -> None:
    content = label(
        product="한국 직조기 뷁", producer=Producer(id="p-1", name="서울 공방", contact="post@seoul.example")
    )
    for key in ("full", "compact", "strip", "plate"):
        shown = _text(render(content, FORMS[key], Format.PDF, Options(), typesetter))
        assert "한국 직조기 뷁" in shown
        assert "[U+" not in shown


def test_a_small_form_counts_what_it_leaves_out(typesetter: Typesetter) -> None:
    for key in ("compact", "strip", "plate"):
        pdf = render(NASTY["many"], FORMS[key], Format.PDF, Options(), typesetter)
        text = _text(pdf)
        assert "400 lines" in text
        assert "all of them behind the code" in text


def test_what_looks_certified_is_quoted_and_comes_after_the_first_line(typesetter: Typesetter) -> None:
    for key in ("full", "compact", "strip", "plate"):
        pdf = render(NASTY["claims"], FORMS[key], Format.PDF, Options(), typesetter)
        text = _text(pdf)
        assert text.startswith("Self-declared, not certified “ISO certified"), key
        assert "in the producer's own words" in text
    assert NASTY["claims"].address == ADDRESS
