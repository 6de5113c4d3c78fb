# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What all forms share, and the bounded texts that they are made of."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

from oshmark.certification.roles import Role

Id = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
"""A person, organisation, application, scheme, criterion …, as the body names it; nothing personal is in it."""
Digest = Annotated[str, msgspec.Meta(pattern=r"^sha256:[0-9a-f]{64}$")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
"""A short public text in one line: a name, an address, a unit."""
Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=4000, pattern=r"\S")]
"""Why something was done. It is public and can never be taken back, so nobody is named or described in it."""
Minutes = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
"""Time that somebody spent on an act (C-11)."""
Round = Annotated[int, msgspec.Meta(ge=1, le=100)]
When = Annotated[datetime, msgspec.Meta(tz=True)]
Country = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]
State = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
"""A state or province, by its code in ISO 3166-2."""
Territory = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every event of certification says: the role under which its actor acted."""

    role: Role
