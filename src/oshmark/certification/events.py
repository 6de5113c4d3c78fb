# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every act of certification as an event: a closed list of kinds, each with its typed form.

Kinds are `certification:<subject>:<what happened>` and are never reused; forms have versions, and old ones are read for
ever. An act gives what `Happened`; whoever keeps the log adds number, time and actor, and chains it. Read back from
there it is an `Entry`.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Protocol

import msgspec

from oshmark.certification.event_data import application, certificate, decision, evaluation, parties, standards
from oshmark.certification.event_data.form import Form
from oshmark.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

AREA = "certification:"


class Kind(Enum):
    """What can happen."""

    BODY_RECORDED = "certification:body:recorded"
    HOST_SUCCEEDED = "certification:body:host-succeeded"
    BODY_RECOGNISED = "certification:body:recognised"
    BODY_NO_LONGER_RECOGNISED = "certification:body:no-longer-recognised"
    ISSUER_LISTED = "certification:issuer:listed"
    ISSUER_STRUCK_OFF = "certification:issuer:struck-off"
    LEAD_ASKED = "certification:territory:lead-asked"
    SCHEME_PROPOSED = "certification:scheme:proposed"
    SCHEME_COMMENTED = "certification:scheme:commented"
    SCHEME_ADOPTED = "certification:scheme:adopted"
    SCHEME_RETIRED = "certification:scheme:retired"

    PERSON_REGISTERED = "certification:person:registered"
    ORGANISATION_REGISTERED = "certification:organisation:registered"
    MEMBER_ADDED = "certification:organisation:member-added"
    MEMBER_REMOVED = "certification:organisation:member-removed"
    ROLE_ASSIGNED = "certification:role:assigned"
    ROLE_ENDED = "certification:role:ended"
    RELATION_DECLARED = "certification:relation:declared"
    RELATION_ENDED = "certification:relation:ended"
    TRAINING_RECORDED = "certification:training:recorded"
    MANDATE_GIVEN = "certification:mandate:given"
    MANDATE_ENDED = "certification:mandate:ended"

    OPENED = "certification:application:opened"
    PLANNED = "certification:application:planned"
    CHALLENGE_GIVEN = "certification:application:challenge-given"
    SUBMITTED = "certification:application:submitted"
    SCREENING_BEGUN = "certification:application:screening-begun"
    RETURNED = "certification:application:returned"
    ACCEPTED = "certification:application:accepted"
    AGREEMENT_SIGNED = "certification:application:agreement-signed"
    AGREEMENT_ENDED = "certification:application:agreement-ended"
    FEE_SETTLED = "certification:application:fee-settled"
    EVIDENCE_FROZEN = "certification:application:evidence-frozen"
    CHECKED = "certification:application:checked"
    EXTERNAL_RECORDED = "certification:application:external-recorded"
    APPLICATION_WITHDRAWN = "certification:application:withdrawn"
    LAPSED = "certification:application:lapsed"

    EVALUATION_BEGUN = "certification:evaluation:begun"
    EVALUATOR_ASSIGNED = "certification:evaluation:assigned"
    ASSIGNMENT_ENDED = "certification:evaluation:assignment-ended"
    HANDED_BACK = "certification:evaluation:handed-back"
    RECUSED = "certification:evaluation:recused"
    GUEST_INVITED = "certification:evaluation:guest-invited"
    VERDICT_SEALED = "certification:evaluation:verdict-sealed"
    VERDICTS_OPENED = "certification:evaluation:verdicts-opened"
    EXCHANGE_SAID = "certification:evaluation:exchange-said"
    THIRD_CALLED = "certification:evaluation:third-called"
    THIRD_DECIDED = "certification:evaluation:third-decided"
    NONCONFORMITY_RAISED = "certification:nonconformity:raised"
    NONCONFORMITY_ANSWERED = "certification:nonconformity:answered"
    NONCONFORMITY_LEFT = "certification:nonconformity:left"
    EVALUATION_CONCLUDED = "certification:evaluation:concluded"

    REVIEWED = "certification:decision:reviewed"
    GRANTED = "certification:decision:granted"
    REFUSED = "certification:decision:refused"
    APPEAL_LODGED = "certification:appeal:lodged"
    APPEAL_DISMISSED = "certification:appeal:dismissed"
    APPEAL_ALLOWED = "certification:appeal:allowed"
    MEASURE_APPEALED = "certification:appeal:lodged-against-measure"
    MEASURE_UPHELD = "certification:appeal:measure-upheld"
    MEASURE_ANNULLED = "certification:appeal:measure-annulled"

    ISSUED = "certification:certificate:issued"
    RENEWAL_OPENED = "certification:certificate:renewal-opened"
    RENEWED = "certification:certificate:renewed"
    SUSPENDED = "certification:certificate:suspended"
    SUSPENSION_EXTENDED = "certification:certificate:suspension-extended"
    REINSTATED = "certification:certificate:reinstated"
    REDUCED = "certification:certificate:reduced"
    CERTIFICATE_WITHDRAWN = "certification:certificate:withdrawn"
    TERMINATED = "certification:certificate:terminated"
    SUPERSEDED = "certification:certificate:superseded"
    SURVEYED = "certification:certificate:surveyed"
    FINDING_OPENED = "certification:certificate:finding-opened"
    FINDING_CLOSED = "certification:certificate:finding-closed"
    TEST_DATA_ASKED = "certification:certificate:test-data-asked"
    TEST_DATA_GIVEN = "certification:certificate:test-data-given"
    EXTERNAL_UPDATED = "certification:certificate:external-updated"

    COMPLAINT_LODGED = "certification:complaint:lodged"
    COMPLAINT_ADMITTED = "certification:complaint:admitted"
    COMPLAINT_DISMISSED = "certification:complaint:dismissed"
    COMPLAINT_DECIDED = "certification:complaint:decided"


