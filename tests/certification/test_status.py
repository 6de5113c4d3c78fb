# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a certificate is worth at any moment of two years and more, leap day included, though nobody writes anything."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.certification.acts import application, certificate, decision
from oshmark.certification.calendar_days import end_of, last_day
from oshmark.certification.certificate_events import about
from oshmark.certification.event_data.certificate import FindingCategory, ReasonClass
from oshmark.certification.lifecycle import CERTIFICATE, CertificateState
from oshmark.certification.reminders import Reminder, Why, reminders
from oshmark.certification.roles import Role
from oshmark.certification.status import Status, status, status_of
from oshmark.errors import NotAllowedError, NotPossibleError, StateError
from tests.certification.world import APPLICANT, NUMBER, START, World, hashed, said, small_scheme

ADA, ELI, FAY, GUS = ("ada", Role.REGISTRAR), ("eli", Role.DECISION_MAKER), ("fay", Role.COMPLAINTS_OFFICER), "gus"
WHY = {"why": ReasonClass.COMPLAINT, "reason": "It broke.", "ends_when": "A new frame is shown."}


@pytest.fixture
def world() -> World:
    world = World()
    world.to_issued()
    return world


def now(world: World) -> Status:
    return status(about(NUMBER, world.entries), world.now)


def test_a_certificate_is_active_from_its_issue_to_the_end_of_its_last_day(world: World) -> None:
    """C-42: a year at the most, and expired without anybody doing anything."""
    first = now(world)
    assert (first.state, first.valid_from, first.valid_until) == (
        CertificateState.ACTIVE,
        date(2026, 12, 20),
        date(2027, 12, 19),
    )
    events = about(NUMBER, world.entries)
    last_moment = datetime(2027, 12, 19, 23, 59, 59, 999999, tzinfo=UTC)
    assert status(events, last_moment).is_valid
    expired = status(events, last_moment + timedelta(microseconds=1))
    assert (expired.state, expired.since) == (CertificateState.EXPIRED, datetime(2027, 12, 20, tzinfo=UTC))


def test_nothing_is_known_before_the_issue(world: World) -> None:
    with pytest.raises(StateError):
        status(about(NUMBER, world.entries), START)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2027, 2, 28), date(2028, 2, 27)),
        (date(2027, 3, 1), date(2028, 2, 28)),  # 29 February 2028 would be the 366th day
        (date(2028, 2, 28), date(2029, 2, 26)),
        (date(2028, 2, 29), date(2029, 2, 27)),
        (date(2028, 3, 1), date(2029, 2, 28)),
    ],
)
def test_a_term_is_counted_in_days_and_a_leap_day_is_one(first: date, last: date) -> None:
    assert last_day(first, 365) == last


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_no_term_of_a_year_lasts_longer_than_a_year(first: date) -> None:
    """C-42."""
    anniversary = first.replace(year=first.year + 1) if (first.month, first.day) != (2, 29) else None
    assert anniversary is None or last_day(first, 365) < anniversary
    assert end_of(last_day(first, 365)) - datetime(first.year, first.month, first.day, tzinfo=UTC) == timedelta(365)


def test_a_certificate_that_is_issued_on_a_leap_day_ends_in_time() -> None:
    world = World()
    world.at(2028, 2, 29, 8)
    world.to_issued()
    assert now(world).valid_until == date(2029, 2, 27)
    world.at(2029, 2, 27, 23)
    assert now(world).is_valid
    world.at(2029, 2, 28, 0)
    assert now(world).state is CertificateState.EXPIRED


def test_surveillance_falls_due_by_itself_and_is_overdue_after_the_grace(world: World) -> None:
    due = world.certificate().terms.surveillance
    assert due == (date(2027, 6, 18), date(2027, 12, 15))
    world.at(2027, 6, 18, 0)
    status = now(world)
    assert (status.state, status.is_valid, status.surveillance_overdue) == (
        CertificateState.SURVEILLANCE_DUE,
        True,
        False,
    )
    world.at(2027, 7, 9, 0)
    assert now(world).surveillance_overdue
    seen = {"passed": True, "evidence": (hashed("visit"),), "reason": "As it was."}
    with pytest.raises(NotPossibleError):
        world.do(certificate.survey, "ben", Role.EVALUATOR, number=NUMBER, due=due[1], **seen)
    world.do(certificate.survey, "ben", Role.EVALUATOR, number=NUMBER, due=due[0], **seen)
    assert (now(world).state, now(world).surveillance_overdue) == (CertificateState.ACTIVE, False)


