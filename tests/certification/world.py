# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A body with its people and a log in memory, worked with as the site works with a real one: every act is asked of the
room, written as JSON, and read back."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.certification.acts import application, certificate, complaints, decision, evaluation, parties, standards
from oshmark.certification.acts.application import Answer
from oshmark.certification.application_events import application_of
from oshmark.certification.certificate_events import about, certificate_of
from oshmark.certification.commitment import Said
from oshmark.certification.complaint import complaint_of
from oshmark.certification.criterion import (
    AutomaticCheck,
    Criterion,
    EvidenceAsked,
    EvidenceKind,
    Figure,
    Judgement,
    Measure,
    Rubric,
    RubricLevel,
)
from oshmark.certification.event_data.application import About, Evidence, Measured, TrainingProof
from oshmark.certification.event_data.certificate import ComplaintCategory
from oshmark.certification.event_data.decision import Recommendation
from oshmark.certification.event_data.evaluation import Outcome, Verdict
from oshmark.certification.events import Entry, Happened, read
from oshmark.certification.moment import Moment
from oshmark.certification.register import Register, register_of
from oshmark.certification.roles import Role, Who
from oshmark.certification.scheme import (
    Activity,
    Agreement,
    ExternalStandard,
    Fee,
    Gate,
    Group,
    Level,
    Scheme,
    SchemeState,
    SubjectKind,
    Training,
    asked,
    digest,
)
from oshmark.credential.events import GENESIS, Event, make_event

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.certification.application import Application
    from oshmark.certification.certificate import Certificate

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BODY = "wrenfield"
STAFF = {
    "ada": Role.REGISTRAR,
    "ben": Role.EVALUATOR,
    "cleo": Role.EVALUATOR,
    "dora": Role.EVALUATOR,
    "eli": Role.DECISION_MAKER,
    "fay": Role.COMPLAINTS_OFFICER,
    "gus": Role.APPEAL_PANEL,
    "hal": Role.STANDARDS_EDITOR,
    "ida": Role.TREASURER,
}
ADMINISTRATOR = "jo"
APPLICANT, STRANGER, ORGANISATION = "kim", "lou", "kestrel-works"
NUMBER = "K7F49XHM"
MET = Verdict(outcome=Outcome.MET, reason="It is all there.")
NOT_MET = Verdict(outcome=Outcome.NOT_MET, reason="The drawing of the frame is missing.")


