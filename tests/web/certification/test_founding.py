# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Founding bodies, publishing schemes, issuing certificates: what the commands call."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from oshmark.adapters.shipped_schemes import shipped_bodies, shipped_schemes
from oshmark.certification.acts import parties
from oshmark.certification.roles import Role, Who
from oshmark.certification.scheme import Scheme, SchemeState
from oshmark.errors import NotAllowedError, NotPossibleError, RefusedError
from oshmark.label.events import Kind as Labels
from oshmark.label.number import read_number
from oshmark.web.audit import numbers
from oshmark.web.audit.actions import Log
from oshmark.web.audit.models import Event
from oshmark.web.certification import issuing
from oshmark.web.certification import memory as memories
from oshmark.web.certification.acting import perform
from oshmark.web.certification.beginning import Answers, profile, short_name
from oshmark.web.certification.enrolling import enrol
from oshmark.web.certification.founding import body_of, change_body, found_body, publish
from oshmark.web.certification.models import CertificateRow
from oshmark.web.log.rooms import wrong_tables
from tests.web.library_of import NOW
from tests.web.people import somebody

if TYPE_CHECKING:
    from oshmark.web.accounts.models import Person
    from tests.web.certification.registry_world import Registry
    from tests.web.library_of import Library

HARROWFIELD = next(one for one in shipped_bodies() if one.id == "harrowfield")
PRODUCT = next(one for one in shipped_schemes() if one.id == "product-by-specifications")
MONTH = timedelta(days=30)


@pytest.fixture
def ada(library: Library) -> Person:
    del library
    memories.forget()
    return somebody("Ada")


def editor(ada: Person) -> Who:
    """Somebody whom the administrator has made the standards editor."""
    hal = enrol(somebody("Hal"), NOW)
    facts = {"body": HARROWFIELD.id, "person": hal, "given": Role.STANDARDS_EDITOR, "reason": "Writes well."}
    perform(parties.assign_role, Who(ada.public_id, Role.ADMINISTRATOR), NOW, **facts)
    return Who(hal, Role.STANDARDS_EDITOR)


def founded(ada: Person) -> Who:
    found_body(HARROWFIELD, enrol(ada, NOW), NOW, reason="We begin.")
    return editor(ada)


def test_a_body_is_founded_once_and_its_profile_reads_back(ada: Person) -> None:
    founded(ada)
    assert body_of("harrowfield") == HARROWFIELD
    assert body_of("nobody") is None
    with pytest.raises(RefusedError, match="founded already"):
        found_body(HARROWFIELD, ada.public_id, NOW, reason="Again.")
    with pytest.raises(RefusedError, match="nothing was recorded"):
        change_body(HARROWFIELD, Who(ada.public_id, Role.ADMINISTRATOR), NOW, reason="Same.")
    newer = msgspec.structs.replace(HARROWFIELD, version="2", vision="Another one.")
    change_body(newer, Who(ada.public_id, Role.ADMINISTRATOR), NOW, reason="We have talked.")
    assert body_of("harrowfield") == newer


def test_a_body_with_faults_is_not_founded(ada: Person) -> None:
    before = Event.objects.count()
    with pytest.raises(RefusedError, match="not complete"):
        found_body(msgspec.structs.replace(HARROWFIELD, legal=()), ada.public_id, NOW, reason="x")
    assert Event.objects.count() == before


def test_a_scheme_is_proposed_and_after_its_time_adopted(ada: Person) -> None:
    """C-8."""
    who = founded(ada)
    until = publish(who, PRODUCT, NOW, reason="First.")
    assert until == NOW + MONTH
    assert publish(who, PRODUCT, NOW + MONTH - timedelta(seconds=1), reason="First.") == until
    assert publish(who, PRODUCT, NOW + MONTH, reason="First.") is None
    with pytest.raises(RefusedError, match="never changes"):
        publish(who, PRODUCT, NOW + MONTH, reason="Again.")
    assert wrong_tables() == []


def test_a_scheme_without_a_time_for_comments_is_not_complete(ada: Person) -> None:
    who = founded(ada)
    with pytest.raises(RefusedError, match="comment"):
        publish(who, msgspec.structs.replace(PRODUCT, comment_days=0), NOW, reason="At once.")


