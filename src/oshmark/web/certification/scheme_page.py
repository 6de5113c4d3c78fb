# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Schemes for the public: all their versions, what each asks, and how it differs from the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as _

from oshmark.certification.effort import Effort, effort
from oshmark.certification.events import Kind
from oshmark.certification.parties import Version
from oshmark.certification.scheme import Scheme
from oshmark.certification.scheme_diff import difference, in_words
from oshmark.certification.smallest_cast import in_words as cast_in_words
from oshmark.certification.smallest_cast import smallest_cast
from oshmark.certification.written import plain_number
from oshmark.web.audit.actions import events_about
from oshmark.web.audit.personal import Absent, open_events
from oshmark.web.certification.memory import memory, scheme_of
from oshmark.web.certification.settlements import settlements_of
from oshmark.web.certification.wording import REVIEWS, SUBJECTS, TYPES
from oshmark.web.library.presentation import decent

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.certification.criterion import Criterion

COMMENT = 8_000
MOST_COMMENTS = 500


class Dated(msgspec.Struct, frozen=True):
    """One version of a scheme, as the log has it; `text` is None where it is missing."""

    scheme: str
    version: str
    text: Scheme | None
    log: Version

    @property
    def href(self) -> str:
        """Its page."""
        return f"/schemes/{self.scheme}/{self.version}"

    def state(self, now: datetime) -> str:
        """Where it stands: proposed, closed for comments, adopted or retired."""
        if self.log.retired_at is not None and self.log.retired_at <= now:
            return "retired"
        if self.log.adopted_at is not None:
            return "adopted"
        return "proposed" if now < self.log.comments_until else "waiting"


def state_words(state: str) -> str:
    """The same in words."""
    return {
        "retired": _("retired: nobody can apply for it any longer"),
        "adopted": _("adopted: it can be applied for"),
        "proposed": _("proposed: open for comments"),
        "waiting": _("proposed: the time for comments is over, and it is not adopted yet"),
    }[state]


def versions(scheme: str = "") -> list[Dated]:
    """Every version of a scheme, or of all, the oldest first."""
    every = memory().replay.register.versions.items()
    found = [Dated(name, number, scheme_of(name, number, one.digest), one) for (name, number), one in every]
    return [one for one in found if scheme in ("", one.scheme)]


def scheme_rows(now: datetime) -> list[dict[str, Any]]:
    """The newest version of each scheme that can be applied for, or else the newest of all, with its state."""
    newest: dict[str, Dated] = {}
    for one in versions():
        before = newest.get(one.scheme)
        if before is None or one.log.holds(now) or not before.log.holds(now):
            newest[one.scheme] = one
    return [
        {
            "href": one.href,
            "id": one.scheme,
            "version": one.version,
            "title": one.text.title if one.text else one.scheme,
            "summary": one.text.summary if one.text else "",
            "language": one.text.language if one.text else "",
            "subject": SUBJECTS[one.text.subject.value] if one.text else "",
            "type": TYPES[one.text.type.value] if one.text else "",
            "body": one.log.body,
            "state": state_words(one.state(now)),
            "pending": [other for other in versions(one.scheme) if other.state(now) in ("proposed", "waiting")],
        }
        for one in newest.values()
    ]


def scheme_context(found: Dated, scheme: Scheme, now: datetime) -> dict[str, Any]:
    """Everything that the page of a version shows."""
    every = versions(found.scheme)
    place = every.index(found)
    before = next((one for one in reversed(every[:place]) if one.text is not None), None)
    changes = [] if before is None or before.text is None else difference(before.text, scheme)
    state = found.state(now)
    return {
        "scheme": scheme,
        "found": found,
        "state": state,
        "state_words": state_words(state),
        "subject": SUBJECTS[scheme.subject.value],
        "type": TYPES[scheme.type.value],
        "review": REVIEWS[scheme.openness.review.value],
        "cast": cast_in_words(smallest_cast(scheme)),
        "before": before,
        "changes": [in_words(one) for one in changes],
        "versions": [(one, state_words(one.state(now))) for one in reversed(every)],
        "fees": [(fee.title, plain_number(fee.amount), fee.currency, fee.waivable) for fee in scheme.fees],
        "levels": [(level, plain_number(level.least_share * 100)) for level in scheme.levels],
        "groups": [
            {"title": group.title, "intro": group.intro, "criteria": [_criterion(one) for one in group.criteria]}
            for group in scheme.groups
        ],
        "count": len(scheme.criteria),
        "comments": _comments(found),
        "effort": effort_of(found.scheme),
    }


def _criterion(one: Criterion) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "requirement": one.requirement,
        "why": one.why,
        "gate": one.gate,
        "weight": one.weight,
        "judgement": "" if one.judgement is None else one.judgement.value,
        "asked": [(asked.what, " / ".join(kind.value for kind in asked.kinds), asked.least) for asked in one.evidence],
        "levels": [(level.score, level.text, level.score >= one.rubric.pass_at) for level in one.rubric.levels]
        if one.rubric
        else [],
        "passes": one.pass_example,
        "fails": one.fail_example,
    }


def _comments(found: Dated) -> list[dict[str, Any]]:
    """What was said about it while it was open for comments. Who said it stands in the log as an id."""
    events = [
        event
        for event in events_about(Kind.SCHEME_COMMENTED, [f"scheme:{found.scheme}"])
        if event.data.get("version") == found.version
    ][:MOST_COMMENTS]
    opened = open_events(events)
    return [
        {"at": event.at, "text": _("This comment was erased.") if isinstance(text, Absent) else decent(text, COMMENT)}
        for event, text in zip(events, (data["comment"] for data in opened), strict=True)
    ]


def effort_of(scheme: str) -> Effort:
    """What certification under a scheme has cost so far, in sum (C-11); decided applications only."""
    cases = [one for one in memory().replay.cases.values() if one.scheme == scheme and one.decided_at is not None]
    return effort(cases, settlements_of([one.id for one in cases]))