FORMS: dict[Kind, tuple[type[Form], ...]] = {
    Kind.BODY_RECORDED: (standards.BodyRecorded,),
    Kind.HOST_SUCCEEDED: (standards.HostSucceeded,),
    Kind.BODY_RECOGNISED: (standards.BodyRecognised,),
    Kind.BODY_NO_LONGER_RECOGNISED: (standards.BodyNoLongerRecognised,),
    Kind.ISSUER_LISTED: (standards.IssuerListed,),
    Kind.ISSUER_STRUCK_OFF: (standards.IssuerStruckOff,),
    Kind.LEAD_ASKED: (standards.LeadAsked,),
    Kind.SCHEME_PROPOSED: (standards.SchemeProposed,),
    Kind.SCHEME_COMMENTED: (standards.SchemeCommented,),
    Kind.SCHEME_ADOPTED: (standards.SchemeAdopted,),
    Kind.SCHEME_RETIRED: (standards.SchemeRetired,),
    Kind.PERSON_REGISTERED: (parties.PersonRegistered,),
    Kind.ORGANISATION_REGISTERED: (parties.OrganisationRegistered,),
    Kind.MEMBER_ADDED: (parties.MemberAdded,),
    Kind.MEMBER_REMOVED: (parties.MemberRemoved,),
    Kind.ROLE_ASSIGNED: (parties.RoleAssigned,),
    Kind.ROLE_ENDED: (parties.RoleEnded,),
    Kind.RELATION_DECLARED: (parties.RelationDeclared,),
    Kind.RELATION_ENDED: (parties.RelationEnded,),
    Kind.TRAINING_RECORDED: (parties.TrainingRecorded,),
    Kind.MANDATE_GIVEN: (parties.MandateGiven,),
    Kind.MANDATE_ENDED: (parties.MandateEnded,),
    Kind.OPENED: (application.Opened,),
    Kind.PLANNED: (application.Planned,),
    Kind.CHALLENGE_GIVEN: (application.ChallengeGiven,),
    Kind.SUBMITTED: (application.Submitted,),
    Kind.SCREENING_BEGUN: (application.ScreeningBegun,),
    Kind.RETURNED: (application.Returned,),
    Kind.ACCEPTED: (application.Accepted,),
    Kind.AGREEMENT_SIGNED: (application.AgreementSigned,),
    Kind.AGREEMENT_ENDED: (application.AgreementEnded,),
    Kind.FEE_SETTLED: (application.FeeSettled,),
    Kind.EVIDENCE_FROZEN: (application.EvidenceFrozen,),
    Kind.CHECKED: (application.Checked,),
    Kind.EXTERNAL_RECORDED: (application.ExternalRecorded,),
    Kind.APPLICATION_WITHDRAWN: (application.ApplicationWithdrawn,),
    Kind.LAPSED: (application.Lapsed,),
    Kind.EVALUATION_BEGUN: (evaluation.EvaluationBegun,),
    Kind.EVALUATOR_ASSIGNED: (evaluation.EvaluatorAssigned,),
    Kind.ASSIGNMENT_ENDED: (evaluation.AssignmentEnded,),
    Kind.HANDED_BACK: (evaluation.HandedBack,),
    Kind.RECUSED: (evaluation.Recused,),
    Kind.GUEST_INVITED: (evaluation.GuestInvited,),
    Kind.VERDICT_SEALED: (evaluation.VerdictSealed,),
    Kind.VERDICTS_OPENED: (evaluation.VerdictsOpened,),
    Kind.EXCHANGE_SAID: (evaluation.ExchangeSaid,),
    Kind.THIRD_CALLED: (evaluation.ThirdCalled,),
    Kind.THIRD_DECIDED: (evaluation.ThirdDecided,),
    Kind.NONCONFORMITY_RAISED: (evaluation.NonconformityRaised,),
    Kind.NONCONFORMITY_ANSWERED: (evaluation.NonconformityAnswered,),
    Kind.NONCONFORMITY_LEFT: (evaluation.NonconformityLeft,),
    Kind.EVALUATION_CONCLUDED: (evaluation.EvaluationConcluded,),
    Kind.REVIEWED: (decision.Reviewed,),
    Kind.GRANTED: (decision.Granted,),
    Kind.REFUSED: (decision.Refused,),
    Kind.APPEAL_LODGED: (decision.AppealLodged,),
    Kind.APPEAL_DISMISSED: (decision.AppealDismissed,),
    Kind.APPEAL_ALLOWED: (decision.AppealAllowed,),
    Kind.MEASURE_APPEALED: (decision.AppealLodged,),
    Kind.MEASURE_UPHELD: (decision.AppealDismissed,),
    Kind.MEASURE_ANNULLED: (decision.AppealAllowed,),
    Kind.ISSUED: (certificate.Issued,),
    Kind.RENEWAL_OPENED: (certificate.RenewalOpened,),
    Kind.RENEWED: (certificate.Renewed,),
    Kind.SUSPENDED: (certificate.Suspended,),
    Kind.SUSPENSION_EXTENDED: (certificate.SuspensionExtended,),
    Kind.REINSTATED: (certificate.Reinstated,),
    Kind.REDUCED: (certificate.Reduced,),
    Kind.CERTIFICATE_WITHDRAWN: (certificate.CertificateWithdrawn,),
    Kind.TERMINATED: (certificate.Terminated,),
    Kind.SUPERSEDED: (certificate.Superseded,),
    Kind.SURVEYED: (certificate.Surveyed,),
    Kind.FINDING_OPENED: (certificate.FindingOpened,),
    Kind.FINDING_CLOSED: (certificate.FindingClosed,),
    Kind.TEST_DATA_ASKED: (certificate.TestDataAsked,),
    Kind.TEST_DATA_GIVEN: (certificate.TestDataGiven,),
    Kind.EXTERNAL_UPDATED: (certificate.ExternalUpdated,),
    Kind.COMPLAINT_LODGED: (certificate.ComplaintLodged,),
    Kind.COMPLAINT_ADMITTED: (certificate.ComplaintAdmitted,),
    Kind.COMPLAINT_DISMISSED: (certificate.ComplaintDismissed,),
    Kind.COMPLAINT_DECIDED: (certificate.ComplaintDecided,),
}
"""The forms of each kind, version 1 first. An older form than the last has a method `later`, which gives the next."""


