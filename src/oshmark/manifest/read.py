# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one place that reads OKH: bytes in, a typed manifest and everything that is to be said about it out."""

from __future__ import annotations

from typing import Any

import msgspec

from oshmark.errors import UnreadableError
from oshmark.manifest import agents, coerce, files, rules, sizes, v1, v1_rules
from oshmark.manifest.check import check
from oshmark.manifest.context import Aside, Context, Partly, kind_of
from oshmark.manifest.dialect import DRAFTS, Recognised, okhv_key, recognise
from oshmark.manifest.fields import MODULE, PART, SOFTWARE, Field, Kind, Scope
from oshmark.manifest.keys import MODULE_KEYS, PART_KEYS, SOFTWARE_KEYS, Keys, Meaning, meaning_of, reduced, similar_key
from oshmark.manifest.model import Dialect, Dimensions, Manifest, Part, Software
from oshmark.manifest.syntax import Document, read_document
from oshmark.values.finding import Finding, KeyPath
from oshmark.values.licence import Licence, read_licence

MAX_PARTS = 20_000
"""Parts and pieces of software that are read; a list beyond that is not written by people."""


class Reading(msgspec.Struct, frozen=True):
    """What one file says: the manifest, its dialect, the licence as it is understood, and all findings.

    `places` tells where each field of the module stands in the file, under the key of OKH-LOSH.
    """

    manifest: Manifest
    recognised: Recognised
    licence: Licence
    findings: tuple[Finding, ...]
    document: Document
    places: dict[str, KeyPath]


def read(
    raw: bytes, *, name: str = "", folder: str | None = None, allowed_licences: frozenset[str] = frozenset()
) -> Reading:
    """Read a manifest of any dialect.

    `name` is the file's name, which tells its syntax; `folder` the folder in the repository it lies in (`""` is the
    root, `None` unknown); `allowed_licences` what maintainers have declared to be open. Raises `UnreadableError`.
    """
    document = read_document(raw, name=name)
    recognised = recognise(document.data)
    if recognised is None:
        raise UnreadableError(Finding(rules.NOT_A_MANIFEST, at=(1, 1)))
    context = Context(document, folder)
    context.findings.extend(document.findings)
    reader = _V1Module(context) if recognised.dialect is Dialect.OKH_V1 else _Module(context)
    if recognised.dialect is Dialect.OKH_V1:
        _read_v1(context, reader, document.data)
    else:
        _report_okhv(context, recognised, document.data)
        reader.read_table(document.data, draft=recognised.dialect in DRAFTS)
    attributes = reader.finish()
    manifest = Manifest(dialect=recognised.dialect, extra=reader.extra, **attributes)
    licence = read_licence(manifest.license or "", allowed_licences)
    check(context, manifest, licence, recognised, reader.places)
    return Reading(manifest, recognised, licence, tuple(context.findings), document, reader.places)


def _report_okhv(context: Context, recognised: Recognised, data: dict[str, Any]) -> None:
    if not recognised.stated:
        return
    key = okhv_key(data) or ""
    if recognised.dialect in DRAFTS:
        context.add(rules.OKHV_DRAFT, (key,), was=data[key])
    elif not recognised.exact:
        context.add(rules.OKHV_UNKNOWN, (key,), was=data[key], now=recognised.dialect.value)


def _read_v1(context: Context, reader: _Module, data: dict[str, Any]) -> None:
    paragraphs: list[str] = []
    renamed: dict[str, str] = {}
    by_key = {field.key: field for field in MODULE}
    for into, value, path in v1.items(context, data):
        if not into:
            for key, one in value.items():
                if len(path) > 1 or key in V1_KNOWN or reduced(key) in v1.KEPT:
                    reader.keep({key: one})
                else:  # a key of OKH-LOSH, or of nobody
                    reader.read_table({key: one})
            continue
        renamed[str(path[0])] = into
        if into == "function":
            text = coerce.prose(context, by_key[into], value, path)
            paragraphs += [text] if isinstance(text, str) else []
            if text is Aside.KEEP:
                reader.keep({str(path[0]): value})
            reader.places.setdefault("function", path)
        else:
            reader.read_value(Meaning(v1.listed(by_key[into])), str(path[0]), value, path)
    if paragraphs:
        stated = reader.attributes.get("function")
        reader.attributes["function"] = "\n".join([*paragraphs, stated] if stated else paragraphs)
    pairs = ", ".join(f"{key} → {into}" for key, into in renamed.items() if key != into)
    if pairs:
        context.findings.append(Finding(v1_rules.OLD_DIALECT, (), {"now": pairs}))


V1_KNOWN = frozenset({row.key for row in v1.ROWS})
V1_PART_KEYS: Keys = {**PART_KEYS, "title": PART_KEYS["name"]}
V1_SOFTWARE_KEYS: Keys = {**SOFTWARE_KEYS, "title": SOFTWARE_KEYS["label"], "path": SOFTWARE_KEYS["release"]}


