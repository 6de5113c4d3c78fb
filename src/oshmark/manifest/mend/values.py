# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values that are written in another way: what the reader understood, written as the specification has it."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

from oshmark.manifest import rules
from oshmark.manifest.coerce import NO, YES
from oshmark.manifest.cpc import read_cpc
from oshmark.manifest.dimensions import decimal_of, read_openscad
from oshmark.manifest.fields import Field, Kind
from oshmark.manifest.mend.spot import field_of
from oshmark.manifest.paths import Address, RepoPath, lacks_scheme, read_address, read_path
from oshmark.manifest.readiness import read_odrl, read_otrl
from oshmark.manifest.tsdc import read_tsdc
from oshmark.values.language import read_language
from oshmark.values.licence import Change, read_licence

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from oshmark.values.finding import Finding, KeyPath, Rule

_ASSUMED = frozenset({Change.ASSUMED_VERSION, Change.LIST})
"""Readings of a licence that the reader makes to go on, and that only the licensor may write down."""


def _licence(text: str) -> str | None:
    found = read_licence(text)
    return None if _ASSUMED & set(found.changes) else found.expression


def _language(text: str) -> str | None:
    return read_language(text).tag


def _level(text: str) -> str | None:
    return read_otrl(text) or read_odrl(text)


def _openscad(text: str) -> str | None:
    found = read_openscad(text)
    return None if found is None else found.text


def _url(text: str) -> str | None:
    found = read_address(text)
    return found.url if isinstance(found, Address) else None


def _trimmed(text: str) -> str:
    core = text.strip()
    core = core[1:-1].strip() if len(core) > 1 and core[0] == '"' == core[-1] else core
    return core[1:].lstrip() if core.startswith(". ") else core


TEXTS: dict[Rule, Callable[[str], str | None]] = {
    rules.VALUE_TRIMMED: _trimmed,
    rules.LICENCE_CHANGED: _licence,
    rules.LANGUAGE_CHANGED: _language,
    rules.READINESS_ALIAS: _level,
    rules.TSDC_ALIAS: lambda text: read_tsdc(text)[0],
    rules.CPC_SPELLING: read_cpc,
    rules.PATH_FORM: lambda text: text.replace("\\", "/"),
    rules.OPENSCAD_REPAIRED: _openscad,
    rules.URL_ENCODED: _url,
}
"""For each rule about the spelling of a text: the text as it should be."""


def new_value(findings: list[Finding], value: Any, written: str, folder: str | None) -> Any:
    """What should stand where these findings were made; `None` if it cannot be told. `written` is the value as text."""
    found = {finding.rule for finding in findings}
    if rules.VERSION_NUMBER in found:
        return written
    for finding in findings:
        if finding.rule is rules.VALUE_COERCED:
            return _coerced(field_of(finding.facts["key"]), finding.path, value, written)
    return _text(found, value, folder) if isinstance(value, str) else None


def _text(found: set[Rule], value: str, folder: str | None) -> str | None:
    text: str | None = value
    for rule, fix in TEXTS.items():
        if rule in found and text is not None:
            text = fix(text)
    if text is not None and found & {rules.PATH_ROOT, rules.PATH_FORM} and folder == "" and text.startswith("/"):
        path = read_path(text, folder)
        text = path.path if isinstance(path, RepoPath) else None
    return None if text == value else text


def _coerced(field: Field | None, path: KeyPath, value: Any, written: str) -> Any:  # noqa: PLR0911  one for each kind
    """The value in the type that the field wants."""
    if field is None:
        return None
    match field.kind:
        case Kind.NUMBER:
            return _number(field.unit, value)
        case Kind.DIMENSIONS | Kind.MASS:
            return _number("mm" if field.kind is Kind.DIMENSIONS else None, value) if len(path) > 1 else None
        case Kind.INTEGER:
            found = _number(field.unit, value)
            return int(found) if found is not None and found == found.to_integral_value() else None
        case Kind.NUMBERS:
            return _numbers(field.unit, value)
        case Kind.BOOLEAN:
            word = str(value).strip().lower()
            return True if word in YES else False if word in NO else None
        case Kind.TSDC if isinstance(value, str):
            return [read_tsdc(piece)[0] for piece in value.split(",") if piece.strip()]
        case _:
            return _as_text(field, value, written)


def _number(unit: str | None, value: Any) -> Decimal | None:
    text = str(value).strip()
    return decimal_of(text.removesuffix(unit)) if unit else decimal_of(text)


def _numbers(unit: str | None, value: Any) -> Any:
    if not isinstance(value, str) or "," not in value:
        return _number(unit, value)
    found = [decimal_of(piece) for piece in value.split(",")]
    return None if None in found else found


def _as_text(field: Field, value: Any, written: str) -> str | None:
    if isinstance(value, str):
        text = value.strip()
        if lacks_scheme(text) and field.kind in (Kind.URL, Kind.FILE, Kind.IMAGE):
            return f"https://{text}"
        return next((choice for choice in field.choices if choice.lower() == text.lower()), None)
    return written if isinstance(value, (bool, int, float, date, time)) else None
