# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What django-allauth asks us: who may sign up, how people are made and named, and how e-mails leave."""

from __future__ import annotations

from http import HTTPStatus
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as request_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from oshmark.adapters import clock
from oshmark.web.accounts.models import LONGEST_NAME, Person
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.forms import BaseForm
    from django.http import HttpRequest, HttpResponse

MAIL_FAULTS = (OSError, SMTPException)
"""What is raised when a mail server is away, or does not want us."""


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts by e-mail address."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account has been disabled."),
        "cannot_remove_primary_email": gettext_lazy(
            "This is the address that we write to. Choose another one for that first."
        ),
        "duplicate_email": gettext_lazy("Your account has this address already."),
        "email_password_mismatch": gettext_lazy(
            "No account fits this e-mail address and password. Look for a slip of the pen, or set a new password."
        ),
        "email_taken": gettext_lazy("This address cannot be used."),
        "enter_current_password": gettext_lazy("This is not your present password."),
        "incorrect_code": gettext_lazy("This code does not fit. It may be mistyped, used, or too old."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "max_email_addresses": gettext_lazy("An account has %d addresses at most."),
        "too_many_login_attempts": gettext_lazy("There were too many tries. Please wait some minutes."),
        "rate_limited": gettext_lazy("This was asked for too often. Please wait a minute."),
        "unverified_primary_email": gettext_lazy("Confirm this address first."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether the operator lets everybody sign up."""
        del request
        open_to_all: bool = settings.OPEN_SIGN_UP
        return open_to_all

    def new_user(self, request: HttpRequest) -> Person:
        """Somebody who has joined just now."""
        del request
        return Person(joined_at=clock.now())

    def save_user(self, request: HttpRequest, user: Person, form: BaseForm, commit: bool = True) -> Person:  # noqa: FBT001, FBT002  allauth's signature
        """Keep a new person. Who sends the same form twice at once is one person."""
        user.name = form.cleaned_data.get("name", "")
        try:
            with transaction.atomic():
                kept: Person = super().save_user(request, user, form, commit)
        except IntegrityError as exc:
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login"))) from exc
        return kept

    def is_safe_url(self, url: str | None) -> bool:
        """Whether somebody may be sent on to an address: to a path of this site only."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """The page of the account."""
        del request
        return reverse("account")

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is: it names the library itself where that helps."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send an e-mail in the language of who gets it; raises what becomes a page when the mail server fails."""
        person = context.get("user")
        language = getattr(person, "language", "") or settings.LANGUAGE_CODE
        with override(language):
            full = {**context, "email": email, "instance": settings.INSTANCE_NAME, "site": settings.BASE_URL}
            message = self.render_mail(template_prefix, email, full)
        try:
            message.send()
        except MAIL_FAULTS as exc:
            raise ImmediateHttpResponse(mail_failed(request_context.request)) from exc


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Passkeys, authenticator apps and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code does not fit. It may be mistyped, used, or too old."),
        "unverified_email": gettext_lazy("Confirm your e-mail address first."),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Recovery codes stand in for a passkey or an authenticator app. Set up one of those first."
        ),
    }

    def _get_site_name(self) -> str:
        """How devices list what is kept for this site."""
        name: str = settings.INSTANCE_NAME
        return name

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002  allauth's name
        """What a new passkey is called until somebody calls it otherwise."""
        count: int = user.authenticator_set.filter(type=type).count()  # type: ignore[attr-defined]  # allauth's relation
        return _("Passkey %d") % (count + 1)


class OtherSites(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts at other sites that open one here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """As for everybody else."""
        del request, sociallogin
        open_to_all: bool = settings.OPEN_SIGN_UP
        return open_to_all

    def new_user(self, request: HttpRequest, sociallogin: SocialLogin) -> Person:
        """Somebody who has joined just now."""
        del request, sociallogin
        return Person(joined_at=clock.now())

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        """Take over the name that they have there."""
        person: Person = super().populate_user(request, sociallogin, data)
        names = (data.get("first_name"), data.get("last_name"))
        person.name = (data.get("name") or " ".join(name for name in names if name) or "")[:LONGEST_NAME]
        return person


def mail_failed(request: HttpRequest) -> HttpResponse:
    """The page for when no e-mail can be sent."""
    message = _("The e-mail could not be sent. The fault is ours; please try again in some minutes.")
    return fault(request, HTTPStatus.SERVICE_UNAVAILABLE, message)
