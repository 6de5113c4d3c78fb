# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bodies and schemes that ship with the software: to begin from, and for the demonstration."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import oshmark.certification
from oshmark.certification.body_read import read_body
from oshmark.certification.scheme_read import read_scheme
from oshmark.errors import StateError

if TYPE_CHECKING:
    from oshmark.certification.body import Body
    from oshmark.certification.scheme import Scheme

T = TypeVar("T")
_ROOM = Path(oshmark.certification.__file__).parent


def scheme_file(name: str) -> Path | None:
    """The file of a shipped scheme, by its id."""
    return next((path for path in _files("schemes") if path.stem == name), None)


@cache
def shipped_schemes() -> tuple[Scheme, ...]:
    """Every scheme, in the order of their ids. Raises `StateError` if the installation is damaged."""
    read = [(path, read_scheme(path.read_bytes())) for path in _files("schemes")]
    return tuple(_whole(path, reading.scheme) for path, reading in read)


@cache
def shipped_bodies() -> tuple[Body, ...]:
    """Every body, in the order of their ids. Raises `StateError` if the installation is damaged."""
    read = [(path, read_body(path.read_bytes())) for path in _files("bodies")]
    return tuple(_whole(path, reading.body) for path, reading in read)


def shipped_body(name: str) -> Body | None:
    """The shipped body with this id."""
    return next((body for body in shipped_bodies() if body.id == name), None)


def _files(folder: str) -> list[Path]:
    return sorted((_ROOM / folder).glob("*.toml"))


def _whole(path: Path, value: T | None) -> T:
    if value is None:
        raise StateError(f"{path.name} of this installation is damaged. Install oshmark anew.")
    return value
