# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""OKHv1.0 (the YAML manifests of 2019) in the words of OKH-LOSH.

`ROWS` is the mapping, row by row; the functions below say what a row does where it is not a plain renaming. Each gives
items (field key, value, place in the file), which then go through the same readers as every other dialect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Any

import msgspec

from oshmark.manifest import rules, v1_rules
from oshmark.manifest.context import Context
from oshmark.manifest.fields import Field, Kind
from oshmark.manifest.keys import reduced
from oshmark.manifest.media import is_export, is_source
from oshmark.values.finding import KeyPath

Item = tuple[str, Any, KeyPath]
Map = Callable[[Context, Any, KeyPath], Iterator[Item]]


class Row(msgspec.Struct, frozen=True):
    """One row of the mapping: the key of OKHv1.0, the key of OKH-LOSH that it feeds, and how."""

    key: str
    into: str
    how: Map


def _rename(into: str) -> Map:
    def read(_context: Context, value: Any, path: KeyPath) -> Iterator[Item]:
        yield into, value, path

    return read


def _licence(context: Context, value: Any, path: KeyPath) -> Iterator[Item]:
    """The licence of the hardware; else that of the documentation; a plain text holds for everything."""
    if not isinstance(value, dict):
        yield "license", value, path
        return
    by_name = {reduced(key): key for key in value}
    stated = [by_name[name] for name in ("hardware", "documentation") if value.get(by_name.get(name, ""))]
    if stated:
        if stated[0] == by_name.get("documentation"):
            context.add(v1_rules.LICENCE_OF_DOCUMENTATION, (*path, stated[0]))
        yield "license", value[stated[0]], (*path, stated[0])
    rest = {key: entry for key, entry in value.items() if entry not in (None, "") and key not in stated[:1]}
    if rest:
        yield "", {"license": rest}, path


def _first_path(context: Context, value: Any, path: KeyPath) -> Iterator[Item]:
    """All operating instructions are kept: the specification of the mapping would lose all but the first."""
    if isinstance(value, list) and len(value) > 1:
        context.add(v1_rules.SEVERAL_MANUALS, path, count=len(value))
    yield "user-manual", value, path


def _by_ending(_context: Context, value: Any, path: KeyPath) -> Iterator[Item]:
    """Design files are sources or exports, which their ending tells."""
    entries = value if isinstance(value, list) and value else [value]
    for number, entry in enumerate(entries):
        where = (*path, number) if isinstance(value, list) else path
        yield _kind_of_file(entry), entry, where


def _kind_of_file(entry: Any) -> str:
    text = entry.get("path") if isinstance(entry, dict) else entry
    ending = PurePosixPath(str(text).split("?", 1)[0].split("#", 1)[0]).suffix.lower() if text else ""
    return "export" if is_export(ending) and not is_source(ending) else "source"


def _standards(_context: Context, value: Any, path: KeyPath) -> Iterator[Item]:
    """The reference of a standard, else its title; what else is said of it is kept."""
    entries = value if isinstance(value, list) else [value]
    names: list[Any] = []
    rest: list[Any] = []
    for entry in entries:
        if not isinstance(entry, dict):
            names.append(entry)
            continue
        key = next((key for key in ("reference", "standard-title") if entry.get(key)), None)
        names.append(entry.get(key) if key else None)
        rest.append({other: one for other, one in entry.items() if other != key and one not in (None, "")})
    yield "standard-compliance", [name for name in names if name not in (None, "")], path
    if any(rest):
        yield "", {"standards-used": [one for one in rest if one]}, path


def _origin(_context: Context, value: Any, path: KeyPath) -> Iterator[Item]:
    """The manifest of the original, else its page; its title is kept."""
    for number, entry in enumerate(value if isinstance(value, list) and value else [value]):
        where = (*path, number) if isinstance(value, list) else path
        if isinstance(entry, dict):
            key = next((key for key in ("manifest", "web") if entry.get(key)), None)
            if key:
                yield "fork-of", entry[key], (*where, key)
            rest = {other: one for other, one in entry.items() if other != key and one not in (None, "")}
            if rest:
                yield "", {str(path[-1]): rest}, path
        else:
            yield "fork-of", entry, where


def _made(context: Context, value: Any, path: KeyPath) -> Iterator[Item]:
    """Somebody has made it: level 3 of the technology."""
    if value is True:
        context.add(v1_rules.DERIVED_LEVEL, path, was="made: true", now="OTRL-3")
        yield "technology-readiness-level", "OTRL-3", path
    else:
        yield "", {"made": value}, path


def _made_independently(context: Context, value: Any, path: KeyPath) -> Iterator[Item]:
    """Somebody else has made it from the documentation: level 3 of technology and documentation."""
    if value is True:
        context.add(v1_rules.DERIVED_LEVEL, path, was="made-independently: true", now="OTRL-3 and ODRL-3")
        yield "technology-readiness-level", "OTRL-3", path
        yield "documentation-readiness-level", "ODRL-3", path
    else:
        yield "", {"made-independently": value}, path