def test_a_complaints_officer_suspends_for_30_days_at_the_most(world: World) -> None:
    """Spec §2d: then a decision maker has to act, or it ends."""
    with pytest.raises(NotPossibleError) as refusal:
        world.do(certificate.suspend, *FAY, number=NUMBER, until=world.today + timedelta(days=31), **WHY)
    assert refusal.value.codes == ("too-long",)
    until = world.today + timedelta(days=30)
    world.do(certificate.suspend, *FAY, number=NUMBER, until=until, **WHY)
    status = now(world)
    assert (status.state, status.until, status.ends_when, status.decision_needed) == (
        CertificateState.SUSPENDED,
        until,
        "A new frame is shown.",
        True,
    )
    world.now = end_of(until)
    assert (now(world).state, now(world).since) == (CertificateState.ACTIVE, end_of(until))
    with pytest.raises(NotPossibleError) as refusal:
        world.do(certificate.suspend, *FAY, number=NUMBER, until=world.today, **WHY)
    assert refusal.value.codes == ("decision-needed",)
    world.do(certificate.suspend, *ELI, number=NUMBER, until=world.today + timedelta(days=90), **WHY)
    assert (now(world).state, now(world).decision_needed) == (CertificateState.SUSPENDED, False)


def test_a_decision_maker_extends_reinstates_or_withdraws(world: World) -> None:
    world.do(certificate.suspend, *FAY, number=NUMBER, until=world.today + timedelta(days=10), **WHY)
    longer = world.today + timedelta(days=60)
    with pytest.raises(NotAllowedError):
        world.do(certificate.extend_suspension, *FAY, number=NUMBER, until=longer, reason="Still.")
    world.do(certificate.extend_suspension, *ELI, number=NUMBER, until=longer, reason="Still.")
    assert (now(world).until, now(world).decision_needed) == (longer, False)
    world.do(certificate.reinstate, *ELI, number=NUMBER, reason="The frame is new.")
    assert now(world).state is CertificateState.ACTIVE
    world.do(certificate.withdraw_certificate, *ELI, number=NUMBER, why=ReasonClass.SAFETY, reason="It burns.")
    assert (now(world).state, now(world).why, now(world).reason) == (
        CertificateState.WITHDRAWN,
        ReasonClass.SAFETY,
        "It burns.",
    )
    with pytest.raises(NotPossibleError):
        world.do(certificate.reinstate, *ELI, number=NUMBER, reason="No.")


def test_a_suspended_certificate_expires_all_the_same(world: World) -> None:
    world.do(certificate.suspend, *ELI, number=NUMBER, until=world.today + timedelta(days=3000), **WHY)
    world.at(2027, 12, 20)
    assert now(world).state is CertificateState.EXPIRED


def test_a_reduction_leaves_less_and_an_appeal_brings_it_back(world: World) -> None:
    less = {"level": "listed", "scope": ("selling",), "why": ReasonClass.NONCONFORMITY, "reason": "Less."}
    with pytest.raises(NotPossibleError) as refusal:
        world.do(certificate.reduce, *ELI, number=NUMBER, **{**less, "level": "certified"})
    assert refusal.value.codes == ("same",)
    with pytest.raises(NotPossibleError):
        world.do(certificate.reduce, *ELI, number=NUMBER, **{**less, "scope": ("selling", "teaching")})
    world.do(certificate.reduce, *ELI, number=NUMBER, **less)
    assert (now(world).state, now(world).level) == (CertificateState.ACTIVE, "listed")
    world.do(decision.appeal_measure, APPLICANT, Role.APPLICANT, number=NUMBER, grounds=said("It was shown."))
    assert now(world).under_appeal
    world.do(decision.annul_measure, GUS, Role.APPEAL_PANEL, number=NUMBER, panel=(GUS,), reason="It was.")
    assert (now(world).level, now(world).under_appeal) == ("certified", False)


