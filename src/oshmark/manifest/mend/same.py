# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether two readings say the same, apart from how: what every change to a readable manifest is held to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.manifest.keys import MODULE_KEYS, PART_KEYS, SOFTWARE_KEYS, Keys, meaning_of, reduced
from oshmark.manifest.model import FileRef, Manifest, Part, Software
from oshmark.manifest.paths import RepoPath, read_path

if TYPE_CHECKING:
    from oshmark.manifest.read import Reading

_SPELLED = frozenset({"dialect", "okhv"})
"""What the manifest says of its own form."""
_KEYS: dict[type, Keys] = {Manifest: MODULE_KEYS, Part: PART_KEYS, Software: SOFTWARE_KEYS}


def is_better(before: Reading, after: Reading, folder: str | None) -> bool:
    """Whether `after` says the same as `before`, with fewer findings and none that was not there."""
    had = Counter(finding.rule.id for finding in before.findings)
    has = Counter(finding.rule.id for finding in after.findings)
    return has <= had and has != had and meaning(before, folder) == meaning(after, folder)


def meaning(reading: Reading, folder: str | None) -> str:
    """What a reading says, as a text that can be compared; paths are those from the root of the repository."""
    manifest = reading.manifest
    licence = reading.licence.expression or manifest.license
    return repr(_comparable(msgspec.structs.replace(manifest, license=licence), folder))


def _comparable(value: Any, folder: str | None) -> Any:
    if isinstance(value, FileRef):
        value = msgspec.structs.replace(value, path=_path(value.path, folder))
    if isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__ if name not in _SPELLED}
        extra = _own_keys(fields.pop("extra", {}), _KEYS.get(type(value)))
        return [(name, _comparable(one, folder)) for name, one in fields.items()], extra
    if isinstance(value, tuple):
        return [_comparable(one, folder) for one in value]
    return value


def _own_keys(extra: dict[str, Any], keys: Keys | None) -> list[tuple[str, str]]:
    """Own keys, and values that were set aside, under the keys that they were meant for."""
    return sorted((_canonical(key, keys), repr(value)) for key, value in extra.items())


def _canonical(key: str, keys: Keys | None) -> str:
    found = None if keys is None else meaning_of(key, keys)
    if found is None:
        return reduced(key) if keys is None else key
    return found.field.key


def _path(path: str, folder: str | None) -> str:
    found = read_path(path, folder)
    if not isinstance(found, RepoPath):
        return path
    return f"/{found.path}" if found.from_root and folder is None else found.path
