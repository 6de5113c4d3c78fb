# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same labels by reportlab and segno: the same words in the same fonts at the same sizes, drawn line by line.

It is as quick as we can make it: no paragraphs of platypus, the width of each text asked once, the code as one path.
It makes no tags, shapes no scripts, and does not look whether the lines have room below each other.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import segno
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from oshmark.label.sections import Row, Saying, Section

WIDTH, HEIGHT = 68 * mm, 136 * mm
SIZES = {"full": (WIDTH, HEIGHT), "plate": (85 * mm, 55 * mm), "board-code": (18 * mm, 21 * mm)}
EDGE, SIDE = 1 * mm, 3.2 * mm
ROOM = WIDTH - 2 * SIDE
PLAIN, BOLD = "Plain", "Bold"
LETTERS, SMALL, PITCH = 6.5, 5.6, 7.7
START = 19 * mm


def load(fonts: Path) -> None:
    """Tell reportlab of the two fonts."""
    pdfmetrics.registerFont(TTFont(PLAIN, fonts / "NotoSans-Regular.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, fonts / "NotoSans-Bold.ttf"))


def pdf(labels: Iterable[tuple[Saying, str, str]], key: str) -> bytes:
    """Labels, what they say of their components in short, and the addresses of their codes, a page each."""
    out = io.BytesIO()
    size = SIZES[key]
    canvas = Canvas(out, pagesize=size, pageCompression=1, invariant=1)
    canvas.setTitle("Labels")
    for said, counted, address in labels:
        page = _Page(canvas, *size)
        if key == "full":
            page.label(said, address)
        elif key == "plate":
            page.plate(said, counted, address)
        else:
            page.sticker(said, address)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class _Page:
    def __init__(self, canvas: Canvas, width: float, height: float) -> None:
        self.canvas = canvas
        self.width, self.height = width, height
        self.y = height - EDGE
        self.right = width - SIDE

    def top(self, said: Saying) -> None:
        canvas, width, height = self.canvas, self.width, self.height
        canvas.rect(EDGE, EDGE, width - 2 * EDGE, height - 2 * EDGE)
        canvas.rect(EDGE, height - EDGE - 4.8 * mm, width - 2 * EDGE, 4.8 * mm, stroke=0, fill=1)
        canvas.setFillGray(1)
        self.text(SIDE, height - EDGE - 3.4 * mm, said.standing, BOLD, 8)
        canvas.setFillGray(0)
        self.y -= 4.8 * mm + 16
        self.text(SIDE, self.y, said.name, BOLD, _fitting(said.name))
        self.y -= 10
        self.text(SIDE, self.y, said.version, BOLD, 9)

    def label(self, said: Saying, address: str) -> None:
        self.top(said)
        self.rule(2.8)
        for section in said.sections[:-1]:
            self.section(section)
        self.foot(said, address)

    def plate(self, said: Saying, counted: str, address: str) -> None:
        self.top(said)
        self.right = self.width - SIDE - 25.5 * mm
        lifetime, modularity, place, components, performance, licences, topics = said.sections
        self.rule(2.8)
        for section in (lifetime, modularity):
            self.run_in(section.title, section.rows[0].text)
            self.rule(0.35)
        for row, small in zip(place.rows, (True, False, False), strict=True):
            self.fact(row, small=small)
        self.rule(0.7)
        self.line(performance.title, "", BOLD, LETTERS)
        for row in performance.rows:
            self.line(row.text, row.end, PLAIN, LETTERS, BOLD)
        self.rule(0.7)
        count = components.note.partition(" · ")[0]
        self.run_in(components.title, f"{count}: {counted}, all of them behind the code")
        self.right = self.width - SIDE
        self.rule(0.7)
        self.run_in(licences.title, " · ".join(f"{row.start} {row.text}" for row in licences.rows))
        self.rule(0.35)
        for there in (True, False):
            names = " · ".join(row.text for row in topics.rows if row.is_there is there)
            if names:
                title = topics.title if there else next(row.end for row in topics.rows if not row.is_there)
                self.run_in(title, names)
        self.identity(said, address)

    def sticker(self, said: Saying, address: str) -> None:
        self.code(address, 0, 3 * mm, 18 * mm)
        self.canvas.setFont(BOLD, 7.8)
        self.canvas.drawCentredString(9 * mm, 0.9 * mm, said.number)

    def identity(self, said: Saying, address: str) -> None:
        left = self.width - SIDE - 24 * mm
        self.code(address, left + mm, 26 * mm, 22 * mm)
        y, middle = 24 * mm, left + 12 * mm
        front, _, end = said.address.rpartition("/C/")
        for text, font, size in (
            (said.number, BOLD, 10.5),
            (f"{front}/C/", PLAIN, 5.2),
            (end, PLAIN, 5.2),
            (said.serial, BOLD, 6),
            *((line, PLAIN, 5.2) for line in _wrapped(said.scan, 24 * mm)),
        ):
            self.canvas.setFont(font, size)
            self.canvas.drawCentredString(middle, y, text)
            y -= size * 1.25

    def run_in(self, title: str, text: str) -> None:
        """A title and its text in lines, the title in bold."""
        self.y -= PITCH
        self.text(SIDE, self.y, title, BOLD, LETTERS)
        start = pdfmetrics.stringWidth(title, BOLD, LETTERS) + 2
        first, *others = _wrapped(text, self.right - SIDE, start)
        self.text(SIDE + start, self.y, first, PLAIN, LETTERS)
        for line in others:
            self.y -= PITCH
            self.text(SIDE, self.y, line, PLAIN, LETTERS)

    def section(self, section: Section) -> None:
        if section.title:
            self.line(section.title, section.note, BOLD, 7.8)
        for row in section.rows:
            match section.key.value:
                case "components":
                    self.rule(0.35)
                    self.component(row)
                case "place" | "licences":
                    self.fact(row)
                case "performance":
                    self.line(row.text, row.end, PLAIN, LETTERS, BOLD)
                    self.small(SIDE, row.beneath)
                case _:
                    self.paragraph(row.text)
        self.rule(0.7)

    def component(self, row: Row) -> None:
        self.y -= PITCH
        self.text(SIDE, self.y, row.start, BOLD, LETTERS)
        x = SIDE + 2.2 * LETTERS
        self.text(x, self.y, row.text, PLAIN, LETTERS)
        width = pdfmetrics.stringWidth(row.text, PLAIN, LETTERS)
        self.text(x + width + 2, self.y, row.beneath, PLAIN, SMALL)
        self.canvas.setFont(PLAIN, SMALL)
        self.canvas.drawRightString(self.right, self.y, row.end)

    def fact(self, row: Row, *, small: bool = True) -> None:
        self.y -= PITCH
        self.text(SIDE, self.y, row.start, BOLD, LETTERS)
        self.text(SIDE + START, self.y, row.text, PLAIN, LETTERS)
        if small:
            self.small(SIDE + START, row.beneath)

    def small(self, x: float, text: str) -> None:
        if text:
            self.y -= PITCH
            self.text(x, self.y, text, PLAIN, SMALL)

    def paragraph(self, text: str) -> None:
        self.y -= PITCH
        lines = self.canvas.beginText(SIDE, self.y)
        lines.setFont(PLAIN, LETTERS, PITCH)
        wrapped = _wrapped(text)
        for line in wrapped:
            lines.textLine(line)
        self.canvas.drawText(lines)
        self.y -= PITCH * (len(wrapped) - 1)

    def line(self, text: str, end: str, font: str, size: float, at_end: str = PLAIN) -> None:
        self.y -= size * 1.2
        self.text(SIDE, self.y, text, font, size)
        if end:
            self.canvas.setFont(at_end, SMALL if at_end == PLAIN else size)
            self.canvas.drawRightString(self.right, self.y, end)

    def text(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """A text at a place, in smaller letters where it would leave the label."""
        room = self.right - x
        width = pdfmetrics.stringWidth(text, font, size)
        self.canvas.setFont(font, size if width <= room else size * room / width)
        self.canvas.drawString(x, y, text)

    def rule(self, weight: float) -> None:
        self.y -= 2.4
        self.canvas.setLineWidth(weight)
        self.canvas.line(SIDE, self.y, self.right, self.y)

    def foot(self, said: Saying, address: str) -> None:
        self.y = 30 * mm
        self.rule(2.8)
        self.code(address, SIDE, 5 * mm, 22.5 * mm)
        x = SIDE + 24 * mm
        self.y -= 12
        self.text(x, self.y, said.number, BOLD, 10.5)
        for text, font in ((said.address, PLAIN), (said.serial, BOLD), (said.sections[-1].title, BOLD)):
            self.y -= PITCH
            self.text(x, self.y, text, font, LETTERS)
        for row in said.sections[-1].rows:
            self.y -= PITCH
            self.text(x, self.y, row.text, BOLD if row.is_there else PLAIN, LETTERS)
            self.canvas.setFont(PLAIN, SMALL)
            self.canvas.drawRightString(self.right, self.y, row.end)
        self.text(SIDE, 3 * mm, said.scan, PLAIN, SMALL)
        self.canvas.drawRightString(WIDTH - SIDE, 3 * mm, said.issued)

    def code(self, address: str, x: float, y: float, side: float) -> None:
        """The code as one path, a rectangle for each run of dark modules in a row."""
        rows = segno.make_qr(address, error="q", boost_error=False).matrix
        module = side / (len(rows) + 8)
        path = self.canvas.beginPath()
        for down, row in enumerate(rows):
            at = 0
            top = y + side - (down + 5) * module
            while (start := row.find(1, at)) >= 0:
                at = row.find(0, start)
                at = len(row) if at < 0 else at
                path.rect(x + (start + 4) * module, top, (at - start) * module, module)
        self.canvas.drawPath(path, stroke=0, fill=1)


def _fitting(name: str) -> float:
    """The largest size of letters in which the name has room on a line."""
    width = pdfmetrics.stringWidth(name, BOLD, 1)
    return next((size for size in (17, 15, 13, 11) if width * size <= ROOM), 9)


def _wrapped(text: str, room: float = ROOM, start: float = 0.0) -> list[str]:
    """The text in lines that have room, the first of which starts further in."""
    lines, line, width = [], "", start
    space = pdfmetrics.stringWidth(" ", PLAIN, LETTERS)
    for word in text.split(" "):
        wide = pdfmetrics.stringWidth(word, PLAIN, LETTERS)
        if line and width + space + wide > room:
            lines.append(line)
            line, width = word, wide
        else:
            line, width = (f"{line} {word}", width + space + wide) if line else (word, width + wide)
    return [*lines, line]
