# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The public registry: every page in every state, and nothing on any of them that is not for everybody."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
from django.test import Client

from oshmark.certification.acts import certificate, complaints, decision
from oshmark.certification.event_data.certificate import ReasonClass
from oshmark.certification.roles import Role
from oshmark.web.certification.models import Case, CertificateRow
from oshmark.web.certification.queries import Asked, find, listed
from tests.certification.story import tell
from tests.certification.world import APPLICANT, MET, NOT_MET, NUMBER, ORGANISATION, said

if TYPE_CHECKING:
    from tests.web.certification.registry_world import Registry

HERE = f"/certificates/{NUMBER}"
OFFICER, DECIDER = ("fay", Role.COMPLAINTS_OFFICER), ("eli", Role.DECISION_MAKER)
WHY = {"why": ReasonClass.SAFETY, "reason": "A bolt breaks."}


def page(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, path
    return b"".join(response).decode()


def suspend(world: Registry) -> None:
    until = world.today + timedelta(days=20)
    world.do(certificate.suspend, *OFFICER, number=NUMBER, until=until, ends_when="A new bolt.", **WHY)


def test_a_certificate_explains_itself(registry: Registry) -> None:
    """C-127, C-118, C-11: who evaluated, decided and was barred, what was said and found, what would end it."""
    registry.to_issued()
    shown = page(HERE)
    for part in (
        "This certificate is valid.",
        "Kestrel printer",
        "Kestrel Works",
        "Zwolle",
        "ben",
        "cleo",
        "eli",
        "All of it is met.",
        "We do files.",
        "It is all there.",
        "It ends with",
        "It owns the scheme.",
        "Hours it took the body",
        "There is no certificate of the producer.",
        registry.certificate().terms.bundle,
    ):
        assert part in shown, part


def test_what_is_suspended_says_so_first_with_reason_and_end(registry: Registry) -> None:
    registry.to_issued()
    suspend(registry)
    shown = page(HERE)
    assert "This certificate is suspended: it is not valid at the moment." in shown
    assert shown.index("is suspended") < shown.index("title-block")
    assert "A bolt breaks." in shown
    assert "A new bolt." in shown
    assert "A decision maker has not confirmed this yet." in shown
    assert "is valid" not in shown


def test_what_ends_is_never_shown_as_valid(registry: Registry) -> None:
    registry.to_issued()
    registry.do(certificate.withdraw_certificate, *DECIDER, number=NUMBER, **WHY)
    assert "This certificate was withdrawn: it is not valid." in page(HERE)
    data = msgspec.json.decode(page(f"{HERE}/-/json"))
    assert (data["status"], data["valid"]) == ("withdrawn", False)


def test_time_alone_ends_a_certificate_on_every_page(registry: Registry) -> None:
    """A page that was kept yesterday is not sent today."""
    registry.to_issued()
    assert "This certificate is valid." in page(HERE)
    registry.now += timedelta(days=400)
    assert "This certificate has expired" in page(HERE)
    assert ">expired<" in page("/certificates")
    assert next(csv.DictReader(io.StringIO(page("/certificates.csv"))))["status"] == "expired"


@pytest.mark.parametrize("status", ["valid", "suspended", "expired", "withdrawn", "terminated", "superseded"])
def test_the_filter_and_the_status_say_the_same(registry: Registry, status: str) -> None:
    """At every turn of the whole story, for each state."""
    tell(registry)
    for days in (0, 100, 366, 800):
        now = registry.now + timedelta(days=days)
        every = {one.number: one.status for one in listed(CertificateRow.objects.all(), now)}
        wanted = {
            number
            for number, one in every.items()
            if (one.is_valid if status == "valid" else one.state.value == status)
        }
        assert set(find(Asked(status=status), now.date()).values_list("number", flat=True)) == wanted


def test_a_search_finds_number_name_place_and_holder(registry: Registry) -> None:
    registry.to_issued()
    for words in (NUMBER, NUMBER.lower(), "kestrel", "Zwolle", "printer kestrel"):
        assert NUMBER in page(f"/certificates?q={words}"), words
    assert NUMBER not in page("/certificates?q=heron")
    assert "Nothing was found" in page("/certificates?status=withdrawn")
    assert Client().get("/certificates?page=99").status_code == 404
    assert Client().get("/certificates?page=x").status_code == 400


def test_one_spelling_of_the_address_has_an_answer(registry: Registry) -> None:
    registry.to_granted()
    from oshmark.certification.roles import Who  # noqa: PLC0415  this test alone
    from oshmark.web.certification.issuing import issue_certificate  # noqa: PLC0415  as above

    number = issue_certificate(Who("ada", Role.REGISTRAR), "a1", registry.now)
    page(f"/certificates/{number}")
    other = Client().get(f"/certificates/{number[:4].lower()}-{number[4:]}")
    assert (other.status_code, other.headers["Location"]) == (301, f"/certificates/{number}")
    assert Client().get("/certificates/AAAAAAAA").status_code == 404


def test_schema_org_is_told_of_valid_certificates_alone(registry: Registry) -> None:
    registry.to_issued()
    for form in ("ttl", "jsonld", "nt"):
        assert "Certification" in page(f"{HERE}/-/{form}")
        assert "CertificationActive" in page(f"{HERE}/-/{form}")
    suspend(registry)
    for form in ("ttl", "jsonld", "nt"):
        shown = page(f"{HERE}/-/{form}")
        assert "CertificationActive" not in shown
        assert "schema.org/Certification" not in shown
        assert "suspended" in shown


# What is not for everybody ------------------------------------------------------------------------------------------


def everywhere(world: Registry) -> dict[str, str]:
    """Every page and file of the registry, as a stranger gets it; also those that are not there."""
    numbers = CertificateRow.objects.values_list("number", flat=True)
    people = {"ada", "ben", "cleo", "dora", "eli", "fay", "jo", APPLICANT, "lou", "public", ORGANISATION}
    paths = ["/certificates", "/certificates.csv", "/certificates.json", "/certificates/changes.atom"]
    paths += ["/certificates/changes.json", "/certificates/statistics", "/certificates/applications", "/bodies"]
    paths += [f"/bodies/{world.scheme.body}", "/schemes", f"/schemes/{world.scheme.id}/{world.scheme.version}"]
    paths += [f"/certificates/{number}" for number in numbers]
    paths += [f"/certificates/{number}/-/{form}" for number in numbers for form in ("ttl", "json", "jsonld", "nt")]
    paths += [f"/certificates/{number}/complaint" for number in numbers]
    paths += [f"/certificates/applications/{case}" for case in Case.objects.values_list("id", flat=True)]
    paths += [f"/parties/{person}" for person in people]
    return {path: b"".join(Client().get(path)).decode() for path in paths}


def leaks(world: Registry, *secrets: str) -> list[tuple[str, str]]:
    shown = everywhere(world)
    return [(path, secret) for path, text in shown.items() for secret in secrets if secret in text]


@pytest.mark.parametrize("steps", ["open", "submit", "screen", "returned", "withdrawn"])
def test_of_an_application_that_is_not_accepted_nobody_learns_anything(registry: Registry, steps: str) -> None:
    from oshmark.certification.acts import application  # noqa: PLC0415  this test alone
    from oshmark.certification.event_data.application import Missing  # noqa: PLC0415  as above

    registry.open("hidden-case")
    if steps != "open":
        registry.submit("hidden-case")
    if steps in ("screen", "returned"):
        registry.do(application.begin_screening, "ada", Role.REGISTRAR, case="hidden-case")
    if steps == "returned":
        missing = (Missing(criterion="files", what="Secret of the return."),)
        registry.do(application.return_application, "ada", Role.REGISTRAR, case="hidden-case", missing=missing)
    if steps == "withdrawn":
        registry.do(
            application.withdraw_application, APPLICANT, Role.APPLICANT, case="hidden-case", reason="Secret reason."
        )
    assert Client().get("/certificates/applications/hidden-case").status_code == 404
    assert Client().get(f"/parties/{ORGANISATION}").status_code == 404
    assert leaks(registry, "hidden-case", "Kestrel", "We do files.", "Secret of", "Secret reason") == []


def test_a_sealed_verdict_is_seen_by_nobody_and_neither_is_who_gave_it(registry: Registry) -> None:
    registry.to_evaluating()
    secret = msgspec.structs.replace(MET, reason="A verdict under seal.")
    registry.judge("ben", "files", secret)
    assert leaks(registry, "A verdict under seal.", "It is all there.") == []
    shown = page("/certificates/applications/a1")
    assert "ben" not in shown
    assert "What was handed in and found is public once it is decided." in shown
    assert "We do files." not in shown


def test_fees_of_one_are_told_nowhere_before_or_after_the_decision(registry: Registry) -> None:
    """C-43: a waiver and its reason are as secret as an amount."""
    registry.to_evaluating()
    assert leaks(registry, "Small workshop", "waived for") == []
    registry.judge_all()
    registry.conclude()
    registry.review()
    registry.grant()
    registry.issue()
    assert leaks(registry, "Small workshop", "waived for") == []
    assert "too few to be told" in page("/certificates/statistics")


def test_a_complaint_is_shown_from_its_admission_on_and_never_its_words(registry: Registry) -> None:
    registry.to_issued()
    before = everywhere(registry)
    registry.complain(text=said("Secret words of a complaint."), contact=said("whistle@example.org"))
    after = everywhere(registry)
    same = {path: text for path, text in before.items() if not path.endswith("/complaint")}
    assert {path: after[path] for path in same} == same
    registry.do(complaints.admit_complaint, *OFFICER, number=NUMBER, complaint="c1", reason="It may be so.")
    assert "There is a complaint about it that is being looked into." in page(HERE)
    assert leaks(registry, "Secret words", "whistle@") == []


def test_a_dismissed_complaint_leaves_no_trace_on_the_page(registry: Registry) -> None:
    registry.to_issued()
    before = page(HERE)
    registry.complain()
    registry.do(complaints.dismiss_complaint, *OFFICER, number=NUMBER, complaint="c1", reason="Another firm it was.")
    assert page(HERE) == before


def test_the_grounds_of_an_appeal_are_not_public(registry: Registry) -> None:
    registry.to_refused()
    registry.do(decision.appeal, APPLICANT, Role.APPLICANT, case="a1", grounds=said("Secret grounds of ours."))
    shown = page("/certificates/applications/a1")
    assert "Refused; an appeal is being heard" in shown
    assert "The files are not open." in shown
    assert leaks(registry, "Secret grounds") == []


def test_the_whole_story_shows_no_address_and_no_personal_part(registry: Registry) -> None:
    tell(registry)
    secrets = ("Ready in spring.", "School.", "It fell apart.", "It was one machine.", "Look at page 3.", "Still.<")
    assert leaks(registry, *secrets, "Small workshop") == []
    assert [path for path, text in everywhere(registry).items() if "@example" in text] == []


def test_an_evaluator_under_a_pseudonym_is_named_nowhere(pseudonymous: Registry) -> None:
    pseudonymous.to_issued()
    shown = page(HERE)
    assert "somebody (ben)" in shown
    assert Client().get("/parties/ben").status_code == 404
    assert Client().get("/parties/eli").status_code == 200


def test_an_erased_statement_says_so(registry: Registry) -> None:
    from oshmark.web.audit.personal import erase  # noqa: PLC0415  this test alone

    registry.to_issued()
    assert "We do files." in page(HERE)
    erase(APPLICANT, reason="They asked for it.", actor="jo", now=registry.now)
    shown = page(HERE)
    assert "We do files." not in shown
    assert "This text was erased." in shown
    assert f"{ORGANISATION} (name erased)" in shown


# Lists, files and feeds ----------------------------------------------------------------------------------------------


def test_the_feed_tells_changes_of_status_the_last_first(registry: Registry) -> None:
    registry.to_issued()
    suspend(registry)
    registry.do(certificate.reinstate, *DECIDER, number=NUMBER, reason="The bolt is new.")
    atom = ET.fromstring(page("/certificates/changes.atom"))  # noqa: S314  our own
    titles = [one.text for one in atom.iter("{http://www.w3.org/2005/Atom}title")][1:]
    assert [title.rpartition(": ")[2] for title in titles if title] == ["Reinstated", "Suspended", "Issued"]
    feed: dict[str, Any] = msgspec.json.decode(page("/certificates/changes.json"))
    assert [one["tags"] for one in feed["items"]] == [["reinstated"], ["suspended"], ["issued"]]
    assert {one["_oshmark"]["status"] for one in feed["items"]} == {"active"}


def test_the_registry_is_one_file(registry: Registry) -> None:
    tell(registry)
    rows = msgspec.json.decode(page("/certificates.json"))
    lines = list(csv.DictReader(io.StringIO(page("/certificates.csv"))))
    assert [one["number"] for one in rows] == [one["number"] for one in lines] == sorted(one["number"] for one in rows)
    assert {one["status"] for one in rows} == {"superseded", "withdrawn", "terminated"}


def test_a_scheme_shows_its_versions_and_its_digest(registry: Registry) -> None:
    shown = page(f"/schemes/{registry.scheme.id}/1")
    assert registry.digest in shown
    assert "Ask for less." in shown
    assert Client().get(f"/schemes/{registry.scheme.id}").headers["Location"] == f"/schemes/{registry.scheme.id}/1"
    assert Client().get("/schemes/nothing/1").status_code == 404


def test_a_body_shows_who_does_what_and_what_it_has_at_stake(registry: Registry) -> None:
    registry.to_issued()
    shown = page(f"/bodies/{registry.scheme.body}")
    for part in ("Wrenfield Circle", "ada", "eli", "It owns the scheme.", NUMBER, "Invented for tests."):
        assert part in shown
    assert Client().get("/bodies/nobody").status_code == 404


def test_an_empty_registry_has_pages(registry: Registry) -> None:
    assert "No certificate has been issued yet" in page("/certificates")
    assert "Independent makers" in page("/certificates")
    assert msgspec.json.decode(page("/certificates.json")) == []
    assert "None is public at present." in page("/certificates/applications")


def test_verdicts_against_are_public_once_it_is_decided(registry: Registry) -> None:
    registry.to_refused()
    shown = page("/certificates/applications/a1")
    assert NOT_MET.reason in shown
    assert "not met" in shown
