# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading answers in JSON: a connector states their form as msgspec structs, of the keys that it needs only.

Parts that may be bad one by one are `msgspec.Raw` in the form of the whole, and are read by `each`: a bad one becomes a
fault, the others stay good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from oshmark.crawl.connector import SchemaError
from oshmark.crawl.harvest import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.crawl.exchange import Response

Form = TypeVar("Form")
MAX_FAULTS = 100

# Nesting beyond what the reader follows is a RecursionError, bytes that are no UTF-8 a UnicodeDecodeError.
UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


def read(response: Response, form: type[Form]) -> Form:
    """The body as `form`; `SchemaError` says what was looked for, and what was there."""
    try:
        return msgspec.json.decode(response.body, type=form)
    except UNREADABLE as error:
        raise SchemaError(f"The answer is not as expected: {_what_is_wrong(response, error)}.") from error


def read_part(part: msgspec.Raw | bytes, form: type[Form]) -> Form:
    """A part of an answer as `form`; `SchemaError` as for the whole."""
    try:
        return msgspec.json.decode(part, type=form)
    except UNREADABLE as error:
        raise SchemaError(f"A part of the answer is not as expected: {error}.") from error


def each(parts: Iterable[msgspec.Raw], form: type[Form], where: str) -> tuple[list[Form], tuple[Fault, ...]]:
    """The parts as `form`, and a fault for each that is none; `where` is the address that people know."""
    good: list[Form] = []
    faults: list[Fault] = []
    for number, part in enumerate(parts, start=1):
        try:
            good.append(read_part(part, form))
        except SchemaError as error:
            faults.append(Fault(where, f"Entry {number} was left out. {error}"))
    if len(faults) > MAX_FAULTS:
        faults[MAX_FAULTS:] = [Fault(where, f"{len(faults) - MAX_FAULTS} more entries were left out.")]
    return good, tuple(faults)


def _what_is_wrong(response: Response, error: Exception) -> str:
    if response.body.lstrip()[:1] == b"<":
        return "it is a web page, and not JSON"
    return f"{error}" if response.body.strip() else "it is empty"
