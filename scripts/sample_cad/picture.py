# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of whole machines: boxes and cylinders in isometric view, painted from the back to the front (SVG).

x runs to the lower right, y to the lower left, z up. The solids must not overlap in space.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Corner = tuple[float, float, float]
COS, SIN = math.cos(math.radians(30)), math.sin(math.radians(30))
LIGHT = {"top": 1.12, "left": 0.94, "right": 0.74}
PAPER = (960.0, 720.0)
MARGIN = 70.0


@dataclass(frozen=True)
class Solid:
    """A box, or the cylinder within it when `axis` is x, y or z. `colour` is `#rrggbb`."""

    at: Corner
    size: Corner
    colour: str
    axis: str = ""

    @property
    def end(self) -> Corner:
        """The far corner."""
        (x, y, z), (a, b, c) = self.at, self.size
        return (x + a, y + b, z + c)


@dataclass(frozen=True)
class Scene:
    """A machine to be drawn, with a title and the colours of the background from above to below."""

    title: str
    caption: str
    solids: tuple[Solid, ...]
    sky: tuple[str, str] = ("#eaf1f6", "#c9d8e2")


def picture(scene: Scene, *, notice: str) -> bytes:
    """The SVG file, fitted to the paper."""
    solids = _from_back_to_front(scene.solids)
    corners = [_iso(corner) for solid in solids for corner in _corners(solid)]
    low_x, low_y = (min(column) for column in zip(*corners, strict=True))
    high_x, high_y = (max(column) for column in zip(*corners, strict=True))
    room = (PAPER[0] - 2 * MARGIN, PAPER[1] - 2 * MARGIN - 40)
    scale = min(room[0] / (high_x - low_x), room[1] / (high_y - low_y))
    move_x = PAPER[0] / 2 - scale * (low_x + high_x) / 2
    move_y = (PAPER[1] - 40) / 2 - scale * (low_y + high_y) / 2
    body = [_shadow(scene.solids, scale, move_x, move_y)]
    body += [_painted(solid, scale, move_x, move_y) for solid in solids]
    return _page(scene, body, notice).encode("utf-8")


def _page(scene: Scene, body: Sequence[str], notice: str) -> str:
    width, height = PAPER
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}" role="img">\n'
        f"<!-- {notice} -->\n<title>{escape(scene.title)}</title>\n"
        '<defs><linearGradient id="sky" x2="0" y2="1">'
        f'<stop stop-color="{scene.sky[0]}"/><stop offset="1" stop-color="{scene.sky[1]}"/></linearGradient>'
        '<filter id="soft" x="-20%" y="-20%" width="140%" height="140%">'
        '<feGaussianBlur stdDeviation="9"/></filter></defs>\n'
        f'<rect width="{_n(width)}" height="{_n(height)}" fill="url(#sky)"/>\n'
        '<g stroke-linejoin="round" stroke-width=".8">\n' + "\n".join(body) + "\n</g>\n"
        f'<text x="40" y="{_n(height - 44)}" font-family="\'DejaVu Sans\',Arial,sans-serif" font-size="30" '
        f'font-weight="bold" fill="#1b2733">{escape(scene.title)}</text>\n'
        f'<text x="40" y="{_n(height - 20)}" font-family="\'DejaVu Sans\',Arial,sans-serif" font-size="15" '
        f'fill="#43535f">{escape(scene.caption)}</text>\n</svg>\n'
    )


def _iso(corner: Corner) -> tuple[float, float]:
    x, y, z = corner
    return ((x - y) * COS, (x + y) * SIN - z)


def _corners(solid: Solid) -> list[Corner]:
    (a, b, c), (d, e, f) = solid.at, solid.end
    return [(x, y, z) for x in (a, d) for y in (b, e) for z in (c, f)]


def _from_back_to_front(solids: Sequence[Solid]) -> list[Solid]:
    """A topological order: whatever hides something comes after it."""
    behind = {i: {j for j in range(len(solids)) if j != i and _hides(solids[i], solids[j])} for i in range(len(solids))}
    order: list[int] = []
    while len(order) < len(solids):
        free = [i for i in range(len(solids)) if i not in order and behind[i] <= set(order)]
        if not free:
            message = f"{len(solids) - len(order)} solids of the picture overlap in space"
            raise ValueError(message)
        order.append(min(free, key=lambda i: (sum(solids[i].at), i)))
    return [solids[i] for i in order]


