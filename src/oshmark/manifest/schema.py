# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A JSON Schema of manifests, for editors: they offer keys and values while somebody writes, and underline what is odd.

It describes OKH-LOSH 1.0 as it should be written, with the values in lists that real manifests have. The reader takes
far more; what it takes is said in findings, not here. Draft 2020-12: https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

from typing import Any

from oshmark.manifest.cpc import SECTIONS
from oshmark.manifest.dimensions import MILLIMETRES
from oshmark.manifest.field_help import MODULE_HELP, PART_HELP, SOFTWARE_HELP, Help
from oshmark.manifest.fields import MANDATORY, MODULE, PART, SOFTWARE, Field, Kind
from oshmark.manifest.model import GRAMS, Dialect
from oshmark.manifest.readiness import ODRL, OTRL
from oshmark.manifest.tsdc import LABELS

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[0-9A-Za-z]{4,8})*$"
CPC = rf"^[{''.join(SECTIONS)}](\d{{2}}([A-HJ-NP-Z]( \d{{1,4}}/\d{{2,6}})?)?)?$"
TSDC = r"^[0-9A-Z]+(-[0-9A-Z]+)*$"
_TEXT: Schema = {"type": "string", "minLength": 1}
_URL: Schema = {"type": "string", "pattern": "^https?://[^\\s/]", "format": "uri"}
_ONE: dict[Kind, Schema] = {
    Kind.TEXT: _TEXT,
    Kind.PROSE: _TEXT,
    Kind.VERSION: _TEXT,
    Kind.LICENCE: _TEXT,
    Kind.URL: _URL,
    Kind.FILE: {"$ref": "#/$defs/file"},
    Kind.IMAGE: {"$ref": "#/$defs/file"},
    Kind.AGENT: {"$ref": "#/$defs/agent"},
    Kind.LANGUAGE: {"type": "string", "pattern": LANGUAGE},
    Kind.OTRL: {"enum": list(OTRL)},
    Kind.ODRL: {"enum": list(ODRL)},
    Kind.CPC: {"type": "string", "pattern": CPC},
    Kind.TSDC: {"type": "string", "pattern": TSDC, "examples": list(LABELS)},
    Kind.NUMBER: {"type": "number"},
    Kind.NUMBERS: {"type": "number"},
    Kind.INTEGER: {"type": "integer"},
    Kind.BOOLEAN: {"anyOf": [{"type": "boolean"}, {"enum": [0, 1]}]},
    Kind.DIMENSIONS: {"$ref": "#/$defs/dimensions"},
    Kind.MASS: {"$ref": "#/$defs/mass"},
    Kind.PARTS: {"$ref": "#/$defs/part"},
    Kind.SOFTWARE: {"$ref": "#/$defs/software"},
    Kind.OKHV: {"enum": [Dialect.LOSH_V1.value]},
    Kind.RDF: {"type": "object", "properties": {"namespace": _URL, "prefix": _TEXT}},
}
_LISTS_ONLY = frozenset({Kind.PARTS, Kind.SOFTWARE, Kind.NUMBERS})


def json_schema() -> Schema:
    """The schema of a whole manifest; keys that nobody knows are allowed, and kept."""
    return {
        "$schema": DRAFT,
        "title": "OKH-LOSH 1.0",
        "description": "A manifest of open hardware after the Open Know-How specification, OKH-LOSH 1.0.",
        **_table(MODULE, MODULE_HELP, list(MANDATORY)),
        "$defs": {
            "file": _file(),
            "agent": _agent(),
            "dimensions": _dimensions(),
            "mass": _mass(),
            "part": {
                **_table(PART, PART_HELP, ["name"]),
                "anyOf": [{"required": ["source"]}, {"required": ["export"]}],
            },
            "software": _table(SOFTWARE, SOFTWARE_HELP, ["release"]),
        },
    }


def _table(fields: tuple[Field, ...], helps: dict[str, Help], required: list[str]) -> Schema:
    properties = {field.key: _property(field, helps[field.key]) for field in fields}
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": True}


def _property(field: Field, help_: Help) -> Schema:
    one = _one(field)
    if field.kind in _LISTS_ONLY:
        schema: Schema = {"type": "array", "items": one}
    elif field.several:
        schema = {"anyOf": [one, {"type": "array", "minItems": 1, "items": one}]}
    else:
        schema = dict(one)
    says = help_.says[:1].upper() + help_.says[1:]
    examples = {} if help_.example is None else {"examples": [help_.example]}
    return {**schema, "description": f"{says}.{_unit(field)}", **examples}


def _unit(field: Field) -> str:
    return f" In {field.unit}." if field.unit in ("mm", "dpi") else ""


def _one(field: Field) -> Schema:
    """One value of the field, within its bounds."""
    if field.choices:
        return {"enum": list(field.choices)}
    bounds: Schema = {}
    if field.minimum is not None:
        bounds["minimum"] = int(field.minimum)
    if field.maximum is not None:
        bounds["maximum"] = int(field.maximum)
    return {**_ONE[field.kind], **bounds}


def _file() -> Schema:
    """A path or an address; OKH 2.x writes a table for what else is to be said of a file."""
    path = {"type": "string", "minLength": 1, "pattern": r"^(?![A-Za-z]:\\|\\\\|~/)"}
    table = {"type": "object", "anyOf": [{"required": ["path"]}, {"required": ["url"]}]}
    return {"anyOf": [path, table]}


def _agent() -> Schema:
    return {"anyOf": [_TEXT, {"type": "object", "required": ["name"], "properties": {"name": _TEXT}}]}


def _dimensions() -> Schema:
    openscad = {"type": "string", "pattern": r"^\s*(cube|cylinder|sphere)\s*\("}
    edge = {"type": "number", "minimum": 0}
    return {
        "type": "object",
        "properties": {
            "openSCAD": {**openscad, "description": "A cube, a cylinder or a sphere, as OpenSCAD writes it."},
            "unit": {"enum": list(MILLIMETRES), "description": "The unit of its numbers."},
            **{name: {**edge, "description": "In mm; OKH 2.x writes it so."} for name in ("width", "depth", "height")},
        },
        "anyOf": [{"required": ["openSCAD", "unit"]}, {"required": ["width", "depth", "height"]}],
    }


def _mass() -> Schema:
    return {
        "type": "object",
        "required": ["value", "unit"],
        "properties": {"value": {"type": "number", "minimum": 0}, "unit": {"enum": list(GRAMS)}},
    }
