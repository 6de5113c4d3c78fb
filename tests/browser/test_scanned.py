# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page behind the code on a phone: on a bad network, in every language, in the dark, on paper."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.label.ingredients import Ingredient, Ingredients
from oshmark.label.words import LANGUAGES
from tests.browser.conftest import served
from tests.web.labels.labelled import Labelled
from tests.web.labels.test_issuing import Shop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from tests.web.library_of import Library

pytestmark = pytest.mark.browser

SLOW_3G: dict[str, Any] = {"offline": False, "latency": 2000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit/s with two seconds of latency, as the developer tools of browsers call it."""
TRICKLE: dict[str, Any] = {**SLOW_3G, "downloadThroughput": 4_000}
PHONE = {"width": 360, "height": 760}


@pytest.fixture
def label(library: Library) -> Iterator[tuple[str, Labelled]]:
    """A site, and a label on it."""
    made = Labelled(library)
    with served() as site:
        yield site, made


def throttled(page: Page, conditions: dict[str, Any]) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", conditions)


def test_the_standing_is_seen_while_the_rest_is_still_on_its_way(library: Library, browser: Browser) -> None:
    shop = Shop(library)
    names = (hashlib.sha256(str(at).encode()).hexdigest() for at in range(2000))
    shop.parts = Ingredients(order=shop.parts.order, items=tuple(Ingredient(name=name) for name in names))
    number = shop.issue().number
    with served() as site, browser.new_context(viewport=PHONE, locale="de") as phone:  # type: ignore[arg-type]  # a size
        page = phone.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        throttled(page, TRICKLE)
        page.goto(f"{site}/C/{number}", wait_until="commit")
        for text in ("Selbst erklärt, nicht zertifiziert", "Full Loom", "2.1.0", "Lark Workshop", "Graz, AT"):
            page.locator(".head").get_by_text(text).first.wait_for()
        page.locator(".facts .number").first.wait_for()
        assert page.evaluate("document.readyState") == "loading"
        assert page.locator(".parts li").count() < 2000
        box = page.locator(".standing").bounding_box()
        assert box is not None
        assert box["y"] == 0
        assert asked == [f"{site}/C/{number}"]


def test_it_is_one_request_on_a_slow_network(label: tuple[str, Labelled], browser: Browser) -> None:
    site, made = label
    with browser.new_context(viewport=PHONE) as phone:  # type: ignore[arg-type]  # a size
        page = phone.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        throttled(page, SLOW_3G)
        page.goto(site + made.path, wait_until="load")
        assert len(asked) == 1
        assert said == []
        # The style within the page is allowed by its digest, and so it is there.
        assert page.locator(".standing").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(17, 24, 32)"


def paths(made: Labelled) -> tuple[str, ...]:
    return (
        made.path,
        f"{made.path}/A-0003",
        f"{made.path}/Z-1",
        "/C/AAAAAAAA",
        f"{made.path}/-/report",
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_accessibility(
    label: tuple[str, Labelled], browser: Browser, accessibility_faults: Callable[[Page], set[str]], scheme: str
) -> None:
    site, made = label
    faults = {}
    with browser.new_context(color_scheme=scheme, bypass_csp=True) as visitor:  # type: ignore[arg-type]  # a literal
        page = visitor.new_page()
        for path in (*paths(made), *(f"{made.path}?lang={language}" for language in LANGUAGES)):
            page.goto(site + path)
            faults[path] = accessibility_faults(page)
        made.end()
        page.goto(site + made.path)
        faults["ended"] = accessibility_faults(page)
    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_has_to_be_scrolled_sideways(label: tuple[str, Labelled], browser: Browser, width: int) -> None:
    site, made = label
    with browser.new_context(viewport={"width": width, "height": 700}) as visitor:
        page = visitor.new_page()
        wide = {}
        for path in (*paths(made), f"{made.path}?lang=ar", f"{made.path}?lang=id"):
            page.goto(site + path)
            wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: needed for path, needed in wide.items() if needed > width} == {}


def test_it_can_be_printed(label: tuple[str, Labelled], browser: Browser) -> None:
    site, made = label
    with browser.new_context(color_scheme="dark") as visitor:
        page = visitor.new_page()
        page.goto(site + made.path)
        page.emulate_media(media="print")
        assert page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
        assert page.locator(".standing").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
        assert not page.locator(".toc").is_visible()
        assert page.locator(".parts li").count() >= len(made.shop.parts.items)


def test_a_report_is_sent_by_keyboard_alone(label: tuple[str, Labelled], browser: Browser) -> None:
    site, made = label
    with browser.new_context(viewport=PHONE) as phone:  # type: ignore[arg-type]  # a size
        page = phone.new_page()
        page.goto(f"{site}{made.path}/-/report")
        page.locator("#text").focus()
        page.keyboard.type("The plug gets hot.")
        page.keyboard.press("Tab")
        page.keyboard.type("me@example.org")
        page.keyboard.press("Enter")
        page.get_by_role("status").wait_for()
        assert "The producer has your message" in page.inner_text("main")