def test_who_took_a_measure_does_not_hear_the_appeal_against_it(world: World) -> None:
    world.assign("fay", Role.APPEAL_PANEL)
    world.do(certificate.suspend, *FAY, number=NUMBER, until=world.today, **WHY)
    world.do(decision.appeal_measure, APPLICANT, Role.APPLICANT, number=NUMBER, grounds=said("No."))
    heard = {"panel": ("fay",), "reason": "I was right."}
    with pytest.raises(NotAllowedError) as refusal:
        world.do(decision.uphold_measure, "fay", Role.APPEAL_PANEL, number=NUMBER, **heard)
    assert "measured" in refusal.value.codes


def test_a_withdrawal_that_is_annulled_leaves_what_was_before(world: World) -> None:
    world.do(certificate.withdraw_certificate, *ELI, number=NUMBER, why=ReasonClass.OTHER, reason="So.")
    world.do(decision.appeal_measure, APPLICANT, Role.APPLICANT, number=NUMBER, grounds=said("No."))
    world.do(decision.annul_measure, GUS, Role.APPEAL_PANEL, number=NUMBER, panel=(GUS,), reason="Not so.")
    assert now(world).state is CertificateState.ACTIVE


def test_a_holder_gives_it_back_and_nothing_leads_out_of_that(world: World) -> None:
    world.do(certificate.terminate, APPLICANT, Role.APPLICANT, number=NUMBER, reason="We stop.")
    assert now(world).state is CertificateState.TERMINATED
    for state in (CertificateState.TERMINATED, CertificateState.SUPERSEDED):
        measures = {kind for kind, states in CERTIFICATE.items() if state in states}
        assert all(kind.value.startswith("certification:complaint:") for kind in measures)


def test_a_certificate_is_superseded_by_one_that_exists(world: World) -> None:
    with pytest.raises(NotPossibleError):
        world.do(certificate.supersede, *ADA, number=NUMBER, by="NOWHERE1", reason="Version 2.")
    world.to_granted("a2")
    world.issue("a2", "A3C4D6E8")
    world.do(certificate.supersede, *ADA, number=NUMBER, by="A3C4D6E8", reason="Version 2.")
    assert (now(world).state, now(world).superseded_by) == (CertificateState.SUPERSEDED, "A3C4D6E8")


def test_one_application_gives_one_certificate_and_a_number_is_given_once(world: World) -> None:
    with pytest.raises(NotPossibleError) as refusal:
        world.issue("a1", "A3C4D6E8")
    assert "issued" in refusal.value.codes
    world.to_granted("a2")
    with pytest.raises(NotPossibleError) as refusal:
        world.issue("a2", NUMBER)
    assert "number" in refusal.value.codes


def test_a_renewal_needs_fresh_evidence_and_says_first_what_changed(world: World) -> None:
    """C-42."""
    world.at(2027, 10, 15)
    world.open("a2", renew=True)
    assert now(world).renewal_open
    with pytest.raises(NotPossibleError) as refusal:
        world.submit("a2", fresh="a1")
    assert refusal.value.codes == ("stale",)
    with pytest.raises(NotPossibleError) as refusal:
        world.submit("a2", fresh="new", changes=None)
    assert refusal.value.codes == ("changes",)


def test_a_renewal_goes_on_under_the_same_number_where_the_last_term_ended(world: World) -> None:
    """C-42: nobody loses by being early, and no term is longer than a year."""
    world.at(2027, 10, 15)
    world.to_granted("a2", renew=True)
    world.renew("a2")
    status = now(world)
    assert (status.valid_from, status.valid_until, status.renewal_open) == (
        date(2027, 12, 20),
        date(2028, 12, 18),
        False,
    )
    assert status.is_valid
    assert world.certificate().applications == ("a1", "a2")


