# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing an application: what is missing is said at once, what is typed is kept, files are what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.web.audit.models import PersonalPart
from oshmark.web.certification.memory import memory
from oshmark.web.workplaces.models import CaseDraft, Upload
from tests.adapters.pictures.made import plain as picture
from tests.web.people import browser_of
from tests.web.workplaces.office import a_file, a_film, as_it_is, plain

if TYPE_CHECKING:
    from tests.web.workplaces.office import Office


def test_a_scheme_is_chosen_and_its_application_says_what_is_missing(office: Office) -> None:
    """C-118: one empty point keeps it back, and each is named."""
    assert "Printers" in office.get("Alice", "/work/apply")
    office.apply()
    page = plain(office.get("Alice", office.at()))
    assert "What is still missing" in page
    assert "Say something about “skill”." in page
    assert "record of your training" in page
    refused = plain(office.send("Alice", office.at("submit"), 409, acknowledged="on"))
    assert "Say something about “skill”." in refused
    assert office.case.state.value == "draft"


def test_one_empty_point_is_enough(office: Office) -> None:
    """C-118."""
    office.apply()
    office.write()
    office.send("Alice", office.at("write", "skill"), statement="  ", do="save")
    assert "skill" in plain(office.send("Alice", office.at("submit"), 409, acknowledged="on"))
    office.send("Alice", office.at("write", "skill"), statement="Now we say it.", do="save")
    office.submit()
    assert office.case.state.value == "submitted"


def test_the_goal_has_to_be_acknowledged(office: Office) -> None:
    """C-5."""
    office.apply()
    office.write()
    assert "required" in office.send("Alice", office.at("submit"), 422)


def test_what_the_library_finds_is_shown_at_once(reading_office: Office) -> None:
    reading_office.apply()
    page = plain(reading_office.get("Alice", reading_office.at()))
    assert "What the library finds" in page
    assert "Bill of materials" in page


def test_people_and_organisations_enter_the_log_when_they_first_act_and_their_names_stay_beside_it(
    office: Office,
) -> None:
    office.apply()
    register = memory().replay.register
    assert office.workshop.public_id in register.organisations
    assert office.id("Alice") in register.people
    assert all("Heron Workshop" not in str(entry.data) for entry in memory().entries)
    assert PersonalPart.objects.filter(purpose="name", content='"Heron Workshop"').exists()


def test_nobody_applies_for_an_organisation_that_is_not_theirs(office: Office) -> None:
    facts = {"applicant": office.workshop.public_id, "level": "listed", "release": office.release, "scope": "selling"}
    page = office.send("Bob", "/work/apply?scheme=printer", 200, **facts, country="DE")
    assert "errorlist" in page
    assert not memory().replay.cases


def test_a_draft_is_its_writers_alone(office: Office) -> None:
    office.apply()
    office.send("Alice", office.at("write", "skill"), statement="A secret.", do="save")
    assert "A secret." in CaseDraft.objects.get().written
    for name in ("Ada", "Ben", "Eli", "Bob", "Jo"):
        office.get(name, office.at(), 404)


def test_an_error_keeps_what_was_typed(office: Office) -> None:
    office.apply()
    address = office.at("write", "pace")
    page = office.send("Alice", address, 409, statement="We count.", do="measurement", value="many", method="By eye")
    assert "“many” is no number." in page
    assert "By eye" in page
    assert "We count." in office.get("Alice", address)


def test_a_number_may_have_a_comma_and_keeps_every_digit(office: Office) -> None:
    office.apply()
    office.send("Alice", office.at("write", "pace"), statement="x", do="measurement", value="22,50", method="Counted")
    assert '"22.50"' in CaseDraft.objects.get().written


@pytest.mark.parametrize("value", ["", "nan", "1e999999999", "1" * 60, "-Infinity"])
def test_a_measurement_without_a_number_is_refused(office: Office, value: str) -> None:
    office.apply()
    typed = {"statement": "x", "do": "measurement", "value": value, "method": "Counted"}
    response = office.browsers["Alice"].post(office.at("write", "pace"), typed)
    if value != "1" * 60:
        assert response.status_code == 409
    assert response.status_code < 500


def test_what_is_typed_is_saved_without_a_page_for_the_script(office: Office) -> None:
    office.apply()
    response = office.browsers["Alice"].post(
        office.at("write", "skill"), {"statement": "Half a", "do": "save"}, headers={"accept": "text/plain"}
    )
    assert response.content == b"Saved."
    assert "Half a" in office.get("Alice", office.at("write", "skill"))


