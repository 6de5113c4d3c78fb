# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A newcomer starts the demonstration, signs in with the printed logins one after the other, and finishes what waits
for each role, down to a certificate on its public page."""

from __future__ import annotations

import re
import signal
import socket
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters import clock

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from tests.instances import Instance

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

PASSWORD = re.compile(r"the password of all is (\S+)")
LOGIN = re.compile(r"([a-z]+@[a-z]+\.example) \(([^)]+)\)")
WHY = "It is all there, and was read by two of us."
BANNER = "This is a demonstration"
ROLES = {
    "administrator", "registrar", "evaluator", "decision-maker", "complaints-officer", "appeal-panel",
    "standards-editor", "treasurer",
}  # fmt: skip


class Demo:
    """The demonstration, as it is served: where, what it has printed, and who may sign in."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        assert process.stdout is not None
        self.here, lines = f"http://127.0.0.1:{port}", []
        for raw in process.stdout:
            lines.append(raw.decode())
            if self.here in lines[-1]:
                break
        said = "".join(lines)
        found = PASSWORD.search(said)
        assert found, said
        self.password = found[1]
        self.logins = dict(LOGIN.findall(said))


@pytest.fixture
def demo(instance: Instance) -> Iterator[Demo]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = instance.start("demo", variables={"PORT": str(port)})
    yield Demo(process, port)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)


@contextmanager
def signed_in(demo: Demo, browser: Browser, login: str) -> Iterator[Page]:
    """Somebody's browser, at what waits for them."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{demo.here}/account/sign-in")
        page.locator("input[name=login]").fill(login)
        page.locator("input[name=password]").fill(demo.password)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(re.compile("^(?!.*sign-in)"))
        page.goto(f"{demo.here}/work/")
        assert BANNER in page.inner_text("body")
        yield page


def do(page: Page, task: str, fill: Callable[[Page], None], button: str) -> None:
    """Follow the first task of a name, fill its form in, and send it."""
    page.goto(page.url.partition("/work/")[0] + "/work/")
    with page.expect_navigation():
        page.get_by_role("link", name=task, exact=True).first.click()
    fill(page)
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()
    alert = page.get_by_role("alert")
    assert not alert.count(), alert.first.inner_text()
    assert not page.locator(".errorlist").count(), page.locator(".errorlist").first.inner_text()


def choosing(*labels: str, why: str = "Why") -> Callable[[Page], None]:
    """Choose each of these, and say why."""

    def fill(page: Page) -> None:
        for label in labels:
            page.get_by_label(label, exact=True).check()
        page.get_by_label(re.compile(f"^{why}")).first.fill(WHY)

    return fill


def another_term(page: Page) -> None:
    """The role that runs out is given anew."""
    page.get_by_label("Who", exact=True).fill("gus@harrowfield.example")
    choosing("appeal panel", why="Why this person")(page)


def a_month_more(page: Page) -> None:
    day = (clock.now() + timedelta(days=40)).date()
    page.get_by_label("Until the end of").fill(day.isoformat())
    page.get_by_label("Why", exact=True).fill(WHY)


def a_verdict(page: Page) -> None:
    """The best of what can be said to a criterion, whichever way it is judged."""
    levels = page.get_by_role("group", name="Which level fits")
    (levels.get_by_role("radio").last if levels.count() else page.get_by_label("Met", exact=True)).check()
    page.get_by_label("Why", exact=True).fill(WHY)


WAITING = {
    "jo@harrowfield.example": ("Give a role that runs out", another_term, "Give the role"),
    "ada@harrowfield.example": (
        "See whether everything is there",
        choosing("No: return it to the applicant", "The five topics of the label", why="Why, or what is missing"),
        "Send",
    ),
    "ben@harrowfield.example": ("Judge", a_verdict, "Seal my verdict"),
    "dora@harrowfield.example": ("Judge", a_verdict, "Seal my verdict"),
    "eli@harrowfield.example": ("Confirm a suspension, or end it", a_month_more, "Send"),
    "fay@harrowfield.example": (
        "Screen a complaint",
        choosing("may be right: admit it"),
        "Send",
    ),
    "gus@harrowfield.example": ("Hear the appeal", choosing("is dismissed"), "Send"),
    "hal@harrowfield.example": ("Adopt a new version of a scheme", choosing(), "Adopt it"),
    "ida@harrowfield.example": ("Record or waive the fee", choosing("is waived", why="Why it is waived"), "Send"),
    "ella@erlental.example": ("Review the evaluation", choosing("Grant it"), "Send"),
}


def test_a_newcomer_finishes_what_waits_for_each_role(demo: Demo, browser: Browser) -> None:
    assert set(demo.logins.values()) >= ROLES
    assert {demo.logins[login] for login in WAITING} == ROLES
    for login, (task, fill, button) in WAITING.items():
        with signed_in(demo, browser, login) as page:
            before = page.get_by_role("link", name=task, exact=True).count()
            do(page, task, fill, button)
            page.goto(f"{demo.here}/work/")
            assert page.get_by_role("link", name=task, exact=True).count() == before - 1, login
    with signed_in(demo, browser, "pia@makers.example") as page:
        assert "Put right what is missing, and hand it in again" in page.inner_text("main")
    certify(demo, browser)


def certify(demo: Demo, browser: Browser) -> None:
    """What Ella Brandt has reviewed is decided and issued, and everybody can read the certificate."""
    with signed_in(demo, browser, "ella@erlental.example") as page:
        do(page, "Decide", choosing("Grant"), "Decide")
    with signed_in(demo, browser, "anke@erlental.example") as page:
        do(page, "Issue the certificate", lambda _page: None, "Issue")
    with browser.new_context() as anybody:
        page = anybody.new_page()
        page.goto(f"{demo.here}/certificates?q=Wiesel")
        page.locator("a.number-link").first.click()
        assert "This certificate is valid." in page.inner_text("main")
        assert BANNER in page.inner_text("body")
        page.goto(f"{demo.here}/certificates?q=Lark+220")
        page.locator("a.number-link").first.click()
        assert "The product may bear the mark of the body" in page.inner_text("main")
