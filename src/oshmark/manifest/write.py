# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manifests written anew: clean OKH-LOSHv1.0 as TOML, YAML or JSON."""

from __future__ import annotations

import math
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.manifest import toml
from oshmark.manifest.plain import to_plain

if TYPE_CHECKING:
    from oshmark.manifest.model import Manifest
    from oshmark.values.licence import Licence


def to_toml(manifest: Manifest, licence: Licence | None = None, *, with_emails: bool = True) -> str:
    """TOML, as the specification wants it."""
    return toml.dumps(to_plain(manifest, licence, with_emails=with_emails))


def to_json(manifest: Manifest, licence: Licence | None = None, *, with_emails: bool = True) -> str:
    """JSON with the same keys."""
    plain = to_plain(manifest, licence, with_emails=with_emails)
    return msgspec.json.format(msgspec.json.encode(jsonable(plain)), indent=2).decode() + "\n"


def to_yaml(manifest: Manifest, licence: Licence | None = None, *, with_emails: bool = True) -> str:
    """YAML with the same keys; texts that look like something else are quoted."""
    from oshmark.manifest import yaml  # noqa: PLC0415  a slow import that only this form needs

    return yaml.dumps(jsonable(to_plain(manifest, licence, with_emails=with_emails)))


def jsonable(value: Any) -> Any:
    """The same data with what JSON has; a number stays exact up to 15 digits, `nan` and `inf` are texts."""
    if isinstance(value, dict):
        return {key: jsonable(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(entry) for entry in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, (date, time)) else value