def test_evidence_comes_and_goes(office: Office) -> None:
    office.apply()
    page = office.send(
        "Alice", office.at("write", "wiring"), statement="x", do="file", file=a_file("plan.pdf", b"%PDF-1.7")
    )
    assert "plan.pdf" in page
    assert "plan.pdf" not in office.send("Alice", office.at("write", "wiring"), statement="x", do="drop:e1")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.png", picture(), "image/png"),
        ("a.txt", picture("JPEG"), "image/jpeg"),
        ("a.png", b"<svg onload=alert(1)>", "application/octet-stream"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "application/octet-stream"),
        ("a.html", b"<!doctype html><script>", "application/octet-stream"),
        ("a.txt", b"<script>alert(1)</script>", "application/octet-stream"),
        ("a.txt", b"Plain words.", "text/plain"),
        ("a.pdf", b"%PDF-1.7", "application/pdf"),
        ("a.pdf", b"no pdf at all", "application/octet-stream"),
    ],
)
def test_a_file_is_called_what_its_content_says(office: Office, name: str, content: bytes, expected: str) -> None:
    office.apply()
    office.send("Alice", office.at("write", "wiring"), statement="x", do="file", file=as_it_is(name, content))
    row = Upload.objects.get()
    response = office.browsers["Alice"].get(f"/work/application/{office.application}/file/{row.sha256}/{row.name}")
    assert response.headers["Content-Type"] == expected
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_an_empty_file_and_one_that_is_too_large_are_refused(office: Office, settings: pytest.MonkeyPatch) -> None:
    settings.ARCHIVE_FILE_MB = 1  # type: ignore[attr-defined]  # pytest-django's
    office.apply()
    large = a_file("big.bin", b"x" * 1_000_001)
    assert "too large" in office.send("Alice", office.at("write", "wiring"), 409, statement="x", do="file", file=large)
    assert not Upload.objects.exists()


def test_a_video_needs_its_code_and_has_to_be_one(office: Office) -> None:
    """C-96: a video shows a code that was drawn for it."""
    office.apply()
    address = office.at("write", "wiring")
    assert "Draw a code first" in office.send("Alice", address, 409, statement="x", do="video", video=a_film("a.mp4"))
    office.send("Alice", address, statement="x", do="challenge")
    code = office.case.challenges[0].code
    assert code in office.get("Alice", address)
    assert "no video" in office.send("Alice", address, 409, statement="x", do="video", video=a_file("a.mp4", b"words"))
    office.send("Alice", address, statement="x", do="video", video=a_film("a.mp4"))
    assert f'"challenge":"{code}"' in CaseDraft.objects.get().written


def test_evidence_that_is_not_public_is_for_those_who_judge_alone(office: Office) -> None:
    office.apply()
    office.write()
    drawn = as_it_is("home.png", picture())
    office.send("Alice", office.at("write", "wiring"), statement="x", do="file", file=drawn, private="on")
    secret, public = Upload.objects.get(name="home.png"), Upload.objects.get(name="wiring.txt")
    address = "/work/application/{0.application}/file/{0.sha256}/{0.name}"
    assert browser_of(None).get(address.format(public)).status_code == 404
    office.get("Ada", address.format(public), 404)
    office.submit()
    assert office.browsers["Ada"].get(address.format(secret)).status_code == 200
    office.accept()
    office.settle()
    office.begin()
    office.assign()
    office.judge_all()
    office.decide()
    assert browser_of(None).get(address.format(public)).status_code == 200
    assert browser_of(None).get(address.format(secret)).status_code == 404
    assert office.browsers["Bob"].get(address.format(secret)).status_code == 404


def test_a_returned_application_names_what_is_missing_and_is_handed_in_again(office: Office) -> None:
    office.apply()
    office.write()
    office.submit()
    office.send("Ada", office.at("screen"), verdict="return", reason="Name the licence.", criteria=["files"])
    page = plain(office.get("Alice", office.at()))
    assert "Name the licence." in page
    assert "Put right what is missing" in page
    office.send("Alice", office.at("write", "files"), statement="CERN-OHL-S.", do="save")
    office.submit()
    assert office.case.state.value == "submitted"


def test_nothing_that_was_handed_in_can_be_changed(office: Office) -> None:
    office.apply()
    office.write()
    office.submit()
    page = office.send("Alice", office.at("write", "files"), 409, statement="Other.", do="save")
    assert "cannot be changed" in page


def test_the_plan_says_when_a_decision_is_possible_at_the_earliest(office: Office) -> None:
    """C-114."""
    office.apply()
    office.send("Alice", office.at("plan"), text="In spring.", ready="2031-03-01")
    plan = office.case.plan
    assert plan is not None
    assert plan.earliest_decision.isoformat() >= "2031-03-15"


def test_an_applicant_withdraws(office: Office) -> None:
    office.to_accepted()
    office.send("Alice", office.at("withdraw"), reason="Later.")
    assert office.case.state.value == "withdrawn"
    assert "it is over" in plain(office.get("Alice", office.at()))