def test_day_by_day_through_two_years_and_a_leap_day_every_status_is_the_expected_one() -> None:
    """C-42: issued, looked at again, renewed, and left to expire; 29 February 2028 lies within."""
    world = World()
    world.to_issued()
    world.at(2027, 6, 20)
    seen = {"passed": True, "evidence": (hashed("visit"),), "reason": "As it was."}
    world.do(certificate.survey, "ben", Role.EVALUATOR, number=NUMBER, due=date(2027, 6, 18), **seen)
    world.at(2027, 11, 1)
    world.to_granted("a2", renew=True)
    world.renew("a2")
    events = about(NUMBER, world.entries)
    active, due = CertificateState.ACTIVE, CertificateState.SURVEILLANCE_DUE
    # From the renewal on, the surveillances are those of the new term, which begins where the old one ends.
    changes = {
        date(2026, 12, 21): active,
        date(2027, 6, 18): due,
        date(2027, 6, 20): active,
        date(2028, 6, 17): due,
        date(2028, 12, 19): CertificateState.EXPIRED,
    }
    expected, days = active, 0
    for number in range(1, 800):
        day = date(2026, 12, 20) + timedelta(days=number)
        expected = changes.get(day, expected)
        noon = datetime(day.year, day.month, day.day, 12, 1, tzinfo=UTC)
        assert status(events, noon).state is expected, day
        days += day == date(2028, 2, 29)
    assert days == 1


def test_after_the_grace_only_a_new_application_helps(world: World) -> None:
    world.at(2028, 1, 8)
    assert (now(world).state, now(world).renewable) == (CertificateState.EXPIRED, True)
    world.to_granted("a2", renew=True)
    world.at(2028, 1, 9)
    assert not now(world).renewable
    with pytest.raises(NotPossibleError) as refusal:
        world.renew("a2")
    assert "renews" in refusal.value.codes
    with pytest.raises(NotPossibleError):
        world.open("a3", renew=True)


def test_a_renewal_within_the_grace_begins_on_the_day_it_is_granted(world: World) -> None:
    world.at(2028, 1, 4)
    world.to_granted("a2", renew=True)
    world.renew("a2")
    assert (now(world).state, now(world).valid_from) == (CertificateState.ACTIVE, date(2028, 1, 4))


def drift(world: World) -> None:
    found = {"finding": "f1", "category": FindingCategory.MISSION_DRIFT, "what": "The files are gone."}
    world.do(certificate.open_finding, *FAY, number=NUMBER, **found)


def test_an_open_finding_of_drift_blocks_the_renewal_until_it_is_closed(world: World) -> None:
    """C-4."""
    world.at(2027, 10, 15)
    world.to_evaluating("a2", renew=True)
    world.judge_all("a2")
    world.conclude("a2")
    world.review("a2")
    drift(world)
    with pytest.raises(NotPossibleError) as refusal:
        world.grant("a2")
    assert refusal.value.codes == ("drift",)
    world.do(certificate.close_finding, *ELI, number=NUMBER, finding="f1", reason="They are back.")
    world.grant("a2")
    world.renew("a2")
    assert now(world).is_valid


def test_a_finding_of_drift_after_the_decision_still_blocks_the_renewal(world: World) -> None:
    """C-4."""
    world.at(2027, 10, 15)
    world.to_granted("a2", renew=True)
    drift(world)
    with pytest.raises(NotPossibleError) as refusal:
        world.renew("a2")
    assert "drift" in refusal.value.codes


def test_test_data_that_is_owed_for_too_long_blocks_the_renewal(world: World) -> None:
    """C-46."""
    world.at(2027, 10, 1)
    duty = {"duty": "d1", "component": "nozzle", "due": date(2027, 10, 2)}
    world.do(certificate.ask_test_data, *ADA, number=NUMBER, **duty)
    assert not now(world).test_data_overdue
    world.at(2027, 10, 3, 0)
    assert now(world).test_data_overdue
    world.to_granted("a2", renew=True)
    world.at(2027, 10, 24)
    with pytest.raises(NotPossibleError) as refusal:
        world.renew("a2")
    assert "test-data" in refusal.value.codes
    given = {"duty": "d1", "digest": hashed("raw"), "method": "Weighed."}
    world.do(certificate.give_test_data, APPLICANT, Role.APPLICANT, number=NUMBER, **given)
    world.renew("a2")
    assert not now(world).test_data_overdue


