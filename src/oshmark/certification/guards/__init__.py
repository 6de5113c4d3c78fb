# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What has to be so before something can happen: the transition is allowed, and the conditions on top hold.

The same guards are asked when somebody acts and of every event of the log before a certificate is issued.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.guards import application, certificate, decision, evaluation, register
from oshmark.certification.lifecycle import APPLICATION, CERTIFICATE, next_state
from oshmark.certification.objection import Objection, objection

if TYPE_CHECKING:
    from oshmark.certification.event_data.form import Form
    from oshmark.certification.events import Kind
    from oshmark.certification.guards.needs import Guards
    from oshmark.certification.moment import Moment

GUARDS: Guards = {
    **register.GUARDS,
    **application.GUARDS,
    **evaluation.GUARDS,
    **decision.GUARDS,
    **certificate.GUARDS,
}
"""The conditions of each kind; a kind that is not here has none beside its transition."""


def what_objections(kind: Kind, subject: str, data: Form, moment: Moment) -> tuple[Objection, ...]:
    """Everything about the matter that says not now; empty where it can happen."""
    wrong = _transition(kind, subject, moment)
    if wrong is not None:
        return (wrong,)
    guard = GUARDS.get(kind)
    return () if guard is None else tuple(guard(data, subject, moment))


def _transition(kind: Kind, subject: str, moment: Moment) -> Objection | None:
    if kind in APPLICATION:
        if moment.case is None or subject != f"application:{moment.case.id}":
            return objection("no-application", "There is no such application.")
        if next_state(moment.case.state, kind) is None:
            return objection("state", "The application is {state}: this cannot happen.", state=moment.case.state.value)
    if kind in CERTIFICATE:
        if moment.certificate is None or not _names(subject, moment):
            return objection("no-certificate", "There is no such certificate.")
        state, _since = moment.certificate.state(moment.now)
        if state not in CERTIFICATE[kind]:
            return objection("state", "The certificate is {state}: this cannot happen.", state=state.value)
    return None


def _names(subject: str, moment: Moment) -> bool:
    """Whether the subject is the certificate, or a complaint about it."""
    area, _, name = subject.partition(":")
    return area == "complaint" or (moment.certificate is not None and name == moment.certificate.number)
