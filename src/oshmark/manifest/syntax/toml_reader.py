# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""TOML: text to data. This is the way that nearly every manifest of a crawl takes, so it stays short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import rtoml

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import rules
from oshmark.manifest.syntax.document import Document, Places, Syntax
from oshmark.manifest.syntax.guard import guard_toml
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from oshmark.manifest.syntax.toml_places import BareList

# A time without seconds, `07:32`; in an address it is a port of two digits.
_SHORT_TIME = re.compile(r":[0-5]\d(?![:\d])")
# Looking for the keys of a text takes about a second for each million characters.
_MOST_MENDED = 1_000_000
_TRAILING_COMMA = re.compile(r",[ \t\r\n]*+\}")


def read_toml(text: str, findings: list[Finding]) -> Document:
    """Read TOML 1.0, and 1.1 with a finding. Raises `UnreadableError`."""
    guard_toml(text)
    try:
        data: dict[str, Any] = rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        data = _read_mended(text, str(error), findings)
    else:
        if _SHORT_TIME.search(text) or "\\x" in text or "\\e" in text or ("{" in text and _tables_look_new(text)):
            _look_for_newer(text, findings)
    if not data:
        raise UnreadableError(Finding(rules.EMPTY, at=(1, 1)))
    return Document(Syntax.TOML, data, text, findings, _places)


def _places(text: str) -> Places:
    from oshmark.manifest.syntax.toml_places import places  # noqa: PLC0415 -- only what is shown is located

    return places(text)


def _tables_look_new(text: str) -> bool:
    """Whether an inline table may go over several lines, or end in a comma."""
    return _TRAILING_COMMA.search(text) is not None or any(
        line.count("{") != line.count("}") for line in text.split("\n")
    )


def _look_for_newer(text: str, findings: list[Finding]) -> None:
    from oshmark.manifest.syntax.toml_faults import newer_toml  # noqa: PLC0415 -- loads tomllib, for few files

    finding = newer_toml(text)
    if finding is not None:
        findings.append(finding)


def _read_mended(text: str, message: str, findings: list[Finding]) -> dict[str, Any]:
    """Put brackets around bare lists and try once more; what is broken still is explained."""
    from oshmark.manifest.syntax.toml_faults import bare_list, explain, stopped_at  # noqa: PLC0415 -- for few files
    from oshmark.manifest.syntax.toml_places import scan  # noqa: PLC0415 -- for few files

    offset = stopped_at(text, message)
    if len(text) > _MOST_MENDED:
        raise UnreadableError(explain(text, message, offset, []))
    scanned = scan(text)
    if any(bare.start <= offset <= bare.end for bare in scanned.bare_lists):
        mended = _mended(text, scanned.bare_lists)
        findings += [bare_list(text, bare) for bare in scanned.bare_lists]
        try:
            data: dict[str, Any] = rtoml.loads(mended)
        except rtoml.TomlParsingError as error:
            message = str(error)
            offset = _unmended(stopped_at(mended, message), scanned.bare_lists)
        else:
            return data
    raise UnreadableError(explain(text, message, offset, scanned.mentions))


def _mended(text: str, bare_lists: list[BareList]) -> str:
    pieces = []
    done = 0
    for bare in bare_lists:
        pieces += [text[done : bare.start], "[", text[bare.start : bare.end], "]"]
        done = bare.end
    return "".join([*pieces, text[done:]])


def _unmended(offset: int, bare_lists: list[BareList]) -> int:
    """The place in the text as it was, for one in the text with brackets."""
    brackets = 0
    for bare in bare_lists:
        brackets += (offset > bare.start + brackets) + (offset > bare.end + 1 + brackets)
    return offset - brackets
