# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A blank manifest to fill in: every field with a line of help, the mandatory ones open, all others behind a `#`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.manifest import toml
from oshmark.manifest.field_help import MODULE_HELP, PART_HELP, SOFTWARE_HELP, TOPICS, Help
from oshmark.manifest.fields import MODULE, PART, SOFTWARE, Field, Kind, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD = """\
# okh.toml: what others need to know of your hardware, so that they find it and can build it.
#
# Lines that begin with a key are needed: fill them in. Lines behind a # are up to you: take the # away.
# Where a list in [ ] stands, one value alone may stand as well. A file is named by its path from the folder of this
# file, or by its web address. `oshmark manifest check okh.toml` says what is still missing.
"""
_TABLES = frozenset({Kind.DIMENSIONS, Kind.MASS, Kind.RDF})
_BY_KEY = {field.key: field for field in MODULE}


def template() -> str:
    """The text of an empty `okh.toml`; it parses as it is."""
    blocks = [HEAD]
    for topic in TOPICS:
        blocks += ["", f"# --- {topic.title}", *_rows((_BY_KEY[key] for key in topic.keys), MODULE_HELP, ())]
    blocks += _table("part", (field for field in PART if field.scope is not Scope.MODULE), PART_HELP)
    blocks += _table("software", SOFTWARE, SOFTWARE_HELP)
    return "\n".join(blocks) + "\n"


def _table(name: str, fields: Iterable[Field], helps: dict[str, Help]) -> list[str]:
    """A list of tables, all of it behind a `#`."""
    head = ["", f"# --- {MODULE_HELP[name].says}; once for each", "", f"# [[{name}]]"]
    ordered = sorted(fields, key=lambda field: field.kind in _TABLES)
    return [*head, *_rows(ordered, helps, (name,), open_mandatory=False)]


def _rows(
    fields: Iterable[Field], helps: dict[str, Help], path: tuple[str, ...], *, open_mandatory: bool = True
) -> list[str]:
    lines: list[str] = []
    for field in fields:
        help_ = helps[field.key]
        lines += ["", f"# {help_.says}{_of_process(field)}"]
        if field.mandatory and open_mandatory:
            lines.append(f"{field.key} = {_value(help_.example if field.kind is Kind.OKHV else '')}")
        elif field.kind in _TABLES:
            lines += _behind_hash(field, help_.example, path)
        else:
            lines.append(f"# {field.key} = {_value(help_.example)}")
    return lines


def _of_process(field: Field) -> str:
    """Which process a field of a part speaks of."""
    return f" (tsdc {field.process})" if field.process and field.scope is Scope.PART else ""


def _behind_hash(field: Field, example: dict[str, Any], path: tuple[str, ...]) -> list[str]:
    heading = f"# [{'.'.join((*path, field.key))}]"
    return [heading, *(f"# {key} = {_value(value)}" for key, value in example.items())]


def _value(value: Any) -> str:
    return toml.dumps({"x": value}).removeprefix("x = ").rstrip("\n")
