# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of an event of certification everybody may see in the log: its hash always, the rest as the pages show it.

Nothing of an application before it is accepted, nothing of a complaint before it was screened, and nothing of how it is
evaluated before the decision, unless the scheme keeps a public thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.scheme import Review
from oshmark.certification.views import BEFORE_ACCEPTED, DECIDED
from oshmark.web.certification.memory import memory

if TYPE_CHECKING:
    from oshmark.credential.events import Event

EVALUATING = ("certification:evaluation:", "certification:nonconformity:", "certification:decision:reviewed")


def is_hidden(event: Event) -> bool:
    """Whether everybody may see of the event only that there was one."""
    area, _, name = event.subject.partition(":")
    if area == "application":
        return _of_application(event, name)
    return area == "complaint" and not _is_screened(name)


def _of_application(event: Event, name: str) -> bool:
    here = memory()
    case = here.case(name)
    if case is None or case.state in BEFORE_ACCEPTED:
        return True
    if case.state in DECIDED or not event.kind.startswith(EVALUATING):
        return False
    return here.scheme_under(case).openness.review is not Review.PUBLIC_THREAD


def _is_screened(name: str) -> bool:
    heard = memory().replay.complaints.get(name, [])
    return any(entry.kind.value == "certification:complaint:admitted" for entry in heard)
