# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping a body going: its administrator gives roles and ends them, its standards editor adopts what everybody could
comment on. Nobody gives a role to themselves, and the room holds everybody to it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from oshmark.adapters import clock
from oshmark.certification.acts import parties
from oshmark.certification.roles import PER_SCHEME, Role, Who
from oshmark.errors import RefusedError
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.certification.acting import perform
from oshmark.web.certification.enrolling import enrol, somebody
from oshmark.web.certification.founding import adopt, body_of
from oshmark.web.certification.memory import memory, scheme_of
from oshmark.web.workplaces.body_chores import can_be_adopted
from oshmark.web.workplaces.naming import names_of
from oshmark.web.workplaces.tasks.task import day, line, one_of, public_reason, several
from oshmark.web.workplaces.words import ROLES

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from oshmark.certification.body import Body
    from oshmark.web.accounts.models import Person

FORM = ("GET", "HEAD", "POST")
CONFLICT, INVALID = 409, 422


class GiveForm(forms.Form):
    """To whom which role is given."""

    person = line(_("Who"), _("The e-mail address of their account here."))
    given = one_of(_("Which role"))
    schemes = several(_("For which schemes"), _("An evaluator is qualified for named schemes."), required=False)
    until = day(_("Until the end of"), _("Leave it empty for no end."), required=False)
    reason = public_reason(_("Why this person"))

    def __init__(self, body: Body, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  what Django takes
        super().__init__(*args, **kwargs)
        schemes = {name for (name, _v), one in memory().replay.register.versions.items() if one.body == body.id}
        choices = {
            "given": [(role.value, str(ROLES[role])) for role in body.roles],
            "schemes": [(one, one) for one in sorted(schemes)],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = offered


@require_http_methods(FORM)
@signed_in
def roles(request: HttpRequest, body: str) -> HttpResponseBase:
    """Who has which role, and the form that gives one more; only for who administers the body."""
    person, now = person_of(request), clock.now()
    found = body_of(body)
    if found is None:
        raise Http404
    if not memory().replay.register.holds(person.public_id, Role.ADMINISTRATOR, body, now):
        raise PermissionDenied
    form = GiveForm(found, request.POST if request.POST.get("do") == "give" else None)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            said = _changed(request, person, found, form)
        except RefusedError as error:
            reasons = list(getattr(error, "reasons", (str(error),)))
        else:
            if said:
                messages.success(request, said)
                return HttpResponseRedirect(request.path, status=303)
    status = 200 if request.method != "POST" else CONFLICT if reasons else INVALID
    context = {"body": found, "form": form, "rows": _rows(body, now), "reasons": reasons}
    return render(request, "workplaces/roles.html", context, status=status)


def _changed(request: HttpRequest, person: Person, body: Body, form: GiveForm) -> str:
    """Give or end a role, and say so; nothing is said where a form is not filled in."""
    who = Who(person.public_id, Role.ADMINISTRATOR)
    if request.POST.get("do") == "end":
        other, role = request.POST.get("who", "")[:100], request.POST.get("role", "")
        given, reason = _role(role, body), request.POST.get("reason", "").strip()[:4000]
        perform(parties.end_role, who, clock.now(), body=body.id, person=other, given=given, reason=reason)
        return now_("The role has ended.")
    if not form.is_valid():
        return ""
    _give(who, body, form.cleaned_data)
    return now_("The role is given, from now on.")


def _role(written: str, body: Body) -> Role:
    found = next((role for role in body.roles if role.value == written), None)
    if found is None:
        raise RefusedError(now_("The body has no such role."))
    return found


def _give(who: Who, body: Body, filled: dict[str, Any]) -> None:
    now, given = clock.now(), _role(filled["given"], body)
    until = filled["until"]
    end = None if until is None else datetime.combine(until, time(23, 59, 59), UTC)
    facts = {
        "person": enrol(somebody(filled["person"].strip()), now),
        "given": given,
        "schemes": tuple(filled["schemes"]) if given in PER_SCHEME else (),
        "until": end,
        "reason": filled["reason"],
    }
    perform(parties.assign_role, who, now, body=body.id, **facts)


def _rows(body: str, now: datetime) -> list[dict[str, Any]]:
    register = memory().replay.register
    ones = [one for every in register.assignments.values() for one in every if one.body == body and one.holds(now)]
    names = names_of({one.person for one in ones})
    order = list(ROLES)
    return [
        {
            "person": one.person,
            "name": names[one.person],
            "role": ROLES[one.role],
            "key": one.role.value,
            "schemes": one.schemes,
            "since": one.since,
            "until": one.until,
        }
        for one in sorted(ones, key=lambda one: (order.index(one.role), names[one.person]))
        if one.application is None
    ]


class AdoptForm(forms.Form):
    """Why a version is adopted."""

    reason = public_reason()


@require_http_methods(FORM)
@signed_in
def scheme(request: HttpRequest, scheme: str, version: str) -> HttpResponseBase:
    """Adopt a version, exactly as it was open for comments; only for who edits the standards of the body."""
    person, now = person_of(request).public_id, clock.now()
    known = memory().replay.register.version(scheme, version)
    text = None if known is None else scheme_of(scheme, version, known.digest)
    if known is None or text is None:
        raise Http404
    if not memory().replay.register.holds(person, Role.STANDARDS_EDITOR, known.body, now):
        raise PermissionDenied
    form = AdoptForm(request.POST if request.method == "POST" else None)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            adopt(Who(person, Role.STANDARDS_EDITOR), text, now, reason=form.cleaned_data["reason"])
        except RefusedError as error:
            reasons = list(getattr(error, "reasons", (str(error),)))
        else:
            messages.success(request, now_("It is adopted, and can be applied for from now on."))
            return HttpResponseRedirect(reverse("work_home"), status=303)
    status = 200 if request.method != "POST" else CONFLICT if reasons else INVALID
    context = {"form": form, "scheme": text, "is_due": can_be_adopted(known, now), "known": known, "reasons": reasons}
    return render(request, "workplaces/scheme.html", context, status=status)
