# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody says in an act and the log only commits to: collected while the act is made, kept with its events."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec

from oshmark.certification.commitment import Said
from oshmark.credential.commitments import SALT_SIZE, commit


class Part(msgspec.Struct, frozen=True):
    """A content, for what it is said, and the salt under which the log commits to it."""

    purpose: str
    content: Any
    salt: bytes

    @property
    def commitment(self) -> str:
        """What the log holds of it."""
        return commit(self.purpose, self.content, self.salt)


class Spoken:
    """The personal parts of one act."""

    def __init__(self) -> None:
        self.parts: list[Part] = []

    def say(self, purpose: str, text: str) -> Said:
        """A text, as acts take it."""
        return Said(text, self.salt(purpose, text))

    def salt(self, purpose: str, content: Any) -> bytes:  # noqa: ANN401  whatever JSON can say
        """Keep any other content (a verdict under seal, a fee), and give its salt."""
        part = Part(purpose, content, secrets.token_bytes(SALT_SIZE))
        self.parts.append(part)
        return part.salt
