# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Outer dimensions and mass, in every form that occurs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from oshmark.manifest import rules
from oshmark.manifest.coerce import number
from oshmark.manifest.context import Aside, Context, kind_of
from oshmark.manifest.dimensions import MILLIMETRES, decimal_of, is_closed, millimetres, read_openscad
from oshmark.manifest.fields import Field, Kind
from oshmark.manifest.keys import reduced
from oshmark.manifest.model import GRAMS, Dimensions, Mass

if TYPE_CHECKING:
    from oshmark.values.finding import KeyPath

EDGES: dict[str, str] = {
    "width": "width_mm",
    "widht": "width_mm",
    "x": "width_mm",
    "depth": "depth_mm",
    "length": "depth_mm",
    "y": "depth_mm",
    "height": "height_mm",
    "hight": "height_mm",
    "z": "height_mm",
}
OPENSCAD_KEYS = frozenset({"open-scad", "openscad", "open-s-cad"})
EDGE_FIELD = Field(key="outer-dimensions", attribute="", kind=Kind.NUMBER, term="", unit="mm", minimum=Decimal(0))
MASS_FIELD = Field(key="mass", attribute="", kind=Kind.NUMBER, term="", minimum=Decimal(0))
UNIT_WORDS: dict[str, str] = {"millimetre": "mm", "millimeter": "mm", "centimetre": "cm", "gram": "g", "kilogram": "kg"}


def dimensions(
    context: Context,
    field: Field,
    value: Any,
    path: KeyPath,
    unit: str | None = None,
) -> Dimensions | Aside | None:
    """Dimensions from a table with `openSCAD` and `unit`, from three edges, or from an OpenSCAD text alone."""
    if isinstance(value, list) and len(value) == 1:  # [[part.outer-dimensions]] occurs in a how-to
        context.add(rules.VALUE_LIST, path, key=field.key)
        return dimensions(context, field, value[0], (*path, 0), unit)
    if isinstance(value, str):
        return _from_openscad(context, field, value, path, unit=unit, unit_path=None)
    if isinstance(value, dict):
        return _from_table(context, field, value, path, unit)
    context.add(rules.VALUE_TYPE, path, key=field.key, wanted="a table with openSCAD and unit", found=kind_of(value))
    return Aside.KEEP


def _from_table(
    context: Context, field: Field, table: dict[str, Any], path: KeyPath, unit: str | None
) -> Dimensions | Aside | None:
    openscad = next((key for key in table if reduced(key) in OPENSCAD_KEYS), None)
    stated = table.get("unit")
    if isinstance(stated, str) and stated.strip():
        unit = _unit(stated)
    if openscad is not None and openscad != "openSCAD":
        context.add(rules.KEY_STYLE, (*path, openscad), was=openscad, now="openSCAD")
    text = table.get(openscad or "")
    edges = {key: EDGES[reduced(key)] for key in table if reduced(key) in EDGES}
    if openscad is not None and isinstance(text, str) and (text.strip() or not edges):
        found = _from_openscad(context, field, text, (*path, openscad), unit=unit, unit_path=(*path, "unit"))
        used = said = {openscad}
    else:
        found, used = _from_edges(context, field, table, edges, path, unit)
        said = set(edges)
    extra = {key: value for key, value in table.items() if key not in used and not (key == "unit" and _is_unit(value))}
    if not isinstance(found, Dimensions):
        return Aside.KEEP if extra else found
    _report_rest(context, field, extra, said, path)
    return _replace(found, extra=extra) if extra else found


def _report_rest(context: Context, field: Field, extra: dict[str, Any], said: set[str], path: KeyPath) -> None:
    for key, value in extra.items():
        if key == "unit":
            wanted = "a unit such as mm" if field.kind is Kind.DIMENSIONS else "a unit such as g"
            context.add(rules.VALUE_TYPE, (*path, key), key=key, wanted=wanted, found=kind_of(value))
        elif key not in said:
            context.add(rules.KEY_UNKNOWN, (*path, key), was=key)


def _is_unit(value: Any) -> bool:
    """Whether the value under `unit` can be left out of what is kept aside: it was read, or says nothing."""
    return isinstance(value, str) or value is None


def _replace(found: Dimensions, extra: dict[str, Any]) -> Dimensions:
    return Dimensions(found.open_scad, found.unit, found.width_mm, found.depth_mm, found.height_mm, extra)


def _from_openscad(
    context: Context, field: Field, text: str, path: KeyPath, *, unit: str | None, unit_path: KeyPath | None
) -> Dimensions | Aside | None:
    if not text.strip():
        context.add(rules.VALUE_EMPTY, path, key=field.key)
        return None
    written_unit = unit
    if unit is None:
        unit = "mm"
        context.add(rules.UNIT_MISSING, path, key=field.key, now="mm")
    solid = read_openscad(text)
    if solid is None:
        context.add(rules.OPENSCAD_UNREAD, path, was=text)
        return Dimensions(open_scad=text, unit=written_unit)
    if not is_closed(text):
        context.add(rules.OPENSCAD_REPAIRED, path, was=text, now=solid.text)
    if unit not in MILLIMETRES:
        context.add(rules.UNIT_UNKNOWN, unit_path or path, key=field.key, was=unit, allowed=", ".join(MILLIMETRES))
        return Dimensions(open_scad=solid.text, unit=unit)
    width, depth, height = (millimetres(edge, unit) for edge in (solid.x, solid.y, solid.z))
    return Dimensions(solid.text, unit, width, depth, height)


