# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may see a page: decorators for the views of every room that needs somebody.

    @signed_in
    def declare(request: HttpRequest, ...): ...          # request.user is a Person

    @member_of(Role.OWNER)
    def invite(request: HttpRequest, organisation: Organisation, ...): ...

A guard is a courtesy of the page. What may not be done is refused again by the action.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404

from oshmark.web.accounts.actions import membership_of
from oshmark.web.accounts.models import Organisation, Person, Role
from oshmark.web.accounts.pages import private

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    View = Callable[..., HttpResponseBase]

SAFE = ("GET", "HEAD")


def person_of(request: HttpRequest) -> Person:
    """Who asks; raises `PermissionDenied` where nobody is signed in."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        raise PermissionDenied
    return person


def signed_in(view: View) -> View:
    """Let people in who are signed in, and lead everybody else to where they can do that."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not isinstance(getattr(request, "user", None), Person):
            # What was sent is not kept for later: who has been away too long begins at the page.
            back = request.get_full_path() if request.method in SAFE else request.path
            return redirect_to_login(back)
        return view(request, *args, **kwargs)

    return private(answer)


def member_of(*roles: Role) -> Callable[[View], View]:
    """Let in who is a member of the organisation that the address names as `public_id`, in one of the roles if any are
    given. The view gets the organisation as its second argument, under that name. An organisation that is not there or
    was closed is 404; somebody else's is 403."""

    def guard(view: View) -> View:
        @signed_in
        @wraps(view)
        def answer(request: HttpRequest, public_id: str, *args: object, **kwargs: object) -> HttpResponseBase:
            organisation = Organisation.objects.filter(public_id=public_id, closed_at__isnull=True).first()
            if organisation is None:
                raise Http404
            membership = membership_of(person_of(request), organisation)
            if membership is None or (roles and membership.role not in roles):
                raise PermissionDenied
            return view(request, organisation, *args, **kwargs)

        return answer

    return guard


def has_second_factor(person: Person) -> bool:
    """Whether somebody has a passkey or an authenticator app."""
    enabled: bool = is_mfa_enabled(person)
    return enabled


def gave_second_factor(request: HttpRequest) -> bool:
    """Whether who asks has shown it since they signed in."""
    records = get_authentication_records(request, person_of(request))
    return any(record.get("method") == "mfa" for record in records)
