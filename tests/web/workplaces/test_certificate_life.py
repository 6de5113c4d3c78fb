# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of a certificate through pages alone: surveillance, test data, certificates of others, renewal, measures."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from django.urls import reverse

from oshmark.adapters import clock
from oshmark.certification.acts import standards
from oshmark.certification.criterion import Criterion, Occasion
from oshmark.certification.lifecycle import CertificateState
from oshmark.certification.roles import Role, Who
from oshmark.certification.scheme import Group, Scheme, SchemeState, SubjectKind
from oshmark.certification.status import Status, status_of
from oshmark.certification.written import canonical
from oshmark.web import wiring
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import About, memory
from oshmark.web.workplaces.models import HandedIn
from tests.certification.world import small_scheme
from tests.made_up import manifest
from tests.web.people import browser_of
from tests.web.workplaces.office import MORE, REASON, Office, a_file, links, plain

if TYPE_CHECKING:
    from oshmark.certification.certificate import Certificate
    from tests.web.library_of import Library

HALF_A_YEAR = 190


def with_surveillance(scheme: Scheme) -> Scheme:
    """The files are looked at again, and once it is renewed."""
    every = tuple(Occasion)
    return with_criteria(
        scheme, lambda one: msgspec.structs.replace(one, occasions=every) if one.id == "files" else one
    )


def with_criteria(scheme: Scheme, change: object) -> Scheme:
    groups = tuple(
        msgspec.structs.replace(group, criteria=tuple(change(one) for one in group.criteria))  # type: ignore[operator]
        for group in scheme.groups
    )
    return msgspec.structs.replace(scheme, groups=groups)


class Holding(Office):
    """An office that has issued a certificate."""

    number = ""

    @property
    def here(self) -> str:
        return f"/work/certificate/{self.number}"

    def certificate_now(self) -> Certificate:
        found = memory().certificate(self.number)
        assert found is not None
        return found

    def status_now(self) -> Status:
        return status_of(self.certificate_now(), clock.now())


@pytest.fixture
def holding(library: Library, monkeypatch: pytest.MonkeyPatch) -> Holding:
    scheme = with_surveillance(small_scheme(subject=SubjectKind.PRODUCT))
    office = Holding(library, scheme, monkeypatch)
    office.number = office.to_issued()
    return office


def tasks(office: Holding, name: str) -> set[str]:
    """What somebody is offered at the certificate."""
    page = office.get(name, office.here)
    return {one.removeprefix(f"{office.here}/") for one in links(page) if one.startswith(f"{office.here}/")}


def test_a_surveillance_is_shown_by_the_holder_and_looked_at_by_somebody_qualified(holding: Holding) -> None:
    """C-9 and §2c 7.9: an evaluator who had no part in it may, whoever decided may not."""
    office = holding
    assert "survey" not in tasks(office, "Ben")
    office.later(days=HALF_A_YEAR)
    assert "Show that it still is as the certificate says" in plain(office.get("Alice", "/work/"))
    assert "Look at a certificate again" in plain(office.get("Dora", "/work/"))
    office.send("Alice", f"{office.here}/show", file=a_file("parts-2027.csv"), note="The list of today.")
    assert "Show that it still is" not in plain(office.get("Alice", "/work/"))

    page = office.get("Dora", f"{office.here}/survey")
    assert "parts-2027.csv" in page
    assert "The list of today." in page
    (address,) = re.findall(r'href="(/evidence/for/[^"]*)"', page)
    assert browser_of(None).get(address).status_code == 200
    row = HandedIn.objects.get()
    asked = reverse("work_file", args=[row.application, row.sha256, "parts-2027.csv"])
    assert office.browsers["Dora"].get(asked).status_code == 200
    assert [office.browsers[name].get(asked).status_code for name in ("Bob", "Ida")] == [404, 404]
    assert browser_of(None).get(reverse("evidence", args=[row.sha256, "parts-2027.csv"])).status_code == 404

    fields = {"outcome-files": "met", "seen": [f"sha256:{row.sha256}"], "reason": "All is there.", "minutes": "20"}
    due = str(office.certificate_now().due(clock.now())[0])
    office.get("Eli", f"{office.here}/survey", 403)
    assert "Look at it again" not in plain(office.get("Eli", office.here))
    office.send("Dora", f"{office.here}/survey", due=due, **fields)
    (surveyed,) = office.certificate_now().surveyed.values()
    assert surveyed.passed
    assert surveyed.evidence == (f"sha256:{row.sha256}",)
    assert office.status_now().state is CertificateState.ACTIVE
    office.send("Dora", f"{office.here}/survey", 422, due=due, **fields)


