# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A draft as an `okh.toml`: what is known as fields, what only the maker knows as lines with a `#` in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.manifest import toml
from oshmark.manifest.field_help import MODULE_HELP
from oshmark.manifest.fields import MODULE, Kind

if TYPE_CHECKING:
    from oshmark.manifest.draft import Draft

HEAD = """\
# A first draft, made from what lies in this folder. Look through every line.
# Lines with a # in front are what only you know: fill them in and take the # away.
# `oshmark manifest check` says what is still missing.
"""
_ASKED = ("bom", "image", "manufacturing-instructions", "technology-readiness-level", "documentation-readiness-level")
"""What is asked for beside the mandatory fields; the template has all of them."""
_PART_ASKED = ("tsdc", "material")


def draft_toml(draft: Draft) -> str:
    """The text of the manifest; it can be read as it is."""
    lines = [HEAD]
    for field in MODULE:
        if field.key in draft.fields and field.kind is not Kind.PARTS:
            lines.append(_entry(field.key, draft.fields[field.key]))
        elif field.mandatory or field.key in _ASKED or field.key in draft.hints:
            lines.append(_left(field.key, draft.hints.get(field.key, [])))
    for part in draft.fields.get("part", []):
        lines += ["", "[[part]]", *(_entry(key, _single(value)) for key, value in part.items())]
        lines += [f'# {key} = ""' for key in _PART_ASKED]
    return "\n".join(lines) + "\n"


def _left(key: str, hints: list[str]) -> str:
    """A field that is left to the maker, with what the repository offers for it."""
    help_ = MODULE_HELP[key]
    lines = ["", f"# {key}: {help_.says}"]
    lines += [f"# {key} = {_value(hint)}" for hint in hints] or [f"# {key} = {_value(help_.example)}"]
    return "\n".join(lines)


def _entry(key: str, value: Any) -> str:
    return toml.dumps({key: _single(value)}).rstrip("\n")


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _value(value: Any) -> str:
    """A value on one line, fit to stand behind a `#`."""
    return " ".join(toml.dumps({"x": value}).removeprefix("x = ").split())
