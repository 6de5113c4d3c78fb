# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A plan as an exact solid in STEP (ISO 10303-21, AP214): planes, true cylinders, lines and circles.

Folded sheets are not written: their STEP would need curved walls on every bend; they travel as DXF.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sample_cad.mesh import sides
from sample_cad.plan import Circle, Plan, Point

if TYPE_CHECKING:
    from collections.abc import Sequence

Edge = tuple[int, int]
"""An edge curve and its sense: (entity number, 1 or -1)."""

HEADER = """ISO-10303-21;
HEADER;
FILE_DESCRIPTION(('{title}'),'2;1');
FILE_NAME('{slug}.step','2026-03-01T12:00:00',('{maker}'),('{maker}'),'','make_sample_cad','');
FILE_SCHEMA(('AUTOMOTIVE_DESIGN {{ 1 0 10303 214 1 1 1 1 }}'));
ENDSEC;
DATA;
"""


class StepWriter:
    """Numbers the entities and gives each edge, vertex and direction once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rings = plan.rings()
        self.parents = plan.parents(self.rings)
        self.lines: list[str] = []
        self.known: dict[str, int] = {}
        self.edges: dict[object, int] = {}

    def add(self, text: str) -> int:
        """The number of an entity; equal text is the same entity."""
        if text not in self.known:
            self.lines.append(text)
            self.known[text] = len(self.lines)
        return self.known[text]

    def solid(self, title: str) -> int:
        """The closed shell of all faces, as one solid."""
        faces = [*self._horizontal_faces(), *self._wall_faces()]
        shell = self.add(f"CLOSED_SHELL('',({_refs(faces)}))")
        return self.add(f"MANIFOLD_SOLID_BREP('{title}',#{shell})")

    def _point(self, x: float, y: float, z: float) -> int:
        return self.add(f"CARTESIAN_POINT('',({_real(x)},{_real(y)},{_real(z)}))")

    def _direction(self, x: float, y: float, z: float) -> int:
        return self.add(f"DIRECTION('',({_real(x)},{_real(y)},{_real(z)}))")

    def _vertex(self, x: float, y: float, z: float) -> int:
        return self.add(f"VERTEX_POINT('',#{self._point(x, y, z)})")

    def _frame(self, at: Sequence[float], axis: Sequence[float], across: Sequence[float]) -> int:
        numbers = (self._point(*at), self._direction(*axis), self._direction(*across))
        return self.add("AXIS2_PLACEMENT3D('',#{},#{},#{})".format(*numbers))

    def _straight(self, a: Sequence[float], b: Sequence[float]) -> Edge:
        first, last = sorted((tuple(a), tuple(b)))
        key = (first, last)
        if key not in self.edges:
            length = sum((q - p) ** 2 for p, q in zip(first, last, strict=True)) ** 0.5
            unit = [(q - p) / length for p, q in zip(first, last, strict=True)]
            vector = self.add(f"VECTOR('',#{self._direction(*unit)},1.)")
            line = self.add(f"LINE('',#{self._point(*first)},#{vector})")
            ends = f"#{self._vertex(*first)},#{self._vertex(*last)}"
            self.edges[key] = self.add(f"EDGE_CURVE('',{ends},#{line},.T.)")
        return self.edges[key], 1 if first == tuple(a) else -1

    def _around(self, circle: Circle, z: float) -> Edge:
        key = (circle, z)
        if key not in self.edges:
            frame = self._frame((circle.x, circle.y, z), (0, 0, 1), (1, 0, 0))
            curve = self.add(f"CIRCLE('',#{frame},{_real(circle.d / 2)})")
            vertex = self._vertex(circle.x + circle.d / 2, circle.y, z)
            self.edges[key] = self.add(f"EDGE_CURVE('',#{vertex},#{vertex},#{curve},.T.)")
        return self.edges[key], 1

    def _loop(self, index: int, z: float) -> list[Edge]:
        outline, ring = self.plan.cells[index].outline, self.rings[index]
        if isinstance(outline, Circle):
            return [self._around(outline, z)]
        ends = zip(ring, [*ring[1:], ring[0]], strict=True)
        return [self._straight((*a, z), (*b, z)) for a, b in ends]

    def _edge_loop(self, edges: Sequence[Edge]) -> int:
        turned = [self.add(f"ORIENTED_EDGE('',*,*,#{n},{'.T.' if sense > 0 else '.F.'})") for n, sense in edges]
        return self.add(f"EDGE_LOOP('',({_refs(turned)}))")

    def _face(self, bounds: Sequence[Sequence[Edge]], surface: int, *, same_sense: bool = True) -> int:
        outer = self.add(f"FACE_OUTER_BOUND('',#{self._edge_loop(bounds[0])},.T.)")
        inner = [self.add(f"FACE_BOUND('',#{self._edge_loop(bound)},.T.)") for bound in bounds[1:]]
        return self.add(f"ADVANCED_FACE('',({_refs([outer, *inner])}),#{surface},{'.T.' if same_sense else '.F.'})")

    def _horizontal_faces(self) -> list[int]:
        levels = [float("-inf"), *self.plan.levels(), float("inf")]
        faces = []
        for index, cell in enumerate(self.plan.cells):
            children = [child for child, parent in enumerate(self.parents) if parent == index]
            for low, z, high in zip(levels, levels[1:], levels[2:], strict=False):
                if cell.fills(low, z) != cell.fills(z, high):
                    faces.append(self._cap(index, children, z, up=cell.fills(low, z)))
        return faces

    def _cap(self, index: int, children: Sequence[int], z: float, *, up: bool) -> int:
        surface = self.add(f"PLANE('',#{self._frame((0, 0, z), (0, 0, 1 if up else -1), (1, 0, 0))})")
        outer, inner = self._loop(index, z), [_reversed(self._loop(child, z)) for child in children]
        bounds = [outer, *inner]
        return self._face(bounds if up else [_reversed(bound) for bound in bounds], surface)

    def _wall_faces(self) -> list[int]:
        faces, done = [], set()
        for index, other, edge in sides(self.rings, self.parents):
            circle = self.plan.cells[index].outline
            if index in done:
                continue
            if isinstance(circle, Circle):
                done.add(index)
            levels = self.plan.levels_beside(index, other, self.parents)
            for low, high in pairwise(levels):
                here = self.plan.cells[index].fills(low, high)
                if here == (other is not None and self.plan.cells[other].fills(low, high)):
                    continue
                if isinstance(circle, Circle):
                    faces.append(self._cylinder(circle, low, high, boss=here))
                else:
                    a, b = self.rings[index][edge], self.rings[index][(edge + 1) % len(self.rings[index])]
                    faces.append(self._flat_wall(*((a, b) if here else (b, a)), low, high))
        return faces

    def _cylinder(self, circle: Circle, low: float, high: float, *, boss: bool) -> int:
        frame = self._frame((circle.x, circle.y, low), (0, 0, 1), (1, 0, 0))
        surface = self.add(f"CYLINDRICAL_SURFACE('',#{frame},{_real(circle.d / 2)})")
        (bottom, _), (top, _) = self._around(circle, low), self._around(circle, high)
        seam_x = circle.x + circle.d / 2
        seam, sense = self._straight((seam_x, circle.y, low), (seam_x, circle.y, high))
        turn = 1 if boss else -1
        bound = [(bottom, turn), (seam, sense), (top, -turn), (seam, -sense)]
        return self._face([bound], surface, same_sense=boss)

    def _flat_wall(self, a: Point, b: Point, low: float, high: float) -> int:
        length = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
        across = ((b[0] - a[0]) / length, (b[1] - a[1]) / length, 0)
        surface = self.add(f"PLANE('',#{self._frame((*a, low), (across[1], -across[0], 0), across)})")
        corners = [(*a, low), (*b, low), (*b, high), (*a, high)]
        bound = [self._straight(p, q) for p, q in zip(corners, [*corners[1:], corners[0]], strict=True)]
        return self._face([bound], surface)


def step(plan: Plan, *, slug: str, title: str, maker: str, notice: str) -> bytes:
    """The file of one part, in millimetres."""
    writer = StepWriter(plan)
    _product(writer, writer.solid(_string(title)), slug, _string(title))
    body = "".join(f"#{number}={text};\n" for number, text in enumerate(writer.lines, start=1))
    head = HEADER.format(title=_string(title), slug=slug, maker=_string(maker))
    return f"{head}/* {notice} */\n{body}ENDSEC;\nEND-ISO-10303-21;\n".encode("ascii")


def _product(writer: StepWriter, solid: int, slug: str, title: str) -> None:
    add = writer.add
    millimetre = add("(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.))")
    radian = add("(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.))")
    steradian = add("(NAMED_UNIT(*)SI_UNIT($,.STERADIAN.)SOLID_ANGLE_UNIT())")
    gap = add(f"UNCERTAINTY_MEASURE_WITH_UNIT(LENGTH_MEASURE(1.E-04),#{millimetre},'closure','')")
    context = add(
        f"(GEOMETRIC_REPRESENTATION_CONTEXT(3)GLOBAL_UNCERTAINTY_ASSIGNED_CONTEXT((#{gap}))"
        f"GLOBAL_UNIT_ASSIGNED_CONTEXT((#{millimetre},#{radian},#{steradian}))REPRESENTATION_CONTEXT('',''))"
    )
    zero = add("CARTESIAN_POINT('',(0.,0.,0.))")
    origin = add(f"AXIS2_PLACEMENT3D('',#{zero},$,$)")
    shape = add(f"ADVANCED_BREP_SHAPE_REPRESENTATION('{slug}',(#{origin},#{solid}),#{context})")
    application = add("APPLICATION_CONTEXT('automotive design')")
    add(f"APPLICATION_PROTOCOL_DEFINITION('international standard','automotive_design',2000,#{application})")
    product_context = add(f"PRODUCT_CONTEXT('',#{application},'mechanical')")
    product = add(f"PRODUCT('{slug}','{title}','',(#{product_context}))")
    add(f"PRODUCT_RELATED_PRODUCT_CATEGORY('part',$,(#{product}))")
    formation = add(f"PRODUCT_DEFINITION_FORMATION('','',#{product})")
    design = add(f"PRODUCT_DEFINITION_CONTEXT('part definition',#{application},'design')")
    definition = add(f"PRODUCT_DEFINITION('design','',#{formation},#{design})")
    defined = add(f"PRODUCT_DEFINITION_SHAPE('','',#{definition})")
    add(f"SHAPE_DEFINITION_REPRESENTATION(#{defined},#{shape})")


def _reversed(edges: Sequence[Edge]) -> list[Edge]:
    return [(number, -sense) for number, sense in reversed(edges)]


def _refs(numbers: Sequence[int]) -> str:
    return ",".join(f"#{number}" for number in numbers)


def _string(text: str) -> str:
    """A text in the letters of the format: what is not ASCII is written by its number (ISO 10303-21, 6.4.3)."""
    return "".join(
        letter if letter.isascii() else f"\\X2\\{ord(letter):04X}\\X0\\" for letter in text.replace("'", "''")
    )


def _real(value: float) -> str:
    text = f"{value:.6f}".rstrip("0")
    return "0." if text == "-0." else text
