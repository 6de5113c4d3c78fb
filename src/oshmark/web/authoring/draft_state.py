# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The draft of a manifest on its way through the form: it travels as TOML in a hidden field, and is never stored.

It is its maker's own text, so nothing signs it; it is read through the same guard as any stranger's file.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from oshmark.errors import BusyError, UnreadableError
from oshmark.manifest import toml
from oshmark.manifest.dimensions import MAX_EXPONENT
from oshmark.manifest.field_help import MODULE_HELP, TOPICS
from oshmark.manifest.fields import MODULE
from oshmark.manifest.model import Dialect
from oshmark.manifest.plain import to_plain
from oshmark.manifest.read import read
from oshmark.manifest.syntax import read_document
from oshmark.web.authoring.checked import mended
from oshmark.web.authoring.posted import MAX_BYTES, NotTakenError, Sent

if TYPE_CHECKING:
    from oshmark.manifest.read import Reading
    from oshmark.web.authoring.answers import Table

NAME = "okh.toml"
_ORDER = {field.key: number for number, field in enumerate(MODULE)}


def new_draft() -> Table:
    """A manifest of which only the version of the specification is known."""
    return {"okhv": Dialect.LOSH_V1.value}


def draft_text(table: Table) -> str:
    """The draft as TOML; `NotTakenError` when it has grown too large to travel."""
    ordered = dict(sorted(table.items(), key=lambda item: _ORDER.get(item[0], len(_ORDER))))
    text = toml.dumps(ordered)
    if len(text.encode()) > MAX_BYTES:
        raise NotTakenError(413, _("The manifest is too large for this form. Go on with it in an editor."))
    return text


def read_draft(text: str) -> Table:
    """The draft that came back, its numbers digit for digit; `NotTakenError` for what is none."""
    text = text.replace("\r\n", "\n")  # forms change line ends; one that is meant stands there as an escape
    if len(text.encode()) > MAX_BYTES:
        raise NotTakenError(413, _("The manifest is too large for this form. Go on with it in an editor."))
    try:
        forgiving = read_document(text.encode(), name=NAME).data
    except UnreadableError as exc:
        raise NotTakenError(400, _("The draft that came back cannot be read: %s") % exc.finding.message) from exc
    return {**(_exact(text) or forgiving), **new_draft()}


def _exact(text: str) -> Table | None:
    """The same data with exact numbers; `None` for what only the forgiving reader understands."""
    try:
        return tomllib.loads(text, parse_float=_number)
    except ValueError:
        return None


def _number(written: str) -> Decimal | float:
    exact = Decimal(written.replace("_", ""))
    is_plain = exact.is_finite() and abs(exact.adjusted()) <= MAX_EXPONENT
    return exact if is_plain else float(written)


def loaded(sent: Sent) -> tuple[Table, bool]:
    """A manifest of any dialect as a draft, and whether it had to be corrected to be read.

    Own keys and values that the form cannot show survive; comments do not.
    """
    try:
        reading, was_mended = read(sent.raw, name=sent.name), False
    except UnreadableError as error:
        reading, was_mended = _read_mended(sent, error.finding.message), True
    # What comes back has to be readable; a manifest at the very edge of what is allowed may have grown over it.
    return read_draft(draft_text(to_plain(reading.manifest))), was_mended


def _read_mended(sent: Sent, message: str) -> Reading:
    try:
        reading = mended(sent).reading
    except UnreadableError:
        reading = None
    except BusyError as exc:
        raise NotTakenError(503, str(exc)) from exc
    if reading is None:
        raise NotTakenError(422, _("The form cannot begin with this file: %s") % message)
    return reading


def file_text(table: Table) -> str:
    """The finished `okh.toml`: by topic, each entry with a line that says what it is for; tables last."""
    flat = {key: value for key, value in table.items() if not _is_table(value)}
    lines: list[str] = []
    for topic in TOPICS:
        keys = [key for key in topic.keys if key in flat]
        lines += ["", f"# --- {topic.title}"] if keys else []
        for key in keys:
            lines += ["", f"# {MODULE_HELP[key].says}", _entry(key, flat.pop(key))]
    lines += ["", "# --- Further entries", ""] if flat else []
    lines += [_entry(key, value) for key, value in flat.items()]
    tables = {key: value for key, value in table.items() if _is_table(value)}
    ordered = dict(sorted(tables.items(), key=lambda item: _ORDER.get(item[0], len(_ORDER))))
    text = "\n".join(lines).strip("\n") + "\n"
    return f"{text}\n{toml.dumps(ordered)}" if ordered else text


def _entry(key: str, value: object) -> str:
    return toml.dumps({key: value}).rstrip("\n")


def _is_table(value: object) -> bool:
    """Whether TOML writes the value under a heading of its own."""
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
