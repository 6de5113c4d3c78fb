# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The way of a maker with a phone: the address of a repository without a manifest, a draft, the file in the repository,
and the library shows it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.adapters.git_server import commit, serving
from tests.fakes.github import FakeGitHub
from tests.fakes.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page
    from pytest_django.fixtures import Settings

TAG = "SPDX-License-Identifier"
"""Apart from a value, because a tool would take the two together for the licence of this file."""

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
SECONDS = 20_000
"""Milliseconds in which a look has to be over, on a machine that is busy with other tests."""
FILES = {
    "README.md": b"# Heron lamp\n\nA lamp that bends its neck, for reading at night in a small room.\n",
    "LICENSE": f"{TAG}: CERN-OHL-S-2.0\n".encode(),
    "bom.csv": b"Part,Number\n",
    "cad/neck.FCStd": b"x",
    "cad/neck.step": b"x",
}


@pytest.fixture(params=["light", "dark"])
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """The page of a maker on a phone."""
    with browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]  # two numbers
        color_scheme=request.param,
        has_touch=True,
        is_mobile=True,
    ) as visitor:
        yield visitor.new_page()


@pytest.fixture
def looking(settings: Settings) -> Settings:
    settings.LOOK_WORKERS = 2
    return settings


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


def look_for(page: Page, site: str, address: str) -> None:
    """From the home page: the one box, and the button."""
    page.goto(site)
    page.fill("#q", address)
    press(page, "Search")
    press(page, "Look")


def wait_for(page: Page, headline: str) -> None:
    page.get_by_role("heading", level=1, name=headline).wait_for(timeout=SECONDS)


def check(page: Page, accessibility_faults: Callable[[Page], set[str]]) -> None:
    """Nothing is wrong with the page: no fault of accessibility, nothing beside the screen."""
    assert accessibility_faults(page) == set()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")
def test_a_maker_gets_from_an_address_over_the_long_form_into_the_library(
    site: str,
    phone: Page,
    looking: Settings,
    tmp_path: Path,
    accessibility_faults: Callable[[Page], set[str]],
) -> None:
    page, root = phone, tmp_path / "git"
    commit(root, "heron/lamp", dict(FILES))
    with serving(root) as address:
        looking.STAND_INS = {"git.example.org": address}
        look_for(page, site, "https://git.example.org/heron/lamp")
        wait_for(page, "There is no manifest yet")
        check(page, accessibility_faults)
        press(page, "Go on in the long form")
        assert page.input_value("[name='f.name']") == "Heron lamp"
        page.fill("[name='f.version']", "1.0.0")
        page.fill("[name='f.documentation-language']", "en")
        press(page, "Next")
        page.fill("[name='f.licensor']", "Heron")
        with page.expect_navigation():
            page.locator(".write-steps").get_by_role("button", name="Look, and take it along").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="Download okh.toml").click()
        commit(root, "heron/lamp", {"okh.toml": Path(download.value.path()).read_bytes()})
        look_for(page, site, "https://git.example.org/heron/lamp")
        wait_for(page, "It is in the library")
        page.get_by_text("The search finds it, too.").wait_for(timeout=SECONDS)
    check(page, accessibility_faults)
    with page.expect_navigation():
        page.get_by_role("link", name="See its page in the library").click()
    assert page.locator("h1").inner_text().startswith("Heron lamp")
    page.goto(f"{site}/search?q=bends+neck")
    assert page.get_by_role("link", name="Heron lamp").count() == 1


def test_a_maker_fills_in_the_short_form_and_one_tap_opens_the_page_for_a_new_file(
    site: str,
    phone: Page,
    looking: Settings,
    accessibility_faults: Callable[[Page], set[str]],
) -> None:
    page, world = phone, World()
    world.add("heron/lamp", dict(FILES))
    with FakeGitHub(world, signed=False).serve() as fake:
        looking.STAND_INS = dict.fromkeys(("api.github.com", "raw.githubusercontent.com"), fake.address)
        page.goto(f"{site}/m/github.com/heron/lamp")
        check(page, accessibility_faults)
        press(page, "Look for it now")
        wait_for(page, "There is no manifest yet")
        bookmark = page.url
        page.get_by_label("Which version is this?").fill("1.0.0")
        page.get_by_label("Who gives the licence?").fill("Heron")
        page.get_by_label("In which language is it documented?").fill("en")
        press(page, "Put it into the draft")
        assert page.get_by_role("heading", name="Ready to be committed").is_visible()
        check(page, accessibility_faults)
        link = page.get_by_role("link", name="Put it in at GitHub").get_attribute("href") or ""
        assert urlsplit(link).path == "/heron/lamp/new/main"
        filled = parse_qs(urlsplit(link).query)
        world.commit("heron/lamp", {filled["filename"][0]: filled["value"][0].encode()})
        page.goto(bookmark)
        press(page, "I have committed it: look again")
        wait_for(page, "It is in the library")
        page.get_by_text("The search finds it, too.").wait_for(timeout=SECONDS)
    check(page, accessibility_faults)
    page.goto(f"{site}/search?q=heron")
    assert page.get_by_role("link", name="Heron lamp").count() == 1


def test_the_pages_of_looking_work_without_scripts_and_say_what_is_wrong(
    site: str, browser: Browser, looking: Settings
) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}) as visitor:
        page = visitor.new_page()
        page.goto(f"{site}/look")
        page.fill("#address", "http://127.0.0.1/o/r")
        press(page, "Go on")
        assert "private network" in page.get_by_role("alert").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
