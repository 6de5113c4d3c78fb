# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that a manifest names: from a path, an address, a table or a list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from oshmark.manifest import rules
from oshmark.manifest.coerce import each, one_text, together
from oshmark.manifest.context import Aside, Context, Partly, kind_of
from oshmark.manifest.model import FileRef
from oshmark.manifest.paths import (
    EXPIRING_HOSTS,
    BadAddress,
    OutsidePath,
    RepoPath,
    is_address,
    lacks_scheme,
    read_address,
    read_path,
)

if TYPE_CHECKING:
    from oshmark.manifest.fields import Field
    from oshmark.values.finding import KeyPath

LOCATIONS = ("path", "location", "url", "file", "frozen-url", "href")
"""Keys of a table that say where the file is, the most telling first."""

TEXT_KEYS: dict[str, str] = {
    "title": "title",
    "url": "url",
    "frozen-url": "frozen_url",
    "perma-url": "frozen_url",
    "mime-type": "mime_type",
    "file-format": "mime_type",
    "created-at": "created_at",
    "last-changed": "last_changed",
    "license": "license",
    "licensor": "licensor",
}
LIST_KEYS = ("depicts", "slots", "tags")


def files(context: Context, field: Field, value: Any, path: KeyPath) -> tuple[FileRef, ...] | Aside | Partly:
    """Every file that the value names, in order; repetition is kept."""
    if type(value) is str:
        found = _file_of_text(context, field, value, path)
        return Aside.KEEP if found is Aside.KEEP else () if found is None else (found,)
    entries = each(context, field, value, path)
    return together([entry for entry, _ in entries], [_file(context, field, entry, where) for entry, where in entries])


def _file(context: Context, field: Field, value: Any, path: KeyPath) -> FileRef | Aside | None:
    if isinstance(value, dict):
        return _file_of_table(context, field, value, path)
    return _file_of_text(context, field, value, path)


def _file_of_text(context: Context, field: Field, value: Any, path: KeyPath) -> FileRef | Aside | None:
    text = one_text(context, field, value, path)
    if not isinstance(text, str):
        return text
    written = read_location(context, field, text, path)
    return written if written is Aside.KEEP else FileRef(path=str(written))


def read_location(context: Context, field: Field, text: str, path: KeyPath) -> str | Aside:
    """The path or address as it may stand in the model; what leads nowhere is kept aside."""
    if is_address(text):
        return _web_location(context, field, text, path)
    if lacks_scheme(text) and text.lower().startswith("www."):
        context.add(
            rules.VALUE_COERCED, path, key=field.key, wanted="an address", found=f"“{text}”", now=f"https://{text}"
        )
        return f"https://{text}"
    found = read_path(text, context.folder)
    if isinstance(found, BadAddress):
        context.add(rules.URL_SCHEME, path, key=field.key, scheme=found.scheme)
        return Aside.KEEP
    if isinstance(found, OutsidePath):
        context.add(rules.PATH_USELESS if found.own_computer else rules.PATH_ESCAPES, path, was=text)
        return Aside.KEEP
    return _repo_location(context, text, found, path)


def _web_location(context: Context, field: Field, text: str, path: KeyPath) -> str | Aside:
    found = read_address(text)
    if isinstance(found, BadAddress):
        context.add(rules.URL_BROKEN, path, key=field.key, was=text)
        return text
    if found.had_login:
        context.add(rules.URL_LOGIN, path, key=field.key)
    if found.changed:
        context.add(rules.URL_ENCODED, path, key=field.key, now=found.url)
    if "airtable" in found.url and urlsplit(found.url).hostname in EXPIRING_HOSTS:
        context.add(rules.FILE_EXPIRES, path, was=found.url)
    return found.url


def _repo_location(context: Context, text: str, found: RepoPath, path: KeyPath) -> str:
    now = text.replace("\\", "/")
    if found.mended:
        context.add(rules.PATH_FORM, path, was=text, now=now)
    if found.from_root:
        context.add(rules.PATH_ROOT, path, was=text, now=found.path)
    return now


def _file_of_table(context: Context, field: Field, table: dict[str, Any], path: KeyPath) -> FileRef | Aside:
    lowered = {key.rstrip("*").replace("_", "-").lower(): key for key in table}
    location = next((key for key in LOCATIONS if isinstance(table.get(lowered.get(key, "")), str)), None)
    if location is None:
        context.add(rules.VALUE_TYPE, path, key=field.key, wanted="a path or an address", found=kind_of(table))
        return Aside.KEEP
    where = (*path, lowered[location])
    written = read_location(context, field, table[lowered[location]].strip(), where)
    if written is Aside.KEEP:
        return Aside.KEEP
    return _with_details(str(written), location, table, lowered)


def _with_details(written: str, location: str, table: dict[str, Any], lowered: dict[str, str]) -> FileRef:
    details: dict[str, Any] = {}
    used = {lowered[location]}
    for reduced, key in lowered.items():
        value = table[key]
        if key in used:
            continue
        if reduced in TEXT_KEYS and isinstance(value, str) and value.strip():
            details[TEXT_KEYS[reduced]] = value.strip()
            used.add(key)
        elif reduced in LIST_KEYS and (listed := _texts_of(value)) is not None:
            details[reduced] = listed
            used.add(key)
    extra = {key: value for key, value in table.items() if key not in used}
    return FileRef(path=written, extra=extra, **details)


def _texts_of(value: Any) -> tuple[str, ...] | None:
    """Texts of `depicts`, `slots`, `tags`: a text, a list of texts; a table with a text in one language."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return tuple(value)
    return None
