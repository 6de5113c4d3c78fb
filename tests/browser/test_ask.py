# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page for SPARQL as a visitor's browser sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
PAGES = {
    "editor": "/sparql",
    "rows": "/sparql?example=open-licences",
    "many columns": "/sparql?example=complete",
    "graph": f"/sparql?{urlencode({'query': GRAPH, 'format': 'html'})}",
    "yes": "/sparql?query=ASK+%7B%7D",
    "nothing found": "/sparql?query=SELECT+%3Fx+%7B+%3Fx+a+okh%3ANothing+%7D",
    "mistake": "/sparql?query=SELEC+%3Fx+%7B%7D",
    "refused": "/sparql?query=SELECT+%2A+%7B+SERVICE+%3Chttp%3A%2F%2Fx.example%2F%3E+%7B%7D+%7D",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_asking_breaks_no_rule_of_accessibility(
    site: str, browser: Browser, accessibility_faults: Callable[[Page], set[str]], scheme: str
) -> None:
    faults = {}
    with browser.new_context(color_scheme=scheme) as visitor:  # type: ignore[arg-type]  # one of the literals
        for name, path in PAGES.items():
            page = visitor.new_page()
            page.goto(site + path)
            for fold in page.locator("summary").all():
                fold.click()
            found = accessibility_faults(page)
            if found:
                faults[name] = found
            page.close()
    assert faults == {}


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_asking_needs_no_scrolling_sideways(site: str, browser: Browser, width: int) -> None:
    too_wide = {}
    with browser.new_context(viewport={"width": width, "height": 800}) as visitor:
        for name, path in PAGES.items():
            page = visitor.new_page()
            page.goto(site + path)
            for fold in page.locator("summary").all():
                fold.click()
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                too_wide[name] = needed
            page.close()
    assert too_wide == {}


def test_a_query_is_written_mended_and_run_by_keyboard_without_scripts(site: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as visitor:
        page = visitor.new_page()
        page.goto(site)
        page.get_by_role("link", name="Ask", exact=True).press("Enter")
        page.wait_for_url("**/sparql")
        editor = page.get_by_label("Query", exact=True)
        editor.fill("SELECT ?name {\n?m a okh:Module ; rdfs:label ?name")
        editor.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="This query was not answered").wait_for()
        assert "line 2" in page.get_by_role("alert").inner_text()
        editor.fill("SELECT ?name {\n?m a okh:Module ; rdfs:label ?name }")
        editor.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_role("cell", name="Full Loom").first.wait_for()
        with page.expect_download() as download:
            page.get_by_role("link", name="Download as CSV").click()
        assert "Full Loom" in download.value.path().read_text(encoding="utf-8")


def test_an_example_leads_into_the_library(site: str, page: Page) -> None:
    page.goto(f"{site}/sparql")
    page.get_by_role("link", name="Is it open source hardware?").click()
    assert page.get_by_role("cell", name="CERN-OHL-S-2.0").first.is_visible()


def test_what_can_be_touched_is_large_enough(site: str, browser: Browser) -> None:
    small = """() => [...document.querySelectorAll('nav a, button, summary, select, textarea, .answer-links a')]
        .filter(e => e.offsetParent).map(e => [e.textContent, e.getBoundingClientRect()])
        .filter(([, box]) => box.height < 43.5).map(([text, box]) => text.trim() + ' ' + box.height)"""
    with browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True) as visitor:
        page = visitor.new_page()
        page.goto(site + PAGES["rows"])
        assert page.evaluate(small) == []
