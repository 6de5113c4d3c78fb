# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keys that TOML is given twice: one list where the field takes several values, else the first one counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oshmark.manifest.fields import Kind
from oshmark.manifest.mend import rules
from oshmark.manifest.mend.spot import Repair, Spot, field_of
from oshmark.manifest.mend.toml_spans import Span, field_at
from oshmark.manifest.mend.working import Edit
from oshmark.manifest.syntax.toml_places import scan

if TYPE_CHECKING:
    from oshmark.manifest.fields import Field

_SINGLE_HEADING = re.compile(r"[ \t]*+\[[ \t]*+([\w-]++)[ \t]*+\](?=[ \t]*+(?:#[^\n]*+)?+\r?+(?:\n|\Z))")


def repeated(spot: Spot) -> Repair | None:
    """A key, or a heading of parts, that stands a second time at the spot."""
    mentions = scan(spot.text).mentions
    path = next((path for path, offset in mentions if offset == spot.offset), None)
    offsets = [offset for known, offset in mentions if known == path]
    if path is None or offsets[0] >= spot.offset:
        return None
    name = str(path[-1])
    later = field_at(spot.text, spot.offset)
    first = field_at(spot.text, offsets[0])
    if first is not None and later is not None:
        return _one_list(spot.text, first, later, name) or _commented(spot.text, later, name)
    return _headings(spot.text, offsets, name) if first is None and later is None else None


def _one_list(text: str, first: Span, later: Span, name: str) -> Repair | None:
    """Both values in the place of the first; what the later line says beside its value stays as a remark."""
    if not _takes_several(field_of(name)):
        return None
    had, more = text[first.value : first.end], text[later.value : later.end]
    if "\n" in had + more or "#" in _without_quoted(had + more) or _entries(more) in _entries(had):
        return None
    both = ", ".join(filter(None, (_entries(had), _entries(more))))
    remark = text[later.end : later.line_end].strip()
    end = later.line_end if remark else _after_line(text, later.line_end)
    edits = [Edit(first.value, first.end, f"[{both}]"), Edit(later.line, end, remark)]
    return Repair(edits, rules.REPEATED_LIST, {"key": name})


def _takes_several(field: Field | None) -> bool:
    return field is not None and (field.many or field.kind is Kind.IMAGE)


def _entries(value: str) -> str:
    """The inside of a list; a single value is its own."""
    return value[1:-1].strip().removesuffix(",").rstrip() if value.startswith("[") else value


def _without_quoted(text: str) -> str:
    return re.sub(r""""(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'""", "", text)


def _after_line(text: str, end: int) -> int:
    """After the line break that stands here; at the end of the text there is none."""
    return end + 2 if text.startswith("\r\n", end) else min(end + 1, len(text))


def _commented(text: str, later: Span, name: str) -> Repair:
    """The later one as remarks, line by line."""
    edits = [Edit(later.line, later.line, "# ")]
    at = text.find("\n", later.line, later.line_end)
    while at >= 0:
        edits.append(Edit(at + 1, at + 1, "# "))
        at = text.find("\n", at + 1, later.line_end)
    return Repair(edits, rules.REPEATED_KEY, {"key": name})


def _headings(text: str, offsets: list[int], name: str) -> Repair | None:
    """`[part]` for each part, where `[[part]]` is the only thing that it can be."""
    field = field_of(name)
    if field is None or field.kind not in (Kind.PARTS, Kind.SOFTWARE):
        return None
    edits = []
    for offset in offsets:
        match = _SINGLE_HEADING.match(text, text.rfind("\n", 0, offset) + 1)
        if match is not None and match.start(1) == offset:
            edits += [Edit(offset, offset, "["), Edit(match.end(), match.end(), "]")]
    return Repair(edits, rules.HEADING, {"was": f"[{name}]", "now": f"[[{name}]]"}) if edits else None
