# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an attestation from elsewhere is worth (§0a), and what somebody has to look at to say so."""

from __future__ import annotations

from enum import Enum

import msgspec


class Worth(Enum):
    """What is known of an attestation."""

    CONFIRMED = "confirmed"
    CLAIMED = "claimed"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNKNOWN_ISSUER = "unknown-issuer"


class Why(Enum):
    """Why an attestation is worth no more. `NOTHING` where nothing is to be said."""

    NOTHING = ""
    NO_METHOD = "no-method"
    NOT_ASKED = "not-asked"
    NO_ANSWER = "no-answer"
    NOT_THERE = "not-there"
    NO_TOKEN = "no-token"  # noqa: S105  no secret: a reason
    UNREADABLE = "unreadable"
    NO_NAME = "no-name"
    NO_VERSION = "no-version"
    NO_WORDS = "no-words"
    OTHER_REVISION = "other-revision"
    OTHER_THING = "other-thing"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class Claim(msgspec.Struct, frozen=True):
    """A release that claims an attestation: `address` is that of the attestation, `repo` where the manifest says that
    it is developed, `digest` that of the manifest, as 64 hexadecimal digits."""

    address: str
    name: str
    version: str
    repo: str = ""
    digest: str = ""


class Judged(msgspec.Struct, frozen=True):
    """What an issuer's answer comes to."""

    worth: Worth
    why: Why = Why.NOTHING


CONFIRMED = Judged(Worth.CONFIRMED)