def _hides(front: Solid, back: Solid) -> bool:
    """Whether `front` is nearer to the eye than `back`, and covers some of it on the paper."""
    if not all(_overlap(_span(front, i, j), _span(back, i, j)) for i, j in ((0, 1), (0, 2), (1, 2))):
        return False
    return any(front.at[i] >= back.end[i] - 1e-9 for i in range(3))


def _span(solid: Solid, i: int, j: int) -> tuple[float, float]:
    return (solid.at[i] - solid.end[j], solid.end[i] - solid.at[j])


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] < b[1] - 1e-9 and b[0] < a[1] - 1e-9


def _painted(solid: Solid, scale: float, move_x: float, move_y: float) -> str:
    faces = _cylinder(solid) if solid.axis else _box(solid)
    edge = shade(solid.colour, 0.55)
    drawn = []
    for corners, light in faces:
        points = " ".join(f"{_n(x * scale + move_x)},{_n(y * scale + move_y)}" for x, y in map(_iso, corners))
        fill = shade(solid.colour, light)
        line = edge if not solid.axis or light in LIGHT.values() else fill
        drawn.append(f'<polygon points="{points}" fill="{fill}" stroke="{line}"/>')
    return "".join(drawn)


def _box(solid: Solid) -> list[tuple[list[Corner], float]]:
    (a, b, c), (d, e, f) = solid.at, solid.end
    return [
        ([(a, e, c), (d, e, c), (d, e, f), (a, e, f)], LIGHT["left"]),
        ([(d, b, c), (d, e, c), (d, e, f), (d, b, f)], LIGHT["right"]),
        ([(a, b, f), (d, b, f), (d, e, f), (a, e, f)], LIGHT["top"]),
    ]


def _cylinder(solid: Solid) -> list[tuple[list[Corner], float]]:
    """The visible strips of the wall, lit by their direction, then the near end."""
    count = 32
    rim = [_on_rim(solid, 2 * math.pi * step / count) for step in range(count)]
    strips = []
    for step in range(count):
        middle = 2 * math.pi * (step + 0.5) / count
        across, up = math.cos(middle), math.sin(middle)
        x, y, z = {"x": (0.0, across, up), "y": (across, 0.0, up), "z": (across, up, 0.0)}[solid.axis]
        if x + y + z > -0.05:
            near, far = rim[step], rim[(step + 1) % count]
            light = 0.70 + 0.42 * max(z, 0) + 0.24 * max(y, 0) + 0.04 * max(x, 0)
            strips.append(([near[0], far[0], far[1], near[1]], light))
    name = {"x": "right", "y": "left", "z": "top"}[solid.axis]
    return [*strips, ([pair[1] for pair in rim], LIGHT[name])]


def _on_rim(solid: Solid, turn: float) -> tuple[Corner, Corner]:
    """A point of the rim at the far end and at the near end."""
    index = "xyz".index(solid.axis)
    first, second = [i for i in range(3) if i != index]
    point = [solid.at[i] + solid.size[i] / 2 for i in range(3)]
    point[first] += solid.size[first] / 2 * math.cos(turn)
    point[second] += solid.size[second] / 2 * math.sin(turn)
    far, near = list(point), list(point)
    far[index], near[index] = solid.at[index], solid.end[index]
    return (far[0], far[1], far[2]), (near[0], near[1], near[2])


def _shadow(solids: Sequence[Solid], scale: float, move_x: float, move_y: float) -> str:
    a, b = (min(solid.at[i] for solid in solids) for i in (0, 1))
    d, e = (max(solid.end[i] for solid in solids) for i in (0, 1))
    z = min(solid.at[2] for solid in solids)
    over = 0.05 * (d - a + e - b)
    corners = [(a - over / 3, b, z), (d + over, b, z), (d + over, e + over, z), (a - over / 3, e + over, z)]
    points = " ".join(f"{_n(x * scale + move_x)},{_n(y * scale + move_y)}" for x, y in map(_iso, corners))
    return f'<polygon points="{points}" fill="#2a3b47" opacity=".28" filter="url(#soft)"/>'


def shade(colour: str, light: float) -> str:
    """A colour made lighter or darker."""
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{min(255, round(channel * light)):02x}" for channel in channels)


def _n(value: float) -> str:
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
