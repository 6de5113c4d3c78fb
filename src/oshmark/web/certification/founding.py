# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bodies are founded and schemes are published here: their texts go into the store, under the digests of the log.

A published scheme never changes: another text is another version, proposed and adopted for itself (C-8).
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification import body as bodies
from oshmark.certification.acts import standards
from oshmark.certification.body import Body
from oshmark.certification.body_check import check_body
from oshmark.certification.roles import Role, Who
from oshmark.certification.scheme import Scheme, SchemeState, SchemeType, digest
from oshmark.certification.scheme_check import check_scheme, may_be_published
from oshmark.certification.written import canonical
from oshmark.errors import RefusedError, StateError
from oshmark.values.finding import Severity
from oshmark.web import wiring
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import NOTHING, About, memory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oshmark.values.finding import Finding

RENAMED = "The first profile names the administrator; afterwards `oshmark role` says who has which role."


def found_body(body: Body, administrator: str, now: datetime, *, reason: str) -> None:
    """Found a body: `administrator` is the public id of the person who records it and gives the first roles.

    Raises `RefusedError` for a profile with errors, and for a body that is there already.
    """
    _hold(f"The profile of {body.id}", check_body(body))
    if body.id in memory().replay.register.bodies:
        raise RefusedError(f"The body {body.id} is founded already. {RENAMED}")
    _record(body, Who(administrator, Role.ADMINISTRATOR), now, reason, administrator)


def change_body(body: Body, who: Who, now: datetime, *, reason: str) -> None:
    """Record a newer profile of a body that there is. Raises `RefusedError` for faults, or the same as before."""
    _hold(f"The profile of {body.id}", check_body(body))
    if memory().replay.register.bodies.get(body.id) == bodies.digest(body):
        raise RefusedError(f"The profile of {body.id} says what it said before: nothing was recorded.")
    _record(body, who, now, reason, None)


def _record(body: Body, who: Who, now: datetime, reason: str, administrator: str | None) -> None:
    wiring.payloads().put_many([canonical(body)])
    perform(
        standards.record_body,
        who,
        now,
        NOTHING,
        None,
        body=body.id,
        version=body.version,
        profile=bodies.digest(body),
        reason=reason,
        administrator=administrator,
    )


def body_of(body: str) -> Body | None:
    """The profile of a body as it was recorded last; `None` for one that nobody has founded.

    Raises `StateError` where its text is missing or damaged.
    """
    known = memory().replay.register.bodies.get(body)
    return None if known is None else _body(known)


@lru_cache(maxsize=64)
def _body(profile: str) -> Body:
    try:
        return msgspec.json.decode(wiring.payloads().get(profile.removeprefix("sha256:")), type=Body)
    except msgspec.DecodeError as error:
        raise StateError("The profile of a body cannot be read: restore it from a backup.") from error


def bodies_here() -> list[Body]:
    """Every body that was founded here and whose profile can be read, by id."""
    found = []
    for one in sorted(memory().replay.register.bodies):
        try:
            body = body_of(one)
        except StateError:  # the page of that body says so
            continue
        found += [] if body is None else [body]
    return found


def propose(who: Who, scheme: Scheme, now: datetime, *, reason: str) -> datetime:
    """Open a scheme for comments, and give the moment from which it can be adopted.

    Raises `RefusedError` for one that is incomplete or marked as a draft, and for one of a body that is not here.
    """
    _hold_complete(scheme)
    wiring.payloads().put_many([canonical(msgspec.structs.replace(scheme, state=SchemeState.DRAFT))])
    until = now + timedelta(days=scheme.comment_days)
    perform(standards.propose_scheme, who, now, About(scheme=scheme), None, comments_until=until, reason=reason)
    return until


def adopt(who: Who, scheme: Scheme, now: datetime, *, reason: str) -> None:
    """Adopt a scheme exactly as it was proposed, when the time for comments is over."""
    _hold_complete(scheme)
    perform(standards.adopt_scheme, who, now, About(scheme=scheme), None, reason=reason)


def publish(who: Who, scheme: Scheme, now: datetime, *, reason: str) -> datetime | None:
    """The next step of a scheme: propose it, or adopt it where its time for comments is over; both at once where there
    is none. `None` when it is adopted now, else the moment from which it can be."""
    known = memory().replay.register.version(scheme.id, scheme.version)
    if known is not None and known.adopted_at is not None:
        raise RefusedError(f"{scheme.name} is adopted already, and never changes. Give a new text another version.")
    if known is not None and known.digest != digest(scheme):
        raise RefusedError(
            f"{scheme.name} was proposed with another text. Give this one another version, or publish that one."
        )
    until = propose(who, scheme, now, reason=reason) if known is None else known.comments_until
    if now < until:
        return until
    adopt(who, scheme, now, reason=reason)
    return None


def _hold_complete(scheme: Scheme) -> None:
    """C-112: what is incomplete certifies nothing."""
    body = body_of(scheme.body)
    if body is None:
        raise RefusedError(f"There is no body {scheme.body} here. `oshmark body list` shows those that there are.")
    if scheme.state is not SchemeState.PUBLISHED:
        raise RefusedError(f'{scheme.name} is marked as a draft. Set state = "published" once its text is settled.')
    if scheme.type is not SchemeType.SCORE and not scheme.criteria:
        raise RefusedError(f"{scheme.name} has no criteria: an empty list certifies nothing.")
    _hold(scheme.name, check_scheme(scheme, body))


def _hold(what: str, findings: Sequence[Finding]) -> None:
    if not may_be_published(findings):
        first = next(finding for finding in findings if finding.severity is Severity.ERROR)
        raise RefusedError(f"{what} is not complete. {first.key}: {first.message} {first.fix or ''}".strip())
