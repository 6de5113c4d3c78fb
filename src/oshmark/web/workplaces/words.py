# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What states, roles, tasks and outcomes are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from oshmark.certification.complaint import ComplaintState
from oshmark.certification.criterion import AutomaticCheck, EvidenceKind
from oshmark.certification.event_data.certificate import ComplaintCategory, FindingCategory, ReasonClass
from oshmark.certification.event_data.decision import Recommendation
from oshmark.certification.event_data.evaluation import Outcome
from oshmark.certification.judging import Stage
from oshmark.certification.lifecycle import ApplicationState as A
from oshmark.certification.lifecycle import CertificateState as C
from oshmark.certification.next_step import Todo
from oshmark.certification.roles import Role
from oshmark.certification.scheme import SubjectKind
from oshmark.web.certification import wording

if TYPE_CHECKING:
    from enum import Enum

    from django.utils.functional import Promise

    Words = dict[Enum, str | Promise]

STATES: Words = {
    A.DRAFT: _("being written"),
    A.SUBMITTED: _("handed in"),
    A.SCREENING: _("being looked through"),
    A.RETURNED: _("returned to be completed"),
    A.ACCEPTED: _("accepted"),
    A.EVALUATING: _("being evaluated"),
    A.NONCONFORMITY_OPEN: _("something is to be put right"),
    A.EVALUATED: _("evaluated"),
    A.REVIEWED: _("reviewed"),
    A.GRANTED: _("granted"),
    A.REFUSED: _("refused"),
    A.APPEALED: _("refused, and appealed against"),
    A.UPHELD: _("refused for good"),
    A.WITHDRAWN: _("withdrawn by the applicant"),
    A.LAPSED: _("lapsed"),
}
CERTIFICATE_STATES: Words = {one: wording.STATES[one.value] for one in C}
COMPLAINT_STATES: Words = {
    ComplaintState.LODGED: _("waiting to be screened"),
    ComplaintState.ADMITTED: _("admitted, waiting for a decision"),
    ComplaintState.DISMISSED: _("dismissed"),
    ComplaintState.DECIDED: _("decided"),
}
ROLES: Words = {
    Role.APPLICANT: _("applicant"),
    Role.REGISTRAR: _("registrar"),
    Role.EVALUATOR: _("evaluator"),
    Role.DECISION_MAKER: _("decision maker"),
    Role.COMPLAINTS_OFFICER: _("complaints officer"),
    Role.APPEAL_PANEL: _("appeal panel"),
    Role.STANDARDS_EDITOR: _("standards editor"),
    Role.TREASURER: _("treasurer"),
    Role.ADMINISTRATOR: _("administrator"),
    Role.PUBLIC: _("public"),
}
TODOS: Words = {
    Todo.WRITE: _("Write the application and hand it in"),
    Todo.SCREEN: _("See whether everything is there"),
    Todo.PUT_RIGHT: _("Put right what is missing, and hand it in again"),
    Todo.SIGN: _("Sign the agreement"),
    Todo.SETTLE_FEE: _("Record or waive the fee"),
    Todo.FREEZE: _("Freeze the evidence"),
    Todo.CHECK: _("Run the automatic check"),
    Todo.BEGIN: _("Begin the evaluation"),
    Todo.ASSIGN: _("Find evaluators"),
    Todo.JUDGE: _("Judge"),
    Todo.TALK: _("Talk with the other evaluator"),
    Todo.ASSIGN_THIRD: _("Find a third evaluator"),
    Todo.DECIDE_AS_THIRD: _("Decide as the third"),
    Todo.ANSWER: _("Put right what evaluators found"),
    Todo.CONCLUDE: _("Conclude the evaluation"),
    Todo.REVIEW: _("Review the evaluation"),
    Todo.DECIDE: _("Decide"),
    Todo.ISSUE: _("Issue the certificate"),
    Todo.APPEAL: _("Appeal, if you do not agree"),
    Todo.HEAR: _("Hear the appeal"),
}
OUTCOMES: Words = {
    Outcome.MET: _("Met"),
    Outcome.PARTLY: _("Partly met"),
    Outcome.NOT_MET: _("Not met"),
}
RECOMMENDATIONS: Words = {
    Recommendation.GRANT: _("Grant it"),
    Recommendation.REFUSE: _("Refuse it"),
}
STAGES: Words = {
    Stage.NOBODY: _("nobody judges it yet"),
    Stage.BLIND: _("being judged"),
    Stage.SEALED: _("judged, under seal"),
    Stage.DIFFERENT: _("the evaluators differ"),
    Stage.THIRD: _("a third decides"),
    Stage.SETTLED: _("settled"),
}
EVIDENCE: Words = {
    EvidenceKind.FILE: _("a file"),
    EvidenceKind.LINK: _("a link"),
    EvidenceKind.STATEMENT: _("your statement"),
    EvidenceKind.MEASUREMENT: _("a measurement"),
    EvidenceKind.VIDEO: _("a video that shows your code"),
    EvidenceKind.LIBRARY: _("what the library knows of the release"),
}
CHECKS: Words = {
    AutomaticCheck.MANIFEST: _("Manifest"),
    AutomaticCheck.LICENCE: _("Licence"),
    AutomaticCheck.BOM: _("Bill of materials"),
    AutomaticCheck.SOURCES: _("Sources"),
    AutomaticCheck.EXPORTS: _("Exports"),
    AutomaticCheck.INSTRUCTIONS: _("Instructions"),
    AutomaticCheck.FIVE_TOPICS: _("Five topics"),
}
SUBJECTS: Words = {one: wording.SUBJECTS[one.value] for one in SubjectKind}
REASONS: Words = {one: wording.REASONS[one.value] for one in ReasonClass}
FINDINGS: Words = {one: wording.FINDINGS[one.value] for one in FindingCategory}
COMPLAINTS: Words = {one: wording.COMPLAINTS[one.value] for one in ComplaintCategory}


def choices(words: Words) -> list[tuple[str, str | Promise]]:
    """The words as choices of a form."""
    return [(str(one.value), said) for one, said in words.items()]
