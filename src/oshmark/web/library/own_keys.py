# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keys of a manifest that no specification knows, wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.web.library.presentation import decent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.manifest.model import Component, Software

MAX_KEYS = 200
MAX_VALUE = 2_000


class OwnKey(msgspec.Struct, frozen=True):
    """A key as it would be written from the top of the manifest, and its value."""

    key: str
    value: str


def own_keys(thing: Component | Software) -> list[OwnKey]:
    """The own keys of a module, part or piece of software, and of what belongs to it."""
    found: list[OwnKey] = []
    for key, value in _all(thing):
        if len(found) == MAX_KEYS:
            break
        found.append(OwnKey(decent(key, MAX_VALUE), decent(_value_text(value), MAX_VALUE)))
    return found


def _all(thing: Component | Software) -> Iterator[tuple[str, Any]]:
    yield from thing.extra.items()
    for attribute in thing.__struct_fields__:
        if attribute in ("part", "software", "extra"):
            continue
        value = getattr(thing, attribute)
        listed = value if isinstance(value, tuple) else (value,)
        for number, one in enumerate(listed):
            extra = getattr(one, "extra", None)
            place = f"{attribute.replace('_', '-')}[{number}]" if len(listed) > 1 else attribute.replace("_", "-")
            for key, inner in (extra or {}).items():
                yield f"{place}.{key}", inner


def _value_text(value: Any) -> str:  # noqa: ANN401  JSON of any form
    return value if isinstance(value, str) else msgspec.json.encode(value, enc_hook=str).decode()
