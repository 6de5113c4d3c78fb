# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Personal parts of events: the log holds a commitment for ever, the content behind it can be erased."""

from __future__ import annotations

from typing import Annotated

import msgspec

from oshmark.credential.commitments import commit


class Commitment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The type of every personal field: names, contacts, statements, messages. In the log it is the object that
    `credential.commitments` knows, `{"commitment": "<64 hexadecimal digits>"}`."""

    commitment: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]


class Said(msgspec.Struct, frozen=True):
    """A text with the 32 random bytes under which the log commits to it. It is kept outside the log."""

    text: str
    salt: bytes

    def committed(self, purpose: str) -> Commitment:
        """What the log holds of it; `purpose` says what it is (`statement`, `name`)."""
        return Commitment(commit(purpose, self.text, self.salt))

    @property
    def words(self) -> int:
        """How many words it has; 0 for nothing but spaces."""
        return len(self.text.split())