class _Table:
    """One table of a manifest while it is read: attributes for the model, own keys, and where fields stand."""

    keys: Keys
    fields: tuple[Field, ...]
    here: Scope

    def __init__(self, context: Context, path: KeyPath = ()) -> None:
        self.context = context
        self.path = path
        self.attributes: dict[str, Any] = {}
        self.extra: dict[str, Any] = {}
        self.places: dict[str, KeyPath] = {}
        self.unit_key: str | None = None

    def read_table(self, table: dict[str, Any], *, draft: bool = False) -> None:
        """Read every key of the table, in its order."""
        keys, base = self.keys, self.path
        beside: list[str] = []
        for key, value in table.items():
            meaning = keys.get(key) or meaning_of(key, keys)
            if meaning is None or (meaning.draft_only and not draft):
                self.extra[key] = value
                self._report_unknown(key)
            elif meaning.slot is None:
                self.read_value(meaning, key, value, (*base, key), table)
            else:
                self._report_key(meaning, key)
                beside.append(key)
        for key in beside:
            if key != self.unit_key:
                self.extra[key] = table[key]

    def read_value(
        self,
        meaning: Meaning,
        key: str,
        value: Any,
        path: KeyPath,
        table: dict[str, Any] | None = None,
    ) -> None:
        """Read one value into its attribute; what cannot be used goes to `extra`."""
        field, context = meaning.field, self.context
        if meaning.rule is not None:
            self._report_key(meaning, key)
        if field.scope is not Scope.BOTH and field.scope is not self.here and self.here is not Scope.BOTH:
            context.add(rules.KEY_SCOPE, path, key=field.key, scope=field.scope.value, here=self.here.value)
        if value is None or value in ("", [], {}):
            context.add(rules.VALUE_EMPTY, path, key=field.key)
            return
        if isinstance(value, dict) and field.kind in (Kind.DIMENSIONS, Kind.MASS):
            value = self._without_strays(value, path)
            if not value:
                return
        found = self._read_kind(meaning, value, path, table or {})
        self._store(field, key, value, found, path)

    def _read_kind(self, meaning: Meaning, value: Any, path: KeyPath, table: dict[str, Any]) -> Any:
        field = meaning.field
        if field.kind is Kind.DIMENSIONS:
            return self._dimensions(meaning, value, path, table)
        if field.kind is Kind.MASS:
            return sizes.mass(self.context, field, value, path, meaning.unit)
        if field.kind in READERS:
            return READERS[field.kind](self.context, field, value, path)
        return self.read_tables(field, value, path)

    def _dimensions(self, meaning: Meaning, value: Any, path: KeyPath, table: dict[str, Any]) -> Any:
        """Dimensions, whose unit may stand in a key of its own (`outer-dimension-dim`)."""
        stated = value.get("unit") if isinstance(value, dict) else None
        key = None if meaning.unit or stated else self._unit_beside(table)
        found = sizes.dimensions(self.context, meaning.field, value, path, table[key].strip() if key else meaning.unit)
        if isinstance(found, Dimensions) and meaning.field.attribute not in self.attributes:
            self.unit_key = key
        return found

    def _unit_beside(self, table: dict[str, Any]) -> str | None:
        for key, value in table.items():
            found = self.keys.get(key)
            if found is not None and found.slot == "unit" and isinstance(value, str) and value.strip():
                return key
        return None

    def read_tables(self, field: Field, value: Any, path: KeyPath) -> Any:
        """Tables within the table; only a module has some."""
        del field, value, path
        return Aside.KEEP

    def _without_strays(self, value: dict[str, Any], path: KeyPath) -> dict[str, Any]:
        """Keys of the module that stand below a `[table]` line by accident are read as the module's."""
        strays = [key for key in value if key in self.keys and key not in ("mass", "resolution")]
        for key in strays:
            meaning = self.keys[key]
            self.context.add(rules.KEY_NESTED, (*path, key), key=key, table=path[-1], here=self.here.value)
            self.read_value(meaning, key, value[key], (*path, key))
        return {key: one for key, one in value.items() if key not in strays} if strays else value

    def _store(self, field: Field, key: str, value: Any, found: Any, path: KeyPath) -> None:
        if found is Aside.KEEP:
            self.keep({key: value})
            return
        if isinstance(found, Partly):
            self.keep({key: found.aside})
            found = found.kept
        if found is None or found == ():
            return
        attribute = field.attribute
        present = self.attributes.get(attribute)
        if present is None:
            self.attributes[attribute] = found
            self.places[field.key] = path
        elif field.several:
            self.attributes[attribute] = present + found
        else:
            self.context.add(rules.KEY_TWICE, path, was=key, now=field.key)
            self.keep({key: value})

    def keep(self, table: dict[str, Any]) -> None:
        """Keep own keys as they are, and values that cannot be used; those of one key are put together."""
        for key, value in table.items():
            present = self.extra.get(key)
            if present is None or present == value:
                self.extra[key] = value
            elif isinstance(present, dict) and isinstance(value, dict) and present.keys().isdisjoint(value):
                self.extra[key] = {**present, **value}
            else:
                self.extra[key] = [*_listed(present), *_listed(value)]

    def _report_key(self, meaning: Meaning, key: str) -> None:
        if meaning.rule is not None:
            self.context.add(meaning.rule, (*self.path, key), was=key, now=meaning.field.key)

    def _report_unknown(self, key: str) -> None:
        similar = similar_key(key, self.fields)
        if similar is None:
            self.context.add(rules.KEY_UNKNOWN, (*self.path, key), was=key)
        else:
            self.context.add(rules.KEY_LIKE, (*self.path, key), was=key, now=similar)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


