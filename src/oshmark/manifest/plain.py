# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A manifest as plain data in the keys of OKH-LOSHv1.0: what every writer starts from.

Known keys come first, in the order of the specification, then the maker's own ones in theirs. A value that version 1.0
has no form for (a file with a title, a licensor with a page) is a table, as OKH 2.x writes it; nothing is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.manifest.fields import MODULE, PART, SOFTWARE, Field, Kind
from oshmark.manifest.files import LIST_KEYS, TEXT_KEYS
from oshmark.manifest.keys import MODULE_KEYS, PART_KEYS, SOFTWARE_KEYS, Keys, meaning_of
from oshmark.manifest.model import Agent, Component, Dialect, Dimensions, FileRef, Manifest, Mass, Software

if TYPE_CHECKING:
    from oshmark.values.licence import Licence

Plain = dict[str, Any]
SEVERAL = frozenset(field.key for field in (*MODULE, *PART, *SOFTWARE) if field.several)


def to_plain(manifest: Manifest, licence: Licence | None = None, *, with_emails: bool = True) -> Plain:
    """The manifest as a table. With its `licence` the SPDX expression is written instead of the maker's words;
    without e-mail addresses it may be published."""
    table: Plain = {"okhv": Dialect.LOSH_V1.value}
    _add_fields(table, MODULE, manifest, with_emails=with_emails)
    if licence is not None and licence.expression is not None and "license" in table:
        table["license"] = licence.expression
    _add_extra(table, manifest.extra, MODULE_KEYS)
    return table


def _add_fields(table: Plain, fields: tuple[Field, ...], thing: Component | Software, *, with_emails: bool) -> None:
    for field in fields:
        if field.kind is Kind.OKHV:
            continue
        if field.kind is Kind.RDF:
            _add_rdf(table, thing)
            continue
        value = getattr(thing, field.attribute)
        if value is None or value == ():
            continue
        table[field.key] = _value(field, value, with_emails=with_emails)


def _add_extra(table: Plain, extra: Plain, keys: Keys | None = None) -> None:
    """Own keys, and values that were set aside: these get a key of their own where the field has a usable value, or the
    next reader could take them for it."""
    for key, value in extra.items():
        meaning = meaning_of(key, keys) if keys else None
        meant = key if meaning is None or meaning.draft_only else meaning.field.key
        present = table.get(meant)
        if present is None or (meaning is not None and meaning.slot):
            table[key] = value
        elif key == "rdf" and isinstance(present, dict) and isinstance(value, dict):
            table[key] = {**present, **value}
        elif isinstance(value, list) and key == meant and key in SEVERAL:
            table[key] = [*(present if isinstance(present, list) else [present]), *value]
        else:
            table[f"{key}-aside"] = value


def _add_rdf(table: Plain, thing: Any) -> None:
    rdf = {"namespace": thing.rdf_namespace, "prefix": thing.rdf_prefix}
    stated = {key: value for key, value in rdf.items() if value is not None}
    if stated:
        table["rdf"] = stated


def _value(field: Field, value: Any, *, with_emails: bool) -> Any:  # noqa: PLR0911  one form for each kind
    match field.kind:
        case Kind.FILE | Kind.IMAGE:
            return _one_or_all([_file(file) for file in value])
        case Kind.AGENT:
            return _one_or_all([_agent(agent, with_email=with_emails) for agent in value])
        case Kind.DIMENSIONS:
            return _dimensions(value)
        case Kind.MASS:
            return _mass(value)
        case Kind.PARTS:
            return [_table(PART, part, with_emails=with_emails) for part in value]
        case Kind.SOFTWARE:
            return [_table(SOFTWARE, software, with_emails=with_emails) for software in value]
        case Kind.NUMBERS:
            return list(value)
        case _:
            return _one_or_all(list(value)) if field.several else value


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _table(fields: tuple[Field, ...], thing: Component | Software, *, with_emails: bool) -> Plain:
    table: Plain = {}
    _add_fields(table, fields, thing, with_emails=with_emails)
    _add_extra(table, thing.extra, PART_KEYS if fields is PART else SOFTWARE_KEYS)
    return table


def _file(file: FileRef) -> Any:
    table: Plain = {"path": file.path}
    for key, attribute in TEXT_KEYS.items():
        value = getattr(file, attribute)
        if value is not None and attribute not in _seen(table):
            table[key] = value
    for key in LIST_KEYS:
        if getattr(file, key):
            table[key] = list(getattr(file, key))
    _add_extra(table, file.extra)
    return file.path if len(table) == 1 else table


def _seen(table: Plain) -> set[str]:
    """Attributes that are written already: two keys stand for the address of a state, and for the media type."""
    return {TEXT_KEYS[key] for key in table if key in TEXT_KEYS}


def _agent(agent: Agent, *, with_email: bool) -> Any:
    email = agent.email if with_email else None
    if agent.url is None and agent.affiliation is None and agent.kind is None and not agent.extra:
        return f"{agent.name} <{email}>" if email else agent.name
    table = {"name": agent.name, "email": email, "url": agent.url, "affiliation": agent.affiliation, "type": agent.kind}
    stated = {key: value for key, value in table.items() if value is not None}
    _add_extra(stated, agent.extra)
    return stated


def _dimensions(value: Dimensions) -> Plain:
    table: Plain = {}
    edges = {"width": value.width_mm, "depth": value.depth_mm, "height": value.height_mm}
    if value.open_scad is not None:
        table["openSCAD"] = value.open_scad
        if value.unit is not None:
            table["unit"] = value.unit
    elif None not in edges.values():
        table["openSCAD"] = f"cube(size = [{', '.join(f'{edge:f}' for edge in edges.values())}])"
        table["unit"] = "mm"
    else:
        table.update({key: edge for key, edge in edges.items() if edge is not None})
    _add_extra(table, value.extra)
    return table


def _mass(value: Mass) -> Plain:
    table: Plain = {"value": value.value}
    if value.unit is not None:
        table["unit"] = value.unit
    _add_extra(table, value.extra)
    return table
