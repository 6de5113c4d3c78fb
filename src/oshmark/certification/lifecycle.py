# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of an application and of a certificate, as tables of allowed transitions.

What is not in a table cannot happen. Some transitions have conditions on top, which `guards` hold. Flags such as an
open complaint or a renewal that was applied for go beside the state of a certificate and change nothing in it.
"""

from __future__ import annotations

from enum import Enum

from oshmark.certification.events import Kind


class ApplicationState(Enum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SCREENING = "screening"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    EVALUATING = "evaluating"
    NONCONFORMITY_OPEN = "nonconformity-open"
    EVALUATED = "evaluated"
    REVIEWED = "reviewed"
    GRANTED = "granted"
    REFUSED = "refused"
    APPEALED = "appealed"
    UPHELD = "upheld"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class CertificateState(Enum):
    """Where a certificate stands."""

    ACTIVE = "active"
    SURVEILLANCE_DUE = "surveillance-due"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"


A = ApplicationState
C = CertificateState

UNDECIDED = (
    A.DRAFT,
    A.SUBMITTED,
    A.SCREENING,
    A.RETURNED,
    A.ACCEPTED,
    A.EVALUATING,
    A.NONCONFORMITY_OPEN,
    A.EVALUATED,
    A.REVIEWED,
)
CLOSED = frozenset({A.GRANTED, A.UPHELD, A.WITHDRAWN, A.LAPSED})
"""States that nothing leads out of; a refusal can still be appealed."""
WITH_APPLICANT = frozenset({A.DRAFT, A.RETURNED, A.ACCEPTED, A.NONCONFORMITY_OPEN})
"""The states in which the applicant is who has to act; only there an application lapses."""
_JUDGED = (A.EVALUATING, A.NONCONFORMITY_OPEN)

APPLICATION: dict[Kind, dict[ApplicationState, ApplicationState]] = {
    Kind.PLANNED: {A.DRAFT: A.DRAFT, A.RETURNED: A.RETURNED},
    Kind.CHALLENGE_GIVEN: {state: state for state in (A.DRAFT, A.RETURNED, A.NONCONFORMITY_OPEN)},
    Kind.SUBMITTED: {A.DRAFT: A.SUBMITTED, A.RETURNED: A.SUBMITTED},
    Kind.SCREENING_BEGUN: {A.SUBMITTED: A.SCREENING},
    Kind.RETURNED: {A.SCREENING: A.RETURNED},
    Kind.ACCEPTED: {A.SCREENING: A.ACCEPTED},
    Kind.AGREEMENT_SIGNED: {A.ACCEPTED: A.ACCEPTED},
    Kind.AGREEMENT_ENDED: {state: state for state in (*UNDECIDED[4:], A.GRANTED)},
    Kind.FEE_SETTLED: {A.ACCEPTED: A.ACCEPTED},
    Kind.EVIDENCE_FROZEN: {A.ACCEPTED: A.ACCEPTED},
    Kind.CHECKED: {state: state for state in (A.ACCEPTED, *_JUDGED)},
    Kind.EXTERNAL_RECORDED: {state: state for state in (A.ACCEPTED, *_JUDGED)},
    Kind.APPLICATION_WITHDRAWN: dict.fromkeys(UNDECIDED, A.WITHDRAWN),
    Kind.LAPSED: dict.fromkeys(WITH_APPLICANT, A.LAPSED),
    Kind.EVALUATION_BEGUN: {A.ACCEPTED: A.EVALUATING},
    Kind.EVALUATOR_ASSIGNED: {state: state for state in (A.ACCEPTED, *_JUDGED)},
    Kind.ASSIGNMENT_ENDED: {state: state for state in (A.ACCEPTED, *_JUDGED)},
    Kind.HANDED_BACK: {state: state for state in (A.ACCEPTED, *_JUDGED)},
    Kind.RECUSED: {state: state for state in (*UNDECIDED[1:], A.REFUSED, A.APPEALED)},
    Kind.GUEST_INVITED: {state: state for state in (A.ACCEPTED, *_JUDGED)},
    Kind.VERDICT_SEALED: {state: state for state in _JUDGED},
    Kind.VERDICTS_OPENED: {state: state for state in _JUDGED},
    Kind.EXCHANGE_SAID: {state: state for state in _JUDGED},
    Kind.THIRD_CALLED: {state: state for state in _JUDGED},
    Kind.THIRD_DECIDED: {state: state for state in _JUDGED},
    Kind.NONCONFORMITY_RAISED: dict.fromkeys(_JUDGED, A.NONCONFORMITY_OPEN),
    # Back to evaluating once none is open; `application` counts.
    Kind.NONCONFORMITY_ANSWERED: {A.NONCONFORMITY_OPEN: A.EVALUATING},
    Kind.NONCONFORMITY_LEFT: {A.NONCONFORMITY_OPEN: A.EVALUATING},
    Kind.EVALUATION_CONCLUDED: {A.EVALUATING: A.EVALUATED},
    Kind.REVIEWED: {A.EVALUATED: A.REVIEWED, A.REVIEWED: A.REVIEWED},
    Kind.GRANTED: {A.REVIEWED: A.GRANTED},
    Kind.REFUSED: {A.REVIEWED: A.REFUSED},
    Kind.APPEAL_LODGED: {A.REFUSED: A.APPEALED},
    Kind.APPEAL_DISMISSED: {A.APPEALED: A.UPHELD},
    Kind.APPEAL_ALLOWED: {A.APPEALED: A.EVALUATING},
}
"""What leads from which state of an application to which; an application begins with `OPENED`, as a draft."""

_VALID = (C.ACTIVE, C.SURVEILLANCE_DUE)
_LIVING = (*_VALID, C.SUSPENDED)

CERTIFICATE: dict[Kind, tuple[CertificateState, ...]] = {
    Kind.RENEWAL_OPENED: (*_LIVING, C.EXPIRED),
    Kind.RENEWED: (*_VALID, C.EXPIRED),
    Kind.SUSPENDED: _VALID,
    Kind.SUSPENSION_EXTENDED: (C.SUSPENDED,),
    Kind.REINSTATED: (C.SUSPENDED,),
    Kind.REDUCED: _LIVING,
    Kind.CERTIFICATE_WITHDRAWN: _LIVING,
    Kind.TERMINATED: _LIVING,
    Kind.SUPERSEDED: _VALID,
    Kind.SURVEYED: _LIVING,
    Kind.FINDING_OPENED: _LIVING,
    Kind.FINDING_CLOSED: (*_LIVING, C.EXPIRED),
    Kind.TEST_DATA_ASKED: _LIVING,
    Kind.TEST_DATA_GIVEN: (*_LIVING, C.EXPIRED),
    Kind.EXTERNAL_UPDATED: _LIVING,
    Kind.MEASURE_APPEALED: (*_LIVING, C.WITHDRAWN),
    Kind.MEASURE_UPHELD: (*_LIVING, C.WITHDRAWN, C.EXPIRED),
    Kind.MEASURE_ANNULLED: (*_LIVING, C.WITHDRAWN, C.EXPIRED),
    Kind.COMPLAINT_LODGED: tuple(C),
    Kind.COMPLAINT_ADMITTED: tuple(C),
    Kind.COMPLAINT_DISMISSED: tuple(C),
    Kind.COMPLAINT_DECIDED: tuple(C),
}
"""In which states of a certificate something can happen. The state after it is computed by `status`, from time as well:
a certificate expires, falls due and leaves a suspension without an event."""


def next_state(state: ApplicationState, kind: Kind) -> ApplicationState | None:
    """The state that an event leads to; None where it cannot happen."""
    return APPLICATION.get(kind, {}).get(state)
