# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

RELEASE = "/m/github.com/weaver/loom/-/v/2.1.0"
PAGES = {
    "home": "/",
    "search": "/search",
    "hits": "/search?q=loom&licence_class=strong-copyleft",
    "nothing found": "/search?q=zeppelin&language=de",
    "module": "/m/github.com/weaver/loom",
    "release": RELEASE,
    "older release with hostile text": "/m/github.com/weaver/loom/-/v/2.0.0",
    "part": f"{RELEASE}/-/part/shuttle",
    "bill": f"{RELEASE}/-/bom",
    "quarantine": "/quarantine",
    "waiting module": "/m/git.example.org/secret/lamp",
    "waiting release": "/m/git.example.org/secret/lamp/-/v/7.7.7",
    "vocabulary": "/ns",
    "about": "/about",
    "data": "/data",
    "generation": "/data/gen-1",
    "generation that never was": "/data/gen-77",
    "statistics": "/statistics",
    "crawl": "/crawl",
    "issuers": "/issuers",
    "territories": "/territories",
    "licences": "/licences",
    "licence": "/licence/CERN-OHL-S-2.0",
    "licence that is not open": "/licence/CC-BY-NC-4.0",
    "processes": "/processes",
    "process": "/process/PCB",
    "languages": "/languages",
    "language": "/language/en",
    "person": "/a/web/weaver.example.org~2Fwilma",
    "look": "/look",
    "address to look for": "/look?address=github.com/heron/lamp",
    "address that is none": "/look?address=http://127.0.0.1/",
    "module that is not known": "/m/github.com/heron/lamp",
    "not found": "/nothing-here",
    "bad request": "/search?page=x",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_accessibility(
    site: str, browser: Browser, accessibility_faults: Callable[[Page], set[str]], scheme: str
) -> None:
    faults = {}
    with browser.new_context(color_scheme=scheme) as visitor:  # type: ignore[arg-type]  # one of the literals
        for name, path in PAGES.items():
            page = visitor.new_page()
            page.goto(site + path)
            found = accessibility_faults(page)
            if found:
                faults[name] = found
            page.close()
    assert faults == {}


@pytest.mark.parametrize("width", [320, 360, 640, 1280])
def test_no_page_has_to_be_scrolled_sideways(site: str, browser: Browser, width: int) -> None:
    too_wide = {}
    with browser.new_context(viewport={"width": width, "height": 800}) as visitor:
        for name, path in PAGES.items():
            page = visitor.new_page()
            page.goto(site + path)
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                too_wide[name] = needed
            page.close()
    assert too_wide == {}


def test_pages_ask_nobody_else_and_say_nothing_on_the_console(site: str, page: Page) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PAGES.values():
        page.goto(site + path)
    assert len(asked) > len(PAGES)
    assert [url for url in asked if not url.startswith(site)] == []
    assert [text for text in said if "status of 40" not in text] == []


def test_the_site_works_without_scripts_and_by_keyboard_alone(site: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as visitor:
        page = visitor.new_page()
        page.goto(site)
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to the content"
        page.locator("#q").focus()
        page.keyboard.type("loom")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=loom")
        page.locator("summary", has_text="Kind of licence").focus()
        page.keyboard.press("Enter")  # a filter with a single value is folded
        page.get_by_role("checkbox", name="Strong copyleft").check()
        page.get_by_role("button", name="Apply filters").click()
        page.wait_for_url("**licence_class=strong-copyleft")
        page.get_by_role("link", name="Full Loom").first.click()
        page.get_by_role("link", name="Everything about version 2.1.0").click()
        assert page.locator("h1").inner_text().startswith("Full Loom")
        page.locator("#parts").get_by_role("link", name="Shuttle", exact=True).click()
        assert page.locator("h1").inner_text() == "Shuttle"


def test_filters_are_folded_away_on_a_phone_and_open_on_a_desk(site: str, browser: Browser) -> None:
    seen = {}
    for width in (360, 1280):
        with browser.new_context(viewport={"width": width, "height": 800}) as visitor:
            page = visitor.new_page()
            page.goto(f"{site}/search")
            seen[width] = page.locator("summary", has_text="Kind of licence").is_visible()
    assert seen == {360: False, 1280: True}


def test_what_can_be_touched_is_large_enough(site: str, browser: Browser) -> None:
    small = """() => [...document.querySelectorAll('nav a, button, summary, .choice, input')]
        .filter(e => e.offsetParent && e.type !== 'checkbox').map(e => [e.textContent, e.getBoundingClientRect()])
        .filter(([, box]) => box.height < 43.5).map(([text, box]) => text.trim() + ' ' + box.height)"""
    with browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True) as visitor:
        for path in ("/", "/search?q=loom", RELEASE):
            page = visitor.new_page()
            page.goto(site + path)
            assert page.evaluate(small) == []
            page.close()


def test_a_finding_leads_to_its_line(site: str, page: Page) -> None:
    page.goto(site + RELEASE)
    link = page.locator("#findings .place a").first
    target = link.get_attribute("href") or ""
    link.click()
    assert page.locator(target).is_visible()


def test_a_page_can_be_printed(site: str, page: Page) -> None:
    page.goto(site + RELEASE)
    page.emulate_media(media="print")
    assert not page.locator(".toc").is_visible()
    assert not page.locator(".site-nav").is_visible()
    assert page.locator("#parts table").is_visible()


def test_forced_colours_keep_everything_visible(site: str, browser: Browser) -> None:
    with browser.new_context(forced_colors="active") as visitor:
        page = visitor.new_page()
        page.goto(site + RELEASE)
        assert page.get_by_text("Strong copyleft").first.is_visible()
        assert page.locator(".ladder [aria-current]").first.is_visible()


SHIFTS = """() => new Promise(done => {
    let sum = 0
    new PerformanceObserver(list => list.getEntries().forEach(one => sum += one.value))
        .observe({type: 'layout-shift', buffered: true})
    setTimeout(() => done(sum), 200)
})"""


def _wait_until(page: Page, holds: str) -> None:
    """Ask the page again and again. Playwright's own way to wait evaluates a text in it, which our policy forbids."""
    for _ in range(150):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(100)
    raise AssertionError(holds)


def _late(route: Route) -> None:
    time.sleep(0.3)
    route.continue_()


def test_pictures_are_seen_and_nothing_jumps_when_they_come(site: str, page: Page) -> None:
    page.route("**/picture/*", _late)
    for path in ("/", "/search?q=loom", RELEASE):
        page.goto(site + path, wait_until="commit")
        image = page.get_by_role("img", name="Picture of Full Loom").first
        image.scroll_into_view_if_needed()
        _wait_until(page, "[...document.images].some(one => one.complete && one.naturalWidth > 0)")
        box = image.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) > 50
        assert page.evaluate(SHIFTS) == 0


def test_where_there_is_no_picture_something_calm_is_drawn(site: str, page: Page) -> None:
    page.goto(f"{site}/m/github.com/weaver/loom/-/v/2.0.0")
    assert page.locator(".picture .no-picture").is_visible()
    assert page.get_by_text("The picture that the manifest names is not here yet.").is_visible()
