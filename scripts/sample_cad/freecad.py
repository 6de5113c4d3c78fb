# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A plan as a FreeCAD document: one body, minus its openings, every length a property that can be changed.

An `.FCStd` file is a ZIP archive with `Document.xml`. No computed shapes are stored; all objects are marked as touched,
and FreeCAD draws them when it recomputes the document. Members are stored uncompressed with a fixed time, so that the
same plan gives the same bytes everywhere.
"""

from __future__ import annotations

import io
import struct
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sample_cad.plan import Circle, Plan, Polygon

if TYPE_CHECKING:
    from sample_cad.plan import Outline

WRITTEN = (2026, 3, 1, 12, 0, 0)
STAMP = "2026-03-01T12:00:00Z"
OVER = 1.0
"""How far a tool stands out of the body, so that no face of both lies in one plane."""
SPACE = uuid.UUID("6f1a8a54-3c0e-5d62-9b0b-2f6f6f6d1a10")
Property = tuple[str, str, str, Mapping[str, str]]
"""Name, type, element of the value and its attributes."""


class FreeCadDocument:
    """Collects the objects and the files beside `Document.xml`."""

    def __init__(self) -> None:
        self.kinds: list[tuple[str, str]] = []
        self.data: list[ET.Element] = []
        self.files: dict[str, bytes] = {}

    def add(self, kind: str, label: str, properties: Sequence[Property], *, shown: bool = False) -> str:
        """One more object; its name is made from its kind and number."""
        name = f"{kind.rpartition('::')[2]}{len(self.kinds) + 1:03d}"
        every = [
            ("Label", "App::PropertyString", "String", {"value": label}),
            ("Visibility", "App::PropertyBool", "Bool", {"value": "true" if shown else "false"}),
            *properties,
        ]
        self.kinds.append((kind, name))
        element = ET.Element("Object", name=name)
        _properties(element, every)
        self.data.append(element)
        return name

    def prism(self, outline: Outline, low: float, high: float, label: str, *, shown: bool = False) -> str:
        """A cylinder, a box or an extruded polygon between two heights."""
        if isinstance(outline, Circle):
            sizes = [_length("Radius", outline.d / 2), _length("Height", high - low)]
            return self.add("Part::Cylinder", label, [*sizes, _placed(outline.x, outline.y, low)], shown=shown)
        box = _as_box(outline)
        if box is None:
            return self._extrusion(outline, low, high, label, shown=shown)
        x, y, width, depth = box
        sizes = [_length("Length", width), _length("Width", depth), _length("Height", high - low)]
        return self.add("Part::Box", label, [*sizes, _placed(x, y, low)], shown=shown)

    def _extrusion(self, outline: Polygon, low: float, high: float, label: str, *, shown: bool) -> str:
        nodes = f"Nodes{len(self.files) + 1}"
        ring = outline.ring()
        self.files[nodes] = struct.pack("<I", len(ring)) + b"".join(struct.pack("<3d", x, y, low) for x, y in ring)
        line = self.add(
            "Part::Polygon",
            f"{label}, outline",
            [
                ("Nodes", "App::PropertyVectorList", "VectorList", {"file": nodes}),
                ("Close", "App::PropertyBool", "Bool", {"value": "true"}),
            ],
        )
        up = {"valueX": "0", "valueY": "0", "valueZ": "1"}
        return self.add(
            "Part::Extrusion",
            label,
            [
                _link("Base", line),
                ("Dir", "App::PropertyVector", "PropertyVector", up),
                ("DirMode", "App::PropertyEnumeration", "Integer", {"value": "0"}),
                ("LengthFwd", "App::PropertyDistance", "Float", {"value": _number(high - low)}),
                ("Solid", "App::PropertyBool", "Bool", {"value": "true"}),
            ],
            shown=shown,
        )

    def cut(self, base: str, tools: Sequence[str], label: str) -> None:
        """The body minus its openings."""
        tool = tools[0]
        if len(tools) > 1:
            tool = self.add("Part::MultiFuse", "Openings", [("Shapes", "App::PropertyLinkList", "LinkList", {})])
            links = next(self.data[-1].iter("LinkList"))
            links.set("count", str(len(tools)))
            for name in tools:
                ET.SubElement(links, "Link", value=name)
        self.add("Part::Cut", label, [_link("Base", base), _link("Tool", tool)], shown=True)

    def xml(self, about: Mapping[str, str], notice: str) -> bytes:
        """`Document.xml`."""
        root = ET.Element("Document", SchemaVersion="4", ProgramVersion="0.21R33668 (Git)", FileVersion="1")
        root.append(ET.Comment(f" {notice} "))
        _properties(root, [(key, "App::PropertyString", "String", {"value": text}) for key, text in about.items()])
        objects = ET.SubElement(root, "Objects", Count=str(len(self.kinds)))
        for number, (kind, name) in enumerate(self.kinds, start=1):
            ET.SubElement(objects, "Object", type=kind, name=name, id=str(number), Touched="1")
        data = ET.SubElement(root, "ObjectData", Count=str(len(self.data)))
        data.extend(self.data)
        ET.indent(root)
        text = ET.tostring(root, encoding="unicode")
        return f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n".encode()


def fcstd(plan: Plan, *, slug: str, title: str, maker: str, licence: str, notice: str) -> bytes:
    """The file of one part: one outermost cell, and what is cut out of it from above."""
    rings = plan.rings()
    parents = plan.parents(rings)
    (outer,) = [index for index, parent in enumerate(parents) if parent is None]
    ((low, high),) = plan.cells[outer].solid
    document = FreeCadDocument()
    inner = [cell for index, cell in enumerate(plan.cells) if index != outer]
    base = document.prism(plan.cells[outer].outline, low, high, title if not inner else "Body", shown=not inner)
    tools = [
        document.prism(cell.outline, cell.solid[0][1] if cell.solid else low - OVER, high + OVER, f"Opening {number}")
        for number, cell in enumerate(inner, start=1)
    ]
    if tools:
        document.cut(base, tools, title)
    about = {
        "Comment": notice,
        "Company": maker,
        "CreatedBy": "make_sample_cad",
        "CreationDate": STAMP,
        "Label": title,
        "LastModifiedDate": STAMP,
        "License": licence,
        "Id": str(uuid.uuid5(SPACE, slug)),
    }
    return archive({"Document.xml": document.xml(about, notice), **document.files})


def archive(members: Mapping[str, bytes]) -> bytes:
    """A ZIP file that does not depend on when and where it is made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, WRITTEN)
            info.create_system, info.external_attr = 3, 0o644 << 16
            target.writestr(info, content)
    return buffer.getvalue()


