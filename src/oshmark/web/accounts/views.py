# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of one's account, one's name, and the way out for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oshmark.adapters import clock
from oshmark.errors import RefusedError
from oshmark.web.accounts.forms import Farewell, Profile
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.accounts.people import erase

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

FORM = ("GET", "HEAD", "POST")


@require_safe
@signed_in
def overview(request: HttpRequest) -> HttpResponseBase:
    """Everything about one's account, each with the page where it is changed."""
    person = person_of(request)
    kinds = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    return render(
        request,
        "accounts/overview.html",
        {
            "person": person,
            "emails": EmailAddress.objects.filter(user=person).order_by("-primary", "email"),
            "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
            "has_app": Authenticator.Type.TOTP in kinds,
            "memberships": person.memberships.select_related("organisation").order_by("organisation__name", "pk"),
            "other_sites": settings.OTHER_SITES,
        },
    )


@require_http_methods(FORM)
@signed_in
def profile(request: HttpRequest) -> HttpResponseBase:
    """One's name."""
    person = person_of(request)
    form = Profile(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        person.save(update_fields=list(form.cleaned_data))
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("account"), status=303)
    return render(request, "accounts/profile.html", {"form": form})


@require_http_methods(FORM)
@signed_in
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def farewell(request: HttpRequest) -> HttpResponseBase:
    """Erase one's account, after the password once more."""
    person = person_of(request)
    form = Farewell(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            erase(person, now=clock.now())
        except RefusedError as error:
            problem = str(error)
        else:
            logout(request)
            return HttpResponseRedirect(reverse("account-erased"), status=303)
    return render(request, "accounts/farewell.html", {"form": form, "person": person, "problem": problem})


@require_safe
def erased(request: HttpRequest) -> HttpResponseBase:
    """The page after that; it says the same to everybody."""
    return render(request, "accounts/erased.html")