def hashed(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def salt(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def said(text: str) -> Said:
    return Said(text, salt(text))


def small_scheme(**changes: Any) -> Scheme:
    """Four criteria for people, one for the library."""
    every = (EvidenceAsked(kinds=(EvidenceKind.STATEMENT,)),)
    figure = Measure(what="machines", unit="1/month", figure=Figure.TIME, at_least=Decimal(20))
    levels = tuple(RubricLevel(score=score, text="x") for score in (0, 1, 2))
    criteria = (
        Criterion(id="files", judgement=Judgement.STATEMENT, gate=True, evidence=every, source=("C-59",)),
        Criterion(
            id="wiring",
            judgement=Judgement.STATEMENT,
            safety=True,
            evidence=(EvidenceAsked(kinds=(EvidenceKind.FILE, EvidenceKind.VIDEO)),),
        ),
        Criterion(
            id="pace",
            judgement=Judgement.MEASUREMENT,
            measure=figure,
            evidence=(EvidenceAsked(kinds=(EvidenceKind.MEASUREMENT,)),),
        ),
        Criterion(
            id="skill", judgement=Judgement.RUBRIC, weight=10, evidence=every, rubric=Rubric(levels=levels, pass_at=1)
        ),
        Criterion(id="manifest", judgement=Judgement.AUTOMATIC, gate=True, check=AutomaticCheck.MANIFEST),
    )
    made = Scheme(
        id="printer",
        version="1",
        body=BODY,
        title="Printers",
        subject=SubjectKind.PRODUCT,
        state=SchemeState.PUBLISHED,
        term_days=365,
        surveillance_days=180,
        grace_days=20,
        idle_days=60,
        appeal_days=30,
        comment_days=30,
        levels=(Level(id="listed", least_share=Decimal(0)), Level(id="certified", least_share=Decimal("0.5"))),
        activities=(Activity(id="selling"), Activity(id="teaching")),
        training=Training(kinds=("workshop",), equivalent="A build log."),
        agreement=Agreement(id="pact", version="2"),
        fees=(Fee(id="fee", amount=Decimal(100), currency="EUR"),),
        external=(ExternalStandard(id="lab", title="Laboratory", issuer="A laboratory", satisfies=("wiring",)),),
        gates=(Gate(id="open", criteria=("files", "manifest")),),
        groups=(Group(id="all", criteria=criteria),),
    )
    return msgspec.structs.replace(made, **changes)


def piece(criterion: Criterion, wanted: EvidenceAsked, name: str, fresh: str) -> Evidence:
    """A piece of evidence of the first kind that is asked for."""
    kind = wanted.kinds[0]
    if kind is EvidenceKind.MEASUREMENT:
        number = Measured(value=good_number(criterion), unit=unit_of(criterion), method="Counted in a month.")
        return Evidence(id=name, kind=kind, measured=number)
    code = challenge_of(criterion) if kind is EvidenceKind.VIDEO else None
    return Evidence(id=name, kind=kind, digest=hashed(criterion.id + name + fresh), challenge=code)


def unit_of(criterion: Criterion) -> str:
    return "1" if criterion.measure is None else criterion.measure.unit


def good_number(criterion: Criterion) -> Decimal:
    bounds = criterion.measure
    if bounds is None:
        return Decimal(22)
    return next((one for one in (bounds.at_least, bounds.at_most) if one is not None), Decimal(22))


def challenge_of(criterion: Criterion) -> str:
    return f"code-{criterion.id}"


class World:
    """The log, and what the site reads from it. `now` moves on by a minute with each act."""

    def __init__(self, scheme: Scheme | None = None) -> None:
        self.now = START
        self.events: list[Event] = []
        self.entries: list[Entry] = []
        self.register = Register()
        self.scheme = scheme or small_scheme()
        self.digest = digest(self.scheme)
        self.sealed: dict[tuple[str, str, int], list[evaluation.Sealed]] = {}
        self.found()

    def schemes(self, scheme_id: str, version: str, of: str) -> Scheme | None:
        same = (self.scheme.id, self.scheme.version, self.digest) == (scheme_id, version, of)
        return self.scheme if same else None

    def append(self, actor: str, *happened: Happened) -> None:
        """What the site does with what happened, in one transaction."""
        for one in happened:
            before = self.events[-1].hash if self.events else GENESIS
            number = len(self.events) + 1
            event = make_event(
                number, one.kind, at=self.now, actor=actor, subject=one.subject, data=dict(one.plain), before=before
            )
            self.events.append(event)
            self.entries += read([event])
            self.register.hear(self.entries[-1])
        self.now += timedelta(minutes=1)

    def about_case(self, case: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.subject == f"application:{case}"]

    def case(self, case: str = "a1") -> Application:
        return application_of(self.about_case(case))

    def certificate(self, number: str = NUMBER) -> Certificate:
        return certificate_of(about(number, self.entries))

    def moment(
        self,
        person: str,
        role: Role,
        *,
        case: str | None = None,
        number: str | None = None,
        complaint: str | None = None,
    ) -> Moment:
        certificate = None if number is None else self.certificate(number)
        if case is None and certificate is not None:
            case = certificate.applications[-1]
        folded = None if case is None else self.case(case)
        if certificate is None and folded is not None and folded.renews is not None:
            certificate = self.certificate(folded.renews)
        return Moment(
            who=Who(person, role),
            now=self.now,
            register=self.register,
            scheme=self.scheme,
            case=folded,
            certificate=certificate,
            complaint=None
            if complaint is None
            else complaint_of([entry for entry in self.entries if entry.subject == f"complaint:{complaint}"]),
        )

    def do(
        self, act: Callable[..., tuple[Happened, ...]], person: str, role: Role, /, **request: Any
    ) -> tuple[Happened, ...]:
        """Ask the room and append what happened. `case`, `number` and `complaint` say what the moment is about; what is
        left goes to the act."""
        about_what = {name: request.pop(name, None) for name in ("case", "number", "complaint")}
        happened = act(self.moment(person, role, **about_what), **request)
        self.append(person, *happened)
        return happened

    # The people -------------------------------------------------------------------------------------------------------

    def found(self) -> None:
        self.do(
            standards.record_body,
            ADMINISTRATOR,
            Role.ADMINISTRATOR,
            body=self.scheme.body,
            version="1",
            profile=hashed("profile"),
            reason="We begin.",
            administrator=ADMINISTRATOR,
        )
        for person in (*STAFF, ADMINISTRATOR, APPLICANT, STRANGER):
            self.do(parties.register_person, person, Role.PUBLIC, name=said(person))
        for person, role in STAFF.items():
            self.assign(person, role)
        self.do(
            parties.register_organisation,
            APPLICANT,
            Role.PUBLIC,
            organisation=ORGANISATION,
            name=said("Kestrel Works"),
            country="NL",
        )
        self.adopt()

    def assign(self, person: str, role: Role, **more: Any) -> None:
        schemes = (self.scheme.id,) if role is Role.EVALUATOR else ()
        self.do(
            parties.assign_role,
            ADMINISTRATOR,
            Role.ADMINISTRATOR,
            body=self.scheme.body,
            person=person,
            given=role,
            reason="Knows the field.",
            **{"schemes": schemes, **more},
        )

    def adopt(self) -> None:
        until = self.now + timedelta(days=self.scheme.comment_days, minutes=5)
        self.do(standards.propose_scheme, "hal", Role.STANDARDS_EDITOR, comments_until=until, reason="For everybody.")
        same = {"scheme": self.scheme.id, "version": self.scheme.version}
        self.do(standards.comment_on_scheme, STRANGER, Role.PUBLIC, **same, comment=said("Ask for less."))
        self.now = until
        self.do(standards.adopt_scheme, "hal", Role.STANDARDS_EDITOR, reason="Nobody objected.")

    # The way of an application ----------------------------------------------------------------------------------------

    def about(self) -> About:
        return About(
            kind=self.scheme.subject,
            ref="/m/git.example.org/kestrel/printer/-/v/1.0",
            name="Kestrel printer",
            version="1.0",
            digest=hashed("manifest"),
            municipality="Zwolle",
            country="NL",
        )

    def open(self, case: str = "a1", *, renew: bool = False) -> None:
        self.do(
            application.open_application,
            APPLICANT,
            Role.APPLICANT,
            number=NUMBER if renew else None,
            application=case,
            applicant=ORGANISATION,
            about=self.about(),
            level=self.level,
            scope=tuple(one.id for one in self.scheme.activities[:1]),
            renew=renew,
        )

    def answers(self, fresh: str = "") -> tuple[Answer, ...]:
        """Something to everything that people judge at the level that is asked for."""
        people = [criterion for criterion in asked(self.scheme, self.level) if criterion.needs_people]
        return tuple(
            Answer(
                criterion=one.id,
                statement=said(f"We do {one.id}. " + "So it is. " * one.least_words),
                evidence=tuple(
                    piece(one, wanted, f"e{place}-{count}", fresh)
                    for place, wanted in enumerate(one.evidence)
                    if not {EvidenceKind.STATEMENT, EvidenceKind.LIBRARY} & set(wanted.kinds)
                    for count in range(wanted.least)
                ),
            )
            for one in people
        )

    def submit(self, case: str = "a1", fresh: str = "", **changes: Any) -> None:
        handed: dict[str, Any] = {
            "answers": self.answers(fresh),
            "acknowledged": self.digest,
            "training": (TrainingProof(form="workshop", proof=hashed("workshop")),) if self.scheme.training else (),
        }
        if self.case(case).renews is not None:
            handed["changes"] = said("A new hot end.")
        self.do(application.submit, APPLICANT, Role.APPLICANT, case=case, **{**handed, **changes})

    def accept(self, case: str = "a1") -> None:
        self.do(application.begin_screening, "ada", Role.REGISTRAR, case=case)
        self.do(application.accept, "ada", Role.REGISTRAR, case=case, reason="Complete.", minutes=30)

    def settle(self, case: str = "a1") -> None:
        pact = self.scheme.agreement or Agreement(id="none")
        signed = {"agreement": pact.id, "version": pact.version}
        self.do(application.sign_agreement, APPLICANT, Role.APPLICANT, case=case, **signed)
        self.do(application.waive_fee, "ida", Role.TREASURER, case=case, reason="Small workshop.", salt=salt("fee"))
        self.do(application.freeze_evidence, "ada", Role.REGISTRAR, case=case)

    def begin(self, case: str = "a1") -> None:
        self.do(evaluation.begin_evaluation, "ada", Role.REGISTRAR, case=case)
        for criterion in asked(self.scheme, self.level):
            if not criterion.needs_people:
                self.do(
                    application.record_check,
                    "ada",
                    Role.REGISTRAR,
                    case=case,
                    criterion=criterion.id,
                    passed=True,
                    facts=hashed("facts"),
                )

    @property
    def people_criteria(self) -> tuple[str, ...]:
        return tuple(criterion.id for criterion in asked(self.scheme, self.level) if criterion.needs_people)

    @property
    def level(self) -> str:
        """The highest."""
        return self.scheme.levels[-1].id

    def assign_both(self, case: str = "a1", *, evaluators: tuple[str, ...] = ("ben", "cleo")) -> None:
        for person in evaluators:
            self.do(
                evaluation.assign_evaluator,
                "ada",
                Role.REGISTRAR,
                case=case,
                evaluator=person,
                criteria=self.people_criteria,
                due=self.today + timedelta(days=14),
            )

    def verdict(self, criterion: str, base: Verdict = MET) -> Verdict:
        found = next(one for one in self.scheme.criteria if one.id == criterion)
        met = base.outcome is Outcome.MET
        if found.judgement is Judgement.RUBRIC and found.rubric is not None:
            return msgspec.structs.replace(base, score=found.rubric.top if met else 0)
        if found.judgement is Judgement.MEASUREMENT and met:
            return msgspec.structs.replace(base, measured=good_number(found))
        return base

    def judge(self, person: str, criterion: str, base: Verdict = MET, case: str = "a1") -> tuple[Happened, ...]:
        key = (case, criterion, self.case(case).judging(criterion).round)
        verdict, secret = self.verdict(criterion, base), salt(f"{person}{key}")
        happened = self.do(
            evaluation.give_verdict,
            person,
            Role.EVALUATOR,
            case=case,
            criterion=criterion,
            verdict=verdict,
            salt=secret,
            minutes=20,
            sealed=tuple(self.sealed.get(key, ())),
        )
        self.sealed.setdefault(key, []).append(evaluation.Sealed(person, verdict, secret))
        return happened

    def judge_all(self, case: str = "a1", base: Verdict = MET, evaluators: tuple[str, ...] = ("ben", "cleo")) -> None:
        for criterion in self.people_criteria:
            for person in evaluators:
                self.judge(person, criterion, base, case)

    def conclude(self, case: str = "a1") -> None:
        self.do(evaluation.conclude_evaluation, "ada", Role.REGISTRAR, case=case)

    def review(self, case: str = "a1", recommends: Recommendation = Recommendation.GRANT) -> None:
        self.do(
            decision.review,
            "eli",
            Role.DECISION_MAKER,
            case=case,
            recommends=recommends,
            reason="Read it all.",
            minutes=40,
        )

    def grant(self, case: str = "a1") -> None:
        self.do(
            decision.grant,
            "eli",
            Role.DECISION_MAKER,
            case=case,
            level=self.case(case).level,
            scope=self.case(case).scope,
            reason="All of it is met.",
        )

    def refuse(self, case: str = "a1") -> None:
        self.do(
            decision.refuse, "eli", Role.DECISION_MAKER, case=case, unmet=("files",), reason="The files are not open."
        )

    def issue(self, case: str = "a1", number: str = NUMBER) -> None:
        act = partial(certificate.issue, number=number, log=self.entries, schemes=self.schemes)
        self.do(act, "ada", Role.REGISTRAR, case=case)

    def renew(self, case: str) -> None:
        act = partial(certificate.renew, log=self.entries, schemes=self.schemes)
        self.do(act, "ada", Role.REGISTRAR, case=case)

    def to_evaluating(self, case: str = "a1", *, renew: bool = False) -> None:
        self.open(case, renew=renew)
        self.submit(case, fresh=case)
        self.accept(case)
        self.settle(case)
        self.begin(case)
        self.assign_both(case)

    def to_granted(self, case: str = "a1", *, renew: bool = False) -> None:
        self.to_evaluating(case, renew=renew)
        self.judge_all(case)
        self.conclude(case)
        self.review(case)
        self.grant(case)

    def to_issued(self) -> None:
        self.to_granted()
        self.issue()

    def to_refused(self, case: str = "a1") -> None:
        self.to_evaluating(case)
        self.judge_all(case, NOT_MET)
        self.conclude(case)
        self.review(case, Recommendation.REFUSE)
        self.refuse(case)

    # After it ---------------------------------------------------------------------------------------------------------

    def complain(self, person: str = STRANGER, complaint: str = "c1", **changes: Any) -> None:
        told = {"category": ComplaintCategory.PRODUCT, "text": said("It fell apart."), **changes}
        act = partial(complaints.lodge_complaint, complaint=complaint)
        self.do(act, person, Role.PUBLIC, number=NUMBER, **told)

    @property
    def today(self) -> date:
        return self.now.date()

    def at(self, year: int, month: int, day: int, hour: int = 12) -> None:
        """Travel to a time, forward only."""
        then = datetime(year, month, day, hour, tzinfo=UTC)
        assert then >= self.now, "time goes forward"
        self.now = then

    def whole_register(self) -> Register:
        return register_of(self.entries)


MODULES = (application, certificate, complaints, decision, evaluation, parties, standards)