def _properties(owner: ET.Element, properties: Sequence[Property]) -> None:
    holder = ET.SubElement(owner, "Properties", Count=str(len(properties)))
    for name, kind, element, attributes in properties:
        ET.SubElement(ET.SubElement(holder, "Property", name=name, type=kind), element, dict(attributes))


def _as_box(outline: Polygon) -> tuple[float, float, float, float] | None:
    """x, y, width and depth when the outline is a rectangle along the axes."""
    ring = outline.ring()
    xs, ys = sorted({x for x, _ in ring}), sorted({y for _, y in ring})
    if len(ring) != 4 or len(xs) != 2 or len(ys) != 2:
        return None
    return xs[0], ys[0], xs[1] - xs[0], ys[1] - ys[0]


def _length(name: str, value: float) -> Property:
    return (name, "App::PropertyLength", "Float", {"value": _number(value)})


def _link(name: str, target: str) -> Property:
    return (name, "App::PropertyLink", "Link", {"value": target})


def _placed(x: float, y: float, z: float) -> Property:
    turn = {"Q0": "0", "Q1": "0", "Q2": "0", "Q3": "1", "A": "0", "Ox": "0", "Oy": "0", "Oz": "1"}
    where = {"Px": _number(x), "Py": _number(y), "Pz": _number(z)}
    return ("Placement", "App::PropertyPlacement", "PropertyPlacement", where | turn)


def _number(value: float) -> str:
    return f"{value:.6f}"