class Happened(msgspec.Struct, frozen=True):
    """What an act comes to, to be appended to the log: `subject` is what it is about (`application:…`)."""

    kind: Kind
    subject: str
    data: Form

    @property
    def schema(self) -> int:
        """The version of the form."""
        return len(FORMS[self.kind])

    @property
    def plain(self) -> dict[str, object]:
        """The data as it is written into the log: JSON values only."""
        made: dict[str, object] = msgspec.json.decode(msgspec.json.encode(self.data))
        return made


class Entry(msgspec.Struct, frozen=True):
    """One event of the log, understood. `at` is in UTC; `actor` is the public id of a person."""

    number: int
    at: datetime
    actor: str
    kind: Kind
    subject: str
    data: Form

    @property
    def id(self) -> str:
        """The subject without what it is: `a7` for `application:a7`."""
        return self.subject.partition(":")[2]


class Recorded(Protocol):
    """An event as the log has it."""

    @property
    def number(self) -> int:
        """Its place in the log, from 1."""

    @property
    def kind(self) -> str:
        """The name of its kind."""

    @property
    def schema(self) -> int:
        """The version of its form."""

    @property
    def at(self) -> datetime:
        """When it was appended, in UTC."""

    @property
    def actor(self) -> str:
        """Who did it."""

    @property
    def subject(self) -> str:
        """What it is about."""

    @property
    def data(self) -> Mapping[str, object]:
        """What it says: JSON values."""


def decode(kind: str, schema: int, data: Mapping[str, object]) -> Form:
    """The data of an event in the newest form of its kind; `StateError` for what no form of ours can hold."""
    forms = FORMS.get(_kind(kind), ())
    if not 1 <= schema <= len(forms):
        raise StateError(f"Version {schema} of “{kind}” is not known here. Upgrade oshmark, then read the log again.")
    try:
        form = msgspec.convert(data, forms[schema - 1])
    except msgspec.ValidationError as fault:
        raise StateError(f"An event “{kind}” does not say what it has to: {fault}. Restore the log.") from fault
    return _newest(form, len(forms) - schema)


def _newest(form: Form, steps: int) -> Form:
    for _ in range(steps):
        form = form.later()  # type: ignore[attr-defined]  # every form but the newest has it, which a test holds
    return form


def _kind(written: str) -> Kind:
    try:
        return Kind(written)
    except ValueError as fault:
        raise StateError(
            f"The log has an event “{written[:100]}”, which is not known here. Upgrade oshmark."
        ) from fault


def read(events: Iterable[Recorded]) -> tuple[Entry, ...]:
    """The events of certification among these, understood, in their order. Those of other areas are passed over."""
    return tuple(
        Entry(one.number, one.at, one.actor, _kind(one.kind), one.subject, decode(one.kind, one.schema, one.data))
        for one in events
        if one.kind.startswith(AREA)
    )
