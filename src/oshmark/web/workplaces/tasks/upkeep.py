# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the body looks at while a certificate runs: surveillance, findings, test data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import certificate
from oshmark.certification.criterion import Occasion
from oshmark.certification.event_data.certificate import FindingCategory
from oshmark.certification.event_data.evaluation import CriterionResult, Outcome
from oshmark.certification.roles import Role
from oshmark.certification.scheme import asked
from oshmark.web.workplaces.at_certificate import LIVING, in_state, status_at, the_certificate
from oshmark.web.workplaces.evidence.handed_in import file_rows
from oshmark.web.workplaces.models import HandedIn
from oshmark.web.workplaces.seat import may_survey
from oshmark.web.workplaces.tasks.task import (
    Task,
    TaskForm,
    day,
    first_role,
    line,
    minutes_spent,
    one_of,
    public_reason,
    several,
)
from oshmark.web.workplaces.words import FINDINGS, OUTCOMES, choices

if TYPE_CHECKING:
    from oshmark.certification.criterion import Criterion
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

OFFICER, DESK, DECIDES = Role.COMPLAINTS_OFFICER, Role.REGISTRAR, Role.DECISION_MAKER
FINDERS = (OFFICER, DESK, Role.EVALUATOR)
SHORT = 100


class FindingForm(TaskForm):
    """What is not as the certificate says."""

    category = one_of(_("What it is about"))
    what = public_reason(_("What you found"))

    def prepare(self, seat: Seat) -> None:
        """The closed list of categories."""
        del seat
        self.choose("category", choices(FINDINGS))


def _find(seat: Seat, filled: Filled) -> None:
    facts = {"category": FindingCategory(filled["category"]), "what": filled["what"]}
    complaint = None if seat.complaint is None else seat.complaint.id
    name = f"f{len(the_certificate(seat).findings) + 1}"
    seat.act(certificate.open_finding, first_role(seat, FINDERS), None, finding=name, **facts, complaint=complaint)


class CloseForm(TaskForm):
    """Why a finding is over."""

    finding = one_of(_("Which finding"))
    reason = public_reason()

    def prepare(self, seat: Seat) -> None:
        """Those that are open."""
        found = the_certificate(seat).findings.items()
        self.choose("finding", [(name, one.opened.what[:SHORT]) for name, one in found if one.closed_at is None])


def _has_findings(seat: Seat) -> bool:
    return any(one.closed_at is None for one in the_certificate(seat).findings.values())


class TestDataForm(TaskForm):
    """Which data the holder owes (C-46)."""

    __test__ = False
    component = line(_("Of which component"))
    due = day(_("Until when"))


def _ask_data(seat: Seat, filled: Filled) -> None:
    number = len(the_certificate(seat).duties) + 1
    seat.act(certificate.ask_test_data, DESK, None, duty=f"d{number}", **filled)


def surveyed_criteria(seat: Seat) -> tuple[Criterion, ...]:
    """What the scheme has looked at again while a certificate runs."""
    return asked(seat.scheme, the_certificate(seat).terms.level, Occasion.SURVEILLANCE)


class SurveyForm(TaskForm):
    """What came of looking at it again; a question for each criterion that belongs to it."""

    due = one_of(_("The surveillance that is due since"))
    seen = several(_("What you looked at"))
    reason = public_reason(_("What you found"))
    category = one_of(_("If something is not met: what that is about"), required=False)
    minutes = minutes_spent()

    def prepare(self, seat: Seat) -> None:
        """The criteria of the surveillance stand before the rest."""
        days = [str(one) for one in the_certificate(seat).due(seat.now)]
        self.choose("due", [(one, one) for one in days])
        self.fields["due"].initial = next(iter(days), None)
        for one in surveyed_criteria(seat):
            self.fields[outcome_field(one)] = one_of(one.title or one.id)
            self.choose(outcome_field(one), choices(OUTCOMES))
        self.choose("seen", seen_choices(seat))
        self.choose("category", choices(FINDINGS))
        self.fields["category"].initial = FindingCategory.PRODUCTION.value
        self.order_fields(["due", *map(outcome_field, surveyed_criteria(seat))])


def outcome_field(criterion: Criterion) -> str:
    """What the question for a criterion is called in the form."""
    return f"outcome-{criterion.id}"


def seen_choices(seat: Seat) -> list[tuple[str, str]]:
    """What there is to look at: files that were handed in since, and what the certificate is about."""
    files = file_rows(seat, HandedIn.SURVEILLANCE, HandedIn.TEST_DATA)
    found = {row["digest"]: row["name"] for row in files}
    about = the_certificate(seat).terms.about
    if about.digest is not None:
        found.setdefault(about.digest, now_("The release in the library"))
    return list(found.items())


def _survey(seat: Seat, filled: Filled) -> None:
    """Record it. What is not met is opened as a finding in the same breath."""
    criteria = surveyed_criteria(seat)
    results = tuple(CriterionResult(one.id, Outcome(filled[outcome_field(one)])) for one in criteria)
    unmet = [one for one, result in zip(criteria, results, strict=True) if result.outcome is Outcome.NOT_MET]
    due = next(one for one in the_certificate(seat).due(seat.now) if str(one) == filled["due"])
    facts: dict[str, Any] = {
        "due": due,
        "passed": not unmet,
        "evidence": tuple(filled["seen"]),
        "reason": filled["reason"],
        "results": results,
        "minutes": filled["minutes"] or 0,
    }
    seat.act(certificate.survey, Role.EVALUATOR, None, **facts)
    number = len(the_certificate(seat).findings)
    category = FindingCategory(filled["category"] or FindingCategory.PRODUCTION.value)
    for place, one in enumerate(unmet, start=1):
        what = f"{one.title or one.id}: {filled['reason']}"[:4000]
        finding = {"finding": f"f{number + place}", "category": category, "what": what}
        seat.act(certificate.open_finding, Role.EVALUATOR, None, **finding)


def _is_due(seat: Seat) -> bool:
    """Whether it has to be looked at again, and this person may."""
    certificate = the_certificate(seat)
    free = may_survey(seat.person, seat.case, certificate, seat.register, seat.now)
    return free and bool(certificate.due(seat.now)) and in_state(*LIVING)(seat)


def survey_page(seat: Seat) -> dict[str, Any]:
    """What whoever surveys has to know."""
    return {
        "criteria": surveyed_criteria(seat),
        "findings": status_at(seat).findings,
        "files": file_rows(seat, HandedIn.SURVEILLANCE, HandedIn.TEST_DATA),
    }


TASKS = (
    Task(
        key="certificate-survey",
        title=_("Look at it again"),
        lead=_("A surveillance is due. You see whether it still is as the certificate says."),
        role=Role.EVALUATOR,
        form=SurveyForm,
        do=_survey,
        offered=_is_due,
        button=_("Record it"),
        done=_("The surveillance is recorded."),
        template="workplaces/with_files.html",
        shows=survey_page,
    ),
    Task(
        key="certificate-find",
        title=_("Open a finding"),
        role=OFFICER,
        also=FINDERS[1:],
        form=FindingForm,
        do=_find,
        offered=in_state(*LIVING),
    ),
    Task(
        key="certificate-close-finding",
        title=_("Close a finding"),
        role=DECIDES,
        form=CloseForm,
        do=lambda seat, filled: seat.act(certificate.close_finding, DECIDES, None, **filled),
        offered=_has_findings,
    ),
    Task(
        key="certificate-ask-data",
        title=_("Ask for test data"),
        role=DESK,
        form=TestDataForm,
        do=_ask_data,
        offered=in_state(*LIVING),
    ),
)