class _Part(_Table):
    keys, fields, here = PART_KEYS, PART, Scope.PART


class _V1Part(_Part):
    keys = V1_PART_KEYS


class _Software(_Table):
    keys, fields, here = SOFTWARE_KEYS, SOFTWARE, Scope.BOTH


class _V1Software(_Software):
    keys = V1_SOFTWARE_KEYS


class _Module(_Table):
    keys, fields, here = MODULE_KEYS, MODULE, Scope.MODULE
    part: type[_Table] = _Part
    software: type[_Table] = _Software

    def read_tables(self, field: Field, value: Any, path: KeyPath) -> Any:
        """Parts, software, and the table that says how to name things in RDF."""
        if field.kind is Kind.RDF:
            return self._read_rdf(value)
        entries = value if isinstance(value, list) else [value]
        if not isinstance(value, list):
            self.context.add(rules.VALUE_COERCED, path, key=field.key, wanted="a list", found=kind_of(value), now="one")
        where = [(*path, n) for n in range(len(entries))] if isinstance(value, list) else [path]
        if not all(isinstance(entry, (dict, str)) for entry in entries) or len(entries) > MAX_PARTS:
            self.context.add(rules.VALUE_TYPE, path, key=field.key, wanted="a list of tables", found=kind_of(value))
            return Aside.KEEP
        read_one = self._read_part if field.kind is Kind.PARTS else self._read_software
        return tuple(read_one(entry, one) for entry, one in zip(entries, where, strict=True))

    def _read_part(self, entry: dict[str, Any] | str, path: KeyPath) -> Part:
        part = self.part(self.context, path)
        part.read_table({"name": entry} if isinstance(entry, str) else entry)
        return Part(extra=part.extra, **part.attributes)

    def _read_software(self, entry: dict[str, Any] | str, path: KeyPath) -> Software:
        software = self.software(self.context, path)
        software.read_table({"release": entry} if isinstance(entry, str) else entry)
        return Software(extra=software.extra, **software.attributes)

    def _read_rdf(self, value: Any) -> Any:
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            return Aside.KEEP
        rest = {key: one for key, one in value.items() if key not in ("namespace", "prefix")}
        if rest:
            self.keep({"rdf": rest})
        if value.get("namespace"):
            self.attributes["rdf_namespace"] = value["namespace"]
        if value.get("prefix"):
            self.attributes["rdf_prefix"] = value["prefix"]
        return None

    def finish(self) -> dict[str, Any]:
        """The attributes for the model."""
        return self.attributes


class _V1Module(_Module):
    part, software = _V1Part, _V1Software


def _text(context: Context, field: Field, value: Any, path: KeyPath) -> object:
    if field.several:
        return coerce.texts(context, field, value, path)
    return coerce.choice(context, field, value, path) if field.choices else coerce.one_text(context, field, value, path)


def _url(context: Context, field: Field, value: Any, path: KeyPath) -> object:
    return (coerce.addresses if field.several else coerce.address)(context, field, value, path)


READERS: dict[Kind, coerce.Read] = {
    Kind.TEXT: _text,
    Kind.OKHV: coerce.one_text,
    Kind.LICENCE: coerce.one_text,
    Kind.PROSE: coerce.prose,
    Kind.VERSION: coerce.version,
    Kind.URL: _url,
    Kind.FILE: files.files,
    Kind.IMAGE: files.files,
    Kind.AGENT: agents.agents,
    Kind.LANGUAGE: coerce.languages,
    Kind.OTRL: coerce.otrl,
    Kind.ODRL: coerce.odrl,
    Kind.CPC: coerce.cpc,
    Kind.TSDC: coerce.tsdc,
    Kind.NUMBER: coerce.number,
    Kind.NUMBERS: coerce.numbers,
    Kind.INTEGER: coerce.integer,
    Kind.BOOLEAN: coerce.boolean,
}
