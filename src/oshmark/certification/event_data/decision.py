# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Review, decision and appeal."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import msgspec

from oshmark.certification.commitment import Commitment
from oshmark.certification.event_data.form import Form, Id, Minutes, Reason


class Recommendation(Enum):
    """What a reviewer thinks should be decided."""

    GRANT = "grant"
    REFUSE = "refuse"


class Reviewed(Form, frozen=True, kw_only=True):
    """Somebody who has not evaluated has gone through all of it."""

    recommends: Recommendation
    reason: Reason
    minutes: Minutes = 0


class Granted(Form, frozen=True, kw_only=True):
    """The certificate may be issued, at this level and for this scope."""

    level: Id
    scope: tuple[Id, ...]
    reason: Reason
    minutes: Minutes = 0


class Refused(Form, frozen=True, kw_only=True):
    """There will be no certificate; `unmet` names the criteria that stand in the way."""

    unmet: tuple[Id, ...]
    reason: Reason
    minutes: Minutes = 0


class AppealLodged(Form, frozen=True, kw_only=True):
    """The applicant or holder asks people who had no part in it to look at a decision again."""

    grounds: Commitment


class AppealDismissed(Form, frozen=True, kw_only=True):
    """The decision is upheld."""

    panel: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=20)]
    reason: Reason
    minutes: Minutes = 0


class AppealAllowed(Form, frozen=True, kw_only=True):
    """A refusal is opened again: these criteria are judged anew, or only the decision is made anew. A measure against a
    certificate is annulled."""

    panel: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=20)]
    criteria: tuple[Id, ...] = ()
    reason: Reason
    minutes: Minutes = 0
