# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checking and writing a manifest, as a visitor's browser does it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oshmark.manifest.read import read
from oshmark.values.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

BROKEN = """okhv = "OKH-LOSHv1.0"
name = “Heron lamp”
repo = "https://git.example.org/heron/lamp"
version = 1.0.0
licence = "CERN-OHL-S-2.0"
licensor = "Ada","Bob"
documentation-language = "en"
function = "A lamp that bends its neck."
"""
DROP = """([text, name]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, { type: "text/plain" }));
  document.querySelector("h1").dispatchEvent(
    new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


def saved(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def errors(raw: bytes) -> list[str]:
    return [finding.message for finding in read(raw).findings if finding.severity is Severity.ERROR]


def press(page: Page, button: str) -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def go_to(page: Page, step: str) -> None:
    with page.expect_navigation():
        page.locator(".write-steps").get_by_role("button", name=step).click()


def next_step(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".write-buttons").get_by_role("button", name="Next").click()


def begin(page: Page, site: str) -> None:
    page.goto(f"{site}/write")
    press(page, "Begin")
    page.wait_for_selector("#f-name")


def every_page(page: Page, site: str) -> Iterator[str]:
    """Each page, one after the other, with something on it; its name."""
    page.goto(f"{site}/check")
    yield "check"
    page.fill("#text", BROKEN)
    press(page, "Check")
    yield "broken"
    page.fill("#text", BROKEN.replace("“", '"').replace("”", '"').replace("1.0.0", '"1"').replace(',"Bob"', ""))
    press(page, "Check")
    yield "checked"
    page.goto(f"{site}/write")
    yield "start"
    press(page, "Begin")
    for number in range(1, 9):
        if number == 2:
            page.fill("[name='f.repo']", "not an address")
        if number == 3:
            page.locator("label.option", has_text="CERN-OHL-W-2.0").click()
        if number == 7:
            yield "no parts"
            press(page, "Add a part")
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        yield f"step {number}"
        if number < 8:
            next_step(page)
    page.goto(f"{site}/write")
    yield "resume"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_step_breaks_a_rule_of_accessibility(
    site: str, browser: Browser, accessibility_faults: Callable[[Page], set[str]], scheme: str
) -> None:
    faults = {}
    with browser.new_context(color_scheme=scheme) as visitor:  # type: ignore[arg-type]  # one of the literals
        page = visitor.new_page()
        for name in every_page(page, site):
            found = accessibility_faults(page)
            if found:
                faults[name] = found
    assert faults == {}


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_no_step_has_to_be_scrolled_sideways(site: str, browser: Browser, width: int) -> None:
    too_wide = {}
    with browser.new_context(viewport={"width": width, "height": 800}) as visitor:
        page = visitor.new_page()
        for name in every_page(page, site):
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                too_wide[name] = needed
    assert too_wide == {}


def test_what_can_be_touched_is_large_enough(site: str, browser: Browser) -> None:
    small = """() => [...document.querySelectorAll('button, summary, .choice, .option, input, select, textarea')]
        .filter(e => e.checkVisibility() && !['checkbox', 'radio'].includes(e.type) && !e.closest('.hidden'))
        .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height]).filter(([, high]) => high < 43.5)"""
    with browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True) as visitor:
        page = visitor.new_page()
        assert {name: page.evaluate(small) for name in every_page(page, site) if page.evaluate(small)} == {}


def test_pages_ask_nobody_else_and_say_nothing_on_the_console(site: str, page: Page) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for _name in every_page(page, site):
        page.wait_for_timeout(50)
    assert [url for url in asked if not url.startswith(site)] == []
    assert said == []


def test_a_newcomer_repairs_a_broken_manifest(site: str, page: Page) -> None:
    page.goto(site)
    page.get_by_role("link", name="Check one that you have").click()
    page.get_by_label("Paste it here").fill(BROKEN)
    press(page, "Check")
    assert page.locator("#result").inner_text() == "This cannot be read yet"
    assert page.evaluate("document.activeElement.id") == "result"
    page.get_by_role("link", name="line 6, column 17").click()
    assert page.locator("#L6 mark").inner_text() == ","
    corrected = saved(page, "Download the corrected okh.toml")
    assert errors(corrected) == []
    page.locator("#file").set_input_files({"name": "okh.toml", "mimeType": "text/plain", "buffer": corrected})
    press(page, "Check")
    assert page.locator("#result").inner_text() == "No errors"


def test_a_file_can_be_dropped_on_the_page(site: str, page: Page) -> None:
    page.goto(f"{site}/check")
    page.get_by_text("You can also drop it").wait_for()
    page.evaluate(DROP, [BROKEN, "lamp.toml"])
    assert "lamp.toml" in page.locator("[data-status]").inner_text()
    page.keyboard.press("Enter")  # the button to check has the focus
    page.wait_for_selector("#result")
    assert page.locator(".title-block").get_by_text("lamp.toml").is_visible()


def test_a_manifest_is_written_from_nothing_by_keyboard_alone(site: str, page: Page) -> None:
    def tab_to(selector: str) -> None:
        for _ in range(60):
            if page.evaluate("one => document.activeElement.matches(one)", selector):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"{selector} cannot be reached with the tab key")

    def forward() -> None:
        tab_to(".write-buttons button[value=next]")
        with page.expect_navigation():
            page.keyboard.press("Enter")

    page.goto(f"{site}/write")
    tab_to("button[value=begin]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#f-name")
    typed = {"#f-name": "Heron lamp", "#f-function": "Bends its neck.", "#f-version": "1.0.0"}
    for selector, text in {**typed, "#f-documentation-language": "en"}.items():
        tab_to(selector)
        page.keyboard.type(text)
    page.keyboard.press("Enter")  # in a line of text it leads on
    page.wait_for_selector("#f-licensor")
    for selector, text in {"#f-licensor": "Ada", "#f-repo": "https://git.example.org/heron/lamp"}.items():
        tab_to(selector)
        page.keyboard.type(text)
    forward()
    tab_to("input[name='f.license']")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    for _step in range(5):
        forward()
    assert page.locator("h1").inner_text() == "Look, and take it along"
    tab_to("button[formaction='/write/file']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    raw = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "okh.toml"
    assert errors(raw) == []
    manifest = read(raw).manifest
    assert (manifest.name, manifest.repo) == ("Heron lamp", "https://git.example.org/heron/lamp")
    assert manifest.license


def test_findings_follow_the_typing_and_name_their_box(site: str, page: Page) -> None:
    begin(page, site)
    next_step(page)
    page.get_by_label("Where are its sources?").fill("somewhere")
    said = page.locator("#f-repo-said li")
    said.first.wait_for()
    assert "f-repo-said" in (page.locator("#f-repo").get_attribute("aria-describedby") or "")
    page.get_by_label("Where are its sources?").fill("https://git.example.org/heron/lamp")
    said.first.wait_for(state="detached")


def test_a_draft_outlives_the_tab_and_can_be_forgotten(site: str, browser: Browser) -> None:
    with browser.new_context() as visitor:
        page = visitor.new_page()
        begin(page, site)
        page.fill("#f-name", 'Heron "lamp" 🦉')
        next_step(page)
        page.fill("#f-licensor", "Ada & <b>Bob</b>")
        page.close()
        page = visitor.new_page()
        page.goto(f"{site}/write")
        assert page.locator("[data-draft-name]").inner_text() == 'Heron "lamp" 🦉'
        press(page, "Go on")
        assert page.locator("h1").inner_text() == "Who and where"
        assert page.input_value("#f-licensor") == "Ada & <b>Bob</b>"
        press(page, "Back")
        assert page.input_value("#f-name") == 'Heron "lamp" 🦉'
        page.goto(f"{site}/write")
        page.get_by_role("button", name="Forget it").click()
        page.reload()
        assert not page.locator("[data-resume]").is_visible()


def test_what_was_typed_survives_a_reload(site: str, page: Page) -> None:
    begin(page, site)
    next_step(page)
    page.fill("#f-licensor", "Ada")
    page.fill("#f-repo", "https://git.example.org/heron/lamp")
    page.reload()
    assert page.locator("h1").inner_text() == "Who and where"
    page.wait_for_load_state()
    assert page.input_value("#f-licensor") == "Ada"
    assert page.input_value("#f-repo") == "https://git.example.org/heron/lamp"


def test_everything_works_without_scripts(site: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as visitor:
        page = visitor.new_page()
        page.goto(f"{site}/check")
        assert page.get_by_text("You can also drop it").is_visible() is False
        page.fill("#text", BROKEN)
        press(page, "Check")
        press(page, "Go on in the form")
        assert page.input_value("#f-name") == "Heron lamp"
        page.fill("#f-function", 'Line one\n"two"\n')
        go_to(page, "Its parts")
        press(page, "Add a part")
        page.fill("#p-name", "Arm")
        go_to(page, "Look, and take it along")
        raw = saved(page, "Download okh.toml")
        assert errors(raw) == []
        manifest = read(raw).manifest
        assert manifest.function == 'Line one\n"two"'
        assert [part.name for part in manifest.part] == ["Arm"]
        assert [agent.name for agent in manifest.licensor] == ["Ada", "Bob"]


def test_forced_colours_keep_the_choice_visible(site: str, browser: Browser) -> None:
    with browser.new_context(forced_colors="active") as visitor:
        page = visitor.new_page()
        begin(page, site)
        go_to(page, "The licence")
        page.locator("label.option", has_text="CERN-OHL-S-2.0").click()
        chosen = page.locator("label.option", has=page.locator("input:checked"))
        assert chosen.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
