# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plays a body through the acts of the site, at times that lie behind us: nothing of the demonstration is put into a
table by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.certification.acts import application, decision, evaluation
from oshmark.certification.acts.application import Answer, Settlement
from oshmark.certification.criterion import EvidenceKind, Judgement
from oshmark.certification.event_data.application import About, Evidence, Measured, TrainingProof
from oshmark.certification.event_data.decision import Recommendation
from oshmark.certification.event_data.evaluation import Outcome, Verdict
from oshmark.certification.results import checklist
from oshmark.certification.roles import Role, Who
from oshmark.certification.verdicts import PURPOSE
from oshmark.web.certification import memory as memories
from oshmark.web.certification.acting import perform
from oshmark.web.certification.issuing import issue_certificate
from oshmark.web.certification.memory import memory
from oshmark.web.certification.spoken import Spoken
from oshmark.web.operations.demo.files import file_for
from oshmark.web.operations.demo.words import code_of, figure, reason, statement
from oshmark.web.workplaces.applying.checks import check_case
from oshmark.web.workplaces.evidence.uploads import digest_of, keep

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from oshmark.certification.criterion import Criterion
    from oshmark.certification.events import Happened
    from oshmark.certification.scheme import Scheme


class Player:
    """The people of one body, by key; `now` moves on with each act."""

    def __init__(self, now: datetime, people: dict[str, str]) -> None:
        self.end = self.now = now
        self.people = people
        self.staff: dict[Role, list[str]] = {}
        self.files = 0
        self._sealed: dict[tuple[str, str], list[evaluation.Sealed]] = {}

    def days_ago(self, days: int) -> None:
        """Go to a day before the end."""
        then = self.end - timedelta(days=days)
        if then > self.now or self.now == self.end:
            self.now = then

    def do(
        self,
        act: Callable[..., tuple[Happened, ...]],
        person: str,
        role: Role,
        about: memories.About = memories.NOTHING,
        spoken: Spoken | None = None,
        /,
        **facts: Any,  # noqa: ANN401  what each act takes is said by the act
    ) -> tuple[Happened, ...]:
        """Let somebody act, some minutes after what was done last."""
        self.now += timedelta(minutes=7)
        return perform(act, Who(person, role), self.now, about, spoken, **facts)

    def one(self, role: Role) -> str:
        """The first person who has a role."""
        return self.staff[role][0]


