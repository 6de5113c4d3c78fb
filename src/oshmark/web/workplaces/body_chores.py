# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What waits for those who keep a body going: versions of schemes that can be adopted, and roles that nobody has, or
will have soon."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from django.urls import reverse
from django.utils.translation import gettext as _

from oshmark.certification.calendar_days import day_of
from oshmark.certification.conflicts import Question, conflicts
from oshmark.certification.events import Kind
from oshmark.certification.roles import Role
from oshmark.web.certification.founding import bodies_here
from oshmark.web.certification.memory import scheme_of
from oshmark.web.workplaces.words import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.body import Body
    from oshmark.certification.parties import Assignment, Version
    from oshmark.web.certification.memory import Memory

EARLY = timedelta(days=30)
"""So long before nobody has a role any more, the administrator is told."""


class BodyChore(msgspec.Struct, frozen=True, kw_only=True):
    """Something to do about a body. `named` are the arguments of the page on which it is done."""

    role: Role
    title: str
    about: str
    page: str
    named: tuple[str, ...]
    since: datetime
    until: datetime | None = None

    def facts(self, now: datetime) -> dict[str, Any]:
        """The same as a row of a list has it."""
        href = reverse(self.page, args=self.named)
        return {
            "title": self.title,
            "about": self.about,
            "href": href,
            "role": str(ROLES[self.role]),
            "since": self.since,
            "days": (now - self.since).days,
            "due": None if self.until is None else day_of(self.until),
            "key": f"{href} {self.about} {self.since.isoformat()}",
        }


def body_chores(person: str, known: Memory, now: datetime) -> Iterator[BodyChore]:
    """What waits for somebody as standards editor or administrator of a body."""
    yield from _versions(person, known, now)
    for body in bodies_here():
        if known.replay.register.holds(person, Role.ADMINISTRATOR, body.id, now):
            yield from _roles(body, known, now)


def can_be_adopted(version: Version, now: datetime) -> bool:
    """Whether the time for comments on a proposed version is over."""
    return version.adopted_at is None and version.retired_at is None and version.comments_until <= now


def _versions(person: str, known: Memory, now: datetime) -> Iterator[BodyChore]:
    register = known.replay.register
    for (scheme, number), version in register.versions.items():
        if not can_be_adopted(version, now) or not register.holds(person, Role.STANDARDS_EDITOR, version.body, now):
            continue
        if conflicts(Kind.SCHEME_ADOPTED, person, Question(register=register, at=now, scheme=scheme)):
            continue
        text = scheme_of(scheme, number, version.digest)
        yield BodyChore(
            role=Role.STANDARDS_EDITOR,
            title=_("Adopt a new version of a scheme"),
            about=f"{scheme if text is None else text.title} {number}",
            page="work_scheme",
            named=(scheme, number),
            since=version.comments_until,
        )


def _roles(body: Body, known: Memory, now: datetime) -> Iterator[BodyChore]:
    register = known.replay.register
    for role in body.roles:
        ones = [one for every in register.assignments.values() for one in every if _is_of(one, body, role)]
        running = [one for one in ones if one.holds(now)]
        if any(one.until is None or one.until > now + EARLY for one in running):
            continue
        ends = max((one.until for one in running if one.until is not None), default=None)
        last = max((one.until for one in ones if one.until is not None), default=now)
        yield BodyChore(
            role=Role.ADMINISTRATOR,
            title=_("Give a role that nobody has") if ends is None else _("Give a role that runs out"),
            about=f"{body.name}: {ROLES[role]}",
            page="work_roles",
            named=(body.id,),
            since=min(last, now) if ends is None else max(ends - EARLY, min(one.since for one in running)),
            until=ends,
        )


def _is_of(one: Assignment, body: Body, role: Role) -> bool:
    return one.body == body.id and one.role is role and one.application is None