def test_what_a_surveillance_finds_is_opened_as_a_finding(holding: Holding) -> None:
    office = holding
    office.later(days=HALF_A_YEAR)
    due = str(office.certificate_now().due(clock.now())[0])
    about = office.certificate_now().terms.about.digest
    assert about is not None
    fields = {"due": due, "outcome-files": "not-met", "seen": [about], "reason": "The files are gone."}
    office.send("Ben", f"{office.here}/survey", 422, **{**fields, "seen": ["sha256:" + "0" * 64]})
    office.send("Ben", f"{office.here}/survey", **fields, category="evidence-unreachable")
    (found,) = office.status_now().findings
    assert found.category.value == "evidence-unreachable"
    assert "The files are gone." in found.what
    office.send("Ada", f"{office.here}/find", category="production", what="And fewer are made.")
    office.send("Ben", f"{office.here}/find", category="other", what="And another thing.")
    assert len(office.status_now().findings) == 3


def test_test_data_is_asked_for_and_given_for_everybody(holding: Holding) -> None:
    """C-46."""
    office = holding
    assert "give-data" not in tasks(office, "Alice")
    office.send("Ada", f"{office.here}/ask-data", component="Lamp foot", due=office.day(30))
    assert "Hand in test data" in plain(office.get("Alice", "/work/"))
    fields = {"duty": "d1", "method": "Loaded with 5 kg, scale S-20", "file": a_file("load.csv")}
    office.get("Ben", f"{office.here}/give-data", 403)
    office.send("Alice", f"{office.here}/give-data", **fields)
    assert office.certificate_now().duties["d1"].given
    assert (
        browser_of(None).get(reverse("evidence", args=[HandedIn.objects.get().sha256, "load.csv"])).status_code == 200
    )
    assert "give-data" not in tasks(office, "Alice")


def test_a_certificate_of_somebody_else_is_offered_recorded_and_replaced(holding: Holding) -> None:
    """C-9: its end raises a finding, the newer one in its place lays that to rest."""
    office = holding
    until = office.day(100)
    fields = {"standard": "ul", "issuer": "Testing House", "number": "E-1", "scope": "The lamp"}
    office.send("Alice", f"{office.here}/offer-external", **fields, valid_until=until, file=a_file("e1.pdf"))
    assert office.certificate_now().external == ()
    assert "Look at a certificate of somebody else" in plain(office.get("Ada", "/work/"))
    page = office.get("Ada", f"{office.here}/external")
    assert "Testing House E-1" in plain(page)
    (row,) = HandedIn.objects.all()
    office.get("Alice", f"{office.here}/external", 403)
    office.send("Ada", f"{office.here}/external", which=str(row.pk), verdict="yes")
    (external,) = office.certificate_now().external
    assert (external.external, external.number, str(external.valid_until)) == ("x1", "E-1", until)
    assert "Testing House" in plain(browser_of(None).get(f"/certificates/{office.number}").content.decode())

    office.later(days=101)
    assert "has run out" in plain(office.get("Alice", "/work/"))
    assert [one.id for one in office.status_now().findings] == ["external-x1"]
    newer = {**fields, "number": "E-2", "replaces": "x1", "file": a_file("e2.pdf")}
    office.send("Alice", f"{office.here}/offer-external", **newer)
    office.send("Ada", f"{office.here}/external", which=str(HandedIn.objects.get(settled_at=None).pk), verdict="yes")
    assert [one.number for one in office.certificate_now().external] == ["E-2"]
    assert office.status_now().findings == ()
    office.send("Alice", f"{office.here}/offer-external", **{**fields, "number": "E-3", "file": a_file("e3.pdf")})
    office.send("Ada", f"{office.here}/external", which=str(HandedIn.objects.get(settled_at=None).pk), verdict="no")
    assert len(office.certificate_now().external) == 1


def adopt_second_version(office: Holding) -> Scheme:
    """The next version asks for one thing more, and otherwise for another."""
    scheme = office.scheme
    care = Group(id="care", title="Care", criteria=(Criterion(id="care", title="Care of the lamp"),))
    changed = with_criteria(
        scheme, lambda one: msgspec.structs.replace(one, least_words=3) if one.id == "files" else one
    )
    second = msgspec.structs.replace(changed, version="2", groups=(*changed.groups, care))
    draft = msgspec.structs.replace(second, state=SchemeState.DRAFT)
    wiring.payloads().put_many([canonical(draft), canonical(second)])
    editor, about = Who(office.id("Hal"), Role.STANDARDS_EDITOR), About(scheme=second)
    until = clock.now() + timedelta(days=scheme.comment_days, minutes=1)
    perform(standards.propose_scheme, editor, clock.now(), about, None, comments_until=until, reason="Care, too.")
    perform(standards.adopt_scheme, editor, until, about, None, reason="Nobody objected.")
    return second


