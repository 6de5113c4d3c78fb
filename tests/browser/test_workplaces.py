# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From an application to a certificate by five people, each in a browser of their own; one has no JavaScript, one a
phone, and one no mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import pytest
from django.conf import settings as site_settings

from oshmark.certification.scheme import SubjectKind
from oshmark.web.certification.memory import memory
from oshmark.web.workplaces.models import CaseDraft
from tests.browser.conftest import served
from tests.certification.world import small_scheme
from tests.web.workplaces.office import REASON, Office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page
    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library

pytestmark = pytest.mark.browser
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
PHONE = {"width": 320, "height": 700}
MOST_TABS = 120


@pytest.fixture
def office(library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Office:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return Office(library, small_scheme(subject=SubjectKind.PRODUCT, fees=(), training=None), monkeypatch)


@pytest.fixture
def here(office: Office) -> Iterator[str]:
    with served() as address:
        yield address


class Desk:
    """Somebody at their browser."""

    def __init__(self, office: Office, name: str, browser: Browser, here: str, **how: Any) -> None:
        self.context = browser.new_context(**how)
        cookie = office.browsers[name].cookies[site_settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": site_settings.SESSION_COOKIE_NAME, "value": cookie, "url": here}])
        self.page, self.here = self.context.new_page(), here

    def open(self, address: str) -> Page:
        response = self.page.goto(self.here + address)
        assert response is not None
        assert response.status == 200, f"{address}: {response.status}"
        return self.page

    def press(self, button: str) -> Page:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).click()
        problem = self.page.get_by_role("alert")
        assert not problem.count(), problem.first.inner_text()
        return self.page

    def follow(self, link: str) -> Page:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=link, exact=True).first.click()
        return self.page

    def reach(self, thing: Locator) -> None:
        """Get to something with the Tab key alone."""
        for _step in range(MOST_TABS):
            if thing.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"No way leads to {thing}")

    def type(self, label: str, text: str) -> None:
        """Write into a field without a mouse."""
        self.reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(text)

    def choose(self, group: str, label: str) -> None:
        """Choose one of several without a mouse: the first by the space bar, the others by arrows."""
        radios = self.page.get_by_role("group", name=group).get_by_role("radio")
        wanted = self.page.get_by_role("group", name=group).get_by_label(label, exact=True)
        self.reach(radios.first)
        self.page.keyboard.press("Space")
        for _step in range(radios.count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"No arrow leads to {label}")

    def enter(self, role: Literal["button", "link"], name: str) -> Page:
        """Follow a link or press a button without a mouse."""
        self.reach(self.page.get_by_role(role, name=name, exact=True).first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        problem = self.page.get_by_role("alert")
        assert not problem.count(), problem.first.inner_text()
        return self.page

    def held_to(self, find: Callable[[Page], set[str]]) -> None:
        """The page breaks no rule of accessibility, and nothing of it lies beside a phone."""
        assert find(self.page) == set(), self.page.url
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        assert not self.page.evaluate(SCROLLS), self.page.url
        if size:
            self.page.set_viewport_size(size)


def test_five_people_bring_an_application_to_a_certificate(
    office: Office,
    here: str,
    browser: Browser,
    tmp_path: Path,
    accessibility_faults: Callable[[Page], set[str]],
) -> None:
    phone: dict[str, Any] = {"viewport": PHONE}
    alice = Desk(office, "Alice", browser, here)
    ada, eli = Desk(office, "Ada", browser, here), Desk(office, "Eli", browser, here)
    ben = Desk(office, "Ben", browser, here, java_script_enabled=False)
    cleo = Desk(office, "Cleo", browser, here, **phone)
    apply(office, alice, tmp_path, accessibility_faults)
    screen(ada, accessibility_faults)
    alice.open("/work/")
    alice.follow("Sign the agreement")
    alice.held_to(accessibility_faults)
    alice.page.get_by_label("I sign this agreement for the applicant.").check()
    alice.press("Sign")
    for link, button in (("Freeze the evidence", "Freeze"), ("Begin the evaluation", "Begin")):
        ada.open("/work/")
        ada.follow(link)
        ada.press(button)
    assign(ada, accessibility_faults)
    judge_all(ben, None)
    judge_all(cleo, accessibility_faults)
    conclude(ada)
    decide(eli, accessibility_faults)
    ada.open("/work/")
    ada.follow("Issue the certificate")
    ada.press("Issue")
    number = memory().replay.register.issued[office.application]
    assert "granted" in alice.open(office.at()).inner_text("main")
    assert "active" in alice.open(f"/work/certificate/{number}").inner_text("main") or "valid" in alice.page.inner_text(
        "main"
    )
    alice.held_to(accessibility_faults)
    with browser.new_context() as anybody:
        page = anybody.new_page()
        page.goto(f"{here}/certificates")
        page.get_by_role("link", name=number, exact=True).click()
        assert "This certificate is valid." in page.inner_text("main")
        assert "Heron Workshop" in page.inner_text("main")


def apply(office: Office, alice: Desk, tmp_path: Path, find: Callable[[Page], set[str]]) -> None:
    page = alice.open("/work/")
    alice.held_to(find)
    alice.follow("Apply for a certificate")
    alice.held_to(find)
    alice.follow("Printers")
    alice.held_to(find)
    page.get_by_label("Heron Workshop").check()
    page.get_by_label("The release, by its address in the library").fill(office.release)
    page.get_by_label(re.compile("certified")).check()
    page.get_by_label("selling").check()
    alice.press("Begin the application")
    office.application = page.url.rpartition("/")[2]
    alice.held_to(find)
    for criterion in office.people_criteria:
        alice.open(office.at("write", criterion.id))
        alice.held_to(find)
        page.get_by_label("Your statement").fill(f"We have done {criterion.id} and show how.")
        if criterion.id == "wiring":
            file = tmp_path / "wiring.txt"
            file.write_text("Red to red.")
            page.get_by_text("Add a file").click()
            page.get_by_label("File", exact=True).set_input_files(file)
            alice.press("Add the file")
        elif criterion.id == "pace":
            page.get_by_text("Add a measurement").click()
            page.get_by_label(re.compile("Number")).fill("22")
            page.get_by_label("How it was measured").fill("Counted.")
            alice.press("Add the measurement")
        else:
            page.locator("[data-saved]", has_text="Saved.").wait_for()
            assert criterion.id in CaseDraft.objects.get().written
    alice.open(office.at())
    assert "Nothing is missing" in page.inner_text("main")
    alice.held_to(find)
    alice.follow("Hand in the application")
    alice.held_to(find)
    page.get_by_label("I have read the goal of this scheme, in this version.").check()
    alice.press("Hand in")
    assert "waits for registrar" in page.inner_text("main")


def screen(ada: Desk, find: Callable[[Page], set[str]]) -> None:
    ada.open("/work/")
    ada.held_to(find)
    ada.follow("See whether everything is there")
    ada.held_to(find)
    ada.page.get_by_label("Yes: accept it").check()
    ada.page.get_by_label("Why, or what is missing").fill(REASON)
    ada.press("Send")


def assign(ada: Desk, find: Callable[[Page], set[str]]) -> None:
    for name in ("Ben", "Cleo"):
        ada.open("/work/")
        ada.follow("Find evaluators")
        ada.held_to(find)
        ada.page.get_by_label(name).check()
        for box in ada.page.get_by_role("group", name="Which criteria").get_by_role("checkbox").all():
            box.check()
        ada.press("Ask")


def judge_all(who: Desk, find: Callable[[Page], set[str]] | None) -> None:
    """Whatever waits, one after the other, from the twenty minutes that somebody has."""
    for _count in range(4):
        page = who.open("/work/")
        who.press("Give me something")
        if find:
            who.held_to(find)
        who.follow("Judge")
        if find:
            who.held_to(find)
        if page.get_by_role("group", name="Which level fits").count():
            page.get_by_role("group", name="Which level fits").get_by_role("radio").last.check()
        else:
            page.get_by_label("Met", exact=True).check()
        if page.get_by_label(re.compile("The number that you read")).count():
            page.get_by_label(re.compile("The number that you read")).fill("22")
        page.get_by_label("Why", exact=True).fill(REASON)
        who.press("Seal my verdict")
    assert "Nothing waits for you." in who.open("/work/").inner_text("main")


def conclude(ada: Desk) -> None:
    ada.open("/work/")
    ada.follow("Conclude the evaluation")
    ada.press("Conclude")


def decide(eli: Desk, find: Callable[[Page], set[str]]) -> None:
    """All of it by the keyboard."""
    eli.open("/work/")
    eli.enter("link", "Review the evaluation")
    eli.held_to(find)
    eli.choose("What you recommend", "Grant it")
    eli.type("Why", REASON)
    eli.enter("button", "Send")
    eli.open("/work/")
    eli.enter("link", "Decide")
    eli.held_to(find)
    eli.choose("Your decision", "Grant")
    eli.type("Why", REASON)
    eli.enter("button", "Decide")
