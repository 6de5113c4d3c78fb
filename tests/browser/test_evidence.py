# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A large file over a line that breaks, and a criterion that is judged beside a picture and a film."""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

import pytest

from oshmark.certification.scheme import SubjectKind
from oshmark.web.evidence.models import Transfer
from oshmark.web.operations.demo.files import FILM
from oshmark.web.workplaces.models import Upload
from tests.adapters.pictures.made import plain as picture
from tests.browser.conftest import served
from tests.browser.test_workplaces import SCROLLS, Desk
from tests.certification.world import small_scheme
from tests.web.workplaces.office import REASON, Office, as_it_is

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route
    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library

pytestmark = pytest.mark.browser
SIZE = 7_000_000


@pytest.fixture
def office(library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Office:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    made = Office(library, small_scheme(subject=SubjectKind.PRODUCT, fees=(), training=None), monkeypatch)
    made.apply()
    return made


@pytest.fixture
def here(office: Office) -> Iterator[str]:
    with served() as address:
        yield address


class Line:
    """The line between a browser and the site: it lets so many pieces through, and then none."""

    def __init__(self, page: Page, lets_through: int) -> None:
        self.left, self.offsets = lets_through, list[int]()
        page.route("**/transfers/*", self._handle)

    def _handle(self, route: Route) -> None:
        if route.request.method != "PATCH":
            route.continue_()
        elif self.left > 0:
            self.left -= 1
            self.offsets.append(int(route.request.headers["upload-offset"]))
            route.continue_()
        else:
            route.abort("connectionreset")


def test_an_upload_that_broke_goes_on_where_it_stopped(
    office: Office,
    here: str,
    browser: Browser,
    tmp_path: Path,
    accessibility_faults: Callable[[Page], set[str]],
) -> None:
    file = tmp_path / "runs.bin"
    file.write_bytes(random.Random(1).randbytes(SIZE))  # noqa: S311  noise, and no secret
    alice = Desk(office, "Alice", browser, here)
    page = alice.open(office.at("write", "wiring"))
    line = Line(page, lets_through=1)
    send(page, file)
    page.get_by_text("The line is broken.").wait_for()
    alice.held_to(accessibility_faults)
    assert Transfer.objects.get().size == SIZE

    page.reload()
    assert "29 % of 6.7" in page.inner_text("main")
    alice.held_to(accessibility_faults)
    line.left = 1
    send(page, file)
    page.get_by_text("The line is broken.").wait_for()
    line.left = 100
    page.get_by_role("link", name="runs.bin").wait_for()
    assert "Added." in page.inner_text("main")
    assert line.offsets == sorted(set(line.offsets))
    assert line.offsets[1] == 2 * 1024 * 1024
    row = Upload.objects.get()
    assert (row.size, row.sha256) == (SIZE, hashlib.sha256(file.read_bytes()).hexdigest())
    assert not Transfer.objects.exists()


def wait_for(page: Page, truth: str) -> None:
    """Ask until it is so. Playwright's own way is to evaluate a text within the page, which our policy forbids."""
    for _count in range(100):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(100)
    pytest.fail(truth)


def send(page: Page, file: Path) -> None:
    page.get_by_text("Add a file").click()
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Add the file").click()


def test_without_scripts_the_plain_form_sends_the_file(
    office: Office, here: str, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "runs.txt"
    file.write_text("Ten runs.")
    alice = Desk(office, "Alice", browser, here, java_script_enabled=False)
    page = alice.open(office.at("write", "wiring"))
    page.get_by_text("Add a file").click()
    page.get_by_label("File", exact=True).set_input_files(file)
    alice.press("Add the file")
    assert Upload.objects.get().name == "runs.txt"


def test_a_criterion_is_judged_beside_a_picture_and_a_film(
    office: Office,
    here: str,
    browser: Browser,
    accessibility_faults: Callable[[Page], set[str]],
) -> None:
    office.write()
    address = office.at("write", "wiring")
    for name, content in (("lamp.png", picture(size=(800, 500))), ("clamp.webm", FILM.read_bytes())):
        office.send("Alice", address, statement="x", do="file", file=as_it_is(name, content))
    office.submit()
    office.accept()
    office.settle()
    office.begin()
    office.assign()
    said: list[str] = []
    ben = Desk(office, "Ben", browser, here)
    ben.page.on("console", lambda message: said.append(message.text))
    page = ben.open(office.at("judge", "wiring"))
    shown = page.get_by_role("img", name="lamp.png")
    shown.scroll_into_view_if_needed()
    wait_for(page, "document.querySelector('.piece-picture img').naturalWidth === 640")
    wait_for(page, "document.querySelector('video').readyState >= 1")
    assert page.evaluate("document.querySelector('video').duration") > 3
    ben.held_to(accessibility_faults)
    page.evaluate("document.querySelector('video').currentTime = 2.5")
    page.get_by_role("button", name="Note this moment").click()
    notes = page.get_by_label("Your notes on clamp.webm")
    assert notes.input_value() == "0:02 "
    page.keyboard.type("It slips.")
    page.locator("[data-saved]", has_text="Saved.").wait_for()
    page.reload()
    wait_for(page, "document.querySelector('video').readyState >= 1")
    link = page.get_by_role("link", name="0:02")
    assert "It slips." in page.locator(".noted").inner_text()
    link.click()
    wait_for(page, "Math.floor(document.querySelector('video').currentTime) >= 2")
    assert page.url.endswith("/judge/wiring")
    ben.held_to(accessibility_faults)
    assert not page.evaluate(SCROLLS)
    page.get_by_label("Met", exact=True).check()
    page.get_by_label("Why", exact=True).fill(REASON)
    ben.press("Seal my verdict")
    assert said == []