def with_laboratory(valid_until: date) -> World:
    world = World()
    world.to_evaluating()
    outside = {"external": "x1", "standard": "lab", "issuer": "Lab", "scope": "Wiring", "proof": hashed("proof")}
    record = partial(application.record_external, number="17", valid_until=valid_until)
    world.do(record, *ADA, case="a1", **outside)
    for criterion in ("files", "pace", "skill"):
        for person in ("ben", "cleo"):
            world.judge(person, criterion)
    world.conclude()
    world.review()
    world.grant()
    world.issue()
    return world


def test_a_certificate_from_elsewhere_that_runs_out_is_a_finding_by_itself() -> None:
    """C-9."""
    world = with_laboratory(date(2027, 3, 31))
    assert now(world).findings == ()
    world.at(2027, 4, 1, 0)
    [finding] = now(world).findings
    assert (finding.category, finding.since) == (FindingCategory.EXTERNAL_EXPIRED, datetime(2027, 4, 1, tzinfo=UTC))
    assert "Lab 17" in finding.what
    assert now(world).is_valid, "it is a finding, and somebody decides what follows"
    happened = certificate.update_external(
        world.moment(*ADA, number=NUMBER),
        external="x1",
        standard="lab",
        issuer="Lab",
        number="18",
        scope="Wiring",
        valid_until=date(2028, 3, 31),
        proof=hashed("new"),
    )
    world.append("ada", *happened)
    assert now(world).findings == ()


def test_the_agreement_may_end_and_then_nothing_is_issued() -> None:
    """C-48."""
    world = World()
    world.to_granted()
    world.do(application.end_agreement, APPLICANT, Role.APPLICANT, case="a1", reason="No.")
    with pytest.raises(NotPossibleError) as refusal:
        world.issue()
    assert "no-agreement" in refusal.value.codes


def test_a_scheme_without_an_end_gives_certificates_without_one() -> None:
    """§0a: an attestation about a release has no yearly end."""
    world = World(small_scheme(term_days=None, surveillance_days=None))
    world.to_issued()
    world.at(2060, 1, 1)
    assert (now(world).state, now(world).valid_until) == (CertificateState.ACTIVE, None)


def test_everybody_is_reminded_once_and_in_time(world: World) -> None:
    """C-42: over two years of days, each reminder comes exactly once."""
    issued = world.certificate()
    said_so: list[Reminder] = []
    last = issued.issued_at
    for day in range(1, 760):
        today = issued.issued_at + timedelta(days=day)
        said_so += reminders(issued, last, today)
        last = today
    assert [one.day for one in said_so if one.why is Why.END] == [date(2027, 12, 19)] * 3
    assert [one.since.date() for one in said_so if one.why is Why.END] == [
        date(2027, 9, 20),
        date(2027, 11, 19),
        date(2027, 12, 12),
    ]
    assert len([one for one in said_so if one.why is Why.SURVEILLANCE]) == 4
    assert len(said_so) == 7


def test_who_asks_seldom_hears_of_everything_all_the_same(world: World) -> None:
    issued = world.certificate()
    one_go = reminders(issued, issued.issued_at, issued.issued_at + timedelta(days=360))
    assert [one.days_left for one in one_go if one.why is Why.END] == [4, 4, 4]


def test_nobody_is_reminded_of_what_is_over(world: World) -> None:
    world.do(certificate.terminate, APPLICANT, Role.APPLICANT, number=NUMBER, reason="We stop.")
    assert reminders(world.certificate(), START, datetime(2028, 1, 1, tzinfo=UTC)) == ()


@given(st.integers(0, 900), st.integers(0, 900))
def test_time_alone_leads_one_way_only(one: int, other: int) -> None:
    """From active to due to expired, and never back without an event."""
    order = [CertificateState.ACTIVE, CertificateState.SURVEILLANCE_DUE, CertificateState.EXPIRED]
    early, late = sorted((one, other))
    states = [status_of(ISSUED, ISSUED.issued_at + timedelta(days=day)).state for day in (early, late)]
    assert order.index(states[0]) <= order.index(states[1])


def _issued() -> World:
    world = World()
    world.to_issued()
    return world


ISSUED = _issued().certificate()


@given(st.datetimes(datetime(2026, 12, 21), datetime(2029, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  the zone follows
def test_every_status_can_be_written_and_read(at: datetime) -> None:
    found = status_of(ISSUED, at)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Status) == found
