# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing up, a passkey, a second factor and an organisation, as a visitor's browser does it; and the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache

from oshmark.web.accounts.models import Person
from tests.web.people import PASSWORD, SECRET, last_code, make_cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def here(site: str, settings: Settings) -> Iterator[str]:
    """The address of the site by a name: a passkey belongs to a name and never to a number."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield site.replace("127.0.0.1", "localhost")
    cache.clear()


def code_now(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def add_device(page: Page) -> None:
    """A phone that unlocks itself."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def sign_up(page: Page, here: str) -> None:
    page.goto(f"{here}/account/sign-up")
    page.fill("[name=email]", "dora@example.org")
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=name]", "Dora")
    press(page, "Sign up")
    page.fill("[name=code]", last_code())
    press(page, "Go on")


def sign_in(page: Page, here: str, email: str) -> None:
    page.goto(f"{here}/account/sign-in")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    press(page, "Sign in")


def add_passkey(page: Page, here: str) -> None:
    add_device(page)
    page.goto(f"{here}/account/passkeys/add")
    page.fill("[name=password]", PASSWORD)
    press(page, "Go on")
    press(page, "Make the passkey")


def test_somebody_signs_up_and_comes_back_by_passkey_and_by_second_factor(page: Page, here: str) -> None:
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    sign_up(page, here)
    assert page.inner_text("h1") == "Dora"
    add_passkey(page, here)
    assert page.locator(".codes li").count() == 10
    page.goto(f"{here}/account/second-factor/app")
    secret = page.inner_text(".secret")
    page.fill("[name=code]", code_now(secret))
    press(page, "Go on")
    page.goto(f"{here}/account")
    press(page, "Sign out")
    press(page, "Sign in with a passkey")
    assert page.inner_text("h1") == "Dora"
    press(page, "Sign out")
    sign_in(page, here, "dora@example.org")
    assert page.inner_text("h1") == "Second factor"
    press(page, "Use a passkey")
    assert page.inner_text("h1") == "Dora"
    assert refused == []


def test_a_device_that_knows_no_passkey_is_said_in_words(page: Page, here: str) -> None:
    add_device(page)
    page.goto(f"{here}/account/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_selector("[data-problem]:not([hidden])")
    assert "Please try again" in page.inner_text("[data-problem]")


def test_where_there_can_be_no_passkey_the_button_says_so_and_the_rest_works(page: Page, here: str) -> None:
    page.goto(here.replace("localhost", "127.0.0.1") + "/account/sign-in")
    assert page.get_by_role("button", name="Sign in with a passkey").is_disabled()
    assert "They need https" in page.inner_text("[data-problem]")


def test_everything_but_passkeys_works_without_javascript(browser: Browser, here: str) -> None:
    with browser.new_context(java_script_enabled=False) as visitor:
        page = visitor.new_page()
        sign_up(page, here)
        page.goto(f"{here}/account/organisation")
        page.fill("[name=name]", "Heron Workshop")
        page.fill("[name=country]", "de")
        page.fill("[name=web]", "heron.example.org")
        press(page, "Save")
        assert page.inner_text("h1") == "Heron Workshop"
        page.fill("[name=email]", "bob@example.org")
        press(page, "Invite")
        assert "is on its way" in page.inner_text(".said")


PAGES = [
    *("", "/name", "/erase", "/organisation", "/e-mail", "/password", "/second-factor", "/second-factor/app"),
    *("/passkeys", "/passkeys/add", "/sessions", "/other-sites", "/again", "/sign-out"),
]
OPEN = [
    "/sign-in",
    "/sign-up",
    "/password/forgotten",
    "/disabled",
    "/erased",
    "/password/done",
    "/other-sites/cancelled",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_used_by_everybody(
    browser: Browser, here: str, accessibility_faults: Callable[[Page], set[str]], scheme: str
) -> None:
    cast = make_cast()
    wanted = [f"/account{path}" for path in PAGES]
    wanted += [f"/account/organisation/{cast.workshop.public_id}{act}" for act in ("", "/change", "/leave", "/close")]
    faults: dict[str, object] = {}
    with browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme) as visitor:  # type: ignore[arg-type]
        page = visitor.new_page()
        for path in [*(f"/account{path}" for path in OPEN), "sign in", *wanted]:
            if path == "sign in":
                sign_in(page, here, "alice@example.org")
                continue
            page.goto(here + path)
            faults[path] = (accessibility_faults(page), page.evaluate(SCROLLS))
    assert {path: found for path, found in faults.items() if found != (set(), False)} == {}
    assert len(faults) == 25


def test_the_office_works_under_its_policy(page: Page, here: str) -> None:
    make_cast()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    sign_in(page, here, "stella@example.org")
    page.fill("[name=code]", code_now(SECRET))
    press(page, "Sign in")
    page.goto(f"{here}/admin/crawling/source/add/")
    page.fill("[name=name]", "github:organisation=weaver")
    with page.expect_navigation():
        page.click("[name=_save]")
    page.check("#action-toggle")
    page.select_option("[name=action]", "pause")
    with page.expect_navigation():
        page.click("[name=index]")
    assert page.locator("td.field-paused img[alt=True]").count() == 1
    page.goto(f"{here}/admin/accounts/person/{Person.objects.get(name='Bob').pk}/change/")
    page.uncheck("[name=is_active]")
    with page.expect_navigation():
        page.click("[name=_save]")
    assert not Person.objects.get(name="Bob").is_active
    assert refused == []
