# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The producer's desk as a browser sees it, and the walk from a demonstration to the archive behind the code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache

from oshmark.web import wiring
from tests.web.people import PASSWORD, make_cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.browser

LOOM = "/m/github.com/weaver/loom/-/v/2.1.0"
WALK = Path(__file__).parents[2] / "scripts" / "label_walk.py"
PICTURES = ("declare.png", "issue.png", "label.png", "page.png")


@pytest.fixture
def here(site: str, settings: Settings, tmp_path: Path) -> Iterator[str]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ARCHIVE = tmp_path / "archive"
    cache.clear()
    make_cast()
    yield site
    wiring.typesetter().close()
    cache.clear()


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).first.click()


def sign_in(page: Page, here: str) -> None:
    page.goto(f"{here}/labels/new?release={LOOM}")
    page.fill("[name=login]", "alice@example.org")
    page.fill("[name=password]", PASSWORD)
    press(page, "Sign in")


def declare(page: Page) -> None:
    press(page, "Go on")
    page.fill("[name=contact]", "post@heron.example")
    press(page, "Save and look")


def issue(page: Page) -> None:
    press(page, "Save, and look before it is issued")
    page.locator("[name=sure]").check()
    press(page, "Issue the label")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_every_page_of_the_desk_is_fit_for_everybody(
    here: str, browser: Browser, accessibility_faults: Callable[[Page], set[str]], width: int, scheme: str
) -> None:
    faults: dict[str, object] = {}
    size = {"width": width, "height": 740}
    with browser.new_context(viewport=size, color_scheme=scheme) as maker:  # type: ignore[arg-type]  # literals
        page = maker.new_page()

        def look(name: str) -> None:
            found: set[str] = accessibility_faults(page)
            if found or page.evaluate("document.documentElement.scrollWidth") > width:
                faults[name] = found or "too wide"

        sign_in(page, here)
        look("new")
        declare(page)
        look("draft")
        press(page, "Add a value")
        press(page, "Add a link")
        page.fill("[name=product]", "A loom " + "that is certified " * 9)
        press(page, "Save and look")
        look("draft with faults")
        page.fill("[name=product]", "Full Loom")
        press(page, "Save, and look before it is issued")
        look("issue")
        page.locator("[name=sure]").check()
        press(page, "Issue the label")
        look("label")
        page.goto(f"{page.url}/end")
        look("end")
        page.goto(f"{here}/labels")
        look("labels")
        page.goto(f"{here}/labels/new?release=/m/nothing")
        look("refused")
    assert faults == {}


def test_a_product_is_declared_without_scripts_by_keyboard_and_its_picture_is_seen(here: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as maker:
        page = maker.new_page()
        sign_in(page, here)
        declare(page)
        picture = page.locator(".look-frame img")
        picture.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        box = picture.bounding_box()
        assert box is not None
        assert abs(box["width"] - 48 / 25.4 * 96) < 2  # in its real size, as a compact label has 48 mm
        page.locator("[name=municipality]").focus()
        page.keyboard.press("End")
        page.keyboard.type("-Ost")
        page.keyboard.press("Enter")  # saves, and neither adds nor takes away anything
        page.wait_for_load_state()
        assert page.locator("[name=municipality]").input_value() == "Reiherstedt-Ost"
        issue(page)
        assert re.search(r"/labels/[0-9A-Z]{8}\Z", page.url)
        assert "This is your label." in page.locator("[role=status]").inner_text()


@pytest.mark.enable_socket
def test_the_walk_of_the_documentation_leads_to_its_end(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, WALK, tmp_path], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(
        r"Label [0-9A-Z]{8}: declared, issued, printed, read back, opened and unpacked\.\n", done.stdout
    )
    assert [(tmp_path / name).stat().st_size > 2_000 for name in PICTURES] == [True] * len(PICTURES)