def test_another_text_under_the_same_version_is_refused(ada: Person) -> None:
    who = founded(ada)
    publish(who, PRODUCT, NOW, reason="First.")
    with pytest.raises(RefusedError, match="another text"):
        publish(who, msgspec.structs.replace(PRODUCT, grace_days=7), NOW + MONTH, reason="Other.")


@pytest.mark.parametrize(
    ("scheme", "says"),
    [
        (msgspec.structs.replace(PRODUCT, state=SchemeState.DRAFT), "draft"),
        (msgspec.structs.replace(PRODUCT, groups=()), "no criteria"),
        (msgspec.structs.replace(PRODUCT, body="nobody"), "no body"),
        (msgspec.structs.replace(PRODUCT, certifies_not=""), "not complete"),
    ],
)
def test_what_is_incomplete_certifies_nothing(ada: Person, scheme: Scheme, says: str) -> None:
    """C-112."""
    who = founded(ada)
    before = Event.objects.count()
    with pytest.raises(RefusedError, match=says):
        publish(who, scheme, NOW, reason="x")
    assert Event.objects.count() == before


def test_only_a_standards_editor_publishes(ada: Person) -> None:
    founded(ada)
    with pytest.raises(NotAllowedError):
        publish(Who(ada.public_id, Role.STANDARDS_EDITOR), PRODUCT, NOW, reason="I am the administrator.")


def test_somebody_is_enrolled_once(ada: Person) -> None:
    assert enrol(ada, NOW) == enrol(ada, NOW) == ada.public_id
    assert Event.objects.filter(kind="certification:person:registered").count() == 1


def test_answers_make_a_profile_that_is_complete(ada: Person) -> None:
    answers = Answers(
        name="Ofenkreis Süd",
        address="Ofenweg 3; Südstadt",
        country="de",
        contact="post@ofenkreis.example",
        languages="de, en",
        prefix="oks",
        interest="Wir bauen selbst Öfen.",
    )
    made = profile(answers)
    assert (made.id, made.prefix, made.country, made.language) == ("ofenkreis-sud", "OKS", "DE", "de")
    found_body(made, enrol(ada, NOW), NOW, reason="We begin.")
    assert short_name("  Ärger & Söhne ") == "arger-sohne"


# Issuing ------------------------------------------------------------------------------------------------------------


def test_a_certificate_gets_a_number_that_reads_as_one(registry: Registry) -> None:
    registry.to_granted()
    number = issuing.issue_certificate(Who("ada", Role.REGISTRAR), "a1", registry.now)
    assert read_number(number.lower()) == number
    assert CertificateRow.objects.get().number == number
    assert wrong_tables() == []


def test_a_number_of_a_label_is_not_given_to_a_certificate(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    registry.to_granted()
    drawn = iter(["AAAAAAAA", "CCCCCCCC", "DDDDDDDD"])
    monkeypatch.setattr(numbers, "draw_number", lambda _below: next(drawn))
    log = Log(actor="test", now=registry.now)
    log.append(Labels.ISSUED, "AAAAAAAA", {})
    log.write()
    assert issuing.issue_certificate(Who("ada", Role.REGISTRAR), "a1", registry.now) == "CCCCCCCC"


def test_a_certificate_is_issued_once_and_by_nobody_who_decided(registry: Registry) -> None:
    registry.to_granted()
    with pytest.raises(NotAllowedError):
        issuing.issue_certificate(Who("eli", Role.DECISION_MAKER), "a1", registry.now)
    assert CertificateRow.objects.count() == 0
    issuing.issue_certificate(Who("ada", Role.REGISTRAR), "a1", registry.now)
    with pytest.raises(NotPossibleError):
        issuing.issue_certificate(Who("ada", Role.REGISTRAR), "a1", registry.now)
    assert CertificateRow.objects.count() == 1


def test_a_renewal_keeps_the_number(registry: Registry) -> None:
    registry.to_issued()
    registry.now += timedelta(days=320)
    registry.to_granted("a2", renew=True)
    assert (
        issuing.renew_certificate(Who("ada", Role.REGISTRAR), "a2", registry.now) == CertificateRow.objects.get().number
    )