def _stage(context: Context, value: Any, path: KeyPath) -> Iterator[Item]:
    """A stage in free words; only `prototype` has a level."""
    if isinstance(value, str) and value.strip().lower() == "prototype":
        context.add(v1_rules.DERIVED_LEVEL, path, was=f"development-stage: {value.strip()}", now="OTRL-3")
        yield "technology-readiness-level", "OTRL-3", path
    yield "", {"development-stage": value}, path


def _date(_context: Context, value: Any, path: KeyPath) -> Iterator[Item]:
    """A date, which OKHv1.0 writes without quotation marks."""
    yield "timestamp", value.isoformat() if isinstance(value, date) else value, path


def _parts(context: Context, value: Any, path: KeyPath) -> Iterator[Item]:
    """Sub-assemblies, which OKH-LOSH writes as parts."""
    count = len(value) if isinstance(value, list) else int(bool(value))
    if count:
        context.add(v1_rules.SUB_AS_PART, path, count=count)
    yield "part", value, path


ROWS: tuple[Row, ...] = (
    Row("title", "name", _rename("name")),
    Row("version", "version", _rename("version")),
    Row("documentation-home", "repo", _rename("repo")),
    Row("project-link", "repo", _rename("repo")),
    Row("documentation-language", "documentation-language", _rename("documentation-language")),
    Row("license", "license", _licence),
    Row("licensor", "licensor", _rename("licensor")),
    Row("description", "function", _rename("function")),
    Row("intended-use", "function", _rename("function")),
    Row("health-safety-notice", "function", _rename("function")),
    Row("image", "image", _rename("image")),
    Row("bom", "bom", _rename("bom")),
    Row("archive-download", "release", _rename("release")),
    Row("making-instructions", "manufacturing-instructions", _rename("manufacturing-instructions")),
    Row("operating-instructions", "user-manual", _first_path),
    Row("software", "software", _rename("software")),
    Row("standards-used", "standard-compliance", _standards),
    Row("derivative-of", "fork-of", _origin),
    Row("variant-of", "fork-of", _origin),
    Row("made-independently", "technology-readiness-level", _made_independently),
    Row("made", "technology-readiness-level", _made),
    Row("development-stage", "technology-readiness-level", _stage),
    Row("date-updated", "timestamp", _date),
    Row("date-created", "timestamp", _date),
    Row("sub", "part", _parts),
    Row("sub-parts", "part", _parts),
    Row("design-files", "source", _by_ending),
    Row("schematics", "source", _by_ending),
)
"""The mapping, in the order of precedence: what feeds a field first wins, except where values are joined."""


KEPT = frozenset(
    {
        "contact",
        "contributors",
        "manufacturing-files",
        "keywords",
        "tool-list",
        "tool-settings",
        "disposal-instructions",
        "quality-instructions",
        "risk-assessment",
        "maintenance-instructions",
        "manifest-author",
        "manifest-language",
        "manifest-is-translation",
        "documentation-is-translation",
        "okh-manifest-version",
        "bom-atoms",
        "tool-list-atoms",
        "product-atom",
    }
)
"""Keys of OKHv1.0 that OKH-LOSH has no field for; they are kept as they are, without a finding."""


def items(context: Context, data: dict[str, Any]) -> Iterator[Item]:
    """The document as items of OKH-LOSH; an empty key means: keep this table as it is."""
    by_name = {reduced(key): key for key in reversed(data)}
    used: set[str] = set()
    said: dict[str, str] = {}
    for row in ROWS:
        key = by_name.get(row.key)
        if key is None:
            continue
        used.add(key)
        if is_hollow(data[key]):
            context.add(rules.VALUE_EMPTY, (key,), key=key)
            continue
        for item in row.how(context, data[key], (key,)):
            yield from _once(context, item, key, data, said)
    for key, value in data.items():
        if key not in used:
            yield "", {key: value}, (key,)


def listed(field: Field) -> Field:
    """The field as OKHv1.0 has it: instructions, standards and the like are lists there."""
    return msgspec.structs.replace(field, many=True) if field.kind is Kind.FILE else field


def is_hollow(value: Any) -> bool:
    """Whether there is nothing in a value: no text, and only such values in a list or table."""
    if isinstance(value, dict):
        return all(is_hollow(entry) for entry in value.values())
    if isinstance(value, list):
        return all(is_hollow(entry) for entry in value)
    return value is None or value == ""


def _once(context: Context, item: Item, key: str, data: dict[str, Any], said: dict[str, str]) -> Iterator[Item]:
    """Let a field be fed once, or by every key if its values are joined or listed."""
    into, value, path = item
    if into in SINGLE and said.get(into, key) != key and value not in (None, ""):
        if into == "repo":
            context.add(v1_rules.SECOND_SOURCE, path, was=key, now=into)
        yield "", {key: data[key]}, (key,)
        return
    if value not in (None, ""):
        said.setdefault(into, key)
    yield into, value, path


SINGLE = frozenset({"repo", "technology-readiness-level", "documentation-readiness-level", "timestamp"})
"""Fields with room for one value that several keys of OKHv1.0 feed."""
