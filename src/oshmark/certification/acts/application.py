# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done about an application until its evaluation begins."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.acts.one import about_case
from oshmark.certification.bundle import bundle_of, pieces_of
from oshmark.certification.commitment import Commitment, Said
from oshmark.certification.event_data import application as said
from oshmark.certification.event_data.certificate import RenewalOpened
from oshmark.certification.events import Kind
from oshmark.certification.guards.needs import the_case, the_certificate, the_scheme
from oshmark.certification.happening import forward, happens
from oshmark.certification.scheme_digest import known_digest
from oshmark.credential.commitments import commit
from oshmark.errors import NotPossibleError

if TYPE_CHECKING:
    from datetime import date

    from oshmark.certification.events import Happened
    from oshmark.certification.moment import Moment


def open_application(
    moment: Moment,
    *,
    application: str,
    applicant: str,
    about: said.About,
    level: str,
    scope: tuple[str, ...] = (),
    renew: bool = False,
) -> tuple[Happened, ...]:
    """A draft under the scheme of the moment. `renew`: for another term of the certificate of the moment."""
    scheme = the_scheme(moment)
    number = the_certificate(moment).number if renew else None
    data = said.Opened(
        role=moment.who.role,
        body=scheme.body,
        scheme=scheme.id,
        version=scheme.version,
        digest=known_digest(scheme),
        applicant=applicant,
        about=about,
        level=level,
        scope=scope,
        renews=number,
    )
    opened = happens(msgspec.structs.replace(moment, case=None), Kind.OPENED, f"application:{application}", data)
    if number is None:
        return (opened,)
    then = forward(msgspec.structs.replace(moment, case=None), opened)
    note = RenewalOpened(role=moment.who.role, application=application)
    return (opened, happens(then, Kind.RENEWAL_OPENED, f"certificate:{number}", note))


def plan(moment: Moment, *, text: Said, earliest_decision: date) -> tuple[Happened, ...]:
    """The applicant's own plan (C-114)."""
    data = said.Planned(role=moment.who.role, plan=text.committed("plan"), earliest_decision=earliest_decision)
    return about_case(moment, Kind.PLANNED, data)


def give_challenge(moment: Moment, *, criterion: str, code: str) -> tuple[Happened, ...]:
    """A code, drawn at random, that a video has to show."""
    return about_case(
        moment, Kind.CHALLENGE_GIVEN, said.ChallengeGiven(role=moment.who.role, criterion=criterion, code=code)
    )


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the applicant writes to one criterion, and the evidence for it."""

    criterion: str
    statement: Said
    evidence: tuple[said.Evidence, ...] = ()


def submit(
    moment: Moment,
    *,
    answers: tuple[Answer, ...],
    acknowledged: str,
    training: tuple[said.TrainingProof, ...] = (),
    changes: Said | None = None,
) -> tuple[Happened, ...]:
    """Hand everything in (C-118). `acknowledged`: the digest of the scheme whose goal was read. `changes`: what is
    different since the last certificate, at a renewal."""
    points = tuple(
        said.Point(
            criterion=one.criterion,
            statement=one.statement.committed("statement"),
            words=one.statement.words,
            evidence=one.evidence,
        )
        for one in answers
    )
    data = said.Submitted(
        role=moment.who.role,
        points=points,
        acknowledged=acknowledged,
        training=training,
        changes=None if changes is None else changes.committed("changes"),
    )
    return about_case(moment, Kind.SUBMITTED, data)


def begin_screening(moment: Moment) -> tuple[Happened, ...]:
    """A registrar looks whether everything is there."""
    return about_case(moment, Kind.SCREENING_BEGUN, said.ScreeningBegun(role=moment.who.role))


def return_application(moment: Moment, *, missing: tuple[said.Missing, ...], minutes: int = 0) -> tuple[Happened, ...]:
    """Back to the applicant, with what has to be put right."""
    return about_case(moment, Kind.RETURNED, said.Returned(role=moment.who.role, missing=missing, minutes=minutes))


def accept(moment: Moment, *, reason: str, minutes: int = 0) -> tuple[Happened, ...]:
    """Everything is there."""
    return about_case(moment, Kind.ACCEPTED, said.Accepted(role=moment.who.role, reason=reason, minutes=minutes))


def sign_agreement(moment: Moment, *, agreement: str, version: str) -> tuple[Happened, ...]:
    """The applicant signs the agreement of the scheme, which they name (C-48)."""
    data = said.AgreementSigned(
        role=moment.who.role, agreement=agreement, version=version, scheme=known_digest(the_scheme(moment))
    )
    return about_case(moment, Kind.AGREEMENT_SIGNED, data)


def end_agreement(moment: Moment, *, reason: str) -> tuple[Happened, ...]:
    """The agreement holds no longer; with it goes the right to the mark."""
    return about_case(moment, Kind.AGREEMENT_ENDED, said.AgreementEnded(role=moment.who.role, reason=reason))


class Settlement(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the fee, as it is kept outside the log. `reason`: of a waiver."""

    waived: bool
    amount: Decimal = Decimal(0)
    currency: str = ""
    reason: str = ""

    def committed(self, salt: bytes) -> Commitment:
        """What the log holds of it."""
        return Commitment(commit("fee", msgspec.to_builtins(self), salt))


