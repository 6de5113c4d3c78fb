# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The browser is there, and its accessibility check would find a fault: a check that finds nothing proves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    AccessibilityFaults = Callable[[Page], set[str]]

GOOD = (
    '<!doctype html><html lang="en"><title>A pump</title><main><h1>A pump</h1><img src="data:," alt="It"></main></html>'
)


@pytest.mark.browser
def test_a_good_page_passes(page: Page, accessibility_faults: AccessibilityFaults) -> None:
    page.set_content(GOOD)
    assert accessibility_faults(page) == set()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        (' lang="en"', "", "html-has-lang"),
        (' alt="It"', "", "image-alt"),
        ("<h1>", '<h1 style="color: #eee; background: #fff">', "color-contrast"),
    ],
    ids=["no-language", "no-alternative", "no-contrast"],
)
def test_a_planted_fault_is_found(
    page: Page, accessibility_faults: AccessibilityFaults, good: str, bad: str, rule: str
) -> None:
    page.set_content(GOOD.replace(good, bad))
    assert rule in accessibility_faults(page)
