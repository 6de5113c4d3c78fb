# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the account pages. Those of django-allauth have its names, by which it finds them, and our addresses."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as socialaccount
from allauth.usersessions import views as usersessions
from django.conf import settings
from django.urls import path, re_path

from oshmark.web.accounts import organisation_views, views
from oshmark.web.accounts.pages import private, with_other_sites, with_passkeys

if TYPE_CHECKING:
    from django.urls import URLPattern

ORGANISATION = r"^account/organisation/(?P<public_id>[2-9a-hjkmnp-tv-z]{10})"


def other_sites() -> list[URLPattern]:
    """Where signing in with another site begins and where that site leads back to, for each that is set up."""
    found = []
    for name in settings.OTHER_SITES:
        module = import_module(f"allauth.socialaccount.providers.{name}.views")
        found += [
            path(f"account/{name}", with_other_sites(module.oauth2_login), name=f"{name}_login"),
            path(f"account/{name}/back", private(module.oauth2_callback), name=f"{name}_callback"),
        ]
    return found


urlpatterns = [
    path("account", views.overview, name="account"),
    path("account/name", views.profile, name="account-profile"),
    path("account/erase", views.farewell, name="account-erase"),
    path("account/erased", views.erased, name="account-erased"),
    path("account/organisation", organisation_views.enter, name="organisation-enter"),
    re_path(rf"{ORGANISATION}\Z", organisation_views.organisation, name="organisation"),
    re_path(rf"{ORGANISATION}/change\Z", organisation_views.change, name="organisation-change"),
    re_path(rf"{ORGANISATION}/invite\Z", organisation_views.invite, name="organisation-invite"),
    re_path(
        rf"{ORGANISATION}/invitation/(?P<invitation>[0-9]{{1,18}})\Z",
        organisation_views.take_back,
        name="organisation-take-back",
    ),
    re_path(
        rf"{ORGANISATION}/member/(?P<member>[2-9a-hjkmnp-tv-z]{{10}})\Z",
        organisation_views.member,
        name="organisation-member",
    ),
    re_path(rf"{ORGANISATION}/leave\Z", organisation_views.leave, name="organisation-leave"),
    re_path(rf"{ORGANISATION}/close\Z", organisation_views.close, name="organisation-close"),
    re_path(
        r"^account/invitation/(?P<token>[A-Za-z0-9_-]{32})\Z", organisation_views.invitation, name="account-invitation"
    ),
    # Signing in and up, the password
    path("account/sign-in", with_other_sites(account.login), name="account_login"),
    path("account/sign-up", with_other_sites(account.signup), name="account_signup"),
    path("account/sign-out", private(account.logout), name="account_logout"),
    path("account/disabled", private(account.account_inactive), name="account_inactive"),
    path("account/confirm", private(account.email_verification_sent), name="account_email_verification_sent"),
    path("account/e-mail", private(account.email), name="account_email"),
    path("account/password", private(account.password_change), name="account_change_password"),
    path("account/password/first", private(account.password_set), name="account_set_password"),
    path("account/password/forgotten", private(account.password_reset), name="account_reset_password"),
    path(
        "account/password/code",
        private(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path("account/password/new", private(account.complete_password_reset), name="account_complete_password_reset"),
    path(
        "account/password/done", private(account.password_reset_from_key_done), name="account_password_reset_completed"
    ),
    path("account/again", private(account.reauthenticate), name="account_reauthenticate"),
    path("account/sessions", private(usersessions.list_usersessions), name="usersessions_list"),
    # Passkeys and the second factor
    path("account/second-factor", private(mfa.index), name="mfa_index"),
    path("account/second-factor/sign-in", with_passkeys(mfa.authenticate), name="mfa_authenticate"),
    path("account/second-factor/again", private(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("account/second-factor/app", private(totp.activate_totp), name="mfa_activate_totp"),
    path("account/second-factor/app/remove", private(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/second-factor/codes", private(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/second-factor/codes/new", private(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path(
        "account/second-factor/codes.txt", private(recovery.download_recovery_codes), name="mfa_download_recovery_codes"
    ),
    path("account/passkeys", private(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("account/passkeys/add", with_passkeys(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("account/passkeys/again", with_passkeys(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("account/passkeys/sign-in", private(webauthn.login_webauthn), name="mfa_login_webauthn"),
    re_path(
        r"^account/passkeys/(?P<pk>[0-9]{1,18})/remove\Z", private(webauthn.remove_webauthn), name="mfa_remove_webauthn"
    ),
    re_path(r"^account/passkeys/(?P<pk>[0-9]{1,18})/name\Z", private(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    # Accounts of other sites
    path("account/other-sites", with_other_sites(socialaccount.connections), name="socialaccount_connections"),
    path("account/other-sites/sign-up", private(socialaccount.signup), name="socialaccount_signup"),
    path("account/other-sites/cancelled", private(socialaccount.login_cancelled), name="socialaccount_login_cancelled"),
    path("account/other-sites/failed", private(socialaccount.login_error), name="socialaccount_login_error"),
    *other_sites(),
]
