# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody who sees the site, with the samples in it, for the first time: they begin at home, and follow links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BED_MM = 220


def follow(page: Page, link: str) -> None:
    """Follow a link by its words."""
    with page.expect_navigation():
        page.get_by_role("link", name=link, exact=True).first.click()


def fact(page: Page, name: str) -> str:
    """What the page says under a heading of its facts."""
    return page.locator(".fact", has=page.locator("dt", has_text=name)).first.locator("dd").inner_text()


def test_a_newcomer_finds_a_printed_part_for_their_bed(sample_site: str, page: Page) -> None:
    page.goto(sample_site)
    follow(page, "Ask")
    follow(page, "Parts for a bed of 220 mm")
    rows = page.locator(".answer-table tbody tr")
    assert rows.count() == 27
    for edge in ("width", "depth"):
        cells = page.locator(f".answer-table td[data-label={edge}] bdi").all_inner_texts()
        assert len(cells) == 27
        assert max(map(float, cells)) <= BED_MM
    row = rows.filter(has_text="Display bezel")
    with page.expect_navigation():
        row.get_by_role("link").click()
    assert page.locator("h1").inner_text() == "Display bezel"
    assert "3D printing" in fact(page, "Processes")
    assert "150 × 68 × 6" in fact(page, "Outer dimensions")
    assert "display-bezel.stl" in fact(page, "Export")


def test_a_newcomer_finds_what_can_be_printed_by_the_filter_of_the_search(sample_site: str, page: Page) -> None:
    page.goto(sample_site)
    follow(page, "Look through everything")
    page.get_by_role("checkbox", name="3D printing").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Apply filters").click()
    assert page.locator(".hits .hit").count() == 5
    follow(page, "Lark 220")
    follow(page, "Everything about version 1.3.0")
    row = page.locator("#parts tr", has_text="Display bezel")
    assert "3D printing" in row.inner_text()
    assert "150 × 68 × 6" in row.inner_text()


def test_a_newcomer_sees_why_something_is_withheld(sample_site: str, page: Page) -> None:
    page.goto(sample_site)
    page.get_by_label("Search for hardware").fill("moth reading lamp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.get_by_role("link", name="Moth reading lamp").count() == 0
    with page.expect_navigation():
        page.get_by_role("link", name="1 release is withheld").click()
    assert "everybody may study, change, make and sell it" in page.locator(".lead").inner_text()
    follow(page, "Moth reading lamp")
    assert page.locator("h1").inner_text() == "Moth reading lamp"
    assert "does not let everybody sell the hardware" in fact(page, "Reason")
    assert page.get_by_text("Shade ring").count() == 0
    with page.expect_navigation():
        page.get_by_role("link", name="Text as it was found").click()
    assert 'name = "Moth reading lamp"' in page.content()


def test_a_newcomer_finds_the_way_to_a_manifest_of_their_own(sample_site: str, page: Page) -> None:
    page.goto(sample_site)
    follow(page, "Check one that you have")
    page.get_by_label("Paste it here").fill('name = "Heron lamp"\nlicensor = "Ada","Bob"\n')
    with page.expect_navigation():
        page.get_by_role("button", name="Check", exact=True).click()
    with page.expect_download() as corrected:
        page.get_by_role("button", name="Download the corrected okh.toml").click()
    assert corrected.value.suggested_filename == "okh.toml"
    with page.expect_navigation():
        page.locator("a.brand").click()
    page.locator("#make ~ .make-links").get_by_role("link", name="Make a manifest").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Begin", exact=True).click()
    assert page.get_by_label("What is it called?").is_visible()