def record_fee(moment: Moment, *, amount: Decimal, currency: str, payer: str, salt: bytes) -> tuple[Happened, ...]:
    """The fee was paid, elsewhere. Keep the `Settlement` of amount and currency under this salt."""
    if not amount.is_finite() or amount < 0:
        raise NotPossibleError(("An amount is zero or more.",), ("amount",))
    paid = Settlement(waived=False, amount=amount, currency=currency)
    data = said.FeeSettled(role=moment.who.role, settlement=paid.committed(salt), payer=payer)
    return about_case(moment, Kind.FEE_SETTLED, data)


def waive_fee(moment: Moment, *, reason: str, salt: bytes) -> tuple[Happened, ...]:
    """No fee is asked for. Keep the `Settlement` with the reason under this salt."""
    fees = the_scheme(moment).fees
    if not reason.strip():
        raise NotPossibleError(("Say why the fee is waived.",), ("reason",))
    if fees and not any(fee.waivable for fee in fees):
        raise NotPossibleError(("The scheme does not let any of its fees be waived.",), ("not-waivable",))
    waived = Settlement(waived=True, reason=reason)
    data = said.FeeSettled(role=moment.who.role, settlement=waived.committed(salt), payer=the_case(moment).applicant)
    return about_case(moment, Kind.FEE_SETTLED, data)


def freeze_evidence(moment: Moment) -> tuple[Happened, ...]:
    """The evidence as it was handed in is what is judged."""
    case = the_case(moment)
    data = said.EvidenceFrozen(role=moment.who.role, bundle=bundle_of(case), pieces=max(1, pieces_of(case)))
    return about_case(moment, Kind.EVIDENCE_FROZEN, data)


def record_check(
    moment: Moment, *, criterion: str, passed: bool, facts: str, findings: tuple[str, ...] = ()
) -> tuple[Happened, ...]:
    """What an automatic check found in the facts of this digest."""
    data = said.Checked(role=moment.who.role, criterion=criterion, passed=passed, facts=facts, findings=findings)
    return about_case(moment, Kind.CHECKED, data)


def record_external(
    moment: Moment,
    *,
    external: str,
    standard: str,
    issuer: str,
    number: str,
    scope: str,
    valid_until: date | None,
    proof: str,
) -> tuple[Happened, ...]:
    """A certificate of somebody else was looked at, and stands for what the scheme says (C-9)."""
    data = said.ExternalRecorded(
        role=moment.who.role,
        external=external,
        standard=standard,
        issuer=issuer,
        number=number,
        scope=scope,
        valid_until=valid_until,
        proof=proof,
    )
    return about_case(moment, Kind.EXTERNAL_RECORDED, data)


def withdraw_application(moment: Moment, *, reason: str) -> tuple[Happened, ...]:
    """The applicant does not want it any longer."""
    return about_case(
        moment, Kind.APPLICATION_WITHDRAWN, said.ApplicationWithdrawn(role=moment.who.role, reason=reason)
    )


def lapse(moment: Moment) -> tuple[Happened, ...]:
    """The applicant has not answered for too long."""
    return about_case(moment, Kind.LAPSED, said.Lapsed(role=moment.who.role, last=the_case(moment).changed_at))