class Story:
    """The way of one application."""

    def __init__(self, player: Player, case: str, scheme: Scheme, applicant: str) -> None:
        self.player, self.case, self.scheme, self.applicant = player, case, scheme, applicant
        self.about = memories.About(application=case)

    def act(
        self,
        act: Callable[..., tuple[Happened, ...]],
        person: str,
        role: Role,
        spoken: Spoken | None = None,
        /,
        **facts: Any,  # noqa: ANN401  what each act takes is said by the act
    ) -> None:
        """Let somebody do something about this application."""
        self.player.do(act, person, role, self.about, spoken, **facts)

    def staff(self, act: Callable[..., tuple[Happened, ...]], role: Role, /, **facts: Any) -> None:  # noqa: ANN401
        """Let the first who has a role do something about it."""
        self.act(act, self.player.one(role), role, **facts)

    def submitted(self, organisation: str, about: About) -> None:
        """Open and submit it, with everything that is asked for."""
        facts = {"application": self.case, "applicant": organisation, "about": about}
        level = self.scheme.levels[0].id
        scheme = memories.About(scheme=self.scheme)
        scope = tuple(one.id for one in self.scheme.activities)
        begin = application.open_application
        self.player.do(begin, self.applicant, Role.APPLICANT, scheme, level=level, scope=scope, **facts)
        self.submit()

    def submit(self) -> None:
        """Hand everything in, once more where it was returned."""
        spoken = Spoken()
        answers = tuple(self._answer(one, spoken, turn) for turn, one in enumerate(self.by_people()))
        facts = {"answers": answers, "acknowledged": self._folded().digest, "training": self._training()}
        self.act(application.submit, self.applicant, Role.APPLICANT, spoken, **facts)

    def _training(self) -> tuple[TrainingProof, ...]:
        """A record of a training, where the scheme asks for one."""
        asked = self.scheme.training
        if asked is None:
            return ()
        proof = self._kept(EvidenceKind.FILE, self.scheme.title, "Record of a course")
        return (TrainingProof(form=asked.kinds[-1], proof=proof),)

    def by_people(self) -> list[Criterion]:
        """The criteria that people judge."""
        return [one for one in checklist(self._folded(), self.scheme) if one.needs_people]

    def _folded(self) -> Any:  # noqa: ANN401  an application; it is there
        return memory().case(self.case)

    def _answer(self, criterion: Criterion, spoken: Spoken, turn: int) -> Answer:
        if any(asked.kinds[0] is EvidenceKind.VIDEO for asked in criterion.evidence):
            challenge = {"criterion": criterion.id, "code": code_of(criterion)}
            self.act(application.give_challenge, self.applicant, Role.APPLICANT, **challenge)
        text = statement(criterion, self.scheme.language, turn)
        pieces = [
            self._piece(criterion, asked.kinds[0], f"{criterion.id}-{at}-{count}", asked.what)
            for at, asked in enumerate(criterion.evidence, start=1)
            if not {EvidenceKind.STATEMENT, EvidenceKind.LIBRARY} & set(asked.kinds)
            for count in range(1, asked.least + 1)
        ]
        return Answer(criterion=criterion.id, statement=spoken.say("statement", text), evidence=tuple(pieces))

    def _piece(self, criterion: Criterion, kind: EvidenceKind, name: str, what: str) -> Evidence:
        if kind is EvidenceKind.MEASUREMENT:
            unit = "1" if criterion.measure is None else criterion.measure.unit
            number = Measured(value=figure(criterion), unit=unit or "1", method="Written down on the day.", count=3)
            return Evidence(id=name[:100], kind=kind, measured=number)
        challenge = code_of(criterion) if kind is EvidenceKind.VIDEO else None
        return Evidence(id=name[:100], kind=kind, digest=self._kept(kind, criterion.title, what), challenge=challenge)

    def _kept(self, kind: EvidenceKind, about: str, what: str) -> str:
        """Make a piece of evidence up, hand it in as everybody does, and give its digest."""
        made = file_for(kind, f"{self.case}: {about}", what, self.player.files)
        self.player.files += 1
        by, now = self.applicant, self.player.now
        return digest_of(keep(self.case, [made.content], made.name, by=by, now=now, address=made.address))

    def accepted(self) -> None:
        """The registrar finds everything there."""
        self.staff(application.begin_screening, Role.REGISTRAR)
        self.staff(application.accept, Role.REGISTRAR, reason="Every point is answered.", minutes=35)

    def begun(self, *, paid: bool) -> None:
        """Agreement, fee, frozen evidence, and what a program can see; then evaluators may judge."""
        pact = self.scheme.agreement
        if pact is not None:
            signed = {"agreement": pact.id, "version": pact.version}
            self.act(application.sign_agreement, self.applicant, Role.APPLICANT, **signed)
        if self.scheme.fees:
            self._settle(paid=paid)
        self.staff(application.freeze_evidence, Role.REGISTRAR)
        self.staff(evaluation.begin_evaluation, Role.REGISTRAR)
        for one in check_case(self._folded(), self.scheme):
            facts = {"criterion": one.criterion, "passed": one.passed, "facts": one.facts, "findings": one.lacking}
            self.staff(application.record_check, Role.REGISTRAR, **facts)

    def _settle(self, *, paid: bool) -> None:
        spoken, fee = Spoken(), self.scheme.fees[0]
        treasurer = (self.player.one(Role.TREASURER), Role.TREASURER, spoken)
        if paid:
            settled = Settlement(waived=False, amount=fee.amount, currency=fee.currency)
            facts = {"amount": fee.amount, "currency": fee.currency, "payer": self._folded().applicant}
            self.act(application.record_fee, *treasurer, salt=spoken.salt("fee", msgspec.to_builtins(settled)), **facts)
        else:
            why = "A young workshop without an income yet."
            settled = Settlement(waived=True, reason=why)
            self.act(
                application.waive_fee, *treasurer, salt=spoken.salt("fee", msgspec.to_builtins(settled)), reason=why
            )

    def assigned(self, *evaluators: str, days: int = 21) -> None:
        """Ask evaluators for all that people judge."""
        criteria = tuple(one.id for one in self.by_people())
        due = (self.player.now + timedelta(days=days)).date()
        for person in evaluators:
            self.staff(evaluation.assign_evaluator, Role.REGISTRAR, evaluator=person, criteria=criteria, due=due)

    def judged(self, *evaluators: str, unmet: tuple[str, ...] = (), most: int = 1000) -> None:
        """Let each judge the first criteria, at most so many."""
        for turn, criterion in enumerate(self.by_people()[:most]):
            for place, person in enumerate(evaluators):
                outcome = Outcome.NOT_MET if criterion.id in unmet else Outcome.MET
                self._verdict(criterion, person, outcome, turn + place)

    def judged_alone(self, evaluator: str, first: int, last: int) -> None:
        """Let one of two judge some criteria: what they think stays under seal."""
        for turn, criterion in enumerate(self.by_people()[first:last]):
            self._verdict(criterion, evaluator, Outcome.MET, turn)

    def _verdict(self, criterion: Criterion, person: str, outcome: Outcome, turn: int) -> None:
        point = self._folded().points.get(criterion.id)
        seen = () if point is None else tuple(one.digest for one in point.evidence if one.digest is not None)
        met = outcome is Outcome.MET
        score = None if criterion.rubric is None else criterion.rubric.pass_at if met else 0
        measured = figure(criterion) if criterion.judgement is Judgement.MEASUREMENT and met else None
        verdict = Verdict(outcome=outcome, reason=reason(outcome, turn), score=score, measured=measured, seen=seen)
        spoken, sealed = Spoken(), self.player._sealed.setdefault((self.case, criterion.id), [])  # noqa: SLF001
        salt = spoken.salt(PURPOSE, msgspec.to_builtins(verdict))
        facts = {"criterion": criterion.id, "verdict": verdict, "salt": salt, "sealed": tuple(sealed)}
        self.act(evaluation.give_verdict, person, Role.EVALUATOR, spoken, minutes=18 + 4 * (turn % 4), **facts)
        sealed.append(evaluation.Sealed(person, verdict, salt))

    def concluded(self) -> None:
        """Every criterion has its result."""
        self.staff(evaluation.conclude_evaluation, Role.REGISTRAR)

    def granted(self, why: str) -> None:
        """Reviewed and granted, as it was applied for."""
        case = self._folded()
        facts = {"reason": why, "minutes": 45}
        self.staff(decision.review, Role.DECISION_MAKER, recommends=Recommendation.GRANT, **facts)
        self.staff(decision.grant, Role.DECISION_MAKER, level=case.level, scope=case.scope, reason=why)

    def refused(self, unmet: tuple[str, ...], why: str) -> None:
        """Reviewed and refused."""
        self.staff(decision.review, Role.DECISION_MAKER, recommends=Recommendation.REFUSE, reason=why, minutes=50)
        self.staff(decision.refuse, Role.DECISION_MAKER, unmet=unmet, reason=why)

    def issued(self) -> str:
        """The number of the certificate."""
        self.player.now += timedelta(hours=20)
        return issue_certificate(Who(self.player.one(Role.REGISTRAR), Role.REGISTRAR), self.case, self.player.now)