def _from_edges(
    context: Context, field: Field, table: dict[str, Any], edges: dict[str, str], path: KeyPath, unit: str | None
) -> tuple[Dimensions | Aside | None, set[str]]:
    found: dict[str, Decimal] = {}
    used: set[str] = set()
    if unit is not None and unit not in MILLIMETRES:
        context.add(rules.UNIT_UNKNOWN, (*path, "unit"), key=field.key, was=unit, allowed=", ".join(MILLIMETRES))
        return Aside.KEEP, used
    for key, attribute in edges.items():
        if reduced(key) in ("widht", "hight"):
            context.add(rules.KEY_TYPO, (*path, key), was=key, now=attribute.removesuffix("_mm"))
        edge = number(context, EDGE_FIELD, table[key], (*path, key))
        length = millimetres(edge, unit or "mm") if isinstance(edge, Decimal) else None
        if length is not None and attribute not in found:
            found[attribute] = length
            used.add(key)
    if not found:
        context.add(rules.VALUE_TYPE, path, key=field.key, wanted="openSCAD or three edges", found=kind_of(table))
        return Aside.KEEP, used
    _report_edges(context, field, path, found)
    width, depth, height = (found.get(attribute) for attribute in ("width_mm", "depth_mm", "height_mm"))
    return Dimensions(None, "mm", width, depth, height), used


def _report_edges(context: Context, field: Field, path: KeyPath, found: dict[str, Decimal]) -> None:
    if len(found) < len(("width", "depth", "height")):
        names = " and ".join(attribute.removesuffix("_mm") for attribute in found)
        context.add(rules.DIMENSIONS_INCOMPLETE, path, key=field.key, found=names)
        return
    context.add(
        rules.DIMENSIONS_FORM, path, key=field.key, found="width, depth and height",
        width=found["width_mm"], depth=found["depth_mm"], height=found["height_mm"],
    )  # fmt: skip


def mass(
    context: Context,
    field: Field,
    value: Any,
    path: KeyPath,
    unit: str | None = None,
) -> Mass | Aside | None:
    """A mass from a table with `value` and `unit`, a number (grams in OKH 2.x), or a text such as `2.5 kg`."""
    if isinstance(value, list) and len(value) == 1:
        context.add(rules.VALUE_LIST, path, key=field.key)
        return mass(context, field, value[0], (*path, 0), unit)
    if isinstance(value, dict):
        return _mass_of_table(context, field, value, path, unit)
    if isinstance(value, str):
        return _mass_of_text(context, field, value, path, unit)
    found = number(context, MASS_FIELD, value, path)
    if not isinstance(found, Decimal):
        return Aside.KEEP
    context.add(rules.MASS_FORM, path, key=field.key, now=f"{found} {unit or 'g'}")
    return Mass(value=found, unit=unit or "g")


def _mass_of_table(
    context: Context, field: Field, table: dict[str, Any], path: KeyPath, unit: str | None
) -> Mass | Aside | None:
    if table.get("value") in (None, ""):
        context.add(rules.VALUE_EMPTY, path, key=field.key)
        return Aside.KEEP if table else None
    found = number(context, MASS_FIELD, table["value"], (*path, "value"))
    if not isinstance(found, Decimal):
        return Aside.KEEP
    stated = table.get("unit")
    unit = _unit(stated) if isinstance(stated, str) and stated.strip() else unit
    if unit is None:
        context.add(rules.UNIT_MISSING, path, key=field.key, now="none")
    elif unit not in GRAMS:
        context.add(rules.UNIT_UNKNOWN, (*path, "unit"), key=field.key, was=unit, allowed=", ".join(GRAMS))
    extra = {key: one for key, one in table.items() if key != "value" and not (key == "unit" and _is_unit(one))}
    _report_rest(context, field, extra, set(), path)
    return Mass(value=found, unit=unit, extra=extra)


def _mass_of_text(context: Context, field: Field, text: str, path: KeyPath, unit: str | None) -> Mass | Aside | None:
    stripped = text.strip()
    for name in sorted(GRAMS, key=len, reverse=True):
        found = decimal_of(stripped.removesuffix(name)) if stripped.endswith(name) else None
        if found is not None:
            context.add(rules.MASS_FORM, path, key=field.key, now=f"{found} {name}")
            return Mass(value=found, unit=name)
    found = decimal_of(stripped)
    if found is not None:
        context.add(rules.MASS_FORM, path, key=field.key, now=f"{found} {unit or 'g'}")
        return Mass(value=found, unit=unit or "g")
    context.add(rules.VALUE_TYPE, path, key=field.key, wanted="a mass such as 120.5 g", found=f"“{text}”")
    return Aside.KEEP


def _unit(written: str) -> str:
    """The short form of a unit: `Millimetres` is `mm`; an unknown one stays as written."""
    text = written.strip()
    if text in MILLIMETRES or text in GRAMS:
        return text
    lowered = text.lower().rstrip(".")
    if lowered in MILLIMETRES or lowered in GRAMS:
        return lowered
    return UNIT_WORDS.get(lowered.removesuffix("s").replace("meter", "metre"), text)
