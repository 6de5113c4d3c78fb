# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Schemes and profiles from files that an operator names, or from those that ship with the software."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from oshmark.adapters.shipped_schemes import scheme_file, shipped_body
from oshmark.certification.body_read import read_body
from oshmark.certification.file_reader import MAX_BYTES
from oshmark.certification.scheme_read import read_scheme
from oshmark.errors import RefusedError, UnreadableError
from oshmark.values.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.certification.body import Body
    from oshmark.certification.body_read import BodyReading
    from oshmark.certification.scheme import Scheme
    from oshmark.certification.scheme_read import SchemeReading


Reading = TypeVar("Reading", "SchemeReading", "BodyReading")


def scheme_from(named: str) -> Scheme:
    """The scheme in a file, or the shipped one with this id. Raises `RefusedError` for what cannot be read whole."""
    path = Path(named)
    shipped = None if path.exists() else scheme_file(named)
    found = _whole(named, read_scheme, shipped or path).scheme
    if found is None:
        raise RefusedError(f"{named} has no id, version or body. `oshmark scheme check` says what is missing.")
    return found


def body_from(named: str) -> Body:
    """The profile in a file, or the shipped one with this id. Raises `RefusedError` for what cannot be read whole."""
    path = Path(named)
    shipped = None if path.exists() else shipped_body(named)
    if shipped is not None:
        return shipped
    found = _whole(named, read_body, path).body
    if found is None:
        raise RefusedError(f"{named} has no id or version, which a profile cannot be without.")
    return found


def _whole(named: str, read: Callable[[bytes], Reading], path: Path) -> Reading:
    try:
        with path.open("rb") as file:
            reading = read(file.read(MAX_BYTES + 1))
    except FileNotFoundError:
        raise RefusedError(f"{named} does not exist, and nothing with this id ships with oshmark.") from None
    except IsADirectoryError:
        raise RefusedError(f"{named} is a folder. Name a file in it.") from None
    except UnreadableError as error:
        raise RefusedError(f"{named} cannot be read: {error.finding.message}") from error
    wrong = next((one for one in reading.findings if one.severity is Severity.ERROR), None)
    if wrong is not None:
        raise RefusedError(f"{named} has faults. {wrong.key}: {wrong.message}")
    return reading
