# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The closed lists of the room in words for the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from oshmark.certification.event_data.certificate import ComplaintCategory, FindingCategory, ReasonClass
from oshmark.certification.event_data.evaluation import Outcome
from oshmark.certification.event_data.parties import RelationKind
from oshmark.certification.events import Kind
from oshmark.certification.lifecycle import ApplicationState, CertificateState
from oshmark.certification.roles import Role
from oshmark.certification.scheme import Review, SchemeType, SubjectKind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = dict[str, _StrPromise]

STATES: Words = {
    CertificateState.ACTIVE.value: _("valid"),
    CertificateState.SURVEILLANCE_DUE.value: _("valid, surveillance due"),
    CertificateState.SUSPENDED.value: _("suspended"),
    CertificateState.EXPIRED.value: _("expired"),
    CertificateState.SUPERSEDED.value: _("superseded"),
    CertificateState.WITHDRAWN.value: _("withdrawn"),
    CertificateState.TERMINATED.value: _("given back"),
}
STATUS_WORDS: Words = {**STATES, "valid": _("valid")}
"""The words of the filter, which has one for all states in which a certificate can be relied on."""
HEADLINES: Words = {
    CertificateState.ACTIVE.value: _("This certificate is valid."),
    CertificateState.SURVEILLANCE_DUE.value: _("This certificate is valid. It is due to be looked at again."),
    CertificateState.SUSPENDED.value: _("This certificate is suspended: it is not valid at the moment."),
    CertificateState.EXPIRED.value: _("This certificate has expired: it is no longer valid."),
    CertificateState.SUPERSEDED.value: _("This certificate is superseded: a newer one has taken its place."),
    CertificateState.WITHDRAWN.value: _("This certificate was withdrawn: it is not valid."),
    CertificateState.TERMINATED.value: _("The holder has given this certificate back: it is no longer valid."),
}
APPLICATIONS: Words = {
    ApplicationState.ACCEPTED.value: _("accepted, before its evaluation"),
    ApplicationState.EVALUATING.value: _("being evaluated"),
    ApplicationState.NONCONFORMITY_OPEN.value: _("waiting for the applicant to put something right"),
    ApplicationState.EVALUATED.value: _("evaluated, before its review"),
    ApplicationState.REVIEWED.value: _("reviewed, before the decision"),
    ApplicationState.GRANTED.value: _("granted"),
    ApplicationState.REFUSED.value: _("refused"),
    ApplicationState.APPEALED.value: _("refused; an appeal is being heard"),
    ApplicationState.UPHELD.value: _("refused; the appeal was dismissed"),
}
REASONS: Words = {
    ReasonClass.NONCONFORMITY.value: _("nonconformity"),
    ReasonClass.COMPLAINT.value: _("complaint"),
    ReasonClass.MISSION_DRIFT.value: _("drift from the mission"),
    ReasonClass.SURVEILLANCE_MISSED.value: _("surveillance missed"),
    ReasonClass.DUTIES_NEGLECTED.value: _("duties neglected"),
    ReasonClass.AGREEMENT_ENDED.value: _("agreement ended"),
    ReasonClass.MISUSE_OF_MARK.value: _("misuse of the mark"),
    ReasonClass.SAFETY.value: _("safety"),
    ReasonClass.OTHER.value: _("other"),
}
FINDINGS: Words = {
    FindingCategory.MISSION_DRIFT.value: _("Drift from the mission"),
    FindingCategory.EXTERNAL_EXPIRED.value: _("Certificate from elsewhere has expired"),
    FindingCategory.EVIDENCE_UNREACHABLE.value: _("Evidence cannot be reached"),
    FindingCategory.LICENCE_CHANGED.value: _("The licence has changed"),
    FindingCategory.PRODUCTION.value: _("Production"),
    FindingCategory.MISUSE_OF_MARK.value: _("Misuse of the mark"),
    FindingCategory.SAFETY.value: _("Safety"),
    FindingCategory.OTHER.value: _("Other"),
}
COMPLAINTS: Words = {
    ComplaintCategory.PRODUCT.value: _("The product is not as the certificate says"),
    ComplaintCategory.SAFETY.value: _("It is not safe"),
    ComplaintCategory.DOCUMENTATION.value: _("The documentation is missing, closed or wrong"),
    ComplaintCategory.MISSION_DRIFT.value: _("The maker no longer does what the certificate is for"),
    ComplaintCategory.MISUSE_OF_MARK.value: _("The mark is used for something else"),
    ComplaintCategory.CONDUCT.value: _("How the holder or the body behaves"),
    ComplaintCategory.IMPARTIALITY.value: _("Somebody decided who has a stake in it"),
    ComplaintCategory.OTHER.value: _("Something else"),
}
OUTCOMES: Words = {
    Outcome.MET.value: _("met"),
    Outcome.PARTLY.value: _("partly met"),
    Outcome.NOT_MET.value: _("not met"),
}
WAYS: Words = {
    "agreed": _("Both evaluators agreed, each without knowing what the other thought."),
    "reconciled": _("The evaluators differed at first, and came to one view in a recorded exchange."),
    "third": _("The evaluators could not agree; a third decided."),
    "automatic": _("A program looked at the release in the library."),
    "elsewhere": _("A valid certificate from elsewhere stands for it."),
    "": _("Not settled."),
}
SUBJECTS: Words = {
    SubjectKind.PRODUCT.value: _("product"),
    SubjectKind.PRODUCER.value: _("producer"),
    SubjectKind.PERSON.value: _("person"),
    SubjectKind.WORKSHOP.value: _("workshop"),
    SubjectKind.KIT.value: _("kit"),
    SubjectKind.EDUCATION_PROGRAMME.value: _("education programme"),
    SubjectKind.BRAND_LICENCE.value: _("brand licence"),
    SubjectKind.DOCUMENTATION_RELEASE.value: _("documentation"),
    SubjectKind.OTHER.value: _("other"),
}
TYPES: Words = {
    SchemeType.CERTIFICATION.value: _("certification"),
    SchemeType.DISTRIBUTED_PRODUCTION_PROTOCOL.value: _("protocol of distributed production"),
    SchemeType.ATTESTATION.value: _("attestation of documents"),
    SchemeType.SCORE.value: _("score, which certifies nothing"),
}
REVIEWS: Words = {
    Review.PUBLIC_THREAD.value: _("Everybody can follow the evaluation as it goes on."),
    Review.AFTER_DECISION.value: _("The evaluation is public once it is decided."),
}
ROLES: Words = {
    Role.REGISTRAR.value: _("registrar"),
    Role.EVALUATOR.value: _("evaluator"),
    Role.DECISION_MAKER.value: _("decision maker"),
    Role.COMPLAINTS_OFFICER.value: _("complaints officer"),
    Role.APPEAL_PANEL.value: _("appeal panel"),
    Role.STANDARDS_EDITOR.value: _("standards editor"),
    Role.TREASURER.value: _("treasurer"),
    Role.ADMINISTRATOR.value: _("administrator"),
    Role.APPLICANT.value: _("applicant"),
    Role.PUBLIC.value: _("the public"),
}
RELATIONS: Words = {
    RelationKind.FAMILY.value: _("family"),
    RelationKind.FRIENDSHIP.value: _("friendship"),
    RelationKind.EMPLOYMENT.value: _("employment"),
    RelationKind.CONSULTING.value: _("consulting"),
    RelationKind.TRAINER.value: _("trainer and trainee"),
    RelationKind.PAYER.value: _("payment"),
    RelationKind.OWNERSHIP.value: _("ownership"),
    RelationKind.SUPPLIER.value: _("supply"),
    RelationKind.COMPETITOR.value: _("competition"),
    RelationKind.TERRITORY_PARTNER.value: _("partners in a territory"),
    RelationKind.DISPUTE.value: _("dispute"),
    RelationKind.OTHER.value: _("another relation"),
}
STEPS: Words = {
    Kind.ISSUED.value: _("Issued"),
    Kind.RENEWED.value: _("Renewed for another term"),
    Kind.SUSPENDED.value: _("Suspended"),
    Kind.SUSPENSION_EXTENDED.value: _("Suspension confirmed"),
    Kind.REINSTATED.value: _("Reinstated"),
    Kind.REDUCED.value: _("Reduced"),
    Kind.CERTIFICATE_WITHDRAWN.value: _("Withdrawn"),
    Kind.TERMINATED.value: _("Given back by the holder"),
    Kind.SUPERSEDED.value: _("Superseded"),
    Kind.SURVEYED.value: _("Looked at again, as it was due"),
    Kind.FINDING_OPENED.value: _("Finding opened"),
    Kind.FINDING_CLOSED.value: _("Finding closed"),
    Kind.TEST_DATA_ASKED.value: _("Test data asked for"),
    Kind.TEST_DATA_GIVEN.value: _("Test data handed in"),
    Kind.EXTERNAL_UPDATED.value: _("Certificate from elsewhere looked at again"),
    Kind.MEASURE_APPEALED.value: _("Appeal against the measure"),
    Kind.MEASURE_UPHELD.value: _("Appeal dismissed: the measure stands"),
    Kind.MEASURE_ANNULLED.value: _("Appeal allowed: the measure is annulled"),
    Kind.COMPLAINT_ADMITTED.value: _("Complaint admitted"),
    Kind.COMPLAINT_DECIDED.value: _("Complaint decided"),
    Kind.OPENED.value: _("Application begun"),
    Kind.GRANTED.value: _("Granted"),
    Kind.REFUSED.value: _("Refused"),
    Kind.APPEAL_LODGED.value: _("Appeal against the refusal"),
    Kind.APPEAL_DISMISSED.value: _("Appeal dismissed"),
    Kind.APPEAL_ALLOWED.value: _("Appeal allowed: judged anew"),
    Kind.EVALUATION_CONCLUDED.value: _("Evaluated"),
    Kind.ACCEPTED.value: _("Accepted"),
    Kind.AGREEMENT_ENDED.value: _("Agreement ended"),
    Kind.EVALUATION_BEGUN.value: _("Evaluation begun"),
}
"""What a history shows. An event that is not here is not shown: a complaint that nobody has screened or that came to
nothing, a task, an application that was not accepted yet."""
