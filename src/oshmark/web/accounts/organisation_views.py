# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of organisations, for their members: the facts, who belongs to it, and invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oshmark.adapters import clock
from oshmark.errors import RefusedError
from oshmark.web.accounts import actions
from oshmark.web.accounts.adapter import MAIL_FAULTS, mail_failed
from oshmark.web.accounts.forms import Invite, OrganisationFacts
from oshmark.web.accounts.guards import member_of, person_of, signed_in
from oshmark.web.accounts.models import Invitation, Organisation, Person, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

FORM = ("GET", "HEAD", "POST")
LIMITS = {"invite": "20/h/user"}


@require_http_methods(FORM)
@signed_in
def enter(request: HttpRequest) -> HttpResponseBase:
    """Enter a new organisation."""
    form = OrganisationFacts(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.enter_organisation(person_of(request), form.cleaned_data, now=clock.now())
        except RefusedError as error:
            problem = str(error)
        else:
            return _back(made)
    return render(request, "accounts/organisation_form.html", {"form": form, "problem": problem})


@require_safe
@member_of()
def organisation(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """An organisation, as its members see it."""
    return _page(request, organisation, Invite())


def _page(request: HttpRequest, organisation: Organisation, form: Invite, problem: str = "") -> HttpResponseBase:
    person = person_of(request)
    memberships = list(organisation.memberships.select_related("person").order_by("since", "pk"))
    context = {
        "organisation": organisation,
        "memberships": memberships,
        "owners": sum(one.role == Role.OWNER for one in memberships),
        "person": person,
        "is_owner": actions.is_owner(person, organisation),
        "invitations": organisation.invitations.order_by("email"),
        "now": clock.now(),
        "form": form,
        "problem": problem,
    }
    return render(request, "accounts/organisation.html", context, status=400 if problem else 200)


@require_http_methods(FORM)
@member_of(Role.OWNER)
def change(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """Change the facts of an organisation."""
    form = OrganisationFacts(request.POST if request.method == "POST" else None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(person_of(request), organisation, form.cleaned_data)
        messages.success(request, _("Saved."))
        return _back(organisation)
    return render(request, "accounts/organisation_form.html", {"form": form, "organisation": organisation})


@require_POST
@member_of(Role.OWNER)
def invite(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """Send somebody an invitation."""
    refused: HttpResponseBase | None = ratelimit.consume_or_429(
        request, app="oshmark", action="invite", config=LIMITS, user=request.user
    )
    if refused:
        return refused
    form = Invite(request.POST)
    if not form.is_valid():
        return _page(request, organisation, form)
    person, email = person_of(request), form.cleaned_data["email"]
    try:
        made, token = actions.invite(person, organisation, email, Role(form.cleaned_data["role"]), now=clock.now())
    except RefusedError as error:
        return _page(request, organisation, form, str(error))
    try:
        _send(person, made, token)
    except MAIL_FAULTS:
        made.delete()
        return mail_failed(request)
    messages.success(request, _("The invitation to %s is on its way.") % made.email)
    return _back(organisation)


def _send(person: Person, invitation: Invitation, token: str) -> None:
    context = {
        "person": person,
        "organisation": invitation.organisation,
        "invitation": invitation,
        "link": settings.BASE_URL + reverse("account-invitation", args=[token]),
        "instance": settings.INSTANCE_NAME,
        "site": settings.BASE_URL,
    }
    subject = " ".join(render_to_string("accounts/email/invitation_subject.txt", context).split())
    body = render_to_string("accounts/email/invitation_message.txt", context).strip()
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [invitation.email]).send()


@require_POST
@member_of(Role.OWNER)
def take_back(request: HttpRequest, organisation: Organisation, invitation: int) -> HttpResponseBase:
    """Take an invitation back."""
    return _act(request, organisation, lambda person: actions.take_back(person, organisation, invitation))


@require_POST
@member_of(Role.OWNER)
def member(request: HttpRequest, organisation: Organisation, member: str) -> HttpResponseBase:
    """Make a member an owner or no longer one, or take somebody out."""
    meant = Person.objects.filter(public_id=member, memberships__organisation=organisation).first()
    wish = request.POST.get("do", "")
    if meant is None:
        raise Http404
    if wish in Role.values:
        return _act(request, organisation, lambda person: actions.set_role(person, organisation, meant, Role(wish)))
    return _act(request, organisation, lambda person: actions.remove(person, organisation, meant))


@require_http_methods(FORM)
@member_of()
def leave(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """Leave an organisation, after a page that asks."""
    return _sure(request, organisation, "accounts/leave.html", lambda person: actions.leave(person, organisation))


@require_http_methods(FORM)
@member_of(Role.OWNER)
def close(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """Close an organisation, after a page that asks."""
    now = clock.now()
    return _sure(
        request, organisation, "accounts/close.html", lambda person: actions.close(person, organisation, now=now)
    )


@require_http_methods(FORM)
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """What an invitation is about, and the button that accepts it."""
    return _invitation(request, token)


@signed_in
def _invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    person, now = person_of(request), clock.now()
    found = actions.find_invitation(token, now=now)
    if found is None:
        return render(request, "accounts/invitation_over.html", status=404)
    problem = ""
    if request.method == "POST":
        try:
            joined = actions.accept(person, found, now=now)
        except RefusedError as error:
            problem = str(error)
        else:
            messages.success(request, _("You belong to %s now.") % joined.name)
            return _back(joined)
    context: dict[str, Any] = {"invitation": found, "is_meant": actions.is_meant(person, found), "problem": problem}
    return render(request, "accounts/invitation.html", context, status=400 if problem else 200)


def _act(request: HttpRequest, organisation: Organisation, act: Callable[[Person], None]) -> HttpResponseBase:
    try:
        act(person_of(request))
    except RefusedError as error:
        return _page(request, organisation, Invite(), str(error))
    messages.success(request, _("Done."))
    if actions.membership_of(person_of(request), organisation) is None:
        return HttpResponseRedirect(reverse("account"), status=303)
    return _back(organisation)


def _sure(
    request: HttpRequest, organisation: Organisation, template: str, act: Callable[[Person], None]
) -> HttpResponseBase:
    problem = ""
    if request.method == "POST":
        try:
            act(person_of(request))
        except RefusedError as error:
            problem = str(error)
        else:
            messages.success(request, _("Done."))
            return HttpResponseRedirect(reverse("account"), status=303)
    context = {"organisation": organisation, "problem": problem}
    return render(request, template, context, status=400 if problem else 200)


def _back(organisation: Organisation) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("organisation", args=[organisation.public_id]), status=303)
