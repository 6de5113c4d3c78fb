# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A dimensioned drawing of a part on A4 across: plan, front view above it, hole table, title block (SVG).

Bent sheets are drawn as their flat pattern with the bend lines. The front view shows every cell as a box, holes
with dashed lines, as in a section seen through.
"""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from sample_cad.dxf import bend_lines, cut_rings
from sample_cad.plan import Cell, Circle, Plan
from sample_cad.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sample_cad.part import Part, Repository

SHEET = (297, 210)
ROOM = (172.0, 150.0)
"""What plan and front view together may fill, in millimetres of paper."""
SCALES = (5.0, 2.0, 1.0, 0.5, 0.4, 0.2, 0.1, 0.05)
LEFT, BOTTOM, GAP = 28.0, 184.0, 24.0
ROWS = 26
COLUMNS = (212.0, 222.0, 238.0, 253.0, 274.0)
STYLE = (
    "text{font-family:'DejaVu Sans',Arial,sans-serif;fill:#1b2733}"
    ".c{fill:#eef3f7;stroke:#1b2733;stroke-width:.5}.h{fill:#fff;stroke:#1b2733;stroke-width:.35}"
    ".v{fill:none;stroke:#1b2733;stroke-width:.5}.s{fill:none;stroke:#5b6b7a;stroke-width:.25;stroke-dasharray:1.6 .8}"
    ".d{fill:none;stroke:#2463a6;stroke-width:.2}.t{fill:#2463a6}"
    ".b{stroke:#b5472f;stroke-width:.3;stroke-dasharray:4 1}"
    ".e{fill:none;stroke:#b5472f;stroke-width:.3}.m{stroke:#5b6b7a;stroke-width:.12}.f{fill:none;stroke:#1b2733}"
)


class Sheet:
    """Places plan coordinates on the paper and collects the SVG elements."""

    def __init__(self, plan: Plan, words: Words = ENGLISH) -> None:
        self.plan = plan
        self.words = words
        points = [point for ring in cut_rings(plan) for point in ring]
        self.low_x, self.high_x = min(x for x, _ in points), max(x for x, _ in points)
        self.low_y, self.high_y = min(y for _, y in points), max(y for _, y in points)
        self.height = max(plan.levels())
        tall = self.high_y - self.low_y + (0 if plan.bends else self.height)
        room = ROOM[1] - (0 if plan.bends else GAP)
        fits = [scale for scale in SCALES if (self.width * scale <= ROOM[0] and tall * scale <= room)]
        self.scale = fits[0]
        self.parts: list[str] = []

    @property
    def width(self) -> float:
        """The width of the plan."""
        return self.high_x - self.low_x

    def x(self, x: float) -> float:
        """Across the paper."""
        return LEFT + (x - self.low_x) * self.scale

    def y(self, y: float) -> float:
        """Down the paper."""
        return BOTTOM - (y - self.low_y) * self.scale

    def z(self, z: float) -> float:
        """The front view stands above the plan."""
        return self.y(self.high_y) - GAP - z * self.scale

    def size(self, value: float) -> str:
        """A length as people of the sheet's language write it."""
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", self.words.decimal)

    def add(self, text: str) -> None:
        """One more element."""
        self.parts.append(text)

    def path(self, ring: Sequence[tuple[float, float]], style: str, *, closed: bool = True) -> None:
        """A line through points of the plan."""
        d = "L".join(f"{_n(self.x(x))} {_n(self.y(y))}" for x, y in ring)
        self.add(f'<path class="{style}" d="M{d}{"Z" if closed else ""}"/>')

    def text(self, x: float, y: float, text: str, *, size: float = 3.0, anchor: str = "start", extra: str = "") -> None:
        """Words on the paper."""
        place = f'x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{anchor}"'
        self.add(f"<text {place}{extra}>{escape(text)}</text>")

    def dimension(self, a: tuple[float, float], b: tuple[float, float], label: str) -> None:
        """A dimension line between two points of the paper, across or upright."""
        upright = a[0] == b[0]
        self.add(
            f'<path class="d" marker-start="url(#a)" marker-end="url(#a)" '
            f'd="M{_n(a[0])} {_n(a[1])}L{_n(b[0])} {_n(b[1])}"/>'
        )
        x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        turn = f' transform="rotate(-90 {_n(x - 1.2)} {_n(y)})"' if upright else ""
        where = (x - 1.2, y) if upright else (x, y - 1.2)
        self.text(*where, label, anchor="middle", extra=f' class="t"{turn}')


