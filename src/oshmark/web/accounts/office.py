# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The office at `/admin/`: Django's admin for administrators with a second factor.

It holds what an operator sets: crawl sources, people, organisations. Releases, events and decisions are not here, and
nobody may put them here: they are changed by acts that are recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from oshmark.web import known_faults
from oshmark.web.accounts.guards import gave_second_factor, has_second_factor, person_of
from oshmark.web.accounts.models import Person
from oshmark.web.accounts.pages import private
from oshmark.web.headers import WITH_SCRIPTS

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase
    from django.template.response import TemplateResponse


class Office(AdminSite):
    """The admin, with our rules for who comes in."""

    site_header = _("oshmark office")
    site_title = _("oshmark office")
    index_title = _("What an operator sets")
    enable_nav_sidebar = False
    index_template = "accounts/office.html"

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether somebody is an administrator who has shown a second factor since they signed in."""
        return _is_staff(request) and has_second_factor(person_of(request)) and gave_second_factor(request)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The first page, which says what is wrong with the instance."""
        return super().index(request, {"wrong_tables": known_faults.noted(), **(extra_context or {})})

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:  # noqa: ANN401  wider than Django's
        """What who may not come in gets to see: the way in, or that there is none."""
        del extra_context
        return private(_door)(request)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:  # noqa: ANN401  wider than Django's
        """Sign out as everywhere."""
        del request, extra_context
        return HttpResponseRedirect(reverse("account_logout"))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:  # noqa: ANN401  wider than Django's
        """Change the password as everywhere."""
        del request, extra_context
        return HttpResponseRedirect(reverse("account_change_password"))

    password_change_done = password_change

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002  Django's signature
        """A page of the office, with the policy that lets the scripts of Django's admin run."""
        inner = super().admin_view(view, cacheable)

        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            response: HttpResponseBase = inner(request, *args, **kwargs)
            response.headers["Content-Security-Policy"] = WITH_SCRIPTS
            response.headers["X-Robots-Tag"] = "noindex"
            return response

        return answer


def _is_staff(request: HttpRequest) -> bool:
    person = request.user
    return isinstance(person, Person) and person.is_active and person.is_staff


def _door(request: HttpRequest) -> HttpResponseBase:
    back = reverse("admin:index")
    if not request.user.is_authenticated:
        return redirect_to_login(back)
    if not _is_staff(request):
        raise PermissionDenied
    person = person_of(request)
    if not has_second_factor(person):
        return render(request, "accounts/second_factor_needed.html", status=403)
    if not gave_second_factor(request):
        passkeys = person.authenticator_set.filter(type="webauthn").exists()  # type: ignore[attr-defined]
        page = "mfa_reauthenticate_webauthn" if passkeys else "mfa_reauthenticate"
        return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': back})}")
    return HttpResponseRedirect(back)


OFFICE = Office()