def test_a_renewal_shows_first_what_has_changed(holding: Holding) -> None:
    """C-42 and §0a: the scheme, what it asks, the release; then a new application with fresh evidence."""
    office = holding
    adopt_second_version(office)
    text = manifest(name="Heron lamp", repo="https://git.example.org/heron/lamp") + MORE
    office.library.add(text.replace(b'version = "1.0.0"', b'version = "1.1.0"').replace(b"Heron lamp", b"Heron lamp 2"))
    office.later(days=300)
    assert "Apply for another term" in plain(office.get("Alice", "/work/"))
    page = plain(office.get("Alice", f"{office.here}/renew"))
    assert "Version 2 took the place of version 1." in page
    assert "Care of the lamp" in page
    assert "“Heron lamp 2”" in page
    office.get("Ada", f"{office.here}/renew", 403)
    release = office.release.replace("1.0.0", "1.1.0")
    fields = {"release": release, "level": "certified", "scope": ["selling"]}
    after = office.send("Alice", f"{office.here}/renew", **fields)
    assert "Another term is applied for." in after
    renewal = office.certificate_now().renewal
    assert renewal is not None
    assert "renew" not in tasks(office, "Alice")
    case = memory().case(renewal)
    assert case is not None
    assert (case.renews, case.version, case.about.version, case.scope) == (office.number, "2", "1.1.0", ("selling",))
    told = plain(office.get("Alice", f"/work/application/{case.id}"))
    assert f"What has changed since {office.number} was given" in told
    assert "applied for already" in office.send("Alice", f"{office.here}/renew", 409, **fields)
    office.send("Alice", f"/work/application/{case.id}/withdraw", reason="Later.")
    assert "renew" in tasks(office, "Alice")


def test_an_agreement_is_ended_by_the_holder_or_by_whoever_decides(holding: Holding) -> None:
    office = holding
    office.get("Ada", office.at("end-agreement"), 403)
    assert "end-agreement" in office.get("Eli", office.at())
    office.send("Alice", office.at("end-agreement"), reason="We make lamps no longer.")
    assert not office.case.has_agreement
    office.send("Eli", office.at("end-agreement"), 409, reason="Once more.")
    public = plain(browser_of(None).get(f"/certificates/{office.number}").content.decode())
    assert "The agreement" in public


def test_whoever_decides_may_suspend_for_longer_and_a_complaints_officer_may_not(holding: Holding) -> None:
    office = holding
    fields = {"until": office.day(90), "why": "safety", "reason": "It broke.", "ends_when": "A new frame."}
    office.send("Fay", f"{office.here}/suspend", 409, **fields)
    office.send("Eli", f"{office.here}/suspend", **fields)
    assert office.status_now().state is CertificateState.SUSPENDED
    assert not office.status_now().decision_needed
    office.send("Eli", f"{office.here}/reinstate", reason="The frame is new.")
    office.send("Fay", f"{office.here}/suspend", **{**fields, "until": office.day(30)})
    assert "Confirm a suspension, or end it" in plain(office.get("Eli", "/work/"))
    office.send("Eli", f"{office.here}/extend", until=office.day(60), reason="Still.")
    office.send("Eli", f"{office.here}/reduce", level="listed", scope=["selling"], why="safety", reason="Less.")
    assert office.certificate_now().terms.scope == ("selling",)
    office.send("Eli", f"{office.here}/withdraw", why="safety", reason="For good.")
    assert office.status_now().state is CertificateState.WITHDRAWN


def test_everybody_who_has_a_part_can_step_back(office: Office) -> None:
    """§2c 4.2 and the matrix: not evaluators alone."""
    office.to_evaluating()
    for name in ("Ada", "Eli", "Fay", "Gus", "Ida", "Ben"):
        assert "Step back" in plain(office.get(name, office.at())), name
        office.send(name, office.at("recuse"), reason="I have a stake in it.")
    assert office.case.recused == {office.id(name) for name in ("Ada", "Eli", "Fay", "Gus", "Ida", "Ben")}
    office.get("Alice", office.at("recuse"), 403)
    again = office.browsers["Ada"].get(office.at())
    assert "Step back" not in plain(again.content.decode())
    office.send("Ada", office.at("assign"), 403, evaluator=office.id("Dora"), criteria=["files"], due=office.day(5))


def test_a_registrar_can_call_a_third_and_an_evaluator_can_run_the_checks(office: Office) -> None:
    office.to_evaluating()
    office.send("Ben", office.at("check"))
    criterion = office.people_criteria[0]
    office.judge("Ben", criterion)
    office.judge("Cleo", criterion, met=False)
    office.send("Ada", office.at("call-third", criterion.id), 409, reason=REASON)
    office.send("Ben", office.at("talk", criterion.id), message="Look again.")
    office.send("Ada", office.at("call-third", criterion.id), reason="They cannot agree.")
    assert office.case.judging(criterion.id).stage.value == "third"