def drawing(plan: Plan, part: Part, repository: Repository, *, notice: str) -> bytes:
    """The whole sheet."""
    sheet = Sheet(plan, repository.words)
    _plan_view(sheet)
    if not plan.bends:
        _front_view(sheet)
    _overall_dimensions(sheet)
    _hole_table(sheet)
    _title_block(sheet, part, repository)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SHEET[0]}mm" height="{SHEET[1]}mm" '
        f'viewBox="0 0 {SHEET[0]} {SHEET[1]}" role="img">\n<!-- {notice} -->\n'
        f"<title>{escape(part.title)}, {sheet.words.drawing}</title>\n<style>{STYLE}</style>\n"
        '<defs><marker id="a" markerWidth="6" markerHeight="6" refX="5" refY="2" orient="auto-start-reverse" '
        'markerUnits="userSpaceOnUse"><path d="M0 1L5 2L0 3Z" fill="#2463a6"/></marker></defs>\n'
        '<rect width="297" height="210" fill="#fff"/>\n'
        '<rect class="f" x="5" y="5" width="287" height="200" stroke-width=".5"/>\n'
    )
    return (head + "\n".join(sheet.parts) + "\n</svg>\n").encode("utf-8")


def _plan_view(sheet: Sheet) -> None:
    plan = sheet.plan
    rings = plan.rings()
    if isinstance(plan.cells[0].outline, Circle):
        _circle(sheet, plan.cells[0].outline, "c")
    else:
        sheet.path(cut_rings(plan)[0], "c")
    for cell, ring, parent in zip(plan.cells, rings, plan.parents(rings), strict=True):
        if isinstance(cell.outline, Circle):
            if parent is not None:
                _circle(sheet, cell.outline, "v" if cell.solid else "h")
        elif parent is not None:
            sheet.path(ring, "v" if cell.solid else "h")
        elif not plan.bends and len(cut_rings(plan)[0]) != len(ring):
            sheet.path(ring, "v")
    for line in bend_lines(plan):
        sheet.path(line, "b", closed=False)
    for stroke in plan.engraving:
        sheet.path(stroke, "e", closed=False)


def _circle(sheet: Sheet, circle: Circle, style: str) -> None:
    x, y, r = sheet.x(circle.x), sheet.y(circle.y), circle.d / 2 * sheet.scale
    sheet.add(f'<circle class="{style}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}"/>')
    long = r + 1.5
    cross = f"M{_n(x - long)} {_n(y)}H{_n(x + long)}M{_n(x)} {_n(y - long)}V{_n(y + long)}"
    sheet.add(f'<path class="m" d="{cross}"/>')


def _front_view(sheet: Sheet) -> None:
    rings = sheet.plan.rings()
    parents = sheet.plan.parents(rings)
    for index, (cell, ring) in enumerate(zip(sheet.plan.cells, rings, strict=True)):
        left, right = (sheet.x(limit(x for x, _ in ring)) for limit in (min, max))
        outer = parents[index] is None
        spans = cell.solid if outer or _rises(sheet.plan, index, parents) else _gaps(cell, sheet.plan, parents[index])
        for low, high in spans:
            style = "c" if outer else "v" if cell.solid and _rises(sheet.plan, index, parents) else "s"
            _box(sheet, style, (left, right), (low, high))
        for low, high in _bare(cell, sheet.plan, parents[index]):
            _box(sheet, "c", (left, right), (low, high))


def _box(sheet: Sheet, style: str, across: tuple[float, float], heights: tuple[float, float]) -> None:
    (left, right), (low, high) = across, heights
    top, tall = sheet.z(high), (high - low) * sheet.scale
    sheet.add(f'<rect class="{style}" x="{_n(left)}" y="{_n(top)}" width="{_n(right - left)}" height="{_n(tall)}"/>')


def _bare(cell: Cell, plan: Plan, parent: int | None) -> list[tuple[float, float]]:
    """Where a core can be seen: in a groove all around it, and where it reaches out below."""
    around = plan.cells[parent].solid if parent is not None else ()
    if not around or not cell.solid:
        return []
    below = (cell.solid[0][0], around[0][0])
    spans = [below, *((low, high) for (_, low), (high, _) in pairwise(around))]
    return [(low, high) for low, high in spans if low < high and cell.fills(low, high)]


def _top(cell: Cell) -> float:
    return max((high for _, high in cell.solid), default=0.0)


def _rises(plan: Plan, index: int, parents: Sequence[int | None]) -> bool:
    parent = parents[index]
    return parent is not None and _top(plan.cells[index]) > _top(plan.cells[parent])


def _gaps(cell: Cell, plan: Plan, parent: int | None) -> list[tuple[float, float]]:
    """Where a nested cell is open although the cell around it is solid."""
    around = plan.cells[parent].solid if parent is not None else ()
    levels = sorted({z for interval in (*around, *cell.solid) for z in interval})
    return [
        (low, high)
        for low, high in pairwise(levels)
        if not cell.fills(low, high) and any(a <= low and high <= b for a, b in around)
    ]


