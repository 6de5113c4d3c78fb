# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commitments: an event says that something personal is there without saying what, and the content can be erased.

A commitment is an HMAC-SHA-256 under a salt of 32 random bytes. Whoever has salt and content can show that they belong
to the event; who has only the commitment learns nothing, not even by trying all names there are. With the salt gone,
nobody can show anything any more: that is what erasing is.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.errors import OshmarkError

if TYPE_CHECKING:
    from collections.abc import Callable

SALT_SIZE = 32
KEY = "commitment"
"""In an event's data, `{"commitment": "<64 hexadecimal digits>"}` stands where a personal part would."""
MARK = "commit:"
"""Where a field has room for a text only, this stands before the digits."""
_DOMAIN = b"oshmark personal part v1\x00"
_LENGTH = 64
_HEXADECIMAL = frozenset("0123456789abcdef")


class CommitmentError(OshmarkError):
    """A content is not the one that was committed to."""


def commit(purpose: str, content: object, salt: bytes) -> str:
    """The commitment to a content (anything that JSON can say) for a purpose, such as `applicant`: equal contents for
    two purposes, or under two salts, have nothing in common."""
    if len(salt) != SALT_SIZE:
        raise CommitmentError(f"A salt has {SALT_SIZE} bytes, this one {len(salt)}.")
    said = purpose.encode()
    written = msgspec.json.encode(content, order="sorted")
    message = _DOMAIN + len(said).to_bytes(4, "big") + said + written
    return hmac.new(salt, message, hashlib.sha256).hexdigest()


def check_commitment(commitment: str, purpose: str, content: object, salt: bytes) -> None:
    """Raise `CommitmentError` unless this is what was committed to."""
    if not hmac.compare_digest(commit(purpose, content, salt).encode(), commitment.encode()):
        raise CommitmentError(f"A personal part ({purpose}) is not what the log has committed to: it was changed.")


def committed(commitment: str) -> dict[str, str]:
    """What stands in the data of an event instead of the content."""
    return {KEY: commitment}


def committed_text(commitment: str) -> str:
    """The same, for a field that is a text."""
    return f"{MARK}{commitment}"


def commitment_in(value: object) -> str | None:
    """The commitment that a value of an event's data is; `None` for any other value."""
    found = value[KEY] if isinstance(value, dict) and set(value) == {KEY} else _after_mark(value)
    return found if isinstance(found, str) and len(found) == _LENGTH and _HEXADECIMAL.issuperset(found) else None


def _after_mark(value: object) -> object:
    return value.removeprefix(MARK) if isinstance(value, str) and value.startswith(MARK) else None


def commitments_in(data: object) -> list[str]:
    """All commitments in the data of an event, at whatever depth, in their order."""
    found = commitment_in(data)
    if found is not None:
        return [found]
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, (list, tuple)) else ()
    return [one for value in inner for one in commitments_in(value)]


def opened(data: Any, content_of: Callable[[str], object]) -> Any:  # noqa: ANN401  JSON of any form
    """The data with each commitment replaced by what `content_of` gives for it."""
    found = commitment_in(data)
    if found is not None:
        return content_of(found)
    if isinstance(data, dict):
        return {name: opened(value, content_of) for name, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [opened(value, content_of) for value in data]
    return data
