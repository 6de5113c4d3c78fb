# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each account page for each of the cast: nobody, Alice on her organisation, Bob in it, Charlie outside, Stella of the
office. A new address without a row fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from oshmark.web.accounts import urls
from oshmark.web.accounts.actions import invite
from oshmark.web.accounts.models import Role
from tests.web.library_of import NOW
from tests.web.people import browser_of

if TYPE_CHECKING:
    from tests.web.people import Cast

OWN = (302, 200, 200, 200, 200)
AGAIN = (302, 302, 302, 302, 302)
"""For who is signed in: the page on which they show once more that it is them, or another one of theirs."""
ALL = (200, 200, 200, 200, 200)
OUT = (200, 302, 302, 302, 302)
"""For who is not signed in."""
MEMBERS = (302, 200, 200, 403, 403)
OWNERS = (302, 200, 403, 403, 403)
BY_POST = (405, 405, 405, 405, 405)

GET: dict[str, tuple[int, ...]] = {
    "account": OWN,
    "account-profile": OWN,
    "account-erase": AGAIN,
    "account-erased": ALL,
    "account-invitation": (302, 404, 404, 404, 404),
    "organisation-enter": OWN,
    "organisation": MEMBERS,
    "organisation-change": OWNERS,
    "organisation-invite": BY_POST,
    "organisation-take-back": BY_POST,
    "organisation-member": BY_POST,
    "organisation-leave": MEMBERS,
    "organisation-close": OWNERS,
    "account_login": OUT,
    "account_signup": OUT,
    "account_logout": OWN,
    "account_inactive": ALL,
    "account_email_verification_sent": AGAIN,
    "account_email": OWN,
    "account_change_password": OWN,
    "account_set_password": AGAIN,
    "account_reset_password": ALL,
    "account_confirm_password_reset_code": AGAIN,
    "account_complete_password_reset": AGAIN,
    "account_password_reset_completed": ALL,
    "account_reauthenticate": OWN,
    "usersessions_list": OWN,
    "mfa_index": OWN,
    "mfa_authenticate": AGAIN,
    "mfa_reauthenticate": (302, 302, 302, 302, 200),
    "mfa_activate_totp": AGAIN,
    "mfa_deactivate_totp": (302, 404, 404, 404, 302),
    "mfa_view_recovery_codes": (302, 404, 404, 404, 302),
    "mfa_generate_recovery_codes": AGAIN,
    "mfa_download_recovery_codes": (302, 404, 404, 404, 302),
    "mfa_list_webauthn": OWN,
    "mfa_add_webauthn": AGAIN,
    "mfa_reauthenticate_webauthn": AGAIN,
    "mfa_login_webauthn": AGAIN,
    "mfa_remove_webauthn": AGAIN,
    "mfa_edit_webauthn": AGAIN,
    "socialaccount_connections": OWN,
    "socialaccount_signup": AGAIN,
    "socialaccount_login_cancelled": ALL,
    "socialaccount_login_error": (401, 401, 401, 401, 401),
}
POST: dict[str, tuple[int, ...]] = {
    "organisation-change": (302, 303, 403, 403, 403),
    "organisation-invite": (302, 303, 403, 403, 403),
    "organisation-take-back": (302, 303, 403, 403, 403),
    "organisation-member": (302, 303, 403, 403, 403),
    "organisation-leave": (302, 400, 303, 403, 403),
    "organisation-close": (302, 303, 403, 403, 403),
    "account-invitation": (302, 404, 404, 404, 404),
}
ROLES = ("nobody", "alice", "bob", "charlie", "stella")
FACTS = {"name": "Heron", "email": "dora@example.org", "role": "member", "do": "remove"}


def address(name: str, cast: Cast) -> str:
    invitation, _token = invite(cast.alice, cast.workshop, "eve@example.org", Role.MEMBER, now=NOW)
    place, bob = cast.workshop.public_id, cast.bob.public_id
    arguments: dict[str, list[object]] = {
        "account-invitation": ["x" * 32],
        "organisation-take-back": [place, invitation.pk],
        "organisation-member": [place, bob],
        "mfa_remove_webauthn": [1],
        "mfa_edit_webauthn": [1],
        **{name: [place] for name in ("organisation", *(f"organisation-{act}" for act in ACTS))},
    }
    return reverse(name, args=arguments.get(name, []))


ACTS = ("change", "invite", "leave", "close")


def test_every_address_has_a_row() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(GET)


@pytest.mark.parametrize("name", GET)
def test_each_page_is_for_whom_it_is_for(cast: Cast, name: str) -> None:
    path = address(name, cast)
    found = tuple(browser_of(getattr(cast, role, None)).get(path).status_code for role in ROLES)
    assert found == GET[name]


@pytest.mark.parametrize("number", range(len(ROLES)), ids=ROLES)
@pytest.mark.parametrize("name", POST)
def test_each_act_is_for_whom_it_is_for(cast: Cast, name: str, number: int) -> None:
    response = browser_of(getattr(cast, ROLES[number], None)).post(address(name, cast), FACTS)
    assert response.status_code == POST[name][number]


@pytest.mark.parametrize("name", GET)
def test_who_is_not_signed_in_is_led_to_where_that_can_be_done(cast: Cast, name: str) -> None:
    response = browser_of(None).get(address(name, cast))
    door = ("/account/sign-in", "/account/sign-up", "/account/password/forgotten")
    assert response.status_code in (200, 401, 405) or response.headers["Location"].startswith(door)


@pytest.mark.parametrize("name", GET)
def test_no_cache_keeps_a_page(cast: Cast, name: str) -> None:
    response = browser_of(cast.alice).get(address(name, cast))
    assert response.status_code in (404, 405, 403) or "no-store" in response.headers["Cache-Control"]


def test_an_organisation_that_is_closed_is_gone_for_its_members(cast: Cast) -> None:
    browser_of(cast.alice).post(address("organisation-close", cast))
    assert browser_of(cast.alice).get(reverse("organisation", args=[cast.workshop.public_id])).status_code == 404


def test_who_was_disabled_is_nobody(cast: Cast) -> None:
    client = browser_of(cast.bob)
    cast.bob.is_active = False
    cast.bob.save()
    assert client.get("/account").status_code == 302