def _overall_dimensions(sheet: Sheet) -> None:
    low_y, high_y = sheet.y(sheet.low_y), sheet.y(sheet.high_y)
    left, right = sheet.x(sheet.low_x), sheet.x(sheet.high_x)
    for x in (left, right):
        sheet.add(f'<path class="d" d="M{_n(x)} {_n(low_y + 1)}V{_n(low_y + 10)}"/>')
    for y in (low_y, high_y):
        sheet.add(f'<path class="d" d="M{_n(left - 1)} {_n(y)}H{_n(left - 10)}"/>')
    sheet.dimension((left, low_y + 9), (right, low_y + 9), sheet.size(sheet.width))
    sheet.dimension((left - 9, low_y), (left - 9, high_y), sheet.size(sheet.high_y - sheet.low_y))
    thick = sheet.size(sheet.height)
    if sheet.plan.bends:
        sheet.text(left, high_y - 6, sheet.words.flat_pattern.format(thick), size=3.5)
    elif sheet.height * sheet.scale >= 14:
        sheet.dimension((left - 9, sheet.z(0)), (left - 9, sheet.z(sheet.height)), thick)
    else:
        sheet.text(left - 3, (sheet.z(0) + sheet.z(sheet.height)) / 2 + 1, thick, anchor="end", extra=' class="t"')


def _hole_table(sheet: Sheet) -> None:
    """Every opening or boss by its middle from the lower left corner, its size, and how deep or high it is."""
    rows = _features(sheet)
    sheet.text(212, 15, sheet.words.features, size=3.1)
    for column, name in zip(COLUMNS, sheet.words.columns, strict=True):
        sheet.text(column, 21, name, size=2.8)
    sheet.add('<path class="d" d="M211 22.5H290"/>')
    marks: dict[tuple[float, float], list[str]] = {}
    for number, (x, y, size, depth) in enumerate(rows[:ROWS], start=1):
        values = (str(number), sheet.size(x - sheet.low_x), sheet.size(y - sheet.low_y), size, depth)
        for column, value in zip(COLUMNS, values, strict=True):
            sheet.text(column, 22.5 + number * 4.4, value, size=2.8)
        marks.setdefault((x, y), []).append(str(number))
    for (x, y), numbers in marks.items():
        sheet.text(sheet.x(x) + 1, sheet.y(y) - 1, ",".join(numbers), size=2.2, extra=' class="t"')
    if len(rows) > ROWS:
        sheet.text(212, 22.5 + (ROWS + 1) * 4.4, sheet.words.more.format(len(rows) - ROWS), size=2.6)
    if not rows:
        sheet.text(212, 27, sheet.words.none, size=2.8)


def _features(sheet: Sheet) -> list[tuple[float, float, str, str]]:
    """Where, how large, how deep: circles by their centre, everything else by the middle of the box around it."""
    rings = sheet.plan.rings()
    parents = sheet.plan.parents(rings)
    found = []
    for index, (cell, ring) in enumerate(zip(sheet.plan.cells, rings, strict=True)):
        if parents[index] is None:
            continue
        depth = _depth(sheet, index, parents)
        if isinstance(cell.outline, Circle):
            found.append((cell.outline.x, cell.outline.y, f"⌀{sheet.size(cell.outline.d)}", depth))
        else:
            (low_x, high_x), (low_y, high_y) = ((min(axis), max(axis)) for axis in zip(*ring, strict=True))
            size = f"{sheet.size(high_x - low_x)}×{sheet.size(high_y - low_y)}"
            found.append(((low_x + high_x) / 2, (low_y + high_y) / 2, size, depth))
    return found


def _depth(sheet: Sheet, index: int, parents: Sequence[int | None]) -> str:
    """`through`, how deep from the face it opens to, or how high a boss stands above z = 0."""
    plan, cell = sheet.plan, sheet.plan.cells[index]
    if not cell.solid:
        return sheet.words.through
    if _rises(plan, index, parents):
        return sheet.words.boss.format(sheet.size(_top(cell)))
    low = cell.solid[0][0]
    if low > 0:
        return sheet.words.below.format(sheet.size(low))
    around, top = parents[index], 0.0
    while around is not None:
        top, around = max(top, _top(plan.cells[around])), parents[around]
    return sheet.size(top - _top(cell)) if top > _top(cell) else sheet.words.core


def _title_block(sheet: Sheet, part: Part, repository: Repository) -> None:
    sheet.add('<rect x="210" y="148" width="82" height="57" fill="#fff" stroke="#1b2733" stroke-width=".5"/>')
    words = sheet.words
    scale = f"1:{sheet.size(1 / sheet.scale)}" if sheet.scale <= 1 else f"{sheet.size(sheet.scale)}:1"
    sheet.text(213, 156, part.title, size=5.2, extra=' font-weight="bold"')
    sheet.text(213, 161.5, f"{repository.machine}, {repository.maker}", size=3)
    lines = (
        (words.material, part.material),
        (words.scale, f"{scale}, {words.projection}"),
        (words.tolerances, words.general_tolerances),
        (words.note, part.note),
        (words.source, f"cad/src/{part.slug}.{repository.source_form}"),
        (words.licence, repository.licence),
    )
    sheet.add('<path class="f" stroke-width=".25" d="M210 164H292"/>')
    for number, (name, value) in enumerate(lines):
        y = 169.5 + number * 6.2
        sheet.text(213, y, name, size=2.5, extra=' opacity=".7"')
        sheet.text(231, y, value, size=2.8)


def _n(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
